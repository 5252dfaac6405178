"""Corrects what was understood: contest, remove, restore, not any more, somebody else, in one's own words, how true these days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from bot.errors import ConflictError, InputError, RuleError, StaleError, TooLargeError
from bot.service.accept_message import accept_message, is_blank, is_heavy, writable
from bot.service.parts import Parts
from bot.service.set_right import (
    Correction,
    alike_or_echoes,
    as_counting,
    as_echoes,
    correct_within,
    its_echoes,
    mine,
    said_alike,
)
from bot.service.whom import known_person, meant, named
from bot.working_model.change import confirmed, contested, not_any_more, reassigned, removed, restored, reworded
from bot.working_model.dialogue import Conversation
from bot.working_model.identity import PersonId, StatementId
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import UnitOfWork

TRIES: Final = 5  # against a turn being recorded at the same moment
MAX_WORDING_CHARS: Final = 300
CONTEST: Final = Correction(lambda these, beside: as_echoes(contested(these, beside=beside)), said_alike)
REMOVE: Final = Correction(lambda these, beside: as_echoes(removed(these, beside=beside)), alike_or_echoes)
RESTORE: Final = Correction(lambda these, beside: restored(these, beside=beside), its_echoes)
NOT_ANY_MORE: Final = Correction(lambda these, beside: as_counting(not_any_more(these, beside=beside)), alike_or_echoes)


class TakenAsSaidError(RuleError):
    """What was written into a form needs an answer: it was taken as a message, and is answered as one."""


def contest(parts: Parts, person_id: PersonId, statement_id: StatementId, *, shown: int | None = None) -> None:
    """ "That's not right": it stays in the history and stops counting. Raises `NotFoundError`, `StaleError`."""
    _correct(parts, person_id, statement_id, CONTEST, shown=shown)


def remove(parts: Parts, person_id: PersonId, statement_id: StatementId, *, shown: int | None = None) -> None:
    """As if never heard; its quote reads "removed by you" everywhere. Raises `NotFoundError`, `StaleError`."""
    _correct(parts, person_id, statement_id, REMOVE, shown=shown)


def restore(parts: Parts, person_id: PersonId, statement_id: StatementId, *, shown: int | None = None) -> None:
    """As if never contested or removed; what is over holds for today again. Raises `NotFoundError`, `StaleError`."""
    _correct(parts, person_id, statement_id, RESTORE, shown=shown)


def say_not_any_more(parts: Parts, person_id: PersonId, statement_id: StatementId, *, shown: int | None = None) -> None:
    """It was so and is so no more: it counts for then. Raises `NotFoundError`, `StaleError`."""
    _correct(parts, person_id, statement_id, NOT_ANY_MORE, shown=shown)


def say_how_true(
    parts: Parts, person_id: PersonId, statement_id: StatementId, value: int | None, *, shown: int | None = None
) -> None:
    """How true it is these days, 0 (not at all) to 4 (very); None takes the answer back. Raises `InputError`, `NotFoundError`,
    `StaleError`."""
    _correct(parts, person_id, statement_id, how_true(value), shown=shown)


def reword(
    parts: Parts, conversation: Conversation, statement_id: StatementId, words: str | None, *, shown: int | None = None
) -> None:
    """The line in the person's own words; None takes them back. The quote stays behind it, and what it weighs stays the same.

    Raises `InputError`, `TooLargeError`, `NotFoundError`, `StaleError`, `TakenAsSaidError`.
    """
    correction = in_own_words(words)
    if words is not None:
        _answered_if_heavy(parts, conversation, words)
    _correct(parts, conversation.person_id, statement_id, correction, shown=shown)


def reassign(
    parts: Parts,
    conversation: Conversation,
    statement_id: StatementId,
    *,
    known: str | None = None,
    words: str | None = None,
    shown: int | None = None,
) -> None:
    """It was said of somebody else: of someone known (`known`, an id), or of whom `words` name ("my stepmother", "Rosa").

    Raises `InputError`, `TooLargeError`, `NotFoundError`, `StaleError`, `TakenAsSaidError`.
    """
    if (known is None) == (words is None):
        raise InputError("Say whom it is about: someone known already, or in your own words.")
    who = named(words) if words is not None else None
    if words is not None:
        _answered_if_heavy(parts, conversation, words)

    def within(uow: UnitOfWork) -> Correction:
        kept = mine(uow, conversation.person_id, statement_id)
        if who is None:
            return told_of(known_person(uow, conversation.person_id, known or ""))
        return told_of(meant(parts, uow, conversation.person_id, who, not_this=kept.about))

    _correct(parts, conversation.person_id, statement_id, within, shown=shown)


def how_true(value: int | None) -> Correction:
    """An answer to "how true is this these days?". Raises `InputError`."""
    if value is not None and not 0 <= value <= 4:
        raise InputError("How true it is these days is a number from 0 to 4.")
    return Correction(lambda these, beside: confirmed(these[0], value, beside=beside))


def in_own_words(words: str | None) -> Correction:
    """A wording. Raises `InputError`, `TooLargeError`."""
    if words is None:
        return Correction(lambda these, beside: reworded(these[0], None, beside=beside))
    plain = " ".join(writable(words).split())
    if is_blank(plain):
        raise InputError("There were no words in that. Say it in your own words, or leave the line as it is.")
    if len(plain) > MAX_WORDING_CHARS:
        raise TooLargeError(
            f"That is longer than {MAX_WORDING_CHARS} characters. A line is a sentence or two; the rest belongs in the talk."
        )
    return Correction(lambda these, beside: as_counting(reworded(these[0], plain, beside=beside)))


def told_of(about: KnownPerson) -> Correction:
    """It was said of this person."""
    return Correction(lambda these, beside: as_counting(reassigned(these, about, beside=beside)), alike_or_echoes)


def _answered_if_heavy(parts: Parts, conversation: Conversation, words: str) -> None:
    """Every text is screened, whatever box it was written into."""
    if is_blank(words) or not is_heavy(parts, words[: parts.max_message_chars]):
        return
    accept_message(parts, conversation.id, client_id=f"said-{parts.ids.new()}", text=words[: parts.max_message_chars])
    raise TakenAsSaidError("I took that as something you wanted to tell me, and answered it in the talk.")


def _correct(
    parts: Parts,
    person_id: PersonId,
    statement_id: StatementId,
    correction: Correction | Callable[[UnitOfWork], Correction],
    *,
    shown: int | None,
) -> None:
    for attempt in range(TRIES):
        try:
            with parts.store.begin() as uow:
                this = correction if isinstance(correction, Correction) else correction(uow)
                correct_within(uow, person_id, statement_id, this, at_utc=parts.clock.now(), shown=shown)
                uow.commit()
            return
        except StaleError:
            raise
        except ConflictError:
            if attempt == TRIES - 1:
                raise
