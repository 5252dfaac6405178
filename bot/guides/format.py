"""The format of a guide's file: what may stand in it, and every mistake found at once (docs/reference/guide-format.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.errors import SetUpError
from bot.guides.marked_yaml import FieldPath, MarkedFile, read_marked
from bot.guides.word_sets import word_set
from bot.working_model.guide import Guide, Keeps, Step, StepKind
from bot.working_model.statement import THEME_OF, Elicits, Facet, Theme


class About(StrEnum):
    """Whom a step asks about: the person the guide is with, the speaker, people in general, or nobody settled yet."""

    PERSON = "person"
    SELF = "self"
    OTHERS = "others"
    OPEN = "open"


class PassWhen(StrEnum):
    """When a step is passed over without being asked. `bot/guides/conditions.py` decides whether one holds."""

    NO_MOMENT = "no_moment"  # the step's moment (the step of that kind before it) was not told
    NO_ONE = "no_one"  # the person said there is no one
    SOMEONE = "someone"  # someone was named
    DIED = "died"
    ENDED = "ended"
    NO_CONTACT = "no_contact"
    IN_TOUCH = "in_touch"  # the tie goes on today
    GROUP = "group"
    PET = "pet"
    FAITH = "faith"
    UNSAFE = "unsafe"  # the person the guide is with is not safe to be with
    UNSAFE_ANYONE = "unsafe_anyone"  # somebody in their life is not
    NOTHING_TRIED = "nothing_tried"  # there was no small step
    TRIED = "tried"
    NOT_DONE = "not_done"  # a small step was planned and not taken
    STEP_KEPT = "step_kept"  # a small step from before waits to be told of
    NO_STEP_KEPT = "no_step_kept"


class FollowUpWhen(StrEnum):
    """What an answer must be like for a follow-up to be asked. `bot/guides/answers.py` decides."""

    SHORT = "short"
    UNSURE = "unsure"
    GENERAL = "general"
    MIXED = "mixed"
    LONG = "long"
    SEVERAL = "several"
    UNNAMED = "unnamed"


SLOTS: Final = frozenset({"person", "they", "them", "their"})
# A wording with {they} must read well with "she" and with "they", so only words that never change may follow it.
AFTER_THEY: Final = word_set(
    "did would could might will can had should knew said saw went came took gave made felt heard left meant showed"
)
# {person} may be "your parents": no verb beside it may show a number.
_AGREES: Final = re.compile(
    r"(?<!and )\{person\} (?:is|was|are|were|has|does|isn't|wasn't|doesn't)\b|\b(?:is|was|are|were|has|does|isn't|wasn't|doesn't) \{person\}",
    re.IGNORECASE,
)
WORDING_CHARS_MAX: Final = 220


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FollowUpEntry(_Strict):
    """One follow-up: when it is asked, and its wordings."""

    when: FollowUpWhen
    wordings: list[str] = Field(min_length=1, max_length=6)


class StepEntry(_Strict):
    """One step as the file states it."""

    id: str = Field(pattern=r"^[a-z]+\.[a-z][a-z_]*$")
    kind: StepKind
    about: About
    wordings: list[str] = Field(min_length=4, max_length=8)
    why: str = Field(min_length=20, max_length=300)
    theme: Theme | None = None
    facet: Facet | None = None
    elicits: Elicits = Elicits.OPEN
    follow_ups: list[FollowUpEntry] = Field(default_factory=list, max_length=5)
    pass_when: list[PassWhen] = Field(default_factory=list)
    keeps: Keeps | None = None


class Term(_Strict):
    """A word of the guide's questions, in its forms, and what it is meant to say."""

    words: list[str] = Field(min_length=1, max_length=12)
    means: str = Field(min_length=20, max_length=240)


