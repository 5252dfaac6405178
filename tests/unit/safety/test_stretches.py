"""A short message is read whole; of a long one the stretches in which something is said, wherever they stand."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.encoder.running import Pieces
from bot.safety.classifier import MODEL, Classifier
from bot.safety.rules import load_rules
from bot.safety.screen import RuleScreen
from bot.safety.stretches import MOST_STRETCHES, SKIM, STRETCH_PIECES, WINDOW_PIECES, Skimmer
from bot.working_model.risk import Level

PIECES = Pieces(MODEL / "tokenizer.json")
SKIMMER = Skimmer.load(PIECES, MODEL)
PLAIN = (
    "we had soup and talked about the garden until it was dark and then my aunt told us how the old school was built "
    "and who had carried the stones and I washed up while the others played cards by the window "
)


@pytest.mark.parametrize("length", [0, 1, 94, 96])
def test_what_fits_a_window_is_read_whole(length: int) -> None:
    (garden,) = PIECES.of_word("garden")
    cut = SKIMMER.cut(["garden"] * length)
    assert (len(cut.windows), cut.of) == (1, 1)
    assert cut.windows[0][1:-1] == (garden,) * length


@given(st.lists(st.sampled_from(["garden", "kill", "unbelievably", "x" * 40, "", "\ud800"]), max_size=900))
def test_no_message_is_read_for_long(words: list[str]) -> None:
    cut = SKIMMER.cut(words)
    assert 1 <= len(cut.windows) <= min(MOST_STRETCHES, cut.of)
    longest = WINDOW_PIECES if cut.of == 1 else STRETCH_PIECES
    assert all(len(window) <= longest + 2 for window in cut.windows)
    assert cut == SKIMMER.cut(words)


def test_what_is_said_last_is_read_though_all_else_weighs_more() -> None:
    words = ["gun", "hits", "blade"] * 200 + ["thank", "you", "for", "everything", "look", "after", "the", "dog"]
    assert SKIMMER.cut(words).windows[-1][-2] == PIECES.of_word("dog")[0]


@pytest.mark.parametrize("before", [3, 20])
def test_the_stretch_in_which_something_is_said_is_read(before: int) -> None:
    said = "I keep looking at the blade and wishing to be dead"
    risk = said.split()
    words = [*(PLAIN.split() * before), *risk, *(PLAIN.split() * (45 - before))]
    ids = [piece for word in risk for piece in PIECES.of_word(word)]
    cut = SKIMMER.cut(words)
    assert any(str(ids)[1:-1] in str(list(window)) for window in cut.windows)


def test_a_risk_amid_a_long_message_is_seen_where_no_rule_sees_it() -> None:
    text = f"{PLAIN * 12}. i let my meds run out on purpose cause maybe then id actually get the guts to end things. {PLAIN * 12}"
    book = load_rules()
    assert RuleScreen(book).screen(text).level is Level.NONE
    assert RuleScreen(book, classifier=MODEL).screen(text).level.rank >= Level.CONCERN.rank
    assert RuleScreen(book, classifier=MODEL).screen(PLAIN * 24).level is Level.NONE


def test_without_weights_beginning_and_end_are_read(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        skimmer = Skimmer.load(PIECES, tmp_path)
    assert [one.getMessage() for one in caplog.records] == ["safety_skimming_missing"]
    cut = skimmer.cut(["apple", *["garden"] * 5_000, "pear"])
    assert (cut.windows[0][1], cut.windows[-1][-2]) == (PIECES.of_word("apple")[0], PIECES.of_word("pear")[0])
    assert len(cut.windows) == cut.of == MOST_STRETCHES


@pytest.mark.parametrize("content", [b"no weights", b""], ids=["broken", "empty"])
def test_a_broken_file_is_as_none(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / SKIM).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        cut = Skimmer.load(PIECES, tmp_path).cut(["apple", *["garden"] * 500])
    assert [one.getMessage() for one in caplog.records] == ["safety_skimming_missing"]
    assert cut.windows[0][1] == PIECES.of_word("apple")[0]


@pytest.mark.parametrize(
    "weights",
    [np.full(len(PIECES), np.nan, np.float32), np.zeros(5, np.float32), np.zeros(len(PIECES) + 1, np.float32)],
)
def test_weights_that_are_none_are_refused(weights: np.ndarray) -> None:
    with pytest.raises(ValueError, match="weights"):
        Skimmer(PIECES, weights)


def test_a_classifier_without_the_file_still_reads(tmp_path: Path) -> None:
    for file in MODEL.iterdir():
        if file.name != SKIM and not file.name.startswith("larger"):
            (tmp_path / file.name).symlink_to(file)
    classifier = Classifier.load(tmp_path)
    assert classifier is not None
    assert np.isfinite(classifier.judged(["garden"] * 500)[0]).all()
