"""What an operator, and with a separate consent a therapist, may see of the screen's work: never a word that was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.working_model.dialogue import Message
from bot.working_model.person import Consent
from bot.working_model.risk import Level

FLAGS_CONSENT: Final = "flags"  # `Consent.kind`: "my therapist is told of a flag"; off unless given, and revocable


@dataclass(frozen=True, slots=True)
class Flag:
    """One message at which the screen found something: when, where in the conversation, which level, which rules."""

    at_utc: datetime
    number: int
    level: Level
    rules: tuple[str, ...]


def flags_of(messages: Iterable[Message]) -> tuple[Flag, ...]:
    """The flags among messages in, in order; a message's text is never read."""
    return tuple(
        Flag(one.at_utc, one.number, one.level, one.rules)
        for one in messages
        if not one.is_reply and one.level is not Level.NONE
    )


def counts(flags: Iterable[Flag]) -> Mapping[str, int]:
    """How often each level and each rule fired, for the operator: keys `level:acute`, `rule:self.intent`."""
    found: Counter[str] = Counter()
    for flag in flags:
        found[f"level:{flag.level.value}"] += 1
        found.update(f"rule:{rule}" for rule in flag.rules)
    return dict(sorted(found.items()))


def therapist_may_see_flags(consents: Sequence[Consent]) -> bool:
    """Whether the latest word on `FLAGS_CONSENT` is yes. No word is a no."""
    said = [one for one in consents if one.kind == FLAGS_CONSENT]
    return bool(said) and max(said, key=lambda one: one.at_utc).given
