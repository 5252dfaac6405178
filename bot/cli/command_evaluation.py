"""`attune evaluate-commands`: labelled replies through the real recognition and the real decision, and what came of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.commands import CommandClassifier
from bot.dialogue.process import ROOT
from bot.dialogue.recognition import recognised
from bot.errors import SetUpError
from bot.service.command_or_answer import command_of
from bot.service.weigh import MOST_WORDS
from bot.working_model.dialogue import Command, Heard, Message, Stage
from bot.working_model.identity import ConversationId, MessageId
from bot.working_model.statement import Asked

SETS: Final = ROOT / "data" / "evaluation"
_WHENEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)

# The sets give each reply's question and no stage; in a conversation the stage is known. The program's own questions are few,
# and these are their forms: what to do (choosing), or whether to do something (confirming). Any other question is a guide's.
_CHOOSES: Final = re.compile(
    r"\b(?:pick|choose) one\b|\b(?:pick|choose)\b.*\b(?:guides?|topics?|one|begin|start)\b|\bwhich (?:guide|topic|one) would you like\b"
    r"|\bwhat would you like to (?:look at|talk about|do today|start with|begin with)\b",
    re.IGNORECASE,
)
_RATES: Final = re.compile(r"\b(?:from )?(?:0|zero) to (?:10|ten)\b", re.IGNORECASE)
_PAUSES: Final = re.compile(
    r"\byou paused\b|\bwe(?: have|'ve)? paused\b|\bconversation is paused\b|^we pause here\b", re.IGNORECASE
)
_CONFIRMS: Final = re.compile(
    r"(?:^|[.!?:,]\s*)(?:so |and |then |now )?(?:are you (?:sure|certain|happy|ok|okay|willing|ready|fine|all right|content)|have you changed your mind|do you (?:consent|confirm|mind)|would (?:it|that) be (?:ok|okay|all right|alright|fine)|do you (?:really )?want (?:me )?to (?:delete|erase|remove|leave|stop|end|close|finish|quit"
    r"|pause|go on|continue|carry on|keep|save|export|download|start|begin|see|switch|change)|do you agree|shall (?:i|we)|should (?:i|we)|may i|can i|could i"
    r"|would you like (?:me )?to (?:go on|continue|carry on|stop|end|finish|close|pause|see|keep|save|delete|start|begin|download|export|take a break)"
    r"|(?:would you like|do you want)(?: (?:me|us))?(?: to)? (?:do|hear|have|a|an|the|try|read|look|choose|add|change|correct|remove|another|what|some|one more|take|put|share|write)|would you like that|is (?:it|that|this) (?:ok|okay|all right|alright|fine)|ready)\b[^.!?]*\?(?![^?]*\?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One reply with the question it answers; `command` is None where it is an answer."""

    id: str
    question: str
    text: str
    command: Command | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What a reply was taken for."""

    reply: Labelled
    heard: Heard
    command: Command | None

    @property
    def is_right(self) -> bool:
        """Whether it was taken for what it is."""
        return self.command is self.reply.command


def evaluate_commands(*, misses: bool = False, folder: Path = SETS, say: Callable[[str], object] = print) -> None:
    """Measures each set in `folder` and says the figures. Raises `SetUpError` where there is no set, or no trained dialogue."""
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise SetUpError([f"There are no labelled replies in {folder.name}."])
    sets = {path.name: load(path) for path in paths}
    replies = [reply for of_set in sets.values() for reply in of_set]
    heard = dict(zip((reply.id for reply in replies), recognised([reply.text for reply in replies]), strict=True))
    commands = CommandClassifier.load()
    for name, of_set in sets.items():
        taken = [Taken(reply, heard[reply.id], decide(reply, heard[reply.id], commands)) for reply in of_set]
        for line in (*figures(name, taken), *(listed(taken) if misses else ())):
            say(line)


def load(path: Path) -> list[Labelled]:
    """The labelled replies of one file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Labelled(row["id"], row["question"], row["text"], Command(row["command"]) if row["command"] else None)
        for row in rows
    ]


def stage_of(question: str) -> Stage:
    """The stage at which the program asks `question`."""
    if _RATES.search(question):
        return Stage.RATING
    if _PAUSES.search(question):
        return Stage.PAUSED
    if _CHOOSES.search(question):
        return Stage.CHOOSING
    return Stage.CONFIRMING if _CONFIRMS.search(question) else Stage.ASKING


def decide(reply: Labelled, heard: Heard, commands: CommandClassifier | None = None) -> Command | None:
    """What the conversation would take the reply for; by rules and Rasa alone without `commands`."""
    stage = stage_of(reply.question)
    message = Message(
        MessageId(reply.id), ConversationId("evaluation"), 1, is_reply=False, text=reply.text, at_utc=_WHENEVER,
        asked=Asked(reply.question) if stage in (Stage.ASKING, Stage.RATING) else None,
    )  # fmt: skip
    is_weighed = commands is not None and len(reply.text.split()) <= MOST_WORDS
    weighed = commands.weigh(reply.question, reply.text) if commands is not None and is_weighed else None
    return command_of(message, heard, stage, weighed)


def figures(name: str, taken: Sequence[Taken]) -> Iterable[str]:
    """The figures of one set, a line each."""
    answers = [each for each in taken if each.reply.command is None]
    commands = [each for each in taken if each.reply.command is not None]
    right = sum(each.is_right for each in taken)
    missed = Counter(each.reply.command.value for each in commands if each.reply.command and not each.is_right)
    as_answer = sum(each.command is None for each in commands)
    as_other = sum(each.command is not None and not each.is_right for each in commands)
    yield f"{name}: {right} of {len(taken)} right ({right / len(taken):.3f})"
    yield f"  answers taken for commands: {sum(not each.is_right for each in answers)} of {len(answers)}"
    yield f"  commands taken for answers: {as_answer} of {len(commands)}; for another command: {as_other}"
    yield "  missed: " + (", ".join(f"{intent} {times}" for intent, times in missed.most_common()) or "none")


def listed(taken: Sequence[Taken]) -> Iterable[str]:
    """What was taken wrong, a line each: what it is, what it was taken for, the question, the reply."""
    for each in taken:
        if not each.is_right:
            is_, as_ = (command.value if command else "answer" for command in (each.reply.command, each.command))
            yield f"  {each.reply.id}\t{is_}, taken for {as_}\t{each.reply.question}\t{each.reply.text}"
