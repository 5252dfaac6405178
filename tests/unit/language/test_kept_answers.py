"""What the teacher answered comes back as it was, and to no message that is cut otherwise today."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.language.corpus import load_corpus
from bot.language.heads import TOTAL
from bot.language.reader import MODEL, SpacyReader
from bot.language.training.examples import Example, examples
from bot.language.training.kept import KEPT, keep, kept_answers
from bot.language.windows import Windower


@pytest.fixture(scope="module")
def made() -> list[Example]:
    reader, windower = SpacyReader(model=None), Windower(MODEL / "attune_classifier" / "tokenizer.json")
    return examples([m for m in load_corpus() if m.split == "train"][:20], reader, windower)


def test_answers_come_back_to_a_byte(made: list[Example], tmp_path: Path) -> None:
    chance = np.random.default_rng(1)
    said = [chance.random((len(one.window.clauses), TOTAL)).astype(np.float32) for one in made]
    keep(made, said, tmp_path / "answers.npz")
    for given, found in zip(said, kept_answers(made, tmp_path / "answers.npz"), strict=True):
        assert found is not None
        assert np.abs(given - found).max() <= 0.5 / 255 + 1e-6


def test_a_message_cut_otherwise_today_has_none(made: list[Example], tmp_path: Path) -> None:
    keep(made, [np.zeros((len(one.window.clauses), TOTAL), np.float32) for one in made], tmp_path / "answers.npz")
    window = replace(made[0].window, clauses=(*made[0].window.clauses, (9, 1, 2)))
    assert kept_answers([replace(made[0], window=window)], tmp_path / "answers.npz") == [None]
    stranger = replace(made[0], message=replace(made[0].message, id="nobody"))
    assert kept_answers([stranger], tmp_path / "answers.npz") == [None]


def test_the_kept_file_answers_nearly_all_of_what_is_learnt_from(made: list[Example]) -> None:
    found = kept_answers(made, KEPT)
    assert sum(one is not None for one in found) >= 0.9 * len(found)
