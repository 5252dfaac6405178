"""Where a conversation stands: what was asked, what was heard, what is replied. The store owns this state; Rasa holds none of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.working_model.identity import ConversationId, KnownPersonId, MessageId, PersonId, SmallStepId, StatementId
from bot.working_model.risk import Level, SafetyState
from bot.working_model.statement import Asked


class Command(StrEnum):
    """What a person can tell the program to do. The values are the intents of data/nlu, but for `BUTTONS_ALONE`."""

    START = "start"
    CHOOSE_GUIDE = "choose_guide"
    SKIP = "skip"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    HELP = "help"
    WHY = "why_do_you_ask"
    WHO_ARE_YOU = "who_are_you"
    WHAT_IS_KEPT = "what_is_kept"
    SUMMARY = "show_summary"
    NOT_RIGHT = "not_right"
    NEVER_ASK = "never_ask_about"
    DELETE_ALL = "delete_everything"
    EXPORT = "export"
    THANKS = "thanks"
    GREET = "greet"
    AFFIRM = "affirm"
    DENY = "deny"
    REPEAT = "repeat_question"
    HOW_I_AM = "how_i_am"  # by its button alone


BUTTONS_ALONE: Final = frozenset({Command.HOW_I_AM})


@dataclass(frozen=True, slots=True)
class Heard:
    """What Rasa's NLU made of a message. `command` is None where it took the message for an answer; `confidence` 0–1.

    `also` is what else it may be, likeliest first: a bare "no" is no command where nothing was asked of the person, so the next counts.
    """

    command: Command | None
    confidence: float = 0.0
    also: tuple[tuple[Command | None, float], ...] = field(default=(), compare=False)


class Stage(StrEnum):
    """Where the conversation stands between turns."""

    CHOOSING = "choosing"  # no guide is running
    ASKING = "asking"  # a step's question is open
    PAUSED = "paused"
    CLOSING = "closing"  # the closing exercise is open
    ENDED = "ended"
    RATING = "rating"  # a number from 0 to 10 is asked for (`DialogueState.rating`)
    CONFIRMING = "confirming"  # a yes/no of ours is open (`DialogueState.confirming`)


class ReplyKind(StrEnum):
    """What a reply is, so that every face can show it in its own manner."""

    QUESTION = "question"
    COMMAND = "command"
    SAFETY = "safety"
    CLOSING = "closing"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button. `id` is opaque to every face; `command` and `argument` are what it stands for and never leave the gateway."""

    id: str
    label: str
    command: Command
    argument: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back: paragraphs in order, then the choices offered. `opening` is the id of the reflection's opening."""

    paragraphs: tuple[str, ...]
    kind: ReplyKind = ReplyKind.QUESTION
    choices: tuple[Choice, ...] = ()

    @property
    def text(self) -> str:
        """All paragraphs, a blank line between."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class DialogueState:
    """All that the next turn needs to know. Plain values only, so that it can be written as JSON.

    `answered` and `passed` hold step ids of the running guide; `wordings` remembers the wording last used of each step;
    `openings` the last five openings of reflections; `resume_to` the stage to go back to after a pause or a confirmation.
    `covered`, `evasive` and `called` are what the chooser needs to know again next time (`NextQuestion`).
    `misread` counts how often running the person said they were misread; `obeyed` is the message just taken for a command.
    `was_taken` is true where safety answered what was said to the open question, so that it is not put again. `rating` is the
    question for a number that is open, `before` the number given at the guide's start, `how_i_was` guide, before and after of
    those that ended. `shown` are the statements behind the lines shown in turn `shown_turn`, a tuple a line. `small_step` is the one at hand, `recalls_step` true where it was taken before. `closing_offered` is once a guide.
    """

    stage: Stage = Stage.CHOOSING
    guide_id: str | None = None
    step_id: str | None = None
    wording: int = 0
    question: str = ""
    asked: Asked | None = None
    about: KnownPersonId | None = None
    answered: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    followed_up: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    evasive: int = 0
    called: str | None = None
    wordings: tuple[tuple[str, int], ...] = ()
    openings: tuple[str, ...] = ()
    finished_guides: tuple[str, ...] = ()
    confirming: str | None = None
    resume_to: Stage | None = None
    misread: int = 0
    obeyed: MessageId | None = None
    was_taken: bool = False
    closing_offered: bool = False
    rating: str = ""
    before: int | None = None
    how_i_was: tuple[tuple[str, int, int], ...] = ()
    small_step: SmallStepId | None = None
    recalls_step: bool = False
    shown: tuple[tuple[StatementId, ...], ...] = ()
    shown_turn: int = -1
    turn: int = 0
    safety: SafetyState = field(default_factory=SafetyState)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One conversation of one person. `version` guards against two writers; a form carries the version it was shown."""

    id: ConversationId
    person_id: PersonId
    started_at_utc: datetime
    last_at_utc: datetime
    state: DialogueState
    version: int = 1


@dataclass(frozen=True, slots=True)
class Message:
    """One message, in or out. `number` counts within the conversation over both directions and is the cursor of every face.

    In: `client_id` is the sender's own id (unique in the conversation), `asked` the question open when it was accepted,
    `command`/`argument` what a pressed button stood for, `level`/`rules` the screen's verdict.
    Out: `in_reply_to` is the message it answers (unique: a message has one reply; None only for the greeting).
    """

    id: MessageId
    conversation_id: ConversationId
    number: int
    is_reply: bool
    text: str
    at_utc: datetime
    client_id: str | None = None
    command: Command | None = None
    argument: str | None = None
    asked: Asked | None = None
    level: Level = Level.NONE
    rules: tuple[str, ...] = ()
    in_reply_to: MessageId | None = None
    reply: Reply | None = None
