"""Simulated people with known positions, who speak statements drawn from them: in episodes, sessions, and answers to questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.working_model.identity import ConversationId, EpisodeId, KnownPersonId, MessageId, StatementId
from bot.working_model.kept import KeptStatement
from bot.working_model.model import FACETS_OF
from bot.working_model.statement import THEME_OF, Direction, Elicits, Facet, Figure, Grain, Span, Statement, Theme, Time

START: Final = datetime(2025, 1, 6, 18, tzinfo=UTC)
THEMES: Final = tuple(Theme)
FACETS: Final = tuple(Facet)
TIES: Final = (
    Figure.MOTHER, Figure.FATHER, Figure.PARTNER, Figure.FRIEND, Figure.SIBLING, Figure.COLLEAGUE, Figure.CHILD, Figure.EX_PARTNER,
)  # fmt: skip
# Ties that follow rules of their own (giving care, work) and tell little of what is expected of people one leans on.
APART: Final = frozenset({Figure.CHILD, Figure.COLLEAGUE})
# Facets that move together: closeness wanted and closeness felt are two things, and so are worth and competence.
FAMILIES: Final = (
    FACETS_OF[Theme.TRUST],
    (Facet.COMFORT,),
    (Facet.CONNECTION,),
    (Facet.WORTH, Facet.LOVABILITY),
    (Facet.COMPETENCE,),
    FACETS_OF[Theme.SECURITY],
)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """What people are like and how they speak. Spreads are standard deviations on the logit scale.

    With the defaults the general positions spread by about .19 on 0–1, as the ECR-R's two scales do in its large web sample
    (anxiety 3.56 ± 1.12, avoidance 2.92 ± 1.19 on 1–7: Fraley's published norms), and about two thirds of the
    variance between relationships lies within a person (La Guardia et al. 2000).
    """

    mean: float = 0.0
    person_sd: float = 1.25
    facet_sd: float = 0.45
    tie_sd: float = 1.1
    others_doing: float = 1.4  # what somebody does is theirs more than the speaker's: trust differs more between ties
    episode_sd: float = 0.0
    session_sd: float = 0.0
    heavy_tails: bool = False
    episode_size: float = 1.0
    echo: float = 0.0
    asked_share: float = 0.0
    asked_one_sided: float = 0.5
    compliance: float = 0.5
    open_share: float = 0.5
    hedged_share: float = 0.15
    per_session: int = 12
    # security, closeness, self-worth and trust go together moderately (Mikulincer & Shaver 2007; Fraley et al. 2015)
    between_themes: float = 0.35


IDEAL: Final = World(open_share=0.0, hedged_share=0.0)
CLUSTERED: Final = World(
    episode_sd=1.2,
    session_sd=0.35,
    heavy_tails=True,
    episode_size=3.0,
    echo=0.35,
    asked_share=0.5,
    asked_one_sided=0.85,
)


@dataclass(slots=True)
class Speaker:
    """One simulated person. `general` and `tie` hold logits by facet; the truths are shares of fresh, unasked `+` statements."""

    world: World
    rng: np.random.Generator
    general: Floats
    ties: dict[KnownPersonId, tuple[Figure, Floats]]
    one_sided: Elicits
    said: list[KeptStatement] = field(default_factory=list)
    _session: int = 0
    _mood: float = 0.0

    @classmethod
    def born(cls, world: World, rng: np.random.Generator) -> Speaker:
        """A person drawn from the world's population."""
        general = _stance(world, rng)
        count = int(rng.integers(2, 6))
        figures = rng.choice(len(TIES), size=count, replace=False)
        ties = {}
        for at in figures:
            start = _stance(world, rng) if TIES[at] in APART else general
            ties[KnownPersonId(f"p{at}")] = (TIES[at], start + _tie_shift(world, rng))
        pole = Elicits.ASKED_MINUS if rng.random() < world.asked_one_sided else Elicits.ASKED_PLUS
        return cls(world, rng, general, ties, pole)

    def truth(self, theme: Theme, about: KnownPersonId | None = None, *, facets: tuple[Facet, ...] = ()) -> float:
        """The share of fresh, unasked statements on a theme that would be `+`; without `about`, over all ties there might be."""
        logits = self.general if about is None else self.ties[about][1]
        noise = _passing(self.world, with_ties=about is None)
        return float(np.mean([_share(logits[FACETS.index(f)], noise) for f in facets or FACETS_OF[theme]]))

    def truth_in_people(self) -> float:
        """The same for trust in people in general, which no tie colours."""
        noise = _passing(self.world, with_ties=False)
        return float(np.mean([_share(self.general[FACETS.index(f)], noise) for f in FACETS_OF[Theme.TRUST]]))

    def speak(self, count: int, *, at_utc: datetime = START, themes: tuple[Theme, ...] = THEMES) -> list[KeptStatement]:
        """The next statements, in sessions a week apart."""
        new: list[KeptStatement] = []
        while len(new) < count:
            number = len(self.said) + len(new)
            session = number // self.world.per_session
            if session != self._session or not number:
                self._session, self._mood = session, float(self.rng.normal(0, self.world.session_sd))
            new += self._episode(number, at_utc + timedelta(days=7 * session), themes)
        new = new[:count]
        self.said += new
        return new

    def _episode(self, number: int, at_utc: datetime, themes: tuple[Theme, ...]) -> list[KeptStatement]:
        world, rng = self.world, self.rng
        size = 1 + int(rng.poisson(world.episode_size - 1))
        about = self._about()
        colour = _spread(rng, world.episode_sd, 1, heavy=world.heavy_tails)[0]
        asked = self.one_sided if rng.random() < world.asked_share else None
        theme = themes[int(rng.choice(len(themes)))]
        made: list[KeptStatement] = []
        for offset in range(size):
            if offset and rng.random() < 0.4:
                theme = themes[int(rng.choice(len(themes)))]
            facet = FACETS_OF[theme][int(rng.integers(len(FACETS_OF[theme])))]
            logits = self.general if about is None else self.ties[about][1]
            elicited = asked or (Elicits.OPEN if rng.random() < world.open_share else Elicits.NONE)
            direction = self._direction(logits[FACETS.index(facet)] + colour + self._mood, elicited)
            if made and rng.random() < world.echo:
                direction = made[0].statement.direction
            episode = EpisodeId(f"e{number + 1}") if size > 1 else None
            made.append(self._kept(number + offset + 1, at_utc, facet, direction, elicited, about, episode))
        return made

    def _about(self) -> KnownPersonId | None:
        if self.rng.random() < 0.25:
            return None
        people = list(self.ties)
        # Some people are spoken of far more than others.
        shares = 1.0 / np.arange(1, len(people) + 1)
        return people[int(self.rng.choice(len(people), p=shares / shares.sum()))]

    def _direction(self, logit: float, elicited: Elicits) -> Direction:
        if elicited in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS) and self.rng.random() < self.world.compliance:
            return Direction.PLUS if elicited is Elicits.ASKED_PLUS else Direction.MINUS
        return Direction.PLUS if self.rng.random() < 1 / (1 + np.exp(-logit)) else Direction.MINUS

    def _kept(
        self, number: int, at_utc: datetime, facet: Facet, direction: Direction, elicited: Elicits,
        about: KnownPersonId | None, episode: EpisodeId | None,
    ) -> KeptStatement:  # fmt: skip
        figure = Figure.OTHERS if about is None else self.ties[about][0]
        if about is None and THEME_OF[facet] is Theme.SELF_WORTH:
            figure = Figure.SELF
        certainty = 0.5 if self.rng.random() < self.world.hedged_share else 1.0
        return KeptStatement(
            id=StatementId(f"s{number}"),
            number=number,
            message_id=MessageId(f"m{number}"),
            conversation_id=ConversationId(f"c{self._session}"),
            said_at_utc=at_utc,
            statement=Statement(
                Span(0, 1), THEME_OF[facet], facet, direction, figure, time=Time.NOW,
                grain=Grain.MOMENT if episode else Grain.GENERAL, certainty=certainty, elicited=elicited,
            ),
            about=about,
            episode_id=episode,
        )  # fmt: skip


