"""What a command must hold, and what rules it out."""

from __future__ import annotations

from collections import defaultdict

import pytest
import yaml

from bot.dialogue.process import ROOT
from bot.service.command_signs import can_be, echoes_why
from bot.service.spelled_out import spelled_out
from bot.working_model.dialogue import BUTTONS_ALONE, Command

COMMANDS = sorted(set(Command) - BUTTONS_ALONE - {Command.AFFIRM, Command.DENY})


def _examples() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in (ROOT / "data" / "nlu").glob("*.yml"):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]:
            if "intent" in entry:
                found[entry["intent"]] += [line.strip()[2:] for line in entry["examples"].splitlines()]
    return found


EXAMPLES = _examples()


@pytest.mark.parametrize("command", COMMANDS)
def test_hardly_an_example_lacks_its_signs(command: Command) -> None:
    lacking = [text for text in EXAMPLES[command.value] if not can_be(spelled_out(text), command)]
    assert len(lacking) <= 0.06 * len(EXAMPLES[command.value]), lacking


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("the pause at the door", Command.PAUSE),
        ("can't wait", Command.PAUSE),
        ("delete my number", Command.DELETE_ALL),
        ("my data, my debts", Command.DELETE_ALL),
        ("who are you to judge me", Command.WHO_ARE_YOU),
        ("what's the point", Command.WHY),
        ("what's the point of liking me", Command.WHY),
        ("explain yourself", Command.REPEAT),
        ("This machine, for one.", Command.WHO_ARE_YOU),
        ("who would want that?", Command.REPEAT),
        ("what do you mean, of course", Command.REPEAT),
        ("the one I never ask about", Command.NEVER_ASK),
        ("they came, no questions asked", Command.NEVER_ASK),
        ("he kept it. what is kept stays with him", Command.WHAT_IS_KEPT),
        ("she showed me the summary of my mistakes", Command.SUMMARY),
        ("I'm an export manager", Command.EXPORT),
        ("He'll change the subject", Command.CHOOSE_GUIDE),
        ("next to my sister", Command.SKIP),
        ("can't think of one", Command.SKIP),
        ("I don't want to stop", Command.STOP),
        ("I'm done hiding", Command.STOP),
        ("I said no.", Command.NOT_RIGHT),
        ("No one. That's not sad.", Command.NOT_RIGHT),
        ("Here is rice and rice", Command.HELP),
        ("ten, thank you", Command.THANKS),
    ],
)
def test_ruled_out(text: str, command: Command) -> None:
    assert not can_be(text, command)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("wait a minute", Command.PAUSE),
        ("delete what I wrote", Command.DELETE_ALL),
        ("no trace please", Command.DELETE_ALL),
        ("who are you", Command.WHO_ARE_YOU),
        ("what's the point of this question", Command.WHY),
        ("what do you mean by close", Command.REPEAT),
        ("not my mother again", Command.NEVER_ASK),
        ("hold up, does anyone see this", Command.WHAT_IS_KEPT),
        ("what have you on him", Command.SUMMARY),
        ("can I have a copy of it", Command.EXPORT),
        ("next", Command.SKIP),
        ("I'm done talking for today", Command.STOP),
        ("I said I felt smart, not small", Command.NOT_RIGHT),
        ("how does it work", Command.HELP),
    ],
)
def test_not_ruled_out(text: str, command: Command) -> None:
    assert can_be(text, command)


@pytest.mark.parametrize("text", ["why would she", "why not", "why do you think", "why would I tell anyone", "why her"])
def test_a_why_of_the_story(text: str) -> None:
    assert echoes_why(text)


@pytest.mark.parametrize(
    "text", ["why", "why do you ask", "why does it matter", "why should I tell you that", "why is this important"]
)
def test_a_why_to_the_program(text: str) -> None:
    assert not echoes_why(text)
