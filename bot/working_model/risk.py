"""Risk as the screen finds it and as a conversation carries it (the contract: docs/safety)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Level(StrEnum):
    """Levels in rising order; compare with `rank`."""

    NONE = "none"
    WATCH = "watch"
    CONCERN = "concern"
    ACUTE = "acute"

    @property
    def rank(self) -> int:
        """0 (none) to 3 (acute)."""
        return ("none", "watch", "concern", "acute").index(self.value)


class RiskKind(StrEnum):
    """What the risk is about; it chooses the path of the protocol."""

    SELF = "self"  # suicide, self-harm
    FROM_SOMEONE = "from_someone"  # danger to the speaker from another person, now
    TO_OTHERS = "to_others"
    CHILD = "child"  # a child at risk
    PAST_HARM = "past_harm"  # disclosure of past harm: a path beside the levels
    BEREAVED = "bereaved"  # bereavement by suicide, or a past attempt told as history
    SOMEONE = "someone"  # somebody else is at risk of suicide
    UNKNOWN_LANGUAGE = "unknown_language"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the screen found in one message. `rules` are ids, never words."""

    level: Level
    kind: RiskKind | None = None
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SafetyState:
    """What a conversation carries between messages. `awaiting` names the protocol's open question, if one is open.

    Serialisable by `dataclasses.asdict`: plain values only.
    """

    level: Level = Level.NONE
    kind: RiskKind | None = None
    since_turn: int = 0
    quiet_turns: int = 0
    watch_points: float = 0.0
    awaiting: str | None = None
    asked_directly: bool = False
    denied: bool = False
    said: tuple[str, ...] = field(default=())  # ids of the fixed replies already given, in order
    told_program_at_utc: datetime | None = None
    going_on: bool = False  # the person chose to go on after a safety reply
    lines_turn: int = 0  # the turn at which helplines were last shown
    checked_turn: int = 0  # the turn of the last gentle check
    acknowledged_turn: int = 0  # the turn at which past harm or a loss was last acknowledged
    keep_disclosure: bool | None = None  # answer to "May I keep this in your summary?" about the latest disclosure
    language: str | None = None  # the language a risk was told in, where it is not the one set
    highest: Level = Level.NONE  # the highest level of this conversation: help stays in sight after it
    highest_kind: RiskKind | None = None  # what it was about: whose line stays in sight
    means_named: bool = False  # a way or a place was told or asked about: one "no" takes less back then
