"""The program put together: housekeeping by the set clock, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import Application, RandomIds, prepare_store, the_master_key
from bot.dialogue.recorded import Announcer
from bot.errors import NotFoundError, SetUpError
from bot.safety import Helplines
from bot.service import queries
from bot.service.keep_way_back import keep_way_back
from bot.settings import load
from bot.store import SqlStore
from tests.builders import SetClock, Talk, parts


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    settings = load(
        {
            "ATTUNE_DATA_DIR": str(tmp_path / "data"),
            "ATTUNE_STORE__RETENTION_DAYS": "30",
            "ATTUNE_STORE__CLOSED_DAYS": "5",
        }
    )
    prepare_store(settings)
    clock = SetClock()
    store = SqlStore.open(settings.store_url, master_key=the_master_key(settings), clock=clock)
    the_parts = replace(parts(clock=clock), store=store, ids=RandomIds())
    yield Application(
        settings=settings,
        parts=the_parts,
        store=store,
        helplines=Helplines.load(),
        signing_key=bytes(32),
        announcer=Announcer(None),
    )
    store.close()


def test_whoever_was_away_longer_than_people_are_kept_is_erased(application: Application) -> None:
    clock = application.parts.clock
    assert isinstance(clock, SetClock)
    away = _keeps_a_way_back(Talk.begin(application.parts))
    clock.move(days=20)
    here = _keeps_a_way_back(Talk.begin(application.parts))
    closed = Talk.begin(application.parts)
    clock.move(days=7)
    open_still = Talk.begin(application.parts)
    clock.move(days=4)
    application.housekeeping()
    for erased in (away, closed):
        with pytest.raises(NotFoundError):
            queries.messages_since(application.parts, erased.id, after=0)
    for kept in (here, open_still):
        assert len(queries.messages_since(application.parts, kept.id, after=0).messages) == 1


def _keeps_a_way_back(talk: Talk) -> Talk:
    keep_way_back(talk.parts, talk.conversation.person_id, "seven grey herons at dawn")
    return talk


def test_a_lost_key_is_not_replaced_by_a_new_one(application: Application) -> None:
    Talk.begin(application.parts)
    path = application.settings.key_path
    path.unlink()
    with pytest.raises(SetUpError, match="the master key is missing") as caught:
        prepare_store(application.settings)
    assert str(path) in str(caught.value)
    assert not path.exists()


def test_a_lost_key_of_nobody_is_made_anew(application: Application) -> None:
    application.settings.key_path.unlink()
    prepare_store(application.settings)
    assert application.settings.key_path.exists()


def test_a_data_folder_that_cannot_be_made_is_a_set_up_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SetUpError, match="ATTUNE_DATA_DIR"):
        prepare_store(load({"ATTUNE_DATA_DIR": str(tmp_path / "file" / "data")}))
