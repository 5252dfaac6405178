"""The network that tells commands from answers: what it is shown, what it says, and that the talk goes on without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.commands.classifier import INTENTS, MODEL, MOST_QUESTION_PIECES, CommandClassifier, pieces_of
from bot.encoder.running import Pieces
from bot.working_model.dialogue import Command

SAID = "What did you want to say to him at that moment?"
LEAN = "Was there someone you could lean on at school?"


@pytest.fixture(scope="module")
def network() -> CommandClassifier:
    return CommandClassifier(MODEL)


def test_the_question_decides_what_the_same_word_is(network: CommandClassifier) -> None:
    assert network.weigh(SAID, "Leave me alone").command is None
    assert network.weigh(LEAN, "I'd like to stop here for today").command is Command.STOP


def test_every_intent_has_its_share(network: CommandClassifier) -> None:
    weighed = network.weigh(LEAN, "why do you want to know")
    shares = dict([(weighed.command, weighed.confidence), *weighed.also])
    assert set(shares) == set(INTENTS)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert weighed.confidence == max(shares.values())


@pytest.mark.parametrize("text", ["", "\u200b", "🙂", "\ud800", "ja " * 400, "a" * 20_000])
def test_no_text_breaks_it(network: CommandClassifier, text: str) -> None:
    assert 0.0 < network.weigh("", text).confidence <= 1.0


def test_of_a_long_question_the_end_is_kept() -> None:
    pieces = Pieces(MODEL / "tokenizer.json")
    ids, segments = pieces_of(pieces, "before " * 200 + LEAN, "no")
    assert len(ids) == len(segments) == MOST_QUESTION_PIECES + 4
    assert ids[1 : MOST_QUESTION_PIECES + 1][-len(pieces.of_words(LEAN)) :] == pieces.of_words(LEAN)
    assert segments[-2:] == [1, 1]


def test_without_its_file_there_is_none(tmp_path: Path) -> None:
    assert CommandClassifier.load(tmp_path) is None


def test_a_broken_file_is_as_none(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_text("{}", encoding="utf-8")
    assert CommandClassifier.load(tmp_path) is None
