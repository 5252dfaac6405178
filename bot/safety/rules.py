"""The risk rules: read from YAML, checked as they are loaded, and matched against a message.

A rule names what is said (patterns) and how it counts in a context: denied, told as history, told of somebody else's
words, of a film, as a joke. Contexts are written once, in the lexicon, and each rule says what they make of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from bot.errors import SetUpError
from bot.safety.contexts import Context, context
from bot.safety.patterns import CORE, END, IDIOM, Alphabet, Pattern, PatternError
from bot.safety.spelling import Speller
from bot.working_model.risk import Level, RiskKind

RULES_DIR: Final = Path(__file__).resolve().parents[2] / "data" / "safety" / "rules"
FOR_THE_PROGRAM: Final = "to-program"  # a context the screen itself asks for
_RULE_KEYS: Final = frozenset({"id", "kind", "level", "any", "under", "when", "marks", "must", "must_not", "source"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a finding counts as: a level, and the kind it is about (None keeps the rule's own)."""

    level: Level
    kind: RiskKind | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `marks` names what it notes without being a finding; `when` what must be noted, here or in recent messages."""

    id: str
    outcome: Outcome
    patterns: tuple[Pattern, ...]
    under: tuple[tuple[str, Outcome | None], ...] = ()
    when: str | None = None
    marks: str | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that matched and what it came to. `context` is the context that changed it."""

    rule: Rule
    outcome: Outcome
    context: str | None = None

    @property
    def id(self) -> str:
        """The rule's id, with the context after a colon."""
        return self.rule.id if self.context is None else f"{self.rule.id}:{self.context}"


class Spelt(NamedTuple):
    """A message as the rules read it: its words in one spelling, and their codes, idioms blotted out."""

    words: list[str]
    codes: str


class RuleBook:
    """All rules with what is needed to match them. Made by `load_rules`."""

    def __init__(
        self,
        *,
        alphabet: Alphabet,
        speller: Speller,
        idioms: Sequence[Pattern],
        contexts: Mapping[str, Context],
        rules: Sequence[Rule],
    ) -> None:
        self._alphabet = alphabet
        self._speller = speller
        self._idioms = tuple(idioms)
        self._contexts = dict(contexts)
        self.rules = tuple(rules)
        self._always = tuple(rule for rule in self.rules if rule.when is None)
        self._conditional = tuple(rule for rule in self.rules if rule.when is not None)

    def spelt(self, text: str) -> Spelt:
        """The message in both forms: most of what the rules cost goes into the spelling, so whoever needs both asks once."""
        words = self._speller.words(text)
        return Spelt(words, self._without_idioms(self._alphabet.encode(words)))

    def encode(self, text: str) -> str:
        """The message as codes, idioms blotted out."""
        return self.spelt(text).codes

    def is_for_the_program(self, codes: str) -> bool:
        """Whether every sentence is a wish about the talk itself ("I've had enough for today"), as the context of that name says."""
        wish = self._contexts[FOR_THE_PROGRAM].sentence
        sentences = [one for one in codes.split(END) if one]
        return bool(sentences) and wish is not None and all(wish.search(one) for one in sentences)

    def words(self, text: str) -> list[str]:
        """The message as the rules read it."""
        return self._speller.words(text)

    def _without_idioms(self, codes: str) -> str:
        there = frozenset(codes)
        for idiom in self._idioms:
            if idiom.anchor is not None and idiom.anchor.isdisjoint(there):
                continue
            changed = idiom.regex.sub(lambda match: IDIOM * len(match.group()), codes)
            if changed != codes:
                codes, there = changed, frozenset(changed)
        return codes

    def findings(self, codes: str) -> Iterator[Finding]:
        """What the rules without a `when` find. Marks come as findings of level none."""
        return self._found(self._always, codes)

    def conditional(self, codes: str) -> Iterator[Finding]:
        """What the rules with a `when` find, which counts only where that is noted."""
        return self._found(self._conditional, codes)

    def _found(self, rules: Sequence[Rule], codes: str) -> Iterator[Finding]:
        there = frozenset(codes)
        for rule in rules:
            if (finding := self._finding(rule, codes, there)) is not None:
                yield finding

    def _finding(self, rule: Rule, codes: str, there: frozenset[str]) -> Finding | None:
        """The weightiest reading of the rule over all its matches."""
        best: Finding | None = None
        for pattern in rule.patterns:
            if pattern.anchor is not None and pattern.anchor.isdisjoint(there):
                continue
            for match in pattern.regex.finditer(codes):
                finding = self._in_context(rule, codes, match)
                if finding is None:
                    continue
                if finding.context is None:
                    return finding
                if best is None or finding.outcome.level.rank > best.outcome.level.rank:
                    best = finding
        return best

    def _in_context(self, rule: Rule, codes: str, match: re.Match[str]) -> Finding | None:
        core = match.start(CORE) if CORE in match.re.groupindex else match.start()
        for name, outcome in rule.under:
            context = self._contexts[name]
            if context.holds(codes, match.start() if context.at_start else core, match.end()):
                return None if outcome is None else Finding(rule, outcome, name)
        return Finding(rule, rule.outcome)


