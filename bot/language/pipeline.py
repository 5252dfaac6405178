"""The reader as a spaCy pipeline: normaliser, figures, clauses, rules, classifier, merger, each a registered factory.

`spacy.load("models/language")` gives it; `doc._.reading` holds what was read. The question that was open and the people already
known go in by `doc.user_data` (`ASKED`, `KNOWN`), since a component gets nothing but the document. Nothing is kept in `Span._`:
it is keyed by offsets alone, so that two statements on one clause would overwrite each other.
"""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from bot.language import normaliser as _normaliser  # registers the tokenizer
from bot.language.answers import read_answers
from bot.language.classifier import Classifier
from bot.language.clauses import clauses
from bot.language.english import looks_english
from bot.language.figures import FigureFinder
from bot.language.matcher import Matcher, clause_text
from bot.language.merger import CLASSIFIER, Merger
from bot.language.person_words import LEXICONS, FigureLexicon
from bot.language.rules import RULES, load_rules
from bot.language.short_words import is_bare
from bot.language.ties import TieReader
from bot.working_model.statement import Mention, Reading, Span

ASKED: Final = "asked"
KNOWN: Final = "known"
NAMES: Final = (
    "attune_normaliser",
    "attune_figures",
    "attune_clauses",
    "attune_rules",
    "attune_classifier",
    "attune_merger",
)

for _extension in ("words", "meant", "clauses", "texts", "findings", "taken_back", "answers", "reading"):
    if not Doc.has_extension(_extension):
        Doc.set_extension(_extension, default=None)


class _Stateless:
    """A component whose data lies in the package: there is nothing of its own to save."""

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Saves nothing."""

    def from_disk(self, path: Any, exclude: Any = ()) -> Any:
        """Loads nothing."""
        return self


class Normaliser(_Stateless):
    """`doc._.words`: the plain words, and a reading that says so where they are not English."""

    def __call__(self, doc: Doc) -> Doc:
        """Sets words, sentence starts and, for another language, the empty reading."""
        doc._.words = _normaliser.normalise(doc)
        if not looks_english(doc._.words):
            doc._.reading = Reading(language_known=False)
        return doc


class Figures(_Stateless):
    """`doc._.meant`: whom the message speaks of."""

    def __init__(self) -> None:
        self.finder = FigureFinder(FigureLexicon.load(LEXICONS))

    def __call__(self, doc: Doc) -> Doc:
        """Finds mentions, pronouns resolved."""
        if doc._.reading is None:
            doc._.meant = self.finder.find(
                doc._.words, asked=doc.user_data.get(ASKED), known=doc.user_data.get(KNOWN, ())
            )
        return doc


class Clauses(_Stateless):
    """`doc._.clauses` and, as the frames see them, `doc._.texts`."""

    def __call__(self, doc: Doc) -> Doc:
        """Cuts sentences and clauses."""
        if doc._.reading is None:
            doc._.clauses = clauses(doc._.words, doc._.meant)
            doc._.texts = [clause_text(clause, doc._.words, doc._.meant) for clause in doc._.clauses]
        return doc


class RuleReader(_Stateless):
    """`doc._.findings`: what the rules match; `doc._.taken_back`: what they match where nothing is asserted."""

    def __init__(self) -> None:
        self.matcher = Matcher(load_rules(RULES))

    def __call__(self, doc: Doc) -> Doc:
        """Matches every rule on every clause."""
        if doc._.reading is None:
            found = [finding for text in doc._.texts for finding in self.matcher.findings(text)]
            doc._.findings = [f for f in found if not f.taken_back]
            doc._.taken_back = [f for f in found if f.taken_back]
        return doc


class ClassifierReader:
    """`doc._.answers`: the classifier's answers for every clause, None where no classifier is trained."""

    def __init__(self) -> None:
        self.classifier: Classifier | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Classifies all clauses in one go."""
        if doc._.reading is None and self.classifier is not None and doc._.clauses:
            asked = doc.user_data.get(ASKED)
            doc._.answers = self.classifier.answers(
                doc._.words, doc._.meant, doc._.clauses, question=asked.question if asked else ""
            )
        return doc

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Copies the classifier's files."""
        if self.classifier is not None:
            self.classifier.to_disk(Path(path))

    def from_disk(self, path: Any, exclude: Any = ()) -> Any:
        """Loads the classifier's files, where there are any."""
        if (Path(path) / "model.onnx").exists():
            self.classifier = Classifier(Path(path))
        return self


