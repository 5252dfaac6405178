"""The classifier raises, never lowers, and its absence leaves the rules as they are."""

import logging
import time
from pathlib import Path

import numpy as np
import pytest

from bot.safety.classifier import (
    BUCKETS,
    CONCERN_RULE,
    OUTPUTS,
    WATCH_RULE,
    Classifier,
    Thresholds,
    features,
    reading,
    windows,
)
from bot.safety.rules import load_rules
from bot.safety.screen import RuleScreen
from bot.safety.training import Example, train
from bot.working_model.risk import Level, RiskKind, Verdict

PLAIN = ("we", "had", "soup", "and", "talked", "about", "the", "garden")


def biased(*, concern: float = -9.0, watch: float = -9.0, own: float = 0.0, from_someone: float = 0.0) -> Classifier:
    """A classifier that says the same of every message."""
    bias = np.array([concern, watch, own, from_someone, -9.0, -9.0], np.float32)
    return Classifier(np.zeros((len(OUTPUTS), BUCKETS), np.float32), bias, Thresholds(0.0, 0.0, 1.0))


@pytest.fixture(scope="module")
def trained() -> Classifier:
    found = Classifier.load()
    assert found is not None
    return found


@pytest.mark.parametrize("level", [Level.CONCERN, Level.ACUTE])
@pytest.mark.parametrize("kind", [RiskKind.SELF, RiskKind.FROM_SOMEONE])
def test_what_the_rules_found_stays(level: Level, kind: RiskKind) -> None:
    verdict = Verdict(level, kind, ("self.wish",))
    assert biased(concern=9.0, own=9.0).raised(verdict, PLAIN) is verdict
    assert biased().raised(verdict, PLAIN) is verdict


def test_a_watch_is_not_lowered() -> None:
    verdict = Verdict(Level.WATCH, RiskKind.SELF, ("watch.hopeless",))
    assert biased().raised(verdict, PLAIN) is verdict


@pytest.mark.parametrize("kind", [RiskKind.PAST_HARM, RiskKind.BEREAVED])
def test_told_history_is_left_alone(kind: RiskKind) -> None:
    verdict = Verdict(Level.NONE, kind, ("history.harm",))
    assert biased(concern=9.0, own=9.0).raised(verdict, PLAIN) is verdict


def test_it_raises_to_concern_and_no_further() -> None:
    verdict = biased(concern=99.0, watch=99.0, own=9.0).raised(Verdict(Level.NONE), PLAIN)
    assert verdict == Verdict(Level.CONCERN, RiskKind.SELF, (CONCERN_RULE,))


def test_a_raise_keeps_the_rules_that_were_found() -> None:
    found = Verdict(Level.WATCH, RiskKind.SELF, ("watch.burden",))
    assert biased(concern=9.0, own=9.0).raised(found, PLAIN).rules == ("watch.burden", CONCERN_RULE)


def test_danger_from_someone_takes_its_own_path() -> None:
    verdict = biased(concern=9.0, from_someone=9.0).raised(Verdict(Level.NONE), PLAIN)
    assert verdict.kind is RiskKind.FROM_SOMEONE


def test_where_the_kind_is_unsure_it_is_a_gentle_check() -> None:
    verdict = biased(concern=9.0, own=3.0, from_someone=2.5).raised(Verdict(Level.NONE), PLAIN)
    assert verdict == Verdict(Level.WATCH, RiskKind.SELF, (WATCH_RULE,))


def test_watch_alone_is_watch() -> None:
    verdict = biased(watch=9.0).raised(Verdict(Level.NONE), PLAIN)
    assert verdict == Verdict(Level.WATCH, RiskKind.SELF, (WATCH_RULE,))


def test_nothing_said_is_nothing_raised() -> None:
    assert biased(concern=9.0, own=9.0).raised(Verdict(Level.NONE), ()) == Verdict(Level.NONE)


def broken(path: Path, how: str) -> Path:
    weights = np.zeros((len(OUTPUTS), 8 if how == "shape" else BUCKETS), np.float16)
    if how == "nan":
        weights[0, 0] = np.nan
    arrays = {"weights": weights, "bias": np.zeros(len(OUTPUTS), np.float32), "thresholds": np.zeros(3)}
    if how == "names":
        del arrays["bias"]
    if how == "thresholds":
        arrays["thresholds"] = np.array([0.0, np.nan, 0.0])
    if how == "bytes":
        path.write_bytes(b"PK\x03\x04 no more than a beginning")
    elif how == "empty":
        path.write_bytes(b"")
    elif how != "missing":
        np.savez(path, **arrays)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("how", ["missing", "empty", "bytes", "names", "shape", "nan", "thresholds"])
