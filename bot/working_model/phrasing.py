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
from bot.working_model.phrases import ABOUT_SOMEONE, IN_GENERAL, OF_ONESELF, WITH_SOMEONE, Clauses
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
            "The way you tell it, {c}.",
        ),
        Form.THEN: (
            "You said that, back then, {c}.",
            "As you look back on it, {c}.",
            "In the past, as you tell it, {c}.",
            "In those days, from what you say, {c}.",
        ),
        Form.ONCE: (
            "You told of a time when {c}.",
            "You remember a time when {c}.",
            "There was a time, you said, when {c}.",
        ),
        Form.TIMES: ("You told of times when {c}.", "You told of more than one time when {c}."),
        Form.MOVING: (
            "Lately, you said, {c}, and that is new.",
            "As you tell it, something is changing: now {c}.",
            "You spoke of a change: these days, {c}.",
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
# After another line about the same person: in the same vein, or against it.
_ALSO: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: (
            "You also said that {c}.",
            "And, as you tell it, {c}.",
            "From what you say, {c}.",
            "Going by your words, {c}.",
            "As you tell it, {c}.",
        ),
        Form.THEN: (
            "You also said that, back then, {c}.",
            "As you look back on it, {c}.",
            "And in those days, as you tell it, {c}.",
        ),
        Form.ONCE: ("You also told of a time when {c}.", "And you remember a time when {c}."),
        Form.TIMES: ("You also told of times when {c}.",),
    }
)
_YET: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: (
            "At the same time, you said that {c}.",
            "And yet, as you tell it, {c}.",
            "But you also said that {c}.",
            "Even so, from what you say, {c}.",
        ),
        Form.THEN: (
            "But back then, as you tell it, {c}.",
            "And yet you said that, in those days, {c}.",
        ),
        Form.ONCE: ("But you also told of a time when {c}.", "And yet you remember a time when {c}."),
        Form.TIMES: ("But you also told of times when {c}.",),
    }
)
# What is said of oneself, and of being unsafe with someone, is only ever reported: nothing is read into it.
_PLAIN: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: ("You said that {c}.", "You told of it like this: {c}."),
        Form.THEN: ("You said that, back then, {c}.", "You said, looking back, that {c}."),
        Form.ONCE: ("You told of a time when {c}.", "You remember a time when {c}."),
        Form.TIMES: ("You told of times when {c}.",),
        Form.MOVING: ("Lately, you said, {c}.", "You said this is changing: these days {c}."),
        Form.UNSURE: ("You said, not quite sure of it, that {c}.",),
        Form.UNSURE_THEN: ("You said, not quite sure of it, that {c}.",),
    }
)
_PLAIN_ALSO: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: ("You also said that {c}.", "And you said that {c}."),
        Form.THEN: ("You also said that, back then, {c}.", "And you said, looking back, that {c}."),
    }
)
_PLAIN_YET: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: ("But you also said that {c}.", "At the same time, you said that {c}."),
        Form.THEN: ("But you also said that, back then, {c}.",),
    }
)
# What is said of oneself with somebody in mind begins with them, so nothing may stand between.
_IN_MIND: Final[Mapping[Form, tuple[str, ...]]] = MappingProxyType(
    {
        Form.NOW: ("You said that {c}.", "You said, too, that {c}."),
        Form.THEN: ("You said that, back then, {c}.", "You said, looking back, that {c}."),
    }
)
_BOTH_PLAIN: Final = (
    "You said two things here: that {a}, and that {b}.",
    "You said both: that {a}, and also that {b}.",
)
_BOTH: Final = (
    "You said two things here: that {a}, and that {b}.",
    "There are two sides to this: {a}, and yet {b}.",
    "Both are in what you say: {a}, and at other times {b}.",
)
PRONOUN: Final = "<pronoun>"
_TONES: Final = ("tell it", "from what you say", "your words", "look", "remember", "told of", "said")
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
    facet: Facet,
    direction: Direction,
    form: Form,
    subject: Subject,
    *,
    seed: str,
    called: str | None = None,
    is_led: bool = False,
) -> str:
    """The bare clause ("you can rely on your sister Anna"); `called` overrides the full name.

    `is_led` where the sentence begins with the person already ("with Anna in mind"), so that they are not named again.
    """
    told_with = _is_told_with(facet, direction, subject) and not is_led
    alternatives = _of((WITH_SOMEONE if told_with else _table(facet, subject))[facet, direction], form)
    chosen = alternatives[_draw(seed + ":clause", len(alternatives))]
    naming = subject.naming
    if naming is None:
        return chosen
    plural = naming.plural
    if called == PRONOUN:
        called = naming.them
        if chosen.startswith("{who} "):
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
    after: Direction | None = None,
    not_frames: Sequence[str] = (),
) -> tuple[str, str]:
    """The whole sentence and the frame used; frames just used (`not_frames`) are passed over where there is another.

    `after` is the direction of the line before, where that was about the same person in the same era.
    """
    guarded = _is_guarded(facet, direction)
    told_with = _is_told_with(facet, direction, subject)
    frames = (_PLAIN if guarded else _FRAMES)[form]
    if THEME_OF[facet] is Theme.SELF_WORTH and subject.naming is not None and not told_with:
        frames = _IN_MIND.get(form, frames)
        frames = frames[:1] if after is None else frames[1:] or frames
    elif after is not None:
        linked = (_PLAIN_ALSO, _PLAIN_YET) if guarded else (_ALSO, _YET)
        frames = linked[after is not direction].get(form, frames)
    frame = _pick(frames, seed, not_frames)
    said = clause(facet, direction, form, subject, seed=seed, called=called)
    text = frame.replace("{c}", said)
    return finish(text) if told_with else _with_lead(facet, subject, called, text), frame


