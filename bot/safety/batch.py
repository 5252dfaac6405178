"""Screening many messages at once, JSON lines in and out (`attune screen`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TextIO

from bot.errors import InputError
from bot.safety.classifier import MODEL
from bot.safety.screen import RuleScreen


def screen_lines(lines_in: Iterable[str], out: TextIO, *, screen: RuleScreen | None = None) -> int:
    """Writes `{"id", "level", "kind", "rules"}` for each `{"id", "text", "recent"?}`; returns how many.

    Raises `InputError` naming the line that cannot be read; empty lines are passed over.
    """
    screen = screen if screen is not None else RuleScreen(classifier=MODEL)
    count = 0
    for number, line in enumerate(lines_in, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            text, recent = entry["text"], entry.get("recent", ())
            if not isinstance(text, str) or not all(isinstance(one, str) for one in recent):
                raise TypeError
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"line {number} is not a JSON object with a text") from error
        verdict = screen.screen(text, recent)
        kind = verdict.kind.value if verdict.kind is not None else None
        result = {"id": entry.get("id"), "level": verdict.level.value, "kind": kind, "rules": list(verdict.rules)}
        out.write(json.dumps(result, ensure_ascii=False) + "\n")
        count += 1
    return count