def _spread(rng: np.random.Generator, sd: float, size: int, *, heavy: bool) -> Floats:
    """Normal, or Student's t with 3 degrees of freedom brought to the same spread."""
    if not heavy:
        return rng.normal(0, sd, size)
    return np.asarray(sd * rng.standard_t(3, size) / np.sqrt(3.0))


def _stance(world: World, rng: np.random.Generator) -> Floats:
    """Logits by facet: facets of one family near each other, the families moderately together."""
    size = len(FAMILIES)
    cover = np.full((size, size), world.between_themes) + np.eye(size) * (1 - world.between_themes)
    of_family = world.mean + world.person_sd * rng.multivariate_normal(np.zeros(size), cover)
    own = rng.normal(0, world.facet_sd, len(FACETS))
    return np.array([next(of_family[at] for at, each in enumerate(FAMILIES) if f in each) for f in FACETS]) + own


def _tie_shift(world: World, rng: np.random.Generator) -> Floats:
    shift = _spread(rng, world.tie_sd, len(FAMILIES), heavy=world.heavy_tails)
    by_facet = np.array([next(shift[at] for at, each in enumerate(FAMILIES) if f in each) for f in FACETS])
    others_doing = np.array([world.others_doing if THEME_OF[f] is Theme.TRUST else 1.0 for f in FACETS])
    return np.asarray(by_facet * others_doing)


@cache
def _passing(world: World, *, with_ties: bool) -> Floats:
    """A fixed sample of what passes (tie, episode, session), over which a truth is the mean."""
    rng = np.random.default_rng(7)
    noise = _spread(rng, world.episode_sd, 3000, heavy=world.heavy_tails) + rng.normal(0, world.session_sd, 3000)
    return noise + _spread(rng, world.tie_sd, 3000, heavy=world.heavy_tails) if with_ties else noise


def _share(logit: float, noise: Floats) -> float:
    return float(np.mean(1 / (1 + np.exp(-(logit + noise)))))
