"""What a statement is: one clause in which the speaker says how they see themselves, others, or being close (docs/reference/codebook)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.working_model.tie import Tie


class Theme(StrEnum):
    """The four themes of the codebook."""

    TRUST = "trust"
    CLOSENESS = "closeness"
    SELF_WORTH = "self_worth"
    SECURITY = "security"


class Facet(StrEnum):
    """The twelve facets; each belongs to one theme (`THEME_OF`)."""

    RELIABILITY = "reliability"
    AVAILABILITY = "availability"
    RESPONSIVENESS = "responsiveness"
    SAFETY = "safety"
    COMFORT = "comfort"
    CONNECTION = "connection"
    WORTH = "worth"
    LOVABILITY = "lovability"
    COMPETENCE = "competence"
    ABANDONMENT = "abandonment"
    REJECTION = "rejection"
    REASSURANCE = "reassurance"


THEME_OF: Final[dict[Facet, Theme]] = {
    Facet.RELIABILITY: Theme.TRUST,
    Facet.AVAILABILITY: Theme.TRUST,
    Facet.RESPONSIVENESS: Theme.TRUST,
    Facet.SAFETY: Theme.TRUST,
    Facet.COMFORT: Theme.CLOSENESS,
    Facet.CONNECTION: Theme.CLOSENESS,
    Facet.WORTH: Theme.SELF_WORTH,
    Facet.LOVABILITY: Theme.SELF_WORTH,
    Facet.COMPETENCE: Theme.SELF_WORTH,
    Facet.ABANDONMENT: Theme.SECURITY,
    Facet.REJECTION: Theme.SECURITY,
    Facet.REASSURANCE: Theme.SECURITY,
}


class Direction(StrEnum):
    """`PLUS`: trusting, approaching, worthy, at ease. `MINUS`: mistrusting, distancing, unworthy, afraid."""

    PLUS = "+"
    MINUS = "-"


class Figure(StrEnum):
    """Who a statement is about, as a role. `OTHERS` is people in general, `SELF` the speaker alone."""

    MOTHER = "mother"
    FATHER = "father"
    PARENT = "parent"
    STEPPARENT = "stepparent"
    CAREGIVER = "caregiver"
    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    CHILD = "child"
    PARTNER = "partner"
    EX_PARTNER = "ex_partner"
    FRIEND = "friend"
    FAMILY = "family"
    COLLEAGUE = "colleague"
    THERAPIST = "therapist"
    PET = "pet"
    FAITH = "faith"
    GROUP = "group"
    OTHER_PERSON = "other_person"
    OTHERS = "others"
    SELF = "self"

    @property
    def is_particular(self) -> bool:
        """True where the figure is a person or people the speaker has a tie with, so that a `KnownPerson` exists for it."""
        return self not in (Figure.OTHERS, Figure.SELF)


class Time(StrEnum):
    """When the statement holds: over, today (or timeless), or moving."""

    PAST = "past"
    NOW = "now"
    CHANGING = "changing"


class Grain(StrEnum):
    """One remembered occasion, or how things generally are."""

    MOMENT = "moment"
    GENERAL = "general"


class Way(StrEnum):
    """Ways of coping: what the speaker does when hurt, afraid, in conflict or needed."""

    SEEK = "seek"
    PROTEST = "protest"
    PLEASE = "please"
    WITHDRAW = "withdraw"
    GO_ALONE = "go_alone"
    NUMB = "numb"
    SOOTHE = "soothe"
    REPAIR = "repair"
    SET_LIMIT = "set_limit"
    GIVE_CARE = "give_care"
    TAKE_PERSPECTIVE = "take_perspective"
    EXPLORE = "explore"


class Outcome(StrEnum):
    """Whether a way of coping helped, where the speaker says so."""

    HELPED = "helped"
    DID_NOT = "did_not"
    UNCLEAR = "unclear"


class Elicits(StrEnum):
    """How far the question called for the answer: volunteered, asked openly, or one pole asked for."""

    NONE = "none"
    OPEN = "open"
    ASKED_PLUS = "asked_plus"
    ASKED_MINUS = "asked_minus"


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets in code points of the message as it was sent, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError("a span needs 0 <= start < end")

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that was open when something was said: what it was about, and which pole it called for.

    `figure` and `name` are the person the question was about; all parts are None where the question leaves them open.
    `step` is the kind of step of the guide (`bot.working_model.guide.StepKind`), as its value.
    """

    question: str = ""
    theme: Theme | None = None
    facet: Facet | None = None
    figure: Figure | None = None
    name: str | None = None
    elicits: Elicits = Elicits.NONE
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One labelled clause. `certainty` 0–1 is the speaker's own (hedged about 0.5); `confidence` 0–1 is the reader's, calibrated."""

    span: Span
    theme: Theme
    facet: Facet
    direction: Direction
    figure: Figure
    name: str | None = None
    time: Time = Time.NOW
    grain: Grain = Grain.GENERAL
    certainty: float = 1.0
    confidence: float = 1.0
    elicited: Elicits = Elicits.NONE
    rule: str | None = None

    def __post_init__(self) -> None:
        if THEME_OF[self.facet] is not self.theme:
            raise ValueError("the facet belongs to another theme")
        if not 0.0 <= self.certainty <= 1.0 or not 0.0 <= self.confidence <= 1.0:
            raise ValueError("certainty and confidence lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class Coping:
    """A way of coping that the speaker tells of, with its outcome where said."""

    span: Span
    way: Way
    outcome: Outcome | None = None
    figure: Figure | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named or meant in a message, as the reader resolved them ("my sister Anna" teaches the name)."""

    span: Span
    figure: Figure
    name: str | None = None


@dataclass(frozen=True, slots=True)
class TieTold:
    """How things stand with somebody, as a message tells it ("my dad died", "we broke up"): circumstance, and no statement."""

    figure: Figure
    name: str | None
    tie: Tie


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one message. `language_known` is False where the message is not in a language the reader reads."""

    statements: tuple[Statement, ...] = ()
    coping: tuple[Coping, ...] = ()
    mentions: tuple[Mention, ...] = ()
    language_known: bool = True
    ties: tuple[TieTold, ...] = ()
