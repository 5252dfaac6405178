"""What lies on the disk: no words at any time, nothing of an erased person, and nothing that opens elsewhere than where it was put."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.working_model.dialogue import Choice, Command, DialogueState, Reply
from bot.working_model.identity import ConversationId, KnownPersonId, MessageId
from bot.working_model.person import DeclinedTopic
from bot.working_model.statement import Asked, Direction, Facet, Figure, Span, Statement, Theme
from tests.contract.builders import (
    ANNA,
    BEN,
    BENS_TALK,
    TALK,
    conversation,
    coping,
    known,
    later,
    message,
    person,
    populate,
    reply,
    small_step,
    statement,
    token_of,
    way_back,
)

CANARY = "Canary"
# Words that the labels of what a person said are made of; none may stand readable beside their ids.
LABELS = ("abandonment", "security", "sibling", "asked_minus", "seek", "concern", "rule-canary", "guide-canary")


@pytest.fixture
def path(sqlite_url):
    return Path(sqlite_url.removeprefix("sqlite:///"))


def fill(store, conversation_id=TALK):
    """Says the canary in every place that can hold words, and commits part of it in a second unit of work."""
    asked = Asked(f"{CANARY} asked?", Theme.SECURITY, Facet.ABANDONMENT, Figure.SIBLING, f"{CANARY} name")
    with store.begin() as work:
        work.people.add(person(country="XC", language="canary-lang"))
        state = DialogueState(question=f"{CANARY} state", asked=asked, guide_id="guide-canary")
        work.conversations.add(conversation(state=state), token_sha256=token_of(conversation_id))
        work.people.decline(ANNA, DeclinedTopic(None, f"{CANARY} topic"))
        work.known_people.add(known(name=f"{CANARY} sister"))
        work.messages.add(
            message(
                text=f"{CANARY} text",
                asked=asked,
                client_id=f"{CANARY}-id",
                argument=f"{CANARY} arg",
                rules=("rule-canary",),
            )
        )
        work.commit()
    with store.begin() as work:
        said = Reply((f"{CANARY} reply",), choices=(Choice("c", f"{CANARY} label", Command.RESUME, f"{CANARY} arg"),))
        work.messages.add(reply("m2", 2, "m1", text=f"{CANARY} out", reply=said))
        labelled = Statement(
            Span(0, 6), Theme.SECURITY, Facet.ABANDONMENT, Direction.MINUS, Figure.SIBLING, f"{CANARY} n"
        )
        work.statements.add(ANNA, [statement(statement=labelled)], [coping(2)])
        work.small_steps.add(ANNA, small_step(about=KnownPersonId("known-mia"), expected=MessageId("m2")))
        work.ways_back.put(way_back(passphrase_hash=f"$argon2id${CANARY}"))
        work.statements.correct(statement(statement=labelled, reworded=f"{CANARY} own words", true_these_days=3))
        work.revisions.save(ANNA, model={CANARY: CANARY}, revision={CANARY: [CANARY]}, number=1, at_utc=later(0))
        work.conversations.save(conversation(state=DialogueState(question=f"{CANARY} again")))
        work.commit()


def on_disk(path):
    """All bytes of the database and of whatever lies beside it."""
    return {each.name: each.read_bytes() for each in path.parent.iterdir() if each.is_file()}


def containing(files, words):
    return [name for name, content in files.items() if any(word.lower().encode() in content.lower() for word in words)]


def test_words_are_never_readable_on_the_disk(path, sqlite_url, opened):
    store = opened(sqlite_url)
    fill(store)
    files = on_disk(path)
    assert f"{path.name}-wal" in files
    assert len(files[f"{path.name}-wal"]) > 10_000  # all of it still lies in the log
    assert containing(files, ["person-anna"]), "the search itself must be able to find what is in clear"
    assert containing(files, [CANARY, *LABELS]) == []
    store.close()
    assert containing(on_disk(path), [CANARY, *LABELS]) == []


def test_what_is_only_written_but_not_committed_is_not_readable_either(path, sqlite_url, opened):
    store = opened(sqlite_url)
    populate(store)
    with store.begin() as work:
        for number in range(1, 400):  # more than the page cache would have to hold
            work.messages.add(message(f"m{number}", number, text=f"{CANARY} " * 1000))
        assert containing(on_disk(path), [CANARY]) == []
    assert containing(on_disk(path), [CANARY]) == []


def windows(path):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT sender_id FROM tracker_windows ORDER BY sender_id")]


def save_windows(path, *senders):
    with closing(sqlite3.connect(path)) as connection, connection:
        for sender in senders:
            connection.execute("INSERT INTO tracker_windows VALUES (?, ?, ?)", (sender, f'{{"of": "{sender}"}}', 1.5))


def test_an_erased_person_leaves_no_byte(path, sqlite_url, opened):
    store = opened(sqlite_url)
    fill(store)
    populate(store, BEN, BENS_TALK)
    save_windows(path, TALK, BENS_TALK)
    with closing(sqlite3.connect(path)) as connection:
        key = connection.execute("SELECT wrapped FROM person_keys WHERE person_id = ?", (ANNA,)).fetchone()[0]
    assert key in b"".join(on_disk(path).values())
    with store.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    files = on_disk(path)
    assert files[f"{path.name}-wal"] == b""
    assert containing(files, [ANNA, TALK, "known-mia"]) == []
    assert key not in b"".join(files.values())
    assert containing(files, [BEN])
    assert windows(path) == [BENS_TALK]


def test_every_table_is_empty_after_erasing_the_only_person(path, sqlite_url, opened):
    store = opened(sqlite_url)
    fill(store)
    save_windows(path, TALK)
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        filled = {table for table in tables if connection.execute(f"SELECT 1 FROM {table}").fetchone()}
    assert filled >= {
        "persons",
        "person_keys",
        "messages",
        "statements",
        "coping",
        "models",
        "revisions",
        "small_steps",
        "ways_back",
        "declined_topics",
    }
    with store.begin() as work:
        work.people.erase(ANNA)
        work.commit()
    with closing(sqlite3.connect(path)) as connection:
        left = {table for table in tables if connection.execute(f"SELECT 1 FROM {table}").fetchone()}
    assert left == {"alembic_version", "probe"}


def test_a_log_that_a_reader_held_is_emptied_later(path, sqlite_url, opened):
    store = opened(sqlite_url)
    fill(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM persons").fetchall()
        with store.begin() as work:
            work.people.erase(ANNA)
            work.commit()
        assert on_disk(path)[f"{path.name}-wal"] != b""
        reader.execute("ROLLBACK")
    assert store.ready()
    assert on_disk(path)[f"{path.name}-wal"] == b""
    assert containing(on_disk(path), [ANNA]) == []


@pytest.mark.parametrize(
    ("move", "look"),
    [
        pytest.param(
            "UPDATE messages SET sealed = (SELECT sealed FROM messages WHERE id = 'b1') WHERE id = 'm1'",
            lambda work: work.messages.get(MessageId("m1")),
            id="another person's words",
        ),
        pytest.param(
            "UPDATE messages SET sealed = (SELECT sealed FROM messages WHERE id = 'm2') WHERE id = 'm1'",
            lambda work: work.messages.get(MessageId("m1")),
            id="another message's words",
        ),
        pytest.param(
            "UPDATE messages SET conversation_id = 'talk-ben', number = 9 WHERE id = 'm1'",
            lambda work: work.messages.get(MessageId("m1")),
            id="a message into another person's conversation",
        ),
        pytest.param(
            "UPDATE persons SET sealed = (SELECT sealed FROM conversations WHERE id = 'talk-anna') WHERE id = 'person-anna'",
            lambda work: work.people.get(ANNA),
            id="another table's",
        ),
        pytest.param(
            "UPDATE person_keys SET wrapped = (SELECT wrapped FROM person_keys WHERE person_id = 'person-ben')",
            lambda work: work.people.get(ANNA),
            id="another person's key",
        ),
        pytest.param(
            "UPDATE conversations SET person_id = 'person-ben' WHERE id = 'talk-anna'",
            lambda work: work.conversations.get(ConversationId("talk-anna")),
            id="a conversation to another person",
        ),
    ],
)
def test_what_is_moved_does_not_open(path, sqlite_url, opened, move, look):
    store = opened(sqlite_url)
    populate(store)
    populate(store, BEN, BENS_TALK)
    with store.begin() as work:
        work.messages.add(message("m1", 1))
        work.messages.add(message("m2", 2))
        work.messages.add(message("b1", 1, BENS_TALK))
        work.commit()
    store.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(move)
    with opened(sqlite_url).begin() as work, pytest.raises(StoreError):
        look(work)
