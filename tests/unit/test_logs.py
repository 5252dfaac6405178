"""Words have no way into a log line: not as a field, not in a library's message, not in an exception."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from bot.logs import FIELDS, Events, WordlessFormatter

CANARY = "zanzibarquetzal"


def _record(message: str, *args: object, exc: bool = False) -> logging.LogRecord:
    return logging.LogRecord("some.library", logging.ERROR, __file__, 1, message, args, sys.exc_info() if exc else None)


def test_a_librarys_message_is_not_passed_on() -> None:
    assert CANARY not in WordlessFormatter().format(_record("could not parse %s", CANARY))


def test_an_exception_keeps_its_class_and_place_alone() -> None:
    try:
        raise ValueError(CANARY) from KeyError(CANARY)
    except ValueError:
        line = json.loads(WordlessFormatter().format(_record(CANARY, exc=True)))
    assert CANARY not in str(line)
    assert line["error"][:2] == ["ValueError", "KeyError"]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError):
        Events("test").info("said", text=CANARY)


def test_no_field_is_for_words() -> None:
    assert not FIELDS & {"text", "body", "quote", "token", "name", "message_text"}


def test_a_named_event_is_one_line_of_json(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="attune.test"):
        Events("test").info("turn_recorded", turn=3, rules=("a", "b"))
    line = json.loads(WordlessFormatter().format(caplog.records[0]))
    assert (line["event"], line["turn"], line["rules"]) == ("turn_recorded", 3, ["a", "b"])
