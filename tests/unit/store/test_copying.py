"""Taking a whole store along to another database."""

from __future__ import annotations

import pytest

from bot.errors import SetUpError
from bot.store import copy_store
from bot.working_model.identity import MessageId
from bot.working_model.person import Consent
from tests.contract.builders import ANNA, BEN, BENS_TALK, NOW, TALK, message, populate
from tests.postgres import postgres_url

__all__ = ["postgres_url"]


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request, tmp_path) -> str:
    """The URL of a database that nobody has made tables in."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'attune.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))


def _fill(store) -> None:
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        work.people.add_consent(Consent(ANNA, "conversation", "1", given=True, at_utc=NOW))
        work.messages.add(message("m1", work.messages.next_number(TALK), client_id="same"))
        work.messages.add(message("m0", work.messages.next_number(TALK), in_reply_to=MessageId("m1"), is_reply=True))
        work.commit()


def test_everything_opens_in_the_new_database_and_goes_on(url, new_url, opened):
    _fill(opened(url))
    assert copy_store(url, new_url) == 2
    new = opened(new_url)
    with new.begin() as work:
        assert work.messages.get(MessageId("m1")).text == "She always picked up."
        assert work.messages.by_client_id(TALK, "same") is not None
        assert work.conversations.get(BENS_TALK).person_id == BEN
        work.people.add_consent(Consent(ANNA, "conversation", "2", given=True, at_utc=NOW))
        work.commit()
    with new.begin() as work:
        assert [c.version for c in work.people.consents(ANNA)][-2:] == ["1", "2"]


def test_what_holds_people_is_not_written_over(url, new_url, opened):
    populate(opened(url))
    copy_store(url, new_url)
    with pytest.raises(SetUpError, match="people already"):
        copy_store(url, new_url)


def test_a_missing_file_is_told_and_not_made(tmp_path, new_url):
    with pytest.raises(SetUpError, match="no database"):
        copy_store(f"sqlite:///{tmp_path / 'nowhere.sqlite3'}", new_url)
    assert not (tmp_path / "nowhere.sqlite3").exists()
