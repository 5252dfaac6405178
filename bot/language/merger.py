"""Makes one reading of all findings: one statement a clause and facet, its span the clause's own words, its confidence the rule's."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from bot.language.figures import Meant, Person
from bot.language.matcher import ClauseText, Finding
from bot.language.normaliser import Word
from bot.working_model.statement import Asked, Coping, Elicits, Facet, Figure, Outcome, Span, Statement, Theme

_LEADING: Final = frozenset(
    "and but so because like honestly also plus though although anyway well oh yeah then lol or however while".split()
)
_TRAILING: Final = frozenset("and but so or because lol tbh though".split())
_HELPED: Final = re.compile(
    r" (?:(?:it|that|this|which|he|she|they|@fig|talking|always|really|does|it does) (?:[^ ]+ )?(?:help|helps|helped|works|worked|calms me|calmed me)|(?:feel|felt|feels) (?:a lot |much |so much |a bit )?(?:better|calmer|lighter|ok again|relieved)|helps|worked|passes|and it passed|it went fine|was fine|calm(?:er)?) "
)
_HURT: Final = re.compile(
    r" (?:(?:not|never|nothing) (?:[^ ]+ )?(?:help|helps|helped|work|works|worked|change|changed)|makes? it worse|made it worse|no use|pointless|(?:feel|felt) worse|nothing changes|backfires?|regret it) "
)
_UNCLEAR: Final = re.compile(
    r" (?:not sure if it|do not know if it|no answer yet|waiting to (?:hear|see)|has not (?:replied|answered)|we will see) "
)


def merge(
    findings: Iterable[Finding], texts: Sequence[ClauseText], words: Sequence[Word], *, asked: Asked | None
) -> tuple[list[Statement], list[Coping]]:
    """Statements and ways of coping in the order of the text."""
    by_clause: dict[int, list[Finding]] = {}
    for finding in findings:
        by_clause.setdefault(finding.clause.start, []).append(finding)
    statements: list[Statement] = []
    coping: list[Coping] = []
    for number, text in enumerate(texts):
        here = by_clause.get(text.clause.start, [])
        for finding in _best_by_facet(f for f in here if f.rule.facet is not None):
            statements.append(_statement(finding, text, words, asked))
        for finding in _best_by_way(f for f in here if f.rule.way is not None):
            after = texts[number + 1].text if number + 1 < len(texts) else ""
            coping.append(_coping(finding, text, after, words))
    return statements, coping


def _best_by_facet(findings: Iterable[Finding]) -> list[Finding]:
    """For each facet the finding that covers most words: it has seen the negation a shorter one missed."""
    best: dict[tuple[Facet, Figure, str | None], Finding] = {}
    for f in sorted(findings, key=lambda f: (-f.length, f.start, -f.confidence)):
        assert f.rule.facet is not None  # noqa: S101 (the caller passed statements only)
        if not any(key[0] is f.rule.facet and _overlap(f, other) for key, other in best.items()):
            best.setdefault((f.rule.facet, f.person.figure, f.person.name), f)
    per_facet: dict[Facet, list[Finding]] = {}
    for (facet, _, _), f in best.items():
        per_facet.setdefault(facet, []).append(f)
    kept: list[Finding] = []
    for several in per_facet.values():
        named = [f for f in several if f.person.figure.is_particular]
        kept.extend(named[:2] if named else several[:1])
    return sorted(kept, key=lambda f: f.start)


def _overlap(a: Finding, b: Finding) -> bool:
    return a.start < b.start + b.length and b.start < a.start + a.length


def _best_by_way(findings: Iterable[Finding]) -> list[Finding]:
    best: dict[str, Finding] = {}
    for f in sorted(findings, key=lambda f: (-f.length, f.start)):
        best.setdefault(str(f.rule.way), f)
    return sorted(best.values(), key=lambda f: f.start)


def _statement(finding: Finding, text: ClauseText, words: Sequence[Word], asked: Asked | None) -> Statement:
    facet, theme, direction = finding.rule.facet, finding.rule.theme, finding.direction
    assert facet is not None  # noqa: S101 (a statement rule has all three)
    assert theme is not None  # noqa: S101
    assert direction is not None  # noqa: S101
    person = whom(finding.person, theme, text.people.values(), how=finding.how)
    return Statement(
        span=span_of(text, words), theme=theme, facet=facet, direction=direction, figure=person.figure, name=person.name, time=finding.time, grain=finding.grain,
        certainty=finding.certainty, confidence=finding.confidence, elicited=asked.elicits if asked is not None and asked.theme is theme else Elicits.NONE, rule=finding.rule.id,
    )  # fmt: skip


def whom(person: Person, theme: Theme, people: Iterable[Meant], *, how: str) -> Person:
    """Whom a statement is about where its rule's words named nobody: the one particular person of the clause, if there is one."""
    if theme is Theme.SECURITY and how == "carried" and person.gender == "pl" and person.figure is Figure.OTHER_PERSON:
        return Person(Figure.OTHERS, None, "pl")  # "they" whom nobody named: people in general
    if how != "none" or theme is Theme.SELF_WORTH:
        return person
    particular = {m.person for m in people if m.person.figure.is_particular and m.mark != "@figs"}
    return next(iter(particular)) if len(particular) == 1 else person


def _coping(finding: Finding, text: ClauseText, after: str, words: Sequence[Word]) -> Coping:
    way = finding.rule.way
    assert way is not None  # noqa: S101
    figure = finding.person.figure if finding.how != "none" else None
    return Coping(
        span=span_of(text, words),
        way=way,
        outcome=_outcome(text.text, after),
        figure=figure,
        confidence=finding.confidence,
    )


def _outcome(here: str, after: str) -> Outcome | None:
    for text in (here, after):
        if _HURT.search(text):
            return Outcome.DID_NOT
        if _UNCLEAR.search(text):
            return Outcome.UNCLEAR
        if _HELPED.search(text):
            return Outcome.HELPED
    return None


def span_of(text: ClauseText, words: Sequence[Word]) -> Span:
    """The clause's words without joining words and punctuation at its ends."""
    plain = [w for w in words[text.clause.start : text.clause.end] if not w.is_break]
    first, last = 0, len(plain)
    while first < last - 1 and plain[first].norm in _LEADING:
        first += 1
    while last > first + 1 and plain[last - 1].norm in _TRAILING:
        last -= 1
    return Span(plain[first].start, plain[last - 1].end)