class GuideEntry(_Strict):
    """One guide as its file states it."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: str = Field(min_length=3, max_length=40)
    summary: str = Field(min_length=20, max_length=160)
    minutes: int = Field(ge=3, le=30)
    opening: str = Field(min_length=20, max_length=400)
    steps: list[StepEntry] = Field(min_length=3, max_length=20)
    closing: list[str] = Field(min_length=2, max_length=6)
    listed: bool = True
    terms: list[Term] = Field(default_factory=list, max_length=6)


@dataclass(frozen=True, slots=True)
class PlannedGuide:
    """A guide with what the shared type has no room for: whom each step asks about, all of its closing exercises, its terms.

    `guide.closing` holds the first of `closings`.
    """

    guide: Guide
    about: Mapping[str, About]
    closings: tuple[str, ...]
    terms: tuple[Term, ...] = ()

    def step(self, step_id: str) -> Step | None:
        """The step with that id, None where the guide has none."""
        return next((step for step in self.guide.steps if step.id == step_id), None)


def load_guides(folder: Path) -> tuple[PlannedGuide, ...]:
    """Every guide of a folder (`*.yml`), in the order of file names. Raises `SetUpError` listing every mistake in every file."""
    problems: list[str] = []
    guides: list[PlannedGuide] = []
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.yml")):
        file = read_marked(path)
        entry, mistakes = _checked(file)
        problems += mistakes
        if entry is None:
            continue
        for field, ident in (((), entry.id), *(((("steps", i, "id")), s.id) for i, s in enumerate(entry.steps))):
            where = file.place(field or ("id",))
            if ident in seen:
                problems.append(f"{where}: {ident!r} is taken already at {seen[ident]}")
            seen[ident] = where
        guides.append(_planned(entry))
    if not guides and not problems:
        problems.append(f"{folder.name}: holds no guide (*.yml)")
    if problems:
        raise SetUpError(problems)
    return tuple(guides)


def _checked(file: MarkedFile) -> tuple[GuideEntry | None, list[str]]:
    if file.problems:
        return None, list(file.problems)
    try:
        entry = GuideEntry.model_validate(file.values)
    except ValidationError as error:
        return None, [_explain(file, mistake) for mistake in error.errors(include_url=False)]
    return entry, [f"{file.place(path)}: {what}" for path, what in _mistakes(entry)]


def _explain(file: MarkedFile, mistake: Any) -> str:
    message = str(mistake["msg"])
    if mistake["type"] == "extra_forbidden":
        message = "there is no such field"
    elif mistake["type"] == "missing":
        message = "this field is missing"
    return f"{file.place(tuple(mistake['loc']))}: {message}"


def _mistakes(entry: GuideEntry) -> Iterator[tuple[FieldPath, str]]:
    """What a type cannot say: rules between fields, and the manners every wording keeps."""
    plus = sum(step.elicits is Elicits.ASKED_PLUS for step in entry.steps)
    minus = sum(step.elicits is Elicits.ASKED_MINUS for step in entry.steps)
    if abs(plus - minus) > 2:
        yield ("steps",), f"{plus} steps ask for the plus pole and {minus} for the minus pole; keep them within two"
    if entry.steps[-1].kind is not StepKind.CLOSING:
        yield ("steps", len(entry.steps) - 1, "kind"), "the last step must be the closing"
    yield from _manners(("opening",), entry.opening, question=False)
    for index, text in enumerate(entry.closing):
        yield from _manners(("closing", index), text, question=False)
    for index, term in enumerate(entry.terms):
        yield from _manners(("terms", index, "means"), term.means, question=False)
    for index, step in enumerate(entry.steps):
        at: FieldPath = ("steps", index)
        if step.kind is StepKind.CLOSING and index != len(entry.steps) - 1:
            yield (*at, "kind"), "only the last step may be the closing"
        yield from _step_mistakes(at, step)


def _step_mistakes(at: FieldPath, step: StepEntry) -> Iterator[tuple[FieldPath, str]]:
    if step.facet and THEME_OF[step.facet] is not step.theme:
        yield (*at, "facet"), f"{step.facet.value} belongs to the theme {THEME_OF[step.facet].value}"
    if step.theme and not step.facet:
        yield (*at, "theme"), "a theme needs its facet"
    if step.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS) and not step.facet:
        yield (*at, "elicits"), "a pole can only be asked for with a theme and a facet"
    yield from _manners((*at, "why"), step.why, question=False)
    lists: list[tuple[FieldPath, list[str]]] = [((*at, "wordings"), step.wordings)]
    lists += [((*at, "follow_ups", i, "wordings"), entry.wordings) for i, entry in enumerate(step.follow_ups)]
    for path, wordings in lists:
        if len({re.sub(r"\W+", " ", text).casefold() for text in wordings}) < len(wordings):
            yield path, "the same wording stands here twice"
        for index, text in enumerate(wordings):
            yield from _manners((*path, index), text, question=True)
            yield from _slots((*path, index), text, step)


def _manners(at: FieldPath, text: str, *, question: bool) -> Iterator[tuple[FieldPath, str]]:
    if question and text.count("?") != 1:
        yield at, "a wording asks exactly one question"
    if question and len(text) > WORDING_CHARS_MAX:
        yield at, f"a wording has at most {WORDING_CHARS_MAX} characters"
    if "!" in text:
        yield at, "no exclamation marks"
    if re.search(r"\bwhy (did|do|didn't|don't|are|were|would|have) you\b", text, re.IGNORECASE) and question:
        yield at, "do not ask 'why did you'; ask what happened, or what it was like"
    if "{" in text and not question:
        yield at, "slots may stand in wordings only"


def _slots(at: FieldPath, text: str, step: StepEntry) -> Iterator[tuple[FieldPath, str]]:
    slots = re.findall(r"\{([^{}]*)\}", text)
    if text.count("{") != len(slots) or text.count("}") != len(slots):
        yield at, "a brace stands alone"
    for slot in slots:
        if slot not in SLOTS:
            yield at, f"there is no slot {{{slot}}}; there are " + ", ".join(f"{{{name}}}" for name in sorted(SLOTS))
        elif step.about is not About.PERSON:
            yield at, f"{{{slot}}} needs 'about: person'"
    if _AGREES.search(text):
        yield (
            at,
            "{person} may be one or many: no 'is', 'was', 'has' or 'does' beside it; 'did', 'could' and 'would' fit both",
        )
    for word in re.findall(r"(?<!did )(?<!would )(?<!could )\{they\} (\w+)", text, re.IGNORECASE):
        if word not in AFTER_THEY and not word.endswith("ed"):
            yield at, f"after {{they}} only {', '.join(sorted(AFTER_THEY))} read well with every pronoun, not {word!r}"


def _planned(entry: GuideEntry) -> PlannedGuide:
    steps = tuple(
        Step(
            id=step.id,
            kind=step.kind,
            wordings=tuple(step.wordings),
            why=step.why,
            theme=step.theme,
            facet=step.facet,
            elicits=step.elicits,
            follow_ups=tuple(text for follow_up in step.follow_ups for text in follow_up.wordings),
            follow_up_when=tuple(follow_up.when.value for follow_up in step.follow_ups for _ in follow_up.wordings),
            pass_when=tuple(condition.value for condition in step.pass_when),
            keeps=step.keeps,
        )
        for step in entry.steps
    )
    guide = Guide(
        id=entry.id,
        title=entry.title,
        summary=entry.summary,
        minutes=entry.minutes,
        opening=entry.opening,
        steps=steps,
        closing=(entry.closing[0],),
        listed=entry.listed,
    )
    return PlannedGuide(guide, {step.id: step.about for step in entry.steps}, tuple(entry.closing), tuple(entry.terms))
