"""Patterns: episodes that rhyme, with the episodes they are made of and the exceptions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.working_model.episode import Episode
from bot.working_model.identity import KnownPersonId
from bot.working_model.statement import Direction, Facet, Way

RHYMES_FROM = 2  # two episodes make a rhyme; one is an occasion


@dataclass(frozen=True, slots=True)
class Pattern:
    """Episodes in which the same kind of thing was done and was met in the same way.

    `facet` is None where the episodes show several; `about` None where they are about several people. An exception is an episode
    where the same was done and was met in another way.
    """

    direction: Direction
    way: Way
    facet: Facet | None
    about: KnownPersonId | None
    episodes: tuple[Episode, ...]
    exceptions: tuple[Episode, ...] = ()

    @property
    def key(self) -> str:
        """What the pattern is, whichever episodes it is made of."""
        return f"pattern/{self.direction}/{self.way}"


def patterns(episodes: Sequence[Episode], *, unsafe: Collection[KnownPersonId] = ()) -> list[Pattern]:
    """The patterns in these episodes, those with most episodes first. People with whom it is not safe are left out of all of them:

    keeping away from someone who hurts is self-protection, not a pattern to look at, and no exception is sought there.
    """
    told = [episode for episode in episodes if episode.they_did and episode.i_did and episode.about not in unsafe]
    rhyming: defaultdict[tuple[Direction, Way], list[Episode]] = defaultdict(list)
    for episode in told:
        for way in episode.i_did:
            rhyming[_direction(episode), way].append(episode)
    found = []
    for (direction, way), alike in rhyming.items():
        if len(alike) < RHYMES_FROM:
            continue
        facets = {episode.they_did[0] for episode in alike if episode.they_did}
        people = {episode.about for episode in alike}
        others = [each for each in told if _direction(each) is direction and way not in each.i_did]
        found.append(
            Pattern(
                direction,
                way,
                facets.pop() if len(facets) == 1 else None,
                people.pop() if len(people) == 1 else None,
                tuple(alike),
                tuple(others),
            )
        )
    return sorted(found, key=lambda pattern: (-len(pattern.episodes), pattern.key))


def _direction(episode: Episode) -> Direction:
    return episode.they_did[1] if episode.they_did else Direction.MINUS
