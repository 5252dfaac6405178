"""Lines of the summary: what is said about one person, facet and era, with the quotes it rests on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.working_model.evidence import UNIT, Era, bucket_of, contributions, era_of, who_of
from bot.working_model.identity import KnownPersonId, StatementId
from bot.working_model.kept import KeptStatement, Quote, Standing
from bot.working_model.person import Tie
from bot.working_model.phrasing import Form
from bot.working_model.pooling import is_mixed
from bot.working_model.statement import THEME_OF, Direction, Elicits, Facet, Grain, Theme, Time
from bot.working_model.weights import Weights

QUOTES_SHOWN = 4
BARE_ANSWER = "answer"  # the reader's rule for "yes", "never", "my gran" to a question


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A quote with its number in the summary; the same words keep the same number wherever they stand behind a line."""

    number: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary.

    `id` is the same in every summary of the same person. `statement_ids` are all statements the line rests on, `quotes` the
    ones shown. An answer to "how true is this these days?" is kept on `answered_by`, one statement, so that it counts once.
    The person's own wording is kept on `worded_by` (None where the line tells two things at once and cannot be reworded);
    `our_words` is then what the line would have said otherwise.
    """

    id: str
    text: str
    quotes: tuple[NumberedQuote, ...]
    statement_ids: tuple[StatementId, ...]
    about: KnownPersonId | None
    theme: Theme | None
    facet: Facet | None
    direction: Direction | None
    era: Era
    sure: str
    mixed: bool = False
    true_these_days: int | None = None
    worded_by: StatementId | None = None
    our_words: str | None = None

    @property
    def answered_by(self) -> StatementId | None:
        """The statement that carries the person's answer for this line: the first it rests on. None where it rests on none."""
        return self.statement_ids[0] if self.statement_ids else None

    def to_data(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "text": self.text,
            "quotes": [quote_data(each) for each in self.quotes],
            "statements": list(self.statement_ids),
            "answered_by": self.answered_by,
            "about": self.about,
            "theme": self.theme.value if self.theme else None,
            "facet": self.facet.value if self.facet else None,
            "direction": self.direction.value if self.direction else None,
            "era": self.era.value,
            "sure": self.sure,
            "mixed": self.mixed,
            "true_these_days": self.true_these_days,
            "worded_by": self.worded_by,
            "reworded": self.our_words is not None,
            "our_words": self.our_words,
        }


@dataclass(frozen=True, slots=True)
class Strand:
    """All live statements about one person, facet and era, parted by direction, with their joint weight in counts."""

    who: str
    facet: Facet
    era: Era
    sides: Mapping[Direction, tuple[KeptStatement, ...]]
    weight: Mapping[Direction, float]

    @property
    def theme(self) -> Theme:
        """The theme of the facet."""
        return THEME_OF[self.facet]

    def is_mixed(self, weights: Weights) -> bool:
        """True where both sides are strong."""
        return is_mixed(self.weight[Direction.PLUS], self.weight[Direction.MINUS], weights)

    def leading(self) -> Direction:
        """The heavier side; where they are equal, the one said last."""
        plus, minus = self.weight[Direction.PLUS], self.weight[Direction.MINUS]
        if plus != minus:
            return Direction.PLUS if plus > minus else Direction.MINUS
        last = max((kept for side in self.sides.values() for kept in side), key=lambda kept: kept.number)
        return last.statement.direction


@dataclass(slots=True)
class Numbering:
    """Gives quotes their numbers in the order in which they are first used."""

    quote_of: Callable[[KeptStatement], Quote]
    _numbers: dict[tuple[str, str], NumberedQuote] = field(default_factory=dict)

    def of(self, statements: Iterable[KeptStatement]) -> tuple[NumberedQuote, ...]:
        """The numbered quotes of these statements."""
        return self.of_quotes([self.quote_of(kept) for kept in statements])

    def of_quotes(self, quotes: Iterable[Quote]) -> tuple[NumberedQuote, ...]:
        """The same for quotes that are there already. The same words of one message are one quote, whatever they were read as."""
        found: dict[int, NumberedQuote] = {}
        for quote in quotes:
            key = (quote.message_id, quote.text)
            if key not in self._numbers:
                self._numbers[key] = NumberedQuote(len(self._numbers) + 1, quote)
            found[self._numbers[key].number] = self._numbers[key]
        return tuple(found.values())

    def all(self) -> tuple[NumberedQuote, ...]:
        """Every quote used, in order."""
        return tuple(self._numbers.values())


