"""The lines that rest on what was told as a story: patterns, ways of coping, and what was expected beside what happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.working_model.episode import Answer, Episode, episodes
from bot.working_model.evidence import Era
from bot.working_model.expectation import Foreseen, foreseen_text
from bot.working_model.identity import KnownPersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Standing
from bot.working_model.lines import Line, NumberedQuote, Numbering, line_id
from bot.working_model.naming import Naming
from bot.working_model.pattern import Pattern, patterns
from bot.working_model.pattern_words import exception_text, pattern_text, way_text
from bot.working_model.phrasing import how_sure
from bot.working_model.statement import Outcome, Way
from bot.working_model.weights import Weights

QUOTES_OF_AN_EPISODE = 2
WAYS_MOST = 5


@dataclass(slots=True)
class Stories:
    """Makes these lines. `quote_of_way` resolves a way of coping to its words; without it no line rests on one alone."""

    numbering: Numbering
    names: Mapping[KnownPersonId, Naming]
    unsafe: Collection[KnownPersonId]
    weights: Weights
    quote_of_way: Callable[[KeptCoping], Quote] | None = None

    def patterns(
        self, statements: Sequence[KeptStatement], coping: Sequence[KeptCoping], answers: Sequence[Answer]
    ) -> list[Line]:
        """Patterns, each followed by its exceptions."""
        fit = [kept for kept in statements if self.weights.shows(kept.statement)]
        lines = []
        for pattern in patterns(episodes(fit, self._sure(coping), answers), unsafe=self.unsafe):
            name = self.names.get(pattern.about) if pattern.about else None
            lines.append(self._of_episodes(pattern.key, pattern_text(pattern, name), pattern.episodes, pattern))
            for episode in pattern.exceptions[:2]:
                name = self.names.get(episode.about) if episode.about else None
                text = exception_text(episode.i_did, name)
                lines.append(self._of_episodes(f"{pattern.key}/not/{episode.id}", text, (episode,), pattern))
        return lines

    def ways(self, coping: Sequence[KeptCoping]) -> list[Line]:
        """Ways of coping, those told most often first; one told once only where its outcome is said."""
        if self.quote_of_way is None:
            return []
        told: defaultdict[Way, list[KeptCoping]] = defaultdict(list)
        for kept in self._sure(coping):
            told[kept.coping.way].append(kept)
        lines: list[Line] = []
        for way, all_of_it in sorted(told.items(), key=lambda item: (-len(item[1]), item[0])):
            known = [kept for kept in all_of_it if kept.coping.outcome in (Outcome.HELPED, Outcome.DID_NOT)]
            if (len(all_of_it) < 2 and not known) or len(lines) == WAYS_MOST:
                continue
            quotes = self.numbering.of_quotes([self.quote_of_way(kept) for kept in all_of_it[:4]])
            sure = how_sure(len({kept.message_id for kept in all_of_it}), unsure=False)
            lines.append(_line(line_id("way", way), way_text(way, all_of_it), quotes, (), None, sure))
        return lines

    def foreseen(self, steps: Sequence[Foreseen]) -> list[Line]:
        """What was expected beside what happened; not with people with whom it is not safe."""
        lines = []
        for step in steps:
            if step.about in self.unsafe:
                continue
            name = self.names.get(step.about) if step.about else None
            text = foreseen_text(step, name.full if name else None)
            quotes = self.numbering.of_quotes(step.quotes)
            lines.append(_line(line_id("step", step.id), text, quotes, (), step.about, "in your words"))
        return lines

    def _sure(self, coping: Sequence[KeptCoping]) -> list[KeptCoping]:
        return [
            kept
            for kept in sorted(coping, key=lambda each: each.number)
            if kept.standing is Standing.LIVE
            and kept.coping.confidence >= self.weights.shown_confidence
            and kept.about not in self.unsafe
        ]

    def _of_episodes(self, key: str, text: str, told: Sequence[Episode], pattern: Pattern) -> Line:
        quotes: list[NumberedQuote] = []
        statements: list[KeptStatement] = []
        for episode in told:
            shown = [
                kept
                for kept in episode.statements
                if (kept.statement.facet, kept.statement.direction) == episode.they_did
            ]
            statements += shown
            if episode.wish is not None:
                quotes += self.numbering.of_quotes([episode.wish.quote])
            quotes += self.numbering.of(shown[:QUOTES_OF_AN_EPISODE])
            if self.quote_of_way is not None:
                quotes += self.numbering.of_quotes([self.quote_of_way(kept) for kept in episode.coping[:1]])
        sure = how_sure(len(told), unsure=False)
        ids = tuple(kept.id for kept in statements)
        return _line(line_id(key), text, tuple(quotes), ids, pattern.about, sure)


def _line(
    key: str,
    text: str,
    quotes: tuple[NumberedQuote, ...],
    ids: tuple[StatementId, ...],
    about: KnownPersonId | None,
    sure: str,
) -> Line:
    return Line(
        id=key,
        text=text,
        quotes=quotes,
        statement_ids=ids,
        about=about,
        theme=None,
        facet=None,
        direction=None,
        era=Era.NOW,
        sure=sure,
    )
