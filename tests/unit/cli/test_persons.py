"""What an operator does for one person: two pages on paper, and erasing, by the id that only the person can tell."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.bootstrap import Application, RandomIds, prepare_store, the_master_key
from bot.cli import app, persons
from bot.dialogue.recorded import Announcer
from bot.errors import InputError, NotFoundError
from bot.safety import Helplines
from bot.service.export_person import export_json
from bot.settings import load
from bot.store import SqlStore
from tests.builders import SetClock, Talk, parts


@pytest.fixture
def talk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Talk]:
    """Somebody who talked, in the database that the settings name; the command line runs in that folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ATTUNE_DATA_DIR", str(tmp_path / "data"))
    settings = load()
    prepare_store(settings)
    clock = SetClock()
    store = SqlStore.open(settings.store_url, master_key=the_master_key(settings), clock=clock)
    the_parts = replace(parts(clock=clock), store=store, ids=RandomIds())
    application = Application(
        settings=settings,
        parts=the_parts,
        store=store,
        helplines=Helplines.load(),
        signing_key=bytes(32),
        announcer=Announcer(None),
    )
    # The real one loads rules and guides, for seconds, to hand on this store.
    monkeypatch.setattr(persons, "open_application", lambda *_, **__: application)
    yield Talk.begin(the_parts)
    store.close()


def _attune(*arguments: str, typed: str = "") -> str:
    done = CliRunner().invoke(app, arguments, input=typed)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_two_pages_are_printed_for_the_id_in_the_downloaded_data(talk: Talk) -> None:
    person = export_json(talk.parts, talk.conversation.person_id)["person"]["id"]
    said = _attune("print", person, "--to", "two.pdf", "--first", "2026-01-01", "--last", "2026-02-01")
    printed = Path("two.pdf")
    assert "two.pdf" in said
    assert printed.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(printed.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_left_alone(talk: Talk) -> None:
    Path("notes.pdf").write_text("mine")
    with pytest.raises(InputError, match="there already"):
        _attune("print", talk.conversation.person_id)
    assert Path("notes.pdf").read_text() == "mine"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--first", "2026-02-01", "--last", "2026-01-01"], "The first day lies after the last"),
        (["--to", "no/such/folder.pdf"], "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_one_sentence(talk: Talk, more: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        _attune("print", talk.conversation.person_id, *more)
    assert not list(Path().glob("*.pdf"))


@pytest.mark.parametrize("unknown", ["nobody", "-hyphen-first"])
def test_an_id_of_nobody_is_one_sentence_whatever_it_begins_with(talk: Talk, unknown: str) -> None:
    with pytest.raises(NotFoundError, match="nobody with this id"):
        _attune("erase", unknown, "--yes")


def test_erasing_asks_once_more_and_then_nobody_is_there(talk: Talk) -> None:
    person = talk.conversation.person_id
    assert "Aborted" in _attune("erase", person, typed="n\n")
    assert export_json(talk.parts, person)
    assert "Erased" in _attune("erase", person, typed="y\n")
    for again in (["erase", person, "--yes"], ["print", person]):
        with pytest.raises(NotFoundError, match="nobody with this id"):
            _attune(*again)
    assert not Path("notes.pdf").exists()
