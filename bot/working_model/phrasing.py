"""Says a line: picks clause and frame by the line's id, so that a line keeps its words and neighbours do not sound alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from bot.working_model.naming import STRANGER, Naming
from bot.working_model.phrases import ABOUT_SOMEONE, IN_GENERAL, OF_ONESELF, Clauses
from bot.working_model.statement import THEME_OF, Direction, Facet, Theme


class Form(StrEnum):
    """How a line is told: as it is, as it was, as one remembered time or several, as moving, or with the speaker's doubt."""

    NOW = "now"
    THEN = "then"
    ONCE = "once"
    TIMES = "times"
    MOVING = "moving"
    UNSURE = "unsure"
    UNSURE_THEN = "unsure_then"


_FRAMES: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: (
            "You said that {c}.",
            "As you tell it, {c}.",
            "From what you say, {c}.",
            "Going by your words, {c}.",
            "You described how {c}.",
        ),
        Form.THEN: (
            "You said that, back then, {c}.",
            "As you look back on it, {c}.",
            "In the past, as you tell it, {c}.",
            "From what you say, {c} in those days.",
        ),
        Form.ONCE: (
            "You told of a time when {c}.",
            "You remember a time when {c}.",
            "There was a time, you said, when {c}.",
        ),
        Form.TIMES: ("You told of times when {c}.", "You told of more than one time when {c}."),
        Form.MOVING: (
            "Lately, you said, {c}, and that is new.",
            "Something is moving, you said: now {c}.",
            "This is changing, as you tell it: these days {c}.",
        ),
        Form.UNSURE: (
            "You were not sure, but it may be that {c}.",
            "Perhaps {c}; you said it with some doubt.",
            "You wondered whether {c}.",
        ),
        Form.UNSURE_THEN: (
            "You were not sure, but it may be that {c}.",
            "Perhaps {c}; you said it with some doubt.",
        ),
    }
)
# What is said of oneself, and of being unsafe with someone, is only ever reported: nothing is read into it.
_PLAIN: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: ("You said that {c}.", "You spoke of how {c}."),
        Form.THEN: ("You said that, back then, {c}.", "As you look back on it, {c}."),
        Form.ONCE: ("You told of a time when {c}.", "You remember a time when {c}."),
        Form.TIMES: ("You told of times when {c}.",),
        Form.MOVING: ("Lately, you said, {c}.", "You said this is changing: these days {c}."),
        Form.UNSURE: ("You said, not quite sure of it, that {c}.",),
        Form.UNSURE_THEN: ("You said, not quite sure of it, that {c}.",),
    }
)
_BOTH_PLAIN: Final = (
    "You said two things here: that {a}, and that {b}.",
    "You said both: that {a}, and also that {b}.",
)
_BOTH: Final = (
    "You said two things here: that {a}, and that {b}.",
    "There are two sides to this: {a}, and yet {b}.",
    "Both are true in what you say: {a}, and at other times {b}.",
)
PRONOUN: Final = "<pronoun>"
_AGREEMENT: Final = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a line is about: a key of the model, and how the person is called (None in general and of oneself)."""

    who: str
    naming: Naming | None = None

    @property
    def is_unnamed(self) -> bool:
        """True for "someone you spoke of": it may be a different one each time, so nothing said of them is set side by side."""
        return self.naming is not None and self.naming.full == STRANGER


def clause(
    facet: Facet, direction: Direction, form: Form, subject: Subject, *, seed: str, called: str | None = None
) -> str:
    """The bare clause ("you can rely on your sister Anna"); `called` overrides the full name."""
    alternatives = _of(_table(facet, subject)[facet, direction], form)
    chosen = alternatives[_draw(seed + ":clause", len(alternatives))]
    naming = subject.naming
    if naming is None:
        return chosen
    plural = naming.plural
    if called == PRONOUN:
        called = naming.them
        if chosen.startswith("{who} ["):
            chosen, plural = naming.they + chosen.removeprefix("{who}"), naming.they == "they"
    chosen = chosen.replace("{who}", called or naming.full).replace("{them}", naming.them)
    return _AGREEMENT.sub(lambda found: found.group(2 if plural else 1), chosen.replace("{their}", naming.their))


def sentence(
    facet: Facet,
    direction: Direction,
    form: Form,
    subject: Subject,
    *,
    seed: str,
    called: str | None = None,
    not_frame: str | None = None,
) -> tuple[str, str]:
    """The whole sentence and the frame used; a frame just used (`not_frame`) is passed over where there is another."""
    frames = (_PLAIN if _is_guarded(facet, direction) else _FRAMES)[form]
    frame = _pick(frames, seed, not_frame)
    said = clause(facet, direction, form, subject, seed=seed, called=called)
    return _with_lead(facet, subject, called, frame.replace("{c}", said)), frame


def both(facet: Facet, subject: Subject, forms: tuple[Form, Form], *, seed: str) -> str:
    """Both sides of one facet, neither averaged away. The second side calls the person by the short name."""
    plus = clause(facet, Direction.PLUS, forms[0], subject, seed=seed)
    minus = clause(facet, Direction.MINUS, forms[1], subject, seed=seed, called=again(subject))
    frames = _BOTH_PLAIN if _is_guarded(facet, Direction.MINUS) else _BOTH
    return _with_lead(facet, subject, None, _pick(frames, seed, None).replace("{a}", plus).replace("{b}", minus))


def again(subject: Subject) -> str | None:
    """How to call the person the second time in one sentence: by name where there is one, else by pronoun."""
    if subject.naming is None or subject.is_unnamed:
        return None
    return subject.naming.short if subject.naming.short != subject.naming.full else PRONOUN


def _is_guarded(facet: Facet, direction: Direction) -> bool:
    """What is said of oneself, and of being unsafe, is only reported."""
    return THEME_OF[facet] is Theme.SELF_WORTH or (facet is Facet.SAFETY and direction is Direction.MINUS)


def _with_lead(facet: Facet, subject: Subject, called: str | None, text: str) -> str:
    """Own worth said of someone begins with them: "With your wife in mind, you said ..."."""
    if THEME_OF[facet] is Theme.SELF_WORTH and subject.naming is not None:
        return finish(f"with {called or subject.naming.full} in mind, {text[:1].lower()}{text[1:]}")
    return finish(text)


def finish(text: str) -> str:
    """Capital at the start, single spaces."""
    tidy = re.sub(r"\s+", " ", text).strip()
    return tidy[:1].upper() + tidy[1:]


def how_sure(tellings: int, *, unsure: bool) -> str:
    """How sure, in words: how often it was told, and whether with doubt."""
    often = ("said once", "said twice", "said a few times")[min(tellings, 3) - 1] if tellings < 5 else "said many times"
    return f"{often}, with some doubt" if unsure else often


def pick(options: Sequence[str], seed: str) -> str:
    """One of some wordings, always the same for the same seed."""
    return options[_draw(seed, len(options))]


def _table(facet: Facet, subject: Subject) -> Mapping[tuple[Facet, Direction], Clauses]:
    if THEME_OF[facet] is Theme.SELF_WORTH:
        return OF_ONESELF
    return ABOUT_SOMEONE if subject.naming is not None else IN_GENERAL


def _of(clauses: Clauses, form: Form) -> tuple[str, ...]:
    if form in (Form.ONCE, Form.TIMES):
        return clauses.once
    return clauses.then if form in (Form.THEN, Form.UNSURE_THEN) else clauses.now


def _pick(frames: Sequence[str], seed: str, not_frame: str | None) -> str:
    at = _draw(seed + ":frame", len(frames))
    if frames[at] == not_frame and len(frames) > 1:
        at = (at + 1) % len(frames)
    return frames[at]


def _draw(seed: str, size: int) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) % size
