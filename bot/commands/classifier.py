"""The network that weighs a short reply beside its question: which command it is, or that it is an answer.

A sentence encoder fine-tuned on this project's own replies (`make train-commands`), int8, run on one thread. Rasa hears a reply
without its question; this one reads both, so "Stop." after "What did you say to him?" is an answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from bot.encoder.running import CLASS, SEPARATOR, Pieces, Session
from bot.logs import Events
from bot.working_model.dialogue import BUTTONS_ALONE, Command, Heard

MODEL: Final = Path(__file__).resolve().parents[2] / "models" / "commands"
INTENTS: Final = (None, *(command for command in Command if command not in BUTTONS_ALONE))
"""What a reply may be, in the order of the network's outputs; None is an answer."""
MOST_QUESTION_PIECES: Final = 48  # the end of a longer question is kept: what it asks stands there
MOST_REPLY_PIECES: Final = 64
log = Events("commands")


class CommandClassifier:
    """Weighs replies. Holds no state but the loaded files; safe to call from several threads."""

    def __init__(self, folder: Path = MODEL) -> None:
        """Loads the network in `folder`; raises what onnxruntime or tokenizers raise where it is none."""
        self._pieces = Pieces(folder / "tokenizer.json")
        self._session = Session(folder / "model.onnx")

    @classmethod
    def load(cls, folder: Path = MODEL) -> CommandClassifier | None:
        """The network in `folder`, or None where it is missing or cannot be read: that is logged, and rules and Rasa decide."""
        if not (folder / "model.onnx").exists():
            log.warning("command_classifier_missing")
            return None
        try:
            return cls(folder)
        except Exception as error:  # noqa: BLE001  a broken file stops no talk
            log.error("command_classifier_broken", error=error)
            return None

    def weigh(self, question: str, text: str) -> Heard:
        """What `text` is, said to `question` (empty where nothing was asked), and what else it may be, likeliest first."""
        ids, segments = pieces_of(self._pieces, question, text)
        scores = self._session.run(
            {
                "ids": np.array([ids], dtype=np.int64),
                "segments": np.array([segments], dtype=np.int64),
                "lengths_mask": np.ones((1, len(ids)), dtype=np.float32),
            }
        )[0]
        return ranked(scores)


def pieces_of(pieces: Pieces, question: str, text: str) -> tuple[list[int], list[int]]:
    """The piece ids of a question and its reply, and to which of the two each belongs (0, 1)."""
    asked = pieces.of_words(question)[-MOST_QUESTION_PIECES:]
    said = pieces.of_words(text)[:MOST_REPLY_PIECES]
    first = [pieces.id_of(CLASS), *asked, pieces.id_of(SEPARATOR)]
    second = [*said, pieces.id_of(SEPARATOR)]
    return first + second, [0] * len(first) + [1] * len(second)


def ranked(scores: np.ndarray) -> Heard:
    """The network's raw scores [INTENTS] as what was heard, with probabilities."""
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")
    (first, sure), *also = [(INTENTS[i], float(shares[i])) for i in order]
    return Heard(first, sure, tuple(also))
