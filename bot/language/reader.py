"""Reads one message: words, people, clauses, rules, one merged reading. Implements the domain's `Reader`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import spacy

from bot.language.answers import read_answer
from bot.language.clauses import Clause, clauses
from bot.language.english import looks_english
from bot.language.figures import LEXICONS, FigureFinder, FigureLexicon, Meant
from bot.language.matcher import ClauseText, Finding, Matcher, clause_text
from bot.language.merger import merge
from bot.language.normaliser import MessageTokenizer, Word, normalise
from bot.language.rules import RULES, Rule, load_rules
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Mention, Reading, Span

LONGEST_CHARS: Final = 20_000
"""Text beyond this is not read: a message is at most 10,000 characters long."""

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one message before it is merged."""

    words: tuple[Word, ...]
    meant: tuple[Meant, ...]
    clauses: tuple[Clause, ...]
    texts: tuple[ClauseText, ...]
    findings: tuple[Finding, ...]


class Analyser:
    """Words in, findings out."""

    def __init__(self, rules: Sequence[Rule], lexicon: FigureLexicon) -> None:
        self.finder = FigureFinder(lexicon)
        self.matcher = Matcher(rules)

    def analyse(self, words: Sequence[Word], *, asked: Asked | None, known: Sequence[KnownPerson]) -> Analysis:
        """All findings of all clauses."""
        meant = self.finder.find(words, asked=asked, known=known)
        cut = clauses(words, meant)
        texts = [clause_text(clause, words, meant) for clause in cut]
        findings = [finding for text in texts for finding in self.matcher.findings(text)]
        return Analysis(tuple(words), tuple(meant), tuple(cut), tuple(texts), tuple(findings))


class SpacyReader:
    """The rule reader over a blank English pipeline with our tokenizer."""

    def __init__(self, *, rules: Path = RULES, lexicons: Path = LEXICONS) -> None:
        """Loads rules and lexicons. Raises `SetUpError` listing every mistake in them."""
        self.nlp: Any = spacy.blank("en")
        self.nlp.tokenizer = MessageTokenizer(self.nlp.vocab)
        self.analyser = Analyser(load_rules(rules), FigureLexicon.load(lexicons))

    def words(self, text: str) -> list[Word]:
        """The plain words of a message; half a surrogate pair reads as the replacement sign, one for one, so that offsets hold."""
        return normalise(self.nlp.make_doc(_SURROGATE.sub("\ufffd", text[:LONGEST_CHARS])))

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        """Reads statements and ways of coping. Never raises on any text."""
        words = self.words(text)
        if not looks_english(words):
            return Reading(language_known=False)
        found = self.analyser.analyse(words, asked=asked, known=known)
        statements, coping = merge(found.findings, found.texts, words, asked=asked)
        if asked is not None and not any(s.facet is asked.facet for s in statements):
            answer = read_answer(found.texts, words, asked)
            if answer is not None:
                statements.insert(0, answer)
        return Reading(tuple(statements), tuple(coping), tuple(_mentions(found)))


def _mentions(found: Analysis) -> list[Mention]:
    return [
        Mention(Span(found.words[m.start].start, found.words[m.end - 1].end), m.person.figure, m.person.name)
        for m in found.meant
        if m.person.figure.is_particular and m.end > m.start
    ]
