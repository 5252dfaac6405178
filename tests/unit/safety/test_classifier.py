"""The classifier raises, never lowers, and its absence leaves the rules as they are."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.safety.classifier import KINDS, LEVELS, MODEL, Classifier, Scores, Thresholds, reading
from bot.safety.rules import RuleBook
from bot.safety.screen import RuleScreen
from bot.working_model.risk import Level, RiskKind, Verdict

PLAIN = ("we", "had", "soup", "and", "talked", "about", "the", "garden", "until", "it", "was", "dark")


class Saying(Classifier):
    """A classifier that says the same of every message."""

    def __init__(self, level: Level = Level.NONE, kind: RiskKind = RiskKind.SELF) -> None:
        self.thresholds = Thresholds(0.0, 0.0, 0.0)
        levels = [1.0 if level.rank >= one.rank else -1.0 for one in LEVELS]
        self._found = np.array([*levels, *(float(one is kind) for one in KINDS)], np.float32)

    def judged(self, words: Sequence[str]) -> tuple[Scores, Thresholds | None]:
        return self._found, self.thresholds


class Failing(Saying):
    """A classifier whose model fails."""

    def judged(self, words: Sequence[str]) -> tuple[Scores, Thresholds | None]:
        raise RuntimeError("no")


@pytest.fixture(scope="module")
def trained() -> Classifier:
    found = Classifier.load()
    assert found is not None
    return found


@pytest.mark.parametrize("said", [Level.NONE, Level.WATCH, Level.CONCERN])
@pytest.mark.parametrize("found", [Level.WATCH, Level.CONCERN, Level.ACUTE])
@pytest.mark.parametrize("kind", [RiskKind.SELF, RiskKind.FROM_SOMEONE])
def test_what_the_rules_found_is_never_lowered(said: Level, found: Level, kind: RiskKind) -> None:
    verdict = Verdict(found, kind, ("a.rule",))
    raised = Saying(said).raised(verdict, PLAIN)
    assert raised.level.rank >= found.rank
    assert raised.rules[:1] == ("a.rule",)
    if said.rank <= found.rank:
        assert raised is verdict


@pytest.mark.parametrize("kind", [RiskKind.PAST_HARM, RiskKind.BEREAVED, RiskKind.UNKNOWN_LANGUAGE])
def test_told_history_is_left_alone(kind: RiskKind) -> None:
    verdict = Verdict(Level.NONE, kind, ("history.harm",))
    assert Saying(Level.ACUTE).raised(verdict, PLAIN) is verdict


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_is_raised_to_what_was_seen(level: Level) -> None:
    assert Saying(level).raised(Verdict(Level.NONE), PLAIN) == Verdict(
        level, RiskKind.SELF, (f"classifier.{level.value}",)
    )


@pytest.mark.parametrize(("concern", "level"), [(-0.5, Level.NONE), (0.5, Level.ACUTE)])
def test_an_answer_that_contradicts_itself_counts_for_nothing(concern: float, level: Level) -> None:
    saying = Saying(Level.ACUTE)
    saying._found[LEVELS.index(Level.WATCH)] = -1.0
    saying._found[LEVELS.index(Level.CONCERN)] = concern
    assert saying.raised(Verdict(Level.NONE), PLAIN).level is level


def test_however_sure_the_higher_level_is_it_counts_where_the_lower_one_is_sure_too() -> None:
    saying = Saying(Level.ACUTE)
    saying._found[: len(LEVELS)] = (2.0, 3.0, 8.0)
    assert saying.raised(Verdict(Level.NONE), PLAIN).level is Level.ACUTE


@pytest.mark.parametrize("kind", KINDS)
def test_a_danger_takes_its_own_path(kind: RiskKind) -> None:
    assert Saying(Level.CONCERN, kind).raised(Verdict(Level.NONE), PLAIN).kind is kind


def test_what_the_rules_say_it_is_about_stays() -> None:
    found = Verdict(Level.CONCERN, RiskKind.FROM_SOMEONE, ("others.hit",))
    assert Saying(Level.ACUTE, RiskKind.SELF).raised(found, PLAIN).kind is RiskKind.FROM_SOMEONE


def test_a_gentle_check_asks_how_the_person_is() -> None:
    assert Saying(Level.WATCH, RiskKind.TO_OTHERS).raised(Verdict(Level.NONE), PLAIN).kind is RiskKind.SELF


@pytest.mark.parametrize("text", ["goodbye", "no one", "alone"])
def test_a_word_or_two_are_left_to_the_rules(book: RuleBook, text: str) -> None:
    assert Saying(Level.ACUTE).raised(Verdict(Level.NONE), reading(book.spelt(text))) == Verdict(Level.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "I'd like to stop here",
        "delete everything please",
        "where is all this saved",
        "I don't want to answer that",
        "can we finish this another day",
        "never my dad, always my gran",
        "no more questions about her",
        "I'd rather not go there today",
    ],
)
def test_what_is_said_to_the_program_is_left_alone(trained: Classifier, book: RuleBook, text: str) -> None:
    assert trained.raised(Verdict(Level.NONE), reading(book.spelt(text))) == Verdict(Level.NONE)


def test_a_message_looked_at_twice_is_read_once_and_its_words_are_not_kept(
    trained: Classifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("my", "aunt", "read", "to", "us", "every", "night", "until", "we", "were", "all", "asleep")
    first = trained.judged(words)

    def never(cut: object) -> tuple[Scores, Sequence[int]]:
        raise AssertionError("read again")

    monkeypatch.setattr(trained, "first_look", never)
    assert trained.judged(words) is first
    assert "aunt" not in repr(vars(trained._latest))


def test_only_the_last_few_answers_are_kept(trained: Classifier) -> None:
    for number in range(40):
        trained.judged(("number", str(number)))
    assert len(trained._latest) == 16


def test_nothing_said_is_nothing_raised() -> None:
    assert Saying(Level.ACUTE).raised(Verdict(Level.NONE), ()) == Verdict(Level.NONE)


@pytest.mark.parametrize(
    "text",
    [
        "ich habe lange mit meiner schwester gesprochen und bin froh dass sie da ist",
        "no quiero hablar de mi padre porque no me gusta y estoy cansada de todo",
    ],
)
def test_another_language_is_left_to_its_rules(text: str) -> None:
    assert Saying(Level.ACUTE).raised(Verdict(Level.NONE), text.split()) == Verdict(Level.NONE)


def test_a_fault_costs_nothing_that_was_found(caplog: pytest.LogCaptureFixture) -> None:
    verdict = Verdict(Level.WATCH, RiskKind.SELF, ("watch.burden",))
    with caplog.at_level(logging.WARNING):
        assert Failing(Level.ACUTE).raised(verdict, PLAIN) is verdict
    assert [one.getMessage() for one in caplog.records] == ["safety_classifier_failed"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.onnx", None),
        ("tokenizer.json", None),
        ("thresholds.json", None),
        ("model.onnx", b""),
        ("model.onnx", b"no model at all"),
        ("tokenizer.json", b"{}"),
        ("thresholds.json", b"{"),
        ("thresholds.json", b'{"watch": 1.0, "concern": 2.0}'),
        ("thresholds.json", b'{"watch": 1.0, "concern": 2.0, "acute": NaN}'),
    ],
)
def test_a_missing_or_broken_file_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str, content: bytes | None
) -> None:
    folder = tmp_path / "safety"
    shutil.copytree(MODEL, folder)
    (folder / name).unlink()
    if content is not None:
        (folder / name).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert Classifier.load(folder) is None
    assert [one.getMessage() for one in caplog.records] == ["safety_classifier_missing"]


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
    assert trained.raised(Verdict(Level.NONE), words).level.rank <= Level.CONCERN.rank
    assert np.isfinite(trained.judged(words)[0]).all()


def found(trained: Classifier, text: str) -> Level:
    """What the model itself makes of a text, whatever the rules left to it."""
    scores, limits = trained.judged(text.split())
    said = [level for number, level in enumerate(LEVELS) if limits is not None and scores[number] >= limits.of(level)]
    return said[-1] if said else Level.NONE


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
        "we are thinking of ending it after seven years and it hurts both of us",
        "i am scared she will leave me",
        "i am scared she will leave me for somebody who is easier to live with",
        "my boyfriend dumped me yesterday",
        "my boyfriend dumped me yesterday and i have cried on the sofa ever since then",
        "my boss is going to kill me when she sees the invoice",
        "he is at the sink shaving and i am not to speak until he has finished with the wireless on",
    ],
)
def test_near_misses_are_left_alone(trained: Classifier, text: str) -> None:
    assert trained.raised(Verdict(Level.NONE), text.split()) == Verdict(Level.NONE)
    assert found(trained, text) is Level.NONE


def test_a_near_miss_in_nearly_the_same_words_is_far_below_and_asked_about_at_most(trained: Classifier) -> None:
    # It was left alone once. Decision 0036 says why the one plain question is put here now, and what that finds elsewhere.
    near = [
        "i",
        "keep",
        "looking",
        "at",
        "the",
        "bridge",
        "they",
        "are",
        "painting",
        "and",
        "thinking",
        "how",
        "long",
        "it",
        "takes",
    ]
    meant = [
        "i",
        "keep",
        "looking",
        "at",
        "the",
        "bridge",
        "and",
        "thinking",
        "how",
        "easy",
        "it",
        "would",
        "be",
        "to",
        "stop",
        "existing",
    ]
    concern = LEVELS.index(Level.CONCERN)
    assert trained.judged(meant)[0][concern] - trained.judged(near)[0][concern] > 1.5
    assert trained.raised(Verdict(Level.NONE), near).level.rank <= Level.CONCERN.rank


def test_idioms_known_to_the_rules_are_not_read(book: RuleBook) -> None:
    assert "kill" not in reading(book.spelt("he'll kill me if I'm late"))
    assert "kill" in reading(book.spelt("I will kill myself"))


def test_thresholds_are_three_numbers() -> None:
    written = json.loads((MODEL / "thresholds.json").read_text(encoding="utf-8"))
    limits = Thresholds.from_dict(written)
    assert [limits.of(level) for level in LEVELS] == [written["watch"], written["concern"], written["acute"]]


def test_the_screen_without_it_is_the_rules_alone(book: RuleBook) -> None:
    text = " ".join(PLAIN)
    with_all = RuleScreen(book, classifier=Saying(Level.CONCERN)).screen(text)
    assert (RuleScreen(book, classifier=None).screen(text).level, with_all.level) == (Level.NONE, Level.CONCERN)
