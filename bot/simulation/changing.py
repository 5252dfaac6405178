"""How often "changed" is said of people who did not change, and how soon it is said of those who did."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

import numpy as np

from bot.simulation.recovery import Reads
from bot.simulation.world import FACETS, START, Speaker, World
from bot.working_model.compare import compare
from bot.working_model.identity import ConversationId, KnownPersonId
from bot.working_model.kept import KeptStatement
from bot.working_model.statement import Figure, Theme
from bot.working_model.weights import Weights

SIDE: Final = 2.2  # log odds of one full side: nine statements in ten
NEVER: Final = 99


def false_changed(world: World, *, weights: Weights, seed: int, reports: int, reads: Reads | None = None) -> float:
    """The share of reports that say "changed" about people who did not. Sessions of 8 to 60 statements, two weeks apart."""
    rng = np.random.default_rng([seed, 14])
    said_changed = 0
    for at in range(reports):
        size = (8, 16, 30, 60)[at % 4]
        speaker = Speaker.born(replace(world, per_session=size), rng)
        earlier, later = speaker.speak(size), speaker.speak(size, at_utc=START + timedelta(days=weights.change_days))
        if reads:
            earlier, later = reads(earlier, rng), reads(later, rng)
        if earlier and later:
            said_changed += bool(compare(earlier, later, weights=weights).changed)
    return said_changed / reports


def detection_delays(
    world: World, *, weights: Weights, seed: int, people: int, reads: Reads | None = None, before: int = 8
) -> list[int]:
    """How many heard statements about the person it takes to see that a tie went from one full side to the other."""
    rng = np.random.default_rng([seed, 6])
    delays = []
    for at in range(people):
        theme = (Theme.TRUST, Theme.CLOSENESS, Theme.SECURITY)[at % 3]
        speaker = Speaker.born(replace(world, per_session=10_000), rng)
        earlier = _heard(speaker, SIDE, theme, before, 0, reads)
        later = _heard(speaker, -SIDE, theme, 16, 1, reads)
        seen = (n for n in range(1, len(later) + 1) if compare(earlier, later[:n], weights=weights).changed)
        delays.append(next(seen, NEVER))
    return delays


def _heard(
    speaker: Speaker, logit: float, theme: Theme, count: int, session: int, reads: Reads | None
) -> list[KeptStatement]:
    """Statements about one tie that stands on one side, as the reader hears them, until there are enough."""
    who = KnownPersonId("p0")
    speaker.ties = {who: (Figure.PARTNER, np.full(len(FACETS), logit))}
    found: list[KeptStatement] = []
    while len(found) < count:
        said = speaker.speak(4, at_utc=START + timedelta(days=21 * session), themes=(theme,))
        heard = reads(said, speaker.rng) if reads else said
        found += [kept for kept in heard if kept.about == who and kept.statement.theme is theme]
    return [replace(kept, conversation_id=ConversationId(f"c{session}")) for kept in found[:count]]
