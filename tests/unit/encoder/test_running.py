"""Words in pieces and a session on one thread, with the tokenizer and the model that ship."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.encoder.running import CLASS, SEPARATOR, Pieces, Session
from bot.language.heads import TOTAL
from bot.language.reader import MODEL as PIPELINE

MODEL = PIPELINE / "attune_classifier"


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(MODEL / "tokenizer.json")


def test_a_word_has_pieces_and_nothing_has_none(pieces: Pieces) -> None:
    assert len(pieces.of_word("mother")) == 1
    assert len(pieces.of_word("unfathomableness")) > 1
    assert pieces.of_word("") == ()


def test_words_are_the_pieces_of_each(pieces: Pieces) -> None:
    assert pieces.of_words("my mother  called") == [
        *pieces.of_word("my"),
        *pieces.of_word("mother"),
        *pieces.of_word("called"),
    ]


def test_the_marks_of_a_message_are_known(pieces: Pieces) -> None:
    assert pieces.id_of(CLASS) != pieces.id_of(SEPARATOR)


@pytest.mark.parametrize("word", ["\ud800", "\x00", "a" * 5_000, "日本語", "🙂"])
def test_no_word_raises(pieces: Pieces, word: str) -> None:
    assert all(isinstance(piece, int) for piece in pieces.of_word(word))


def test_the_same_message_gives_the_same_answers(pieces: Pieces) -> None:
    session = Session(MODEL / "model.onnx")
    ids = np.array([[pieces.id_of(CLASS), *pieces.of_words("we had soup"), pieces.id_of(SEPARATOR)]], dtype=np.int64)
    inputs = {
        "ids": ids,
        "segments": np.zeros_like(ids),
        "lengths_mask": np.ones(ids.shape, np.float32),
        "pooling": np.full(ids.shape, 1.0 / ids.size, np.float32),
        "rows": np.zeros(1, np.int64),
    }
    first, second = session.run(inputs), session.run(inputs)
    assert first.shape == (1, TOTAL)
    assert (first == second).all()


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(Exception, match="model"):
        Session(tmp_path / "model.onnx")
