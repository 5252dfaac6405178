"""Batch screening: one line in, one line out."""

import io
import json

import pytest

from bot.errors import InputError
from bot.safety import RuleScreen
from bot.safety.batch import screen_lines


def test_each_line_gets_its_verdict() -> None:
    out = io.StringIO()
    lines = ['{"id": 1, "text": "I want to die"}\n', "\n", '{"id": "b", "text": "I like tea"}\n']
    assert screen_lines(lines, out, screen=RuleScreen()) == 2
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert (first["id"], first["level"], first["kind"]) == (1, "concern", "self")
    assert second == {"id": "b", "level": "none", "kind": None, "rules": []}


@pytest.mark.parametrize("line", ["not json", "[]", '{"id": 1}', '{"text": 5}', '{"text": "a", "recent": [1]}'])
def test_a_line_that_cannot_be_read_is_named_and_not_repeated(line: str) -> None:
    with pytest.raises(InputError, match=r"^line 1 is not a JSON object with a text$"):
        screen_lines([line], io.StringIO(), screen=RuleScreen())
