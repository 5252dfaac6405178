"""Two coders beside each other."""

import json
from pathlib import Path

import pytest

from bot.errors import SetUpError
from bot.language.agreement import SECOND, agreement, second_labels
from bot.language.corpus import Labelled, load_corpus
from bot.working_model.statement import Span

_TRUST = {
    "quote": "He came",
    "theme": "trust",
    "facet": "availability",
    "direction": "+",
    "figure": "other_person",
    "name": None,
    "time": "past",
    "grain": "moment",
    "certainty": 1.0,
}


def _spans(text: str) -> list[Span]:
    half = text.index(".") + 1
    return [Span(0, half), Span(half + 1, len(text))]


def _message(tmp_path: Path, *statements: dict) -> Labelled:
    line = {
        "id": "a-1",
        "scenario": "a",
        "register": "casual",
        "text": "He came. We had soup.",
        "statements": list(statements),
        "coping": [],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return load_corpus(tmp_path)[0]


def _second(tmp_path: Path, **changed: object) -> Path:
    path = tmp_path / "second.txt"
    path.write_text(json.dumps({"id": "a-1", "statements": [], "coping": [], **changed}), encoding="utf-8")
    return path


def test_the_same_labels_agree_wholly(tmp_path: Path) -> None:
    pairs = second_labels([_message(tmp_path, _TRUST)], _second(tmp_path, statements=[_TRUST]))
    found = agreement(pairs, _spans)
    assert (found.messages, found.by_theme["trust"], found.by_pole["trust +"], found.by_layer["figure"]) == (1, 1, 1, 1)
    assert found.figures["micro"]["f1"] == 1


def test_another_direction_is_the_same_theme_and_another_pole(tmp_path: Path) -> None:
    pairs = second_labels([_message(tmp_path, _TRUST)], _second(tmp_path, statements=[_TRUST | {"direction": "-"}]))
    found = agreement(pairs, _spans)
    assert found.by_theme["trust"] == 1
    assert found.by_pole["trust +"] < 0.5


def test_what_one_coder_left_out_lowers_kappa(tmp_path: Path) -> None:
    found = agreement(second_labels([_message(tmp_path, _TRUST)], _second(tmp_path)), _spans)
    assert found.by_theme["trust"] <= 0
    assert found.by_theme["closeness"] == 1


@pytest.mark.parametrize("changed", [{"id": "b-9"}, {"statements": [_TRUST | {"quote": "She came"}]}])
def test_a_line_that_fits_no_message_is_named(tmp_path: Path, changed: dict) -> None:
    with pytest.raises(SetUpError, match=r"second\.txt:1"):
        second_labels([_message(tmp_path, _TRUST)], _second(tmp_path, **changed))


def test_every_second_label_fits_the_corpus() -> None:
    assert len(second_labels(load_corpus(), SECOND)) >= 400


def test_what_a_third_settled_does_not_count_as_the_first_coder(tmp_path: Path) -> None:
    first = tmp_path / "first.txt"
    first.write_text(json.dumps({"id": "a-1", "statements": [_TRUST | {"direction": "-"}], "coping": []}), "utf-8")
    pairs = second_labels([_message(tmp_path, _TRUST)], _second(tmp_path, statements=[_TRUST]), first)
    assert [(a.statements[0].direction, b.statements[0].direction) for a, b in pairs] == [("-", "+")]