def strands(
    statements: Sequence[KeptStatement], ties: Mapping[str, Tie], weights: Weights
) -> dict[tuple[str, Facet, Era], Strand]:
    """What was said, gathered by person, facet and era. Only what counts and was read surely enough to be quoted."""
    fit = [kept for kept in statements if kept.standing is Standing.LIVE and weights.shows(kept.statement)]
    sides: defaultdict[tuple[str, Facet, Era], dict[Direction, list[KeptStatement]]] = defaultdict(
        lambda: {Direction.PLUS: [], Direction.MINUS: []}
    )
    for kept in sorted(fit, key=lambda each: (each.number, each.id)):
        who = who_of(kept)
        era = era_of(bucket_of(kept), ties.get(who, Tie.CURRENT))
        # "Not at all true these days" is an answer to the line: it was so, and is so no more.
        if kept.true_these_days == 0:
            era = Era.THEN
        sides[who, kept.statement.facet, era][kept.statement.direction].append(kept)
    amounts = _amounts(fit, ties, weights)
    return {
        key: Strand(*key, {d: tuple(each) for d, each in by_side.items()}, amounts[key])
        for key, by_side in sides.items()
    }


def _amounts(
    statements: Sequence[KeptStatement], ties: Mapping[str, Tie], weights: Weights
) -> defaultdict[tuple[str, Facet, Era], dict[Direction, float]]:
    amounts: defaultdict[tuple[str, Facet, Era], dict[Direction, float]] = defaultdict(
        lambda: {Direction.PLUS: 0.0, Direction.MINUS: 0.0}
    )
    for cell, evidence in contributions(map(_as_said, statements), weights, ageing=False).items():
        key = (cell.who, cell.facet, era_of(cell.bucket, ties.get(cell.who, Tie.CURRENT)))
        amounts[key][Direction.PLUS] += evidence.plus / UNIT
        amounts[key][Direction.MINUS] += evidence.minus / UNIT
    return amounts


def _as_said(kept: KeptStatement) -> KeptStatement:
    """What may be given back is what was said, in a sentence of one's own, also where the question called for that pole.

    "I can rely on Ruth" is a weak sign of a position if one was asked whom one can rely on, but it was said. A bare "yes" was not.
    """
    said = kept.statement
    if said.rule == BARE_ANSWER or said.elicited is Elicits.NONE:
        return kept
    own = Elicits.NONE if said.elicited is Elicits.OPEN else Elicits.OPEN
    return replace(kept, statement=replace(said, elicited=own))


def form_of(statements: Sequence[KeptStatement], era: Era) -> Form:
    """How these statements are to be told."""
    said = [kept.statement for kept in statements]
    if not said:
        return Form.NOW
    unsure = sum(each.certainty for each in said) / len(said) < 0.75
    moments = all(each.grain is Grain.MOMENT for each in said)
    if moments and not unsure:
        return Form.TIMES if tellings(statements) > 1 else Form.ONCE
    if era is Era.THEN:
        return Form.UNSURE_THEN if unsure else Form.THEN
    if unsure:
        return Form.UNSURE
    return Form.MOVING if all(each.time is Time.CHANGING for each in said) else Form.NOW


def in_their_words(line: Line, said: Sequence[KeptStatement]) -> Line:
    """The line as the person worded it, where they did; the latest wording of the statements it rests on."""
    worded = [kept for kept in said if kept.reworded is not None]
    on = worded[-1] if worded else next(iter(said), None)
    if on is None or on.reworded is None:
        return replace(line, worded_by=on.id if on else None)
    return replace(line, text=on.reworded, our_words=line.text, worded_by=on.id, sure=f"in your own words; {line.sure}")


def tellings(statements: Iterable[KeptStatement]) -> int:
    """How many times it was told: an episode or a message counts once."""
    return len({kept.episode_id or kept.message_id for kept in statements})


def shown(statements: Sequence[KeptStatement]) -> tuple[KeptStatement, ...]:
    """The statements to quote: the surest few, in the order they were said."""
    best = sorted(statements, key=lambda kept: (-kept.statement.confidence * kept.statement.certainty, -kept.number))
    return tuple(sorted(best[:QUOTES_SHOWN], key=lambda kept: kept.number))


def line_id(*parts: str) -> str:
    """An id that depends on what the line is about and on nothing else."""
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:12]


def quote_data(each: NumberedQuote) -> dict[str, Any]:
    """A numbered quote as JSON."""
    return {
        "number": each.number,
        "statement": each.quote.statement_id,
        "message": each.quote.message_id,
        "text": each.quote.text,
        "question": each.quote.question,
        "said_at": each.quote.said_at_utc.isoformat(),
        "folded": each.quote.folded,
        "source": each.quote.source.value,
    }
