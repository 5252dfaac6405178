"""The larger network looks only where the small one sees something, and without it the small one stands alone."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.safety.classifier import KINDS, LEVELS, MODEL, Classifier, Scores, Thresholds
from bot.safety.screen import RuleScreen
from bot.safety.second_look import LOWER, SHARE, UPPER, SecondLook
from bot.working_model.risk import Level, RiskKind, Verdict

RISK = ["i", "have", "written", "the", "letters", "and", "tonight", "i", "will", "not", "be", "here", "any", "more"]
QUIET = ["we", "had", "soup", "and", "talked", "about", "the", "garden", "until", "it", "was", "dark"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped models, linked, so that a test may take some away."""
    folder = tmp_path / "safety"
    folder.mkdir()
    for file in MODEL.iterdir():
        (folder / file.name).symlink_to(file)
    return folder


class Counting:
    """A second look that says one thing of everything and counts how often it was asked."""

    def __init__(self, says: float) -> None:
        self.says, self.asked = says, 0

    def scores(self, ids: Sequence[int], first: Scores) -> Scores:
        self.asked += 1
        return np.full(len(LEVELS) + len(KINDS), self.says, np.float32)


def loaded(folder: Path, second: object) -> Classifier:
    found = Classifier.load(folder)
    assert found is not None
    found._second = second  # type: ignore[assignment]
    return found


def test_it_is_asked_where_the_first_look_sees_something_and_nowhere_else(folder: Path) -> None:
    second = Counting(9.0)
    classifier = loaded(folder, second)
    assert classifier.raised(Verdict(Level.NONE), QUIET).level is Level.NONE
    assert second.asked == 0
    assert classifier.raised(Verdict(Level.NONE), RISK).level is Level.ACUTE
    assert second.asked == 1


def test_what_it_does_not_see_is_not_raised(folder: Path) -> None:
    assert loaded(folder, Counting(-9.0)).raised(Verdict(Level.NONE), RISK).level is Level.NONE


def test_both_are_heard(folder: Path) -> None:
    second = SecondLook.load(MODEL)
    assert second is not None
    low, high = (second.scores([101, 2033, 102], np.full(len(LEVELS) + len(KINDS), x, np.float32)) for x in (0.0, 1.0))
    assert np.allclose(high - low, 1.0 - SHARE, atol=1e-5)


def test_without_its_files_the_first_look_stands_and_nothing_is_logged(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / LOWER).unlink()
    (folder / UPPER).unlink()
    with caplog.at_level(logging.WARNING):
        classifier = Classifier.load(folder)
    assert classifier is not None
    assert classifier.judged(RISK)[1] == classifier.thresholds
    assert classifier.raised(Verdict(Level.NONE), RISK).level.rank >= Level.CONCERN.rank
    assert not caplog.records


@pytest.mark.parametrize("name", [LOWER, UPPER])
@pytest.mark.parametrize("content", [None, b"", b"no model at all"])
def test_a_broken_file_is_logged_once_and_the_first_look_stands(
    folder: Path, caplog: pytest.LogCaptureFixture, name: str, content: bytes | None
) -> None:
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        classifier = Classifier.load(folder)
    assert classifier is not None
    assert [one.getMessage() for one in caplog.records] == ["safety_second_look_missing"]
    assert classifier.raised(Verdict(Level.NONE), RISK).level.rank >= Level.CONCERN.rank


def test_a_fault_in_it_costs_nothing_that_the_first_look_found(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Failing:
        def scores(self, ids: Sequence[int], first: Scores) -> Scores:
            raise RuntimeError("no")

    classifier = loaded(folder, Failing())
    with caplog.at_level(logging.WARNING):
        raised = classifier.raised(Verdict(Level.NONE), RISK)
    assert raised.level.rank >= Level.CONCERN.rank
    assert raised.kind is RiskKind.SELF
    assert [one.getMessage() for one in caplog.records] == ["safety_second_look_failed"]


def test_another_shape_is_refused() -> None:
    second = SecondLook.load(MODEL)
    assert second is not None
    with pytest.raises(ValueError, match="another shape"):
        second.scores([101, 2033, 102], np.zeros(3, np.float32))


@pytest.mark.parametrize("missing", ["both", "doubt"])
def test_thresholds_of_both_are_needed_for_it_to_be_loaded(folder: Path, missing: str) -> None:
    told = json.loads((folder / "thresholds.json").read_text(encoding="utf-8"))
    (folder / "thresholds.json").unlink()
    (folder / "thresholds.json").write_text(
        json.dumps({k: v for k, v in told.items() if k != missing}), encoding="utf-8"
    )
    classifier = Classifier.load(folder)
    assert classifier is not None
    assert classifier._second is None


PRESENT = "He is at the sink, shaving. I am sitting on the coal box and I am not to speak until he has finished."


@pytest.mark.parametrize("seen", [RiskKind.FROM_SOMEONE, RiskKind.CHILD, RiskKind.TO_OTHERS])
def test_a_scene_of_childhood_told_as_if_now_is_no_danger_from_someone(folder: Path, seen: RiskKind) -> None:
    class Seeing(Counting):
        def scores(self, ids: Sequence[int], first: Scores) -> Scores:
            found = np.full(len(LEVELS) + len(KINDS), 9.0, np.float32)
            found[len(LEVELS) + KINDS.index(self.kind)] = 12.0
            return found

        kind = seen

    classifier = loaded(folder, Seeing(9.0))
    classifier.doubt = -99.0
    screen = RuleScreen(classifier=classifier)
    assert screen.screen(PRESENT).level is Level.ACUTE
    assert screen.screen(PRESENT, is_of_long_ago=True).level is Level.NONE


def test_what_the_rules_see_in_such_a_scene_stands_and_so_does_danger_to_oneself(folder: Path) -> None:
    screen = RuleScreen(classifier=loaded(folder, Counting(9.0)))
    knife = "He is holding a knife to my throat right now"
    assert screen.screen(knife, is_of_long_ago=True).level is Level.ACUTE
    assert screen.screen(" ".join(RISK), is_of_long_ago=True).level.rank >= Level.CONCERN.rank


def test_an_answer_that_is_no_number_leaves_the_first_look(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = Classifier.load(folder)
    assert classifier is not None
    assert classifier._second is not None
    empty = np.full((1, len(LEVELS) + len(KINDS)), np.nan, np.float32)
    monkeypatch.setattr(classifier._second._upper, "run", lambda inputs: empty)
    assert classifier.judged(RISK)[1] == classifier.thresholds
    assert classifier.raised(Verdict(Level.NONE), RISK).level.rank >= Level.CONCERN.rank


def test_a_sign_found_among_many_stretches_needs_to_be_plainer_and_a_faint_one_most() -> None:
    limits = Thresholds(watch=2.0, concern=3.0, acute=4.0)
    assert limits.for_stretches(1) == limits
    few, many = limits.for_stretches(4), limits.for_stretches(40)
    assert few.watch - limits.watch == pytest.approx(math.log(4))
    for level in (Level.CONCERN, Level.ACUTE):
        assert limits.of(level) < few.of(level) < many.of(level)
        assert many.of(level) - limits.of(level) < many.watch - limits.watch
