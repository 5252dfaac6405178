"""Reads one message through the spaCy pipeline. Implements the domain's `Reader`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.tokens import Doc

from bot.language.normaliser import Word, normalise
from bot.language.pipeline import ASKED, KNOWN, build
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Asked, Reading

MODEL: Final = Path(__file__).parents[2] / "models" / "language"
LONGEST_CHARS: Final = 20_000
"""Text beyond this is not read: a message is at most 10,000 characters long."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class SpacyReader:
    """The pipeline as the service calls it."""

    def __init__(self, *, model: Path | None = MODEL) -> None:
        """Loads the trained pipeline of `model`; rules alone where `model` is None or not there. Raises `SetUpError` on mistaken rules."""
        trained = model is not None and (model / "config.cfg").exists()
        self.nlp: Any = spacy.load(model) if model is not None and trained else build()

    def read(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Reading:
        """Reads statements and ways of coping. Never raises on any text."""
        reading: Reading = self.analyse(text, asked, known)._.reading
        return reading

    def analyse(self, text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> Doc:
        """The document with all that every component found (`doc._`)."""
        doc: Doc = self.nlp.make_doc(_readable(text))
        doc.user_data[ASKED] = asked
        doc.user_data[KNOWN] = tuple(known)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        return doc

    def words(self, text: str) -> list[Word]:
        """The plain words of a message."""
        return normalise(self.nlp.make_doc(_readable(text)))


def _readable(text: str) -> str:
    """The part that is read; half a surrogate pair becomes the replacement sign, one for one, so that offsets hold."""
    return _SURROGATE.sub("\ufffd", text[:LONGEST_CHARS])
