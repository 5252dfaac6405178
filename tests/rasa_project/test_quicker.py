"""Turns made quicker in Rasa's process recognise exactly what Rasa recognises by itself."""

from __future__ import annotations

import json
import subprocess
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.messages import messages
from bot.dialogue.process import ROOT, rasa_environment, rasa_python

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SAID = [
    *islice(messages(), 30),
    "stop",
    "what do you keep about me?",
    "skip this one pls",
    "no",
    "?!",
    "  x ",
    "Käse 🙂",
]
BOTH_WAYS = """
import asyncio, json, sys
from bot.sealed.lighter import make_serving_lighter
from bot.sealed.quicker import make_turns_quicker
make_serving_lighter()
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

model, said = sys.argv[1], json.loads(sys.argv[2])
agent = Agent.load(model)

async def ranked():
    parsed = [await agent.processor.parse_message(UserMessage(text)) for text in said]
    return [[(intent["name"], intent["confidence"]) for intent in each["intent_ranking"]] for each in parsed]

plain = asyncio.run(ranked())
make_turns_quicker()
print("\\n" + json.dumps([plain, asyncio.run(ranked())]))
"""


def test_every_intent_and_confidence_is_the_same(model: Path) -> None:
    done = subprocess.run(
        [str(rasa_python()), "-W", "ignore", "-c", BOTH_WAYS, str(model), json.dumps(SAID)],
        env=rasa_environment(), cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    plain, quicker = json.loads(done.stdout.splitlines()[-1])
    assert len(plain) == len(SAID)
    assert quicker == plain
