"""The measures themselves, and floors under the figures of the development half (they warn of a rule that broke others)."""

import re
from pathlib import Path

import pytest

from bot.safety import FixedReplies, RuleScreen
from bot.safety.evaluation import Evaluation, Rate, evaluate_safety, summed
from bot.safety.report import PROMISES, render

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def development(screen: RuleScreen, protocol: FixedReplies) -> Evaluation:
    return evaluate_safety("development", screen=screen, protocol=protocol)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 0, 0.0, 1.0), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278), (50, 100, 0.404, 0.596)],
)
def test_wilson_intervals(k: int, n: int, low: float, high: float) -> None:
    assert Rate(k, n).interval == (pytest.approx(low, abs=0.001), pytest.approx(high, abs=0.001))


@pytest.mark.parametrize(
    ("level", "names", "floor"),
    [("acute", ("acute",), 0.95), ("concern", ("concern",), 0.97), ("concern", ("veiled",), 0.93)],
)
def test_recall_on_development_does_not_fall(
    development: Evaluation, level: str, names: tuple[str, ...], floor: float
) -> None:
    found, _ = summed(development.rows, level=level, names=names)
    assert found.value >= floor


def test_false_alarms_on_development_do_not_rise(development: Evaluation) -> None:
    for row in development.quiet:
        assert row.interrupting.value <= 0.01
        assert row.gentle.value <= 0.05


def test_the_page_names_every_figure(development: Evaluation) -> None:
    page = render([development])
    for part in (
        "Development",
        "interrupting",
        "| acute |",
        "help first named at turn",
        "10,000 characters",
        "The promises",
    ):
        assert part in page
    assert all(row.kind in page for row in development.rows)


def test_the_page_repeats_no_phrase(development: Evaluation) -> None:
    assert "kill myself" not in render([development])


def test_every_promise_names_tests_that_exist() -> None:
    assert len(PROMISES) == 11
    for _, tests in PROMISES:
        for file in re.findall(r"[\w/]+\.py", tests):
            places = (REPOSITORY / file, REPOSITORY / "tests/unit/safety" / file, REPOSITORY / "tests/property" / file)
            assert any(place.exists() for place in places), file
        for name in re.findall(r"::(test_\w+)", tests):
            assert any(f"def {name}(" in file.read_text() for file in (REPOSITORY / "tests").rglob("test_*.py")), name
