"""Applies the rules to one clause: what matches, which way its negations turn it, whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.language.chains import read_chain, tag, turns
from bot.language.clauses import Clause
from bot.language.context import grain_of, is_habit, surroundings, time_of
from bot.language.frames import Frame
from bot.language.normaliser import Word
from bot.language.people import Meant, Person
from bot.language.rules import Rule
from bot.working_model.statement import Direction, Figure, Grain, Time

_NEVER_SO: Final = re.compile(
    r" (?:never|not) (?:[^ ]+ )?(?:been|felt|had|met|known|loved) (?:[^ ]+ )?(?:so|this|closer|nearer|lonelier|safer|happier|more|such|better)|never (?:felt|been|feel) (?:so|this|closer|nearer|lonelier|safer|more) "
)
_OWN_NO: Final = re.compile(r"\bno\b")
_WOULD_I: Final = re.compile(r"(?<= )i (?:would|'d|might|could) ")


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's match in one clause. `length` is how many words it covers; `how` how its figure was given (named, pronoun, carried, none)."""

    rule: Rule
    clause: Clause
    direction: Direction | None
    person: Person
    how: str
    time: Time
    grain: Grain
    certainty: float
    confidence: float
    start: int
    length: int
    taken_back: bool = False  # what stands around the match asserts it not: a wish, a condition, somebody else's view


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause as the frames see it: plain words, people replaced by marks. `at` gives each word's place among the message's words."""

    clause: Clause
    text: str
    tagged: str
    tokens: tuple[str, ...]
    at: tuple[int, ...]
    people: Mapping[int, Meant]


def clause_text(clause: Clause, words: Sequence[Word], meant: Sequence[Meant]) -> ClauseText:
    """Blinds the people of a clause and joins its words."""
    starting = {m.start: m for m in meant if clause.start <= m.start < clause.end}
    tokens: list[str] = ["^"]
    at: list[int] = [clause.start]
    people: dict[int, Meant] = {}
    i = clause.start
    while i < clause.end:
        if i in starting:
            people[len(tokens)] = starting[i]
            tokens.append(starting[i].mark)
            at.append(i)
            i = max(starting[i].end, i + 1)
            continue
        if not words[i].is_break:
            tokens.append(words[i].norm)
            at.append(i)
        i += 1
    tokens.append("$")
    at.append(clause.end)
    text = " " + " ".join(tokens) + " "
    return ClauseText(clause, text, tag(text), tuple(tokens), tuple(at), people)


class Matcher:
    """The rules, indexed by the words they need."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._by_anchor: dict[str, list[tuple[Rule, Frame]]] = {}
        self._always: list[tuple[Rule, Frame]] = []
        self._order = {rule.id: number for number, rule in enumerate(rules)}
        for rule in rules:
            for frame in rule.frames:
                if not frame.anchors:
                    self._always.append((rule, frame))
                for anchor in frame.anchors:
                    self._by_anchor.setdefault(anchor, []).append((rule, frame))

    def findings(self, clause: ClauseText) -> list[Finding]:
        """Every finding in a clause, in the rules' order, those taken back among them."""
        candidates: dict[str, tuple[Rule, Frame]] = {
            frame.source + rule.id: (rule, frame) for rule, frame in self._always
        }
        for token in dict.fromkeys(clause.tokens):
            for rule, frame in self._by_anchor.get(token, ()):
                candidates[frame.source + rule.id] = (rule, frame)
        found: list[Finding] = []
        for rule, frame in candidates.values():
            found.extend(_matches(rule, frame, clause))
        return sorted(found, key=lambda f: (self._order[f.rule.id], f.start, -f.length))


def _matches(rule: Rule, frame: Frame, clause: ClauseText) -> Iterator[Finding]:
    for match in frame.pattern.finditer(clause.tagged):
        finding = _finding(rule, frame.source, match, clause)
        if finding is not None:
            yield finding


def _finding(rule: Rule, source: str, match: re.Match[str], clause: ClauseText) -> Finding | None:
    groups = match.groupdict()
    if any(name[0] == "h" and words and not turns(words) for name, words in groups.items()):
        return None
    chain = read_chain(
        "".join(words for name, words in groups.items() if name[0] in "ch" and words) + _impersonal(groups)
    )
    first = clause.tagged.count(" ", 0, match.start()) - 1
    length = match.group().count(" ")
    before, matched, after = (
        clause.tokens[:first],
        clause.tokens[first : first + length],
        clause.tokens[first + length :],
    )
    if not rule.unless.isdisjoint(before):
        return None
    around = surroundings(
        _spaced(before), _spaced(after), whole=clause.text, question=clause.clause.question, keep=rule.keep
    )
    taken_back = (
        around.cancelled is not None
        or (chain.only_intent and "intent" not in rule.keep)
        or ("conditional" not in rule.keep and " if " in clause.text and bool(_WOULD_I.search(_spaced(matched))))
    )
    person, how, nobody = _person(rule, groups, match, clause)
    flips = (chain.flips ^ nobody) ^ around.flips
    words = _spaced(matched)
    if _NEVER_SO.search(_spaced((*before[-2:], *matched))) and chain.flips:
        flips = not flips  # "never been so lonely", "never been closer"
    if " no " in words and not _OWN_NO.search(source) and "=no " not in match.group():
        flips = not flips  # "no fear of losing them", "require no proof"
    direction = rule.direction
    if flips and rule.negation == "cancel":
        return None
    if flips and rule.negation == "flip" and direction is not None:
        direction = Direction.MINUS if direction is Direction.PLUS else Direction.PLUS
    if rule.only is not None and direction is not rule.only:
        return None
    time = rule.time or time_of(_spaced(matched)[1:], clause.text, chain_changes=chain.changing or around.changing)
    if rule.habit and time is Time.PAST and not is_habit(clause.text):
        return None
    hedged = chain.hedged or around.hedged
    return Finding(
        rule=rule, clause=clause.clause, direction=direction, person=person, how=how, time=time, grain=grain_of(clause.text, time),
        certainty=rule.certainty if rule.certainty is not None else 0.5 if hedged else 1.0, confidence=rule.confidence, start=first, length=length,
        taken_back=taken_back,
    )  # fmt: skip


def _spaced(tokens: Sequence[str]) -> str:
    return " " + " ".join(tokens) + " " if tokens else " "


def _impersonal(groups: Mapping[str, str | None]) -> str:
    return "".join(words.partition(" ")[2] for name, words in groups.items() if name.startswith("it") and words)


def _person(
    rule: Rule, groups: Mapping[str, str | None], match: re.Match[str], clause: ClauseText
) -> tuple[Person, str, bool]:
    """Whom the match is about, how that was given, and whether it was nobody ("nobody listens")."""
    for name, words in groups.items():
        if name[0] != "f" or not words:
            continue
        token = clause.tagged.count(" ", 0, match.start(name)) - 1
        span = range(token, token + words.count(" "))
        nobody = "@nobody" in words or bool(re.match(r"[=~]?(?:none|neither) ", words))
        for k in span:
            if k in clause.people:
                return clause.people[k].person, clause.people[k].how, nobody
        return Person(Figure.OTHERS, None, "pl"), "named", nobody
    return Person(rule.figure), "none", False
