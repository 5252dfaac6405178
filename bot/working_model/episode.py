"""Episodes: what I wanted, what they did, what I did then, what it meant; one told occasion with one person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.working_model.guide import StepKind
from bot.working_model.identity import EpisodeId, KnownPersonId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Standing
from bot.working_model.statement import Direction, Facet, Outcome, Theme, Way

# What somebody did shows in these; the rest of an episode is what it meant.
_DONE = frozenset({Theme.TRUST})
_DONE_FACETS = frozenset({Facet.CONNECTION})


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a step of a guide that tells an episode: which step, and the words."""

    episode_id: EpisodeId
    step: StepKind
    quote: Quote


@dataclass(frozen=True, slots=True)
class Episode:
    """One told occasion. `they_did` is what the other did as the speaker felt it; None where no statement shows it."""

    id: EpisodeId
    about: KnownPersonId | None
    at_utc: datetime
    statements: tuple[KeptStatement, ...]
    coping: tuple[KeptCoping, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def they_did(self) -> tuple[Facet, Direction] | None:
        """The facet and direction most told of; where two are told as often, the one told first."""
        told = [
            (kept.statement.facet, kept.statement.direction)
            for kept in self.statements
            if kept.statement.theme in _DONE or kept.statement.facet in _DONE_FACETS
        ]
        if not told:
            return None
        often = Counter(told)
        return max(often, key=lambda each: (often[each], -told.index(each)))

    @property
    def i_did(self) -> tuple[Way, ...]:
        """The ways of coping told of, each once, in order."""
        return tuple(dict.fromkeys(kept.coping.way for kept in self.coping))

    @property
    def outcome(self) -> Outcome | None:
        """Whether what I did helped, where it is said; the last word counts."""
        said = [kept.coping.outcome for kept in self.coping if kept.coping.outcome is not None]
        return said[-1] if said else None

    @property
    def wish(self) -> Answer | None:
        """The words in which the wish was told."""
        return next((answer for answer in self.answers if answer.step is StepKind.WISH), None)


def episodes(
    statements: Sequence[KeptStatement], coping: Sequence[KeptCoping], answers: Iterable[Answer] = ()
) -> list[Episode]:
    """The episodes told, oldest first. Only live statements and ways count; an episode with neither is none."""
    said: defaultdict[EpisodeId, list[KeptStatement]] = defaultdict(list)
    ways: defaultdict[EpisodeId, list[KeptCoping]] = defaultdict(list)
    words: defaultdict[EpisodeId, list[Answer]] = defaultdict(list)
    for kept in statements:
        if kept.episode_id is not None and kept.standing is Standing.LIVE:
            said[kept.episode_id].append(kept)
    for way in coping:
        if way.episode_id is not None and way.standing is Standing.LIVE:
            ways[way.episode_id].append(way)
    for answer in answers:
        words[answer.episode_id].append(answer)
    found = [_episode(each, said[each], ways[each], words[each]) for each in said.keys() | ways.keys()]
    return sorted(found, key=lambda episode: (episode.at_utc, episode.id))


def _episode(
    episode_id: EpisodeId, statements: list[KeptStatement], coping: list[KeptCoping], answers: list[Answer]
) -> Episode:
    told: list[KeptStatement | KeptCoping] = [*statements, *coping]
    people = Counter(kept.about for kept in told if kept.about is not None)
    return Episode(
        id=episode_id,
        about=max(people, key=lambda each: (people[each], each)) if people else None,
        at_utc=min(kept.said_at_utc for kept in told),
        statements=tuple(sorted(statements, key=lambda kept: kept.number)),
        coping=tuple(sorted(coping, key=lambda kept: kept.number)),
        answers=tuple(answers),
    )
