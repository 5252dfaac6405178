"""Where two coders of a message to learn from differ, each counts half; what was settled counts whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.language.corpus import Labelled, load_corpus
from bot.language.heads import POLES, slices
from bot.language.reader import MODEL, SpacyReader
from bot.language.training.examples import examples
from bot.language.training.second import SECOND_OF_TRAIN, SETTLED_OF_TRAIN, halved, labelled_twice
from bot.language.windows import Windower
from bot.working_model.statement import Direction, Theme

TEXT = "I count on her. The bus was late."
SAID = {
    "quote": "I count on her", "theme": "trust", "facet": "reliability", "direction": "+", "figure": "other_person", "name": None, "time": "now",
    "grain": "general", "certainty": 1.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def message() -> Labelled:
    (one,) = (m for m in load_corpus() if m.id == "b1-0001")
    return replace(one, id="m-1", text=TEXT, asked=None, statements=(), coping=(), split="train")


def second(folder: Path, message: Labelled, *, settled: bool) -> list[Labelled]:
    said, done = folder / "second.jsonl", folder / "settled.jsonl"
    said.write_text(json.dumps({"id": message.id, "statements": [SAID], "coping": []}) + "\n", encoding="utf-8")
    if settled:
        done.write_text(json.dumps({"id": message.id, "statements": [], "coping": []}) + "\n", encoding="utf-8")
    return labelled_twice([message], said, done)


def test_each_counts_half(tmp_path: Path, message: Labelled) -> None:
    reader, windower = SpacyReader(model=None), Windower(MODEL / "attune_classifier" / "tokenizer.json")
    first = examples([message], reader, windower)
    (made,) = halved(first, examples(second(tmp_path, message, settled=False), reader, windower))
    pole = slices()["pole"].start + POLES.index((Theme.TRUST, Direction.PLUS))
    assert [row[pole] for row in made.wanted] == [0.5, 0.0]
    time = slices()["time"]
    assert sum(made.wanted[0][time]) == 1.0  # asked for by one of them alone: that one's answer
    assert made.window == first[0].window


def test_what_was_settled_counts_whole(tmp_path: Path, message: Labelled) -> None:
    assert second(tmp_path, message, settled=True) == []


def test_no_message_of_dev_or_test_is_labelled_by_it(tmp_path: Path, message: Labelled) -> None:
    assert second(tmp_path, replace(message, split="dev"), settled=False) == []


def test_the_files_name_messages_of_train_alone() -> None:
    train = {m.id for m in load_corpus() if m.split == "train"}
    for file in (SECOND_OF_TRAIN, SETTLED_OF_TRAIN):
        assert {json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()} <= train
    assert labelled_twice(load_corpus())
