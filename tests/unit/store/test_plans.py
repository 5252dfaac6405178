"""What is looked up in every turn is found by an index, however much there is."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import sqlite

from bot.store import conversations, keys, messages, people, revisions, small_steps, statements, ways_back


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        pytest.param(conversations._WAITING, "ix_messages_waiting", id="conversations with unanswered"),
        pytest.param(messages._UNANSWERED, "ix_messages_waiting (conversation_id=?)", id="unanswered"),
        pytest.param(messages._BY_CLIENT_ID, "(conversation_id=? AND client_hash=?)", id="by client id"),
        pytest.param(messages._REPLY_TO, "(in_reply_to=?)", id="reply to"),
        pytest.param(messages._SINCE, "(conversation_id=? AND number>?)", id="since"),
        pytest.param(messages._LATEST, "(conversation_id=?)", id="latest"),
        pytest.param(messages._SAID, "(conversation_id=?)", id="said"),
        pytest.param(conversations._BY_TOKEN, "(token_sha256=?)", id="by token"),
        pytest.param(conversations._OF_PERSON, "ix_conversations_person_id", id="conversations of a person"),
        pytest.param(statements._OF_PERSON, "(person_id=?)", id="statements of a person"),
        pytest.param(statements._SET_ASIDE, "ix_statements_set_aside (person_id=?)", id="set aside"),
        pytest.param(statements._IN_EPISODE, "(person_id=? AND episode_id=?)", id="in an episode"),
        pytest.param(revisions._REVISIONS_BEFORE, "(person_id=? AND number<?)", id="revisions"),
        pytest.param(small_steps._OF_PERSON, "ix_small_steps_person_id", id="small steps of a person"),
        pytest.param(ways_back._BY_CODE, "(code_sha256=?)", id="way back by its code"),
        pytest.param(people._KNOWN_OF, "(person_id=?)", id="known people"),
        pytest.param(keys._KEY, "(person_id=?)", id="key"),
    ],
)
def test_a_look_up_uses_its_index(sqlite_url, opened, statement, index):
    store = opened(sqlite_url)
    compiled = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    with store._engine.connect() as connection:
        rows = connection.execute(text(f"EXPLAIN QUERY PLAN {compiled}"), dict.fromkeys(compiled.params, 1)).fetchall()
    plan = "\n".join(row.detail for row in rows)
    assert index in plan
    assert not any(line.startswith("SCAN") and "USING" not in line for line in plan.splitlines())