class MergingReader:
    """`doc._.reading`: one reading of rules and classifier, and of a short answer in the light of its question."""

    def __init__(self) -> None:
        self.merger = Merger()
        self.ties = TieReader.load()

    def __call__(self, doc: Doc) -> Doc:
        """Merges."""
        if doc._.reading is not None:
            return doc
        asked = doc.user_data.get(ASKED)
        statements, coping = self.merger.merge(
            doc._.findings, doc._.texts, doc._.words, answers=doc._.answers, asked=asked, taken_back=doc._.taken_back
        )
        answered = read_answers(doc._.texts, doc._.words, asked)
        if asked is not None and not answered and is_bare(doc._.words):
            statements = [
                s for s in statements if s.rule != CLASSIFIER
            ]  # "yes" to a question that a yes does not answer
        if answered:
            # Another finding on the same facet in a short answer is the answer once more.
            spans = {s.span for s in answered}
            statements = [
                *answered,
                *(s for s in statements if s.span not in spans and s.facet is not answered[0].facet),
            ]
        words = doc._.words
        mentions = tuple(
            Mention(Span(words[m.start].start, words[m.end - 1].end), m.person.figure, m.person.name)
            for m in doc._.meant
            if m.person.figure.is_particular
        )
        known = doc.user_data.get(KNOWN, ())
        ties = self.ties.read(doc._.texts, words, doc._.meant, asked=asked, known=known)
        doc._.reading = Reading(tuple(statements), tuple(coping), mentions, ties=ties)
        return doc

    def to_disk(self, path: Any, exclude: Any = ()) -> None:
        """Saves the calibration."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / "calibration.json").write_text(
            json.dumps(self.merger.calibration.as_dict(), indent=1), encoding="utf-8"
        )

    def from_disk(self, path: Any, exclude: Any = ()) -> Any:
        """Loads the calibration."""
        file = Path(path) / "calibration.json"
        if file.exists():
            self.merger = Merger.from_dict(json.loads(file.read_text(encoding="utf-8")))
        return self


@Language.factory("attune_normaliser", assigns=["doc._.words"])
def make_normaliser(nlp: Language, name: str) -> Normaliser:
    """The normaliser's factory."""
    return Normaliser()


@Language.factory("attune_figures", requires=["doc._.words"], assigns=["doc._.meant"])
def make_figures(nlp: Language, name: str) -> Figures:
    """The figure finder's factory."""
    return Figures()


@Language.factory("attune_clauses", requires=["doc._.words", "doc._.meant"], assigns=["doc._.clauses", "doc._.texts"])
def make_clauses(nlp: Language, name: str) -> Clauses:
    """The clause splitter's factory."""
    return Clauses()


@Language.factory("attune_rules", requires=["doc._.texts"], assigns=["doc._.findings", "doc._.taken_back"])
def make_rules(nlp: Language, name: str) -> RuleReader:
    """The rule reader's factory."""
    return RuleReader()


@Language.factory("attune_classifier", requires=["doc._.clauses"], assigns=["doc._.answers"])
def make_classifier(nlp: Language, name: str) -> ClassifierReader:
    """The classifier's factory; its weights come with `from_disk`."""
    return ClassifierReader()


@Language.factory("attune_merger", requires=["doc._.findings"], assigns=["doc._.reading"])
def make_merger(nlp: Language, name: str) -> MergingReader:
    """The merger's factory; its calibration comes with `from_disk`."""
    return MergingReader()


def build() -> Language:
    """The pipeline without a trained classifier: rules alone."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "attune.message_tokenizer.v1"}}})
    for name in NAMES:
        nlp.add_pipe(name)
    return nlp
