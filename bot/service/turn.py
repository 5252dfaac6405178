"""One turn at work: the message, the conversation's state as it changes, and the people it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.service.acquaint import Acquaintances
from bot.service.choices import choice
from bot.service.parts import Parts
from bot.working_model.dialogue import Choice, Command, Conversation, DialogueState, Message, Reply, ReplyKind, Stage
from bot.working_model.guide import NextQuestion
from bot.working_model.protocols import UnitOfWork
from bot.working_model.statement import Reading

OPENINGS_REMEMBERED = 5
NOTHING_READ = Reading()


@dataclass(slots=True)
class Turn:
    """Everything a handler of a command or an answer needs. Handlers return the reply and change `state` by `set`."""

    parts: Parts
    uow: UnitOfWork
    conversation: Conversation
    message: Message
    state: DialogueState
    people: Acquaintances
    now: datetime

    def set(self, **changes: object) -> None:
        """Changes the state."""
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]

    def say(self, key: str, **slots: str) -> tuple[str, ...]:
        """One of our own sayings, its variant chosen by the turn's number."""
        return self.parts.phrases.say(key, seed=self.state.turn, **slots)

    def button(self, label: str, command: Command, argument: str | None = None) -> Choice:
        """A button with a fresh opaque id."""
        return choice(self.parts, label, command, argument)

    def ask(self, question: NextQuestion, *, before: Sequence[str] = ()) -> Reply:
        """Puts the question, with what is said before it, and remembers that it is open."""
        wordings = {**dict(self.state.wordings), question.step_id: question.wording}
        followed = self.state.followed_up
        if question.is_follow_up and question.step_id not in followed:
            followed = (*followed, question.step_id)
        self.set(
            stage=Stage.CLOSING if question.is_closing else Stage.ASKING,
            step_id=question.step_id,
            wording=question.wording,
            question=question.question,
            asked=question.asked,
            about=question.about or self.state.about,
            wordings=tuple(sorted(wordings.items())),
            followed_up=followed,
            covered=question.covered,
            evasive=question.evasive,
            called=question.called,
            confirming=None,
            resume_to=None,
            was_taken=False,
        )
        kind = ReplyKind.CLOSING if question.is_closing else ReplyKind.QUESTION
        return Reply((*before, question.question), kind)

    def ask_again(self, *, before: Sequence[str] = (), reworded: bool = False) -> Reply:
        """The open question once more after something else was said; without one, or while paused, just what was said."""
        if self.state.stage is Stage.PAUSED:
            # Whatever was asked meanwhile, going on is theirs to choose; after a safety reply above all.
            return Reply(
                tuple(before) or self.say("paused"), ReplyKind.COMMAND, (self.button("Go on", Command.RESUME),)
            )
        if self.state.stage is Stage.RATING:
            return Reply((*before, self.state.rating), ReplyKind.QUESTION, (self.button("Leave it out", Command.SKIP),))
        if self.state.step_id is None or self.state.guide_id is None:
            return Reply(tuple(before), ReplyKind.COMMAND)
        if reworded:
            again = self.parts.guides.repeat(self.state, known=self.people.known)
            if again is not None:
                return self.ask(again, before=before)
        stage = Stage.CLOSING if self.state.stage is Stage.CLOSING else Stage.ASKING
        self.set(stage=stage, confirming=None, resume_to=None)
        return Reply((*before, self.state.question), ReplyKind.QUESTION)
