"""The corpus: its form, its mistakes named, its split."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.language.corpus import ALWAYS_TRAIN, asked_of, load_corpus, split_of

_LINE = {
    "id": "a",
    "scenario": "s",
    "register": "casual",
    "text": "I trust him",
    "statements": [
        {
            "quote": "I trust him",
            "theme": "trust",
            "facet": "reliability",
            "direction": "+",
            "figure": "other_person",
            "name": None,
            "time": "now",
            "grain": "general",
            "certainty": 1.0,
        }
    ],
    "coping": [],
}


def _write(folder: Path, *lines: dict | str) -> None:
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (folder / "mine.jsonl").write_text("\n".join(written), encoding="utf-8")


def _with(**changes: object) -> dict:
    return {**_LINE, "statements": [{**_LINE["statements"][0], **changes}]}


def test_a_message_is_loaded_with_its_spans(tmp_path):
    _write(tmp_path, _LINE)
    (message,) = load_corpus(tmp_path)
    assert message.statements[0].span.of(message.text) == "I trust him"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        pytest.param("{", "mine.jsonl:1: no JSON", id="no-json"),
        pytest.param({"id": "a"}, "fields missing", id="fields"),
        pytest.param(_with(quote="I trust her"), "field quote", id="quote"),
        pytest.param(_with(theme="wealth"), "field theme: 'wealth'", id="theme"),
        pytest.param(_with(facet="worth"), "field facet: it belongs to another theme", id="facet"),
        pytest.param(_with(time="soon"), "field time: 'soon'", id="time"),
        pytest.param(
            {**_LINE, "coping": [{"quote": "I", "way": "unclear", "outcome": None}]}, "field coping", id="way"
        ),
    ],
)
def test_a_mistake_names_file_line_and_field(tmp_path, line, problem):
    _write(tmp_path, line)
    with pytest.raises(SetUpError) as caught:
        load_corpus(tmp_path)
    assert problem in str(caught.value)
    assert load_corpus(tmp_path, strict=False) == []


def test_an_id_is_used_once(tmp_path):
    _write(tmp_path, _LINE, _LINE)
    with pytest.raises(SetUpError, match="used twice"):
        load_corpus(tmp_path)


def test_a_scenario_never_changes_sides():
    # Recorded once: the split must stay as the corpus grows, or the test set is lost.
    assert {
        name: split_of(name) for name in ("s1-stepdad", "s2-army", "s3-pets", "s4-divorce", "b1-first-flat")
    } == _RECORDED


_RECORDED = {
    "s1-stepdad": "dev",
    "s2-army": "train",
    "s3-pets": "train",
    "s4-divorce": "train",
    "b1-first-flat": "train",
}


def test_the_corpus_itself_is_without_mistakes_and_split_about_as_meant():
    messages = [m for m in load_corpus() if not m.scenario.startswith(ALWAYS_TRAIN)]
    shares = {split: sum(m.split == split for m in messages) / len(messages) for split in ("train", "dev", "test")}
    assert 0.6 < shares["train"] < 0.8
    assert shares["dev"] > 0.1
    assert shares["test"] > 0.1


def test_no_question_is_none():
    assert asked_of(None) is None
    assert asked_of({"question": "Who?", "theme": "trust"}).theme == "trust"
