"""The measure of command or answer: what counts as right, and which stage a question belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import command_evaluation
from bot.cli.command_evaluation import SETS, Labelled, Taken, evaluate_commands, figures, listed, load, stage_of
from bot.errors import SetUpError
from bot.working_model.dialogue import Command, Heard, Stage

OPEN = "Who comes to mind?"


def _taken(command: Command | None, *, for_: Command | None, text: str = "well") -> Taken:
    return Taken(Labelled("r-1", OPEN, text, command), Heard(for_, 0.9), for_)


@pytest.mark.parametrize(
    ("question", "stage"),
    [
        ("Do you want to delete everything?", Stage.CONFIRMING),
        ("Shall I keep this in your summary?", Stage.CONFIRMING),
        ("Welcome back. Would you like to go on?", Stage.CONFIRMING),
        ("Is that all right?", Stage.CONFIRMING),
        ("Pick a guide, or just begin.", Stage.CHOOSING),
        ("What would you like to look at?", Stage.CHOOSING),
        ("Do you want to be closer to her?", Stage.ASKING),
        ("Would you like to tell me about her?", Stage.ASKING),
        ("What would you like him to know?", Stage.ASKING),
        ("Who would you choose to call first?", Stage.ASKING),
    ],
)
def test_stages(question: str, stage: Stage) -> None:
    assert stage_of(question) is stage


def test_figures_tell_lost_answers_from_missed_commands() -> None:
    taken = [
        _taken(None, for_=None),
        _taken(None, for_=Command.STOP),
        _taken(Command.SKIP, for_=None),
        _taken(Command.PAUSE, for_=Command.STOP),
        _taken(Command.SKIP, for_=Command.SKIP),
    ]
    assert list(figures("a set", taken)) == [
        "a set: 2 of 5 right (0.400)",
        "  answers taken for commands: 1 of 2",
        "  commands taken for answers: 1 of 3; for another command: 1",
        "  missed: skip 1, pause 1",
    ]


def test_misses_are_listed_with_question_and_reply() -> None:
    taken = [_taken(None, for_=Command.STOP, text="stop her"), _taken(None, for_=None)]
    assert list(listed(taken)) == [f"  r-1\tanswer, taken for stop\t{OPEN}\tstop her"]


def test_a_run_measures_every_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.jsonl").write_text(
            f'{{"id": "{name}-1", "question": "{OPEN}", "text": "next question please", "command": "skip"}}\n'
        )
    monkeypatch.setattr(command_evaluation, "recognised", lambda texts: [Heard(Command.SKIP, 0.99) for _ in texts])
    said: list[str] = []
    evaluate_commands(misses=True, folder=tmp_path, say=said.append)
    assert [line for line in said if not line.startswith(" ")] == [
        "one.jsonl: 1 of 1 right (1.000)",
        "two.jsonl: 1 of 1 right (1.000)",
    ]


def test_no_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetUpError, match="no labelled replies"):
        evaluate_commands(folder=tmp_path)


@pytest.mark.parametrize("path", sorted(SETS.glob("*.jsonl")), ids=lambda path: path.name)
def test_the_sets_are_large_and_every_reply_stands_once(path: Path) -> None:
    replies = load(path)
    assert len(replies) >= 300
    assert (
        len({reply.id for reply in replies}) == len({(reply.question, reply.text) for reply in replies}) == len(replies)
    )
