"""Makes one reading of rules and classifier: one statement a clause, pole and facet, its span the clause's own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

import numpy as np

from bot.language.best_findings import best_by_facet, best_by_way
from bot.language.calibration import Calibration
from bot.language.classifier import Answers
from bot.language.clause_spans import span_of
from bot.language.heads import FACETS, GRAINS, POLES, TIMES, WAYS, slices
from bot.language.matcher import ClauseText, Finding
from bot.language.normaliser import Word
from bot.language.outcomes import outcome_of
from bot.language.people import Person
from bot.language.said_once import once
from bot.language.whom import by_classifier, by_rule, last_spoken_of, measured_against
from bot.working_model.statement import (
    THEME_OF,
    Asked,
    Coping,
    Direction,
    Elicits,
    Facet,
    Figure,
    Grain,
    Statement,
    Theme,
    Time,
)

# Somebody else's own stance ("he doesn't trust anyone"), and a bare wish ("I want to trust her"): the codebook's rules 1 and 8.
_NOT_ASSERTED: Final = re.compile(
    r" (?:@fig|he|she|they) (?:[^ ]+ ){0,4}?(?:trust|trusts|trusted|trusting) (?:anyone|anybody|people|anything|no one|himself|herself|@oth|@nobody) "
    r"| (?:want|wanted|would like|wish i could|trying) (?:to )?(?:be able to |really )?trust "
)
# "I was not jealous exactly" says neither that one was nor that one was not.
_NOT_QUITE: Final = re.compile(r" (?:not|never) (?:[^ ]+ ){1,3}exactly ")
# Anger at oneself for one act ("for saying that") is no view of one's worth; for what one is ("for being weak") it is.
_ONE_ACT: Final = re.compile(r" myself for (?:not |ever )?(?!being |having |feeling |needing |wanting )[^ ]+ing ")
# "Maybe next time I tell her a little": what one means to do is not yet what one does.
_ONLY_PLANNED: Final = re.compile(
    r" next time (?:maybe |perhaps )?i | i (?:can|could|will|might|may|would|should) (?:[^ ]+ ){1,8}?next time "
)
_SURE_THOUGH_NOT_ASSERTED: Final = 0.75
_AT: Final = slices()
_SURE: Final = 0.5
_SO_TODAY: Final = re.compile(
    r" (?:am|is|are|can|do|does) (?:still |just )?(?:always|never) | (?:always|never) (?:am|is|are|can|do|does) "
)
_FOR_THE_LAST_ONE: Final = re.compile(
    r"^(?:when (?:did|was|were)|was there|has there been|can you (?:remember|think of)|which|what was|tell me)\b.*\b(?:last|lately|recently|this (?:week|month)|today)\b",
    re.IGNORECASE,
)
_DID_THEN: Final = re.compile(
    r" i (?:just |really |suddenly )?(?:thought|felt|knew|realised|realized|feared|was (?:sure|afraid|scared|certain)) "
)
_A_HABIT: Final = re.compile(r" (?:always|never|ever|used to|would|often|usually|every|whenever|all the time|kept) ")
CLASSIFIER: Final = "classifier"
"""The rule named where no rule, only the classifier, found a statement."""
Whom: TypeAlias = Callable[..., Person]


class Merger:
    """Merges what rules and classifier found; without a classifier the rules stand alone."""

    def __init__(self, calibration: Calibration | None = None) -> None:
        self.calibration = calibration or Calibration()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Merger:
        """A merger with the calibration of a JSON object."""
        return cls(Calibration.from_dict(data))

    def merge(
        self,
        findings: Iterable[Finding],
        texts: Sequence[ClauseText],
        words: Sequence[Word],
        *,
        answers: Answers | None,
        asked: Asked | None,
        taken_back: Iterable[Finding] = (),
    ) -> tuple[list[Statement], list[Coping]]:
        """Statements and ways of coping in the order of the text."""
        unsaid = {(f.clause.start, f.rule.theme, f.direction) for f in taken_back}
        by_clause: dict[int, list[Finding]] = {}
        for finding in findings:
            by_clause.setdefault(finding.clause.start, []).append(finding)
        statements: list[tuple[int, Statement]] = []
        coping: list[tuple[int, Coping]] = []
        spoken_of = {m.person.figure for text in texts for m in text.people.values() if m.how == "named"}
        lately = _asked_about(asked)
        for number, text in enumerate(texts):
            here = by_clause.get(text.clause.start, [])
            said = best_by_facet(f for f in here if f.rule.facet is not None)
            ways = best_by_way(f for f in here if f.rule.way is not None)
            after = texts[number + 1].text if number + 1 < len(texts) else ""
            sentence = text.clause.sentence
            if answers is None:
                statements.extend((sentence, self._by_rule(f, text, words, asked)) for f in said)
                coping.extend(
                    (sentence, _coping(f.rule.way, f.confidence, _figure(f), text, after, words))
                    for f in ways
                    if f.rule.way is not None
                )
            else:
                whom = partial(by_classifier, people=text.people.values(), lately=lately, spoken_of=spoken_of)
                read = self._statements(said, text, words, answers[number], asked, whom, unsaid)
                statements.extend((sentence, s) for s in read)
                coping.extend((sentence, c) for c in self._ways(ways, text, after, words, answers[number]))
            lately = last_spoken_of(text.people.values(), lately)
        return once(statements, guessed=CLASSIFIER), once(coping, guessed=CLASSIFIER)

    def _by_rule(self, finding: Finding, text: ClauseText, words: Sequence[Word], asked: Asked | None) -> Statement:
        facet, direction = finding.rule.facet, finding.direction
        assert facet is not None  # noqa: S101 (a statement rule has both)
        assert direction is not None  # noqa: S101
        theme = THEME_OF[facet]
        person = by_rule(finding.person, theme, text.people.values(), how=finding.how)
        return Statement(
            span=span_of(text, words), theme=theme, facet=facet, direction=direction, figure=person.figure, name=person.name, time=finding.time, grain=finding.grain,
            certainty=finding.certainty, confidence=finding.confidence * self.calibration.rule_only, elicited=_elicited(asked, theme), rule=finding.rule.id,
        )  # fmt: skip

    def _statements(
        self, said: Sequence[Finding], text: ClauseText, words: Sequence[Word], answers: Any, asked: Asked | None, whom: Whom, unsaid: Collection[tuple[int, Theme | None, Direction | None]]
    ) -> Iterable[Statement]:  # fmt: skip
        ruled = {(f.rule.theme, f.direction) for f in said}
        if _NOT_QUITE.search(text.text):
            return
        unasserted = bool(_NOT_ASSERTED.search(text.text))
        planned = bool(_ONLY_PLANNED.search(text.text))
        for number, (theme, direction) in enumerate(POLES):
            opposite = (theme, Direction.MINUS if direction is Direction.PLUS else Direction.PLUS) in ruled
            confidence = self.calibration.confidence(
                number, float(answers[number]), said=(theme, direction) in ruled, opposite=opposite,
                taken_back=(text.clause.start, theme, direction) in unsaid,
            )  # fmt: skip
            if unasserted and theme is Theme.TRUST and (theme, direction) not in ruled:
                continue  # what he makes of people, or what the speaker would like: a guess, however sure, is no evidence of a stance
            if planned and direction is Direction.PLUS and (theme, direction) not in ruled:
                continue
            asserts = (text.clause.start, theme, direction) not in unsaid
            if theme is Theme.SELF_WORTH and direction is Direction.MINUS and _ONE_ACT.search(text.text):
                asserts = False
            if len(text.tokens) - 2 == 1:
                asserts = False  # "blue": one word in which no rule knows an answer
            if confidence < (self.calibration.least[number] if asserts or said else _SURE_THOUGH_NOT_ASSERTED):
                continue
            own = [f for f in said if f.rule.theme is theme and f.direction is direction]
            facets: dict[Facet, Finding | None] = {f.rule.facet: f for f in own if f.rule.facet is not None}
            if not facets:
                facets[_facet(theme, answers)] = None
            for facet, finding in facets.items():
                yield self._statement(facet, direction, finding, confidence, text, words, answers, asked, whom)

    def _statement(
        self, facet: Facet, direction: Direction, finding: Finding | None, confidence: float, text: ClauseText, words: Sequence[Word], answers: Any, asked: Asked | None, whom: Whom
    ) -> Statement:  # fmt: skip
        theme = THEME_OF[facet]
        figure = _softmax(answers[_AT["figure"]])
        ruled = by_rule(finding.person, theme, text.people.values(), how=finding.how) if finding else None
        person = whom(ruled, finding.how if finding else "none", probabilities=figure)
        if theme is Theme.SELF_WORTH and person.figure is Figure.SELF:
            person = measured_against(text.tokens, text.people) or person
        hedged = _logistic(answers[_AT["hedged"]][0]) >= _SURE or (finding is not None and finding.certainty < 1.0)
        return Statement(
            span=span_of(text, words), theme=theme, facet=facet, direction=direction, figure=person.figure, name=person.name,
            time=_time(text, answers), grain=_grain(finding, answers, text, asked), certainty=0.5 if hedged else 1.0,
            confidence=confidence, elicited=_elicited(asked, theme), rule=finding.rule.id if finding else CLASSIFIER,
        )  # fmt: skip

    def _ways(
        self, ruled: Sequence[Finding], text: ClauseText, after: str, words: Sequence[Word], answers: Any
    ) -> Iterable[Coping]:
        by_way = {f.rule.way: f for f in ruled}
        for number, way in enumerate(WAYS):
            finding = by_way.get(way)
            confidence = self.calibration.way_confidence(
                number, float(answers[_AT["way"]][number]), said=finding is not None
            )
            if confidence >= self.calibration.way_least[number]:
                yield _coping(way, confidence, _figure(finding) if finding else None, text, after, words)


def _asked_about(asked: Asked | None) -> Person | None:
    """Whom the question was about: until somebody is named, the answer is of them."""
    if asked is None or asked.figure is None or not asked.figure.is_particular:
        return None
    return Person(asked.figure, asked.name)


def _facet(theme: Theme, answers: Any) -> Facet:
    """The likeliest facet of a theme."""
    logits = answers[_AT["facet"]]
    return max(
        (facet for facet in FACETS if THEME_OF[facet] is theme), key=lambda facet: float(logits[FACETS.index(facet)])
    )


def _time(text: ClauseText, answers: Any) -> Time:
    """When it holds, as the classifier takes it from the story around; what "is always so" in a story of long ago is so today."""
    time = TIMES[int(answers[_AT["time"]].argmax())]
    return Time.NOW if time is Time.PAST and _SO_TODAY.search(text.text) else time


def _grain(finding: Finding | None, answers: Any, text: ClauseText, asked: Asked | None) -> Grain:
    """One occasion where the rule's words say so ("that night"), or the question asked for the last one; else as the classifier takes it.

    "When did you last feel small?" "I thought everyone hates me": that was then and there, and not how it was in the past.
    """
    if finding is not None and finding.grain is Grain.MOMENT:
        return Grain.MOMENT
    if asked is not None and _FOR_THE_LAST_ONE.search(asked.question) and _DID_THEN.search(text.text):
        return Grain.MOMENT if not _A_HABIT.search(text.text) else Grain.GENERAL
    return GRAINS[int(answers[_AT["grain"]].argmax())]


def _softmax(logits: Any) -> Any:
    e = np.exp(logits - logits.max())
    return e / e.sum()


def _logistic(z: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(z, -30.0, 30.0))))


def _elicited(asked: Asked | None, theme: Theme) -> Elicits:
    return asked.elicits if asked is not None and asked.theme is theme else Elicits.NONE


def _figure(finding: Finding) -> Figure | None:
    return finding.person.figure if finding.how != "none" else None


def _coping(
    way: Any, confidence: float, figure: Figure | None, text: ClauseText, after: str, words: Sequence[Word]
) -> Coping:
    return Coping(
        span=span_of(text, words), way=way, outcome=outcome_of(text.text, after), figure=figure, confidence=confidence
    )