def both(facet: Facet, subject: Subject, forms: tuple[Form, Form], *, seed: str) -> str:
    """Both sides of one facet, neither averaged away. The second side calls the person by the short name."""
    plus = clause(facet, Direction.PLUS, forms[0], subject, seed=seed, is_led=True)
    minus = clause(facet, Direction.MINUS, forms[1], subject, seed=seed, called=again(subject), is_led=True)
    frames = _BOTH_PLAIN if _is_guarded(facet, Direction.MINUS) else _BOTH
    return _with_lead(facet, subject, None, _pick(frames, seed, ()).replace("{a}", plus).replace("{b}", minus))


def again(subject: Subject) -> str | None:
    """How to call the person the second time: by name where there is one, else by pronoun; somebody never named is "this person"."""
    if subject.naming is None:
        return None
    is_role = subject.naming.short.startswith(("your ", "people ", "the "))
    return PRONOUN if is_role else subject.naming.short


def _is_guarded(facet: Facet, direction: Direction) -> bool:
    """What is said of oneself, and of being unsafe, is only reported."""
    return THEME_OF[facet] is Theme.SELF_WORTH or (facet is Facet.SAFETY and direction is Direction.MINUS)


def _is_told_with(facet: Facet, direction: Direction, subject: Subject) -> bool:
    return subject.naming is not None and (facet, direction) in WITH_SOMEONE


def _with_lead(facet: Facet, subject: Subject, called: str | None, text: str) -> str:
    """Own worth said of someone begins with them: "With your wife in mind, you said ..."."""
    if THEME_OF[facet] is Theme.SELF_WORTH and subject.naming is not None:
        whom = subject.naming.them if called == PRONOUN else called or subject.naming.full
        return finish(f"with {whom} in mind, {text[:1].lower()}{text[1:]}")
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


def _pick(frames: Sequence[str], seed: str, not_frames: Sequence[str]) -> str:
    at = _draw(seed + ":frame", len(frames))
    turned = (*frames[at:], *frames[:at])
    fresh = [frame for frame in turned if frame not in not_frames]
    other = [frame for frame in fresh if not not_frames or _tone(frame) != _tone(not_frames[-1])]
    return (*other, *fresh, *turned)[0]


def _tone(frame: str) -> str | None:
    """What two frames have in common that sound alike."""
    return next((words for words in _TONES if words in frame.lower()), None)


def _draw(seed: str, size: int) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4]) % size
