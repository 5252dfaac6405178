"""The written conversations of the development half, played through screen and protocol."""

import json

import pytest

from bot.safety import FixedReplies, RuleScreen
from bot.safety.evaluation import DATA_DIR, play

SCRIPTS = [json.loads(line) for line in (DATA_DIR / "development" / "scripts.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("script", SCRIPTS, ids=[f"{one['id']} {one['about']}" for one in SCRIPTS])
def test_a_written_conversation(screen: RuleScreen, protocol: FixedReplies, script: dict) -> None:  # type: ignore[type-arg]
    assert play(script, screen, protocol).failures == ()