def test_a_missing_or_broken_file_is_logged_once(tmp_path: Path, caplog: pytest.LogCaptureFixture, how: str) -> None:
    with caplog.at_level(logging.WARNING):
        assert Classifier.load(broken(tmp_path / "classifier.npz", how)) is None
    assert [one.getMessage() for one in caplog.records] == ["safety_classifier_missing"]


def test_a_fault_costs_nothing_that_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = biased(concern=9.0, own=9.0)
    monkeypatch.setattr(classifier, "_weights", np.zeros((3, 1), np.float32))
    verdict = Verdict(Level.WATCH, RiskKind.SELF, ("watch.burden",))
    assert classifier.raised(verdict, PLAIN) is verdict


def tiny() -> list[Example]:
    bad, good = ("i", "want", "it", "to", "be", "over"), ("i", "want", "it", "to", "be", "summer")
    return [
        *(Example(f"p{n}", (*bad, f"x{n}"), "concern", ("self", "from_someone")[n % 2], "safety") for n in range(12)),
        *(Example(f"w{n}", ("all", "hope", "gone", f"x{n}"), "watch", "self", "safety") for n in range(6)),
        *(Example(f"h{n}", (*good, f"x{n}"), "none", None, "safety") for n in range(12)),
        *(Example(f"t{n}", ("the", "garden", f"x{n}"), "none", None, "talk") for n in range(12)),
    ]


def test_the_same_data_gives_the_same_weights_and_they_tell_apart() -> None:
    first, second = train(tiny()), train(tiny())
    assert all((first[name] == second[name]).all() for name in first)
    classifier = Classifier(
        first["weights"].astype(np.float32), first["bias"].astype(np.float32), Thresholds(0.0, 0.0, 0.0)
    )
    assert classifier.scores(tiny()[0].words)[0] > 0 > classifier.scores(tiny()[-1].words)[0]


@pytest.mark.parametrize("length", [1, 59, 60, 61, 105, 106, 1000])
def test_every_word_of_a_long_message_is_read(length: int) -> None:
    words = [str(one) for one in range(length)]
    assert [one for one in words if not any(one in piece for piece in windows(words))] == []


def test_features_know_no_order_of_the_machine() -> None:
    first, second = features(PLAIN), features(PLAIN)
    assert (first[0] == second[0]).all()
    assert first[0].max() < BUCKETS


@pytest.mark.parametrize(
    "words",
    [
        ("x" * 10_000,),
        tuple("a" * 10_000),
        ("\ud800", "\x00", "\U000e0041"),
        tuple(f"w{n}" for n in range(5_000)),
        ("", ""),
    ],
    ids=["one-word", "letters", "surrogates", "new-words", "empty-words"],
)
def test_hostile_words_do_no_harm(trained: Classifier, words: tuple[str, ...]) -> None:
    began = time.process_time()
    assert trained.raised(Verdict(Level.NONE), words).level.rank <= Level.CONCERN.rank
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "i keep looking at the bridge and thinking how easy it would be to stop existing",
        "i cannot see myself being alive next year and i do not want to be",
    ],
)
def test_a_wish_to_be_gone_is_raised(trained: Classifier, text: str) -> None:
    assert trained.raised(Verdict(Level.NONE), text.split()).level is Level.CONCERN


@pytest.mark.parametrize(
    "text",
    [
        "i cannot see myself being married next year and i do not want to be",
        "we are thinking of ending it and it hurts",
        "i am scared she will leave me",
        "my boss is going to kill me when she sees the invoice",
    ],
)
def test_near_misses_are_left_alone(trained: Classifier, text: str) -> None:
    assert trained.raised(Verdict(Level.NONE), text.split()) == Verdict(Level.NONE)


def test_a_near_miss_in_nearly_the_same_words_is_not_interrupted(trained: Classifier) -> None:
    text = "i keep looking at the bridge they are painting and thinking how long it takes"
    assert trained.raised(Verdict(Level.NONE), text.split()).level.rank <= Level.WATCH.rank


def test_idioms_known_to_the_rules_are_not_read() -> None:
    book = load_rules(check_examples=False)
    assert "kill" not in reading(book, "he'll kill me if I'm late")
    assert "kill" in reading(book, "I will kill myself")


def test_the_screen_without_it_is_the_rules_alone() -> None:
    book = load_rules(check_examples=False)
    text = "we had soup and talked about the garden"
    with_all = RuleScreen(book, classifier=biased(concern=9.0, own=9.0)).screen(text)
    assert (RuleScreen(book, classifier=None).screen(text).level, with_all.level) == (Level.NONE, Level.CONCERN)