def load_rules(path: Path = RULES_DIR, *, check_examples: bool = True) -> RuleBook:
    """Reads lexicon and rules of a folder. Raises `SetUpError` naming every mistake: file, rule, and what to mend."""
    problems: list[str] = []
    lexicon = _yaml(path / "lexicon.yml", problems)
    shorthand: dict[str, str] = _yaml(path.parent / "shorthand.yml", problems)
    contexts_data = _yaml(path / "contexts.yml", problems)
    files = sorted(one for one in path.glob("*.yml") if one.name not in ("lexicon.yml", "contexts.yml"))
    data = [(one.name, _yaml(one, problems)) for one in files]
    if problems:
        raise SetUpError(problems)
    alphabet = Alphabet(
        {name: str(words).split() for name, words in lexicon.get("classes", {}).items()}, lexicon.get("sequences", {})
    )
    contexts: dict[str, Context] = {}
    for name, sides in contexts_data.items():
        _try(lambda n=name, s=sides: contexts.update({n: context(n, s, alphabet)}), f"contexts.yml: {name}", problems)
    idioms: list[Pattern] = []
    rules: list[Rule] = []
    for name, content in data:
        for written in content.get("idioms", ()):
            _try(lambda w=written: idioms.append(alphabet.compile(w)), f"{name}: idioms", problems)
        defaults = content.get("defaults", {})
        for entry in content.get("rules", ()):
            where = f"{name}: {entry.get('id', 'a rule without id')}"
            _try(lambda e=entry, d=defaults: rules.append(_rule({**d, **e}, alphabet, contexts)), where, problems)
    problems += _doubled(rules)
    if problems:
        raise SetUpError(problems)
    for word in " ".join(shorthand.values()).split():
        alphabet.code(word)
    speller = Speller(
        alphabet.words,
        shorthand=shorthand,
        typo_words=str(lexicon.get("mistyped", "")).split(),
        swapped_words=str(lexicon.get("swapped", "")).split(),
        real_words=str(lexicon.get("not_mistyped", "")).split(),
        masked_words=str(lexicon.get("masked", "")).split(),
    )
    book = RuleBook(alphabet=alphabet, speller=speller, idioms=idioms, contexts=contexts, rules=rules)
    if check_examples and (failed := failing_examples(book)):
        raise SetUpError(failed)
    return book


def failing_examples(book: RuleBook) -> list[str]:
    """Examples that do not do as their rule says, each as one line; empty when all is well."""
    failed = []
    for rule in book.rules:
        for wanted, examples in ((True, rule.must), (False, rule.must_not)):
            for number, example in enumerate(examples, 1):
                codes = book.encode(example)
                found = book._finding(rule, codes, frozenset(codes))
                counts = found is not None and found.outcome == rule.outcome
                if counts is not wanted:
                    failed.append(
                        f"rule {rule.id}: example {number} of {'must' if wanted else 'must_not'} {'does not match' if wanted else 'matches'}"
                    )
    return failed


def _yaml(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the safe loader, in C
    except (OSError, yaml.YAMLError) as error:
        problems.append(f"{path.name}: cannot be read ({type(error).__name__})")
        return {}
    if not isinstance(content, dict):
        problems.append(f"{path.name}: must hold a mapping")
        return {}
    return content


def _try(step: Any, where: str, problems: list[str]) -> None:
    try:
        step()
    except (PatternError, KeyError, ValueError, TypeError, re.error) as error:
        problems.append(f"{where}: {error}")


def _outcome(written: object, own_kind: RiskKind | None) -> Outcome | None:
    """`concern`, `none`, or `none/bereaved` (level and kind). Plain `none` is no finding."""
    level, _, kind = str(written).partition("/")
    if level == "none" and not kind:
        return None
    return Outcome(Level(level), RiskKind(kind) if kind else own_kind)


def _rule(entry: Mapping[str, Any], alphabet: Alphabet, contexts: Mapping[str, Context]) -> Rule:
    if unknown := set(entry) - _RULE_KEYS:
        raise ValueError(f"unknown field {sorted(unknown)[0]}")
    if not entry.get("any"):
        raise ValueError("has no patterns (any)")
    if not entry.get("must"):
        raise ValueError("has no examples that must match (must)")
    kind = RiskKind(entry["kind"]) if entry.get("kind") else None
    under = []
    for name, written in (entry.get("under") or {}).items():
        if name not in contexts:
            raise ValueError(f"no context {name}")
        under.append((name, _outcome(written, kind)))
    return Rule(
        id=str(entry["id"]),
        outcome=Outcome(Level(entry.get("level", "none")), kind),
        patterns=tuple(alphabet.compile(written) for written in entry["any"]),
        under=tuple(under),
        when=entry.get("when"),
        marks=entry.get("marks"),
        must=tuple(entry.get("must") or ()),
        must_not=tuple(entry.get("must_not") or ()),
    )


def _doubled(rules: Sequence[Rule]) -> list[str]:
    seen: set[str] = set()
    problems = []
    for rule in rules:
        if rule.id in seen:
            problems.append(f"rule {rule.id}: the id is used twice")
        seen.add(rule.id)
    return problems
