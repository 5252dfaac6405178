"""The spaCy pipeline: names, saving and loading, what it keeps where."""

from __future__ import annotations

import spacy
from spacy.tokens import Span

from bot.language import reader
from bot.language.pipeline import NAMES, build
from bot.language.reader import SpacyReader

_TEXT = "my sister Anna never lies to me and I feel so alone"


def test_the_registered_names_stay():
    # Saved pipelines name them: a new name makes every saved one unreadable.
    assert NAMES == (
        "attune_normaliser", "attune_figures", "attune_clauses", "attune_rules", "attune_classifier", "attune_merger",
    )  # fmt: skip
    assert tuple(build().pipe_names) == NAMES


def test_saved_and_loaded_it_reads_the_same(tmp_path):
    build().to_disk(tmp_path / "language")
    loaded = SpacyReader(model=tmp_path / "language")
    assert loaded.read(_TEXT) == SpacyReader(model=None).read(_TEXT)


def test_spacy_loads_it_by_itself(tmp_path):
    build().to_disk(tmp_path / "language")
    doc = spacy.load(tmp_path / "language")(_TEXT)
    assert len(doc._.reading.statements) == 2


def test_a_folder_without_a_pipeline_reads_by_rules(tmp_path):
    assert SpacyReader(model=tmp_path).read(_TEXT).statements


def test_nothing_is_kept_in_spans():
    reader().read(_TEXT)
    assert not any(Span.has_extension(name) for name in ("statement", "theme", "facet", "reading"))


def test_the_tokens_give_the_text_back():
    for text in ("a  b\n\nc ", " x", "don’t… (he said) 😭!!", "\x00\t"):
        assert reader().nlp.make_doc(text).text == text
