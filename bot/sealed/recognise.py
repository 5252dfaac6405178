"""What the trained dialogue recognises in texts, without serving anybody: a JSON list of texts in, of intents, likeliest first, out.

The model is read and asked exactly as the server reads and asks it, so that what is measured is what people meet.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any, TextIO


def recognise(model: str, texts: TextIO, found: TextIO) -> None:
    """Reads all of `texts`, a JSON list of copies as `bot/dialogue/rasa_copy.py` makes them, and writes for each a list of `[intent, confidence]`."""
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    json.dump(asyncio.run(_all(agent, json.load(texts))), found)


async def _all(agent: Any, texts: list[str]) -> list[list[tuple[str | None, float]]]:
    parsed = [await agent.parse_message(text) for text in texts]
    return [[_pair(intent) for intent in each.get("intent_ranking") or [each.get("intent") or {}]] for each in parsed]


def _pair(intent: dict[str, Any]) -> tuple[str | None, float]:
    return intent.get("name"), float(intent.get("confidence") or 0.0)


def main(model: str) -> None:
    """Between standard input and standard output; what libraries print goes to standard error."""
    out, sys.stdout = sys.stdout, sys.stderr
    recognise(model, sys.stdin, out)
