"""A refusal is no denial, and a denial is heard however it is worded."""

import pytest

from bot.working_model.risk import Level
from tests.unit.safety.talking import ACUTE, CONCERN, NONE, WATCH, Talk


@pytest.mark.parametrize(
    "answer",
    [
        "No, I don't want to talk about it",
        "no thanks",
        "No. I'm not calling anyone.",
        "no, leave it",
        "I'd rather not discuss that",
        "no comment",
    ],
)
def test_a_refusal_is_no_denial(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert talk.said != "self-no"
    assert talk.state.level is Level.CONCERN
    assert not talk.state.denied


@pytest.mark.parametrize(
    "answers",
    [
        ("No. I won't call anybody.", "I'm fine.", "Can we talk about work?", "My boss is new.", "He is from Leeds."),
        (
            "I don't want your numbers",
            "I'm fine now, really",
            "the garden needs water",
            "it was hot",
            "tomatoes, mostly",
        ),
    ],
    ids=["another subject", "the garden"],
)
def test_after_danger_neither_refusal_nor_fine_nor_another_subject_lowers_it(
    talk: Talk, answers: tuple[str, ...]
) -> None:
    talk.hears(ACUTE)
    for answer in answers:
        assert talk.hears(NONE, answer).state.level is Level.ACUTE


@pytest.mark.parametrize(
    "answer",
    [
        "lol no",
        "nah",
        "No! Nothing of the sort.",
        "God no, I didn't mean it like that",
        "no way, I'd never do that",
        "I'm not suicidal, I'm tired",
        "No. I'm not thinking of ending my life, I'm worn out with the twins.",
        "wow no. I was talking about the course",
    ],
)
@pytest.mark.parametrize("then", ["My mother was a nurse.", "I told you, stop asking.", "ok whatever, next question"])
def test_after_a_clear_no_an_ordinary_or_annoyed_turn_is_let_be(talk: Talk, answer: str, then: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-no", Level.WATCH)
    assert talk.hears(NONE, then).said is None
    assert talk.state.level is Level.WATCH


def test_after_a_clear_no_one_weak_sign_does_not_bring_a_check_at_once(talk: Talk) -> None:
    assert talk.hears(CONCERN).hears(NONE, "no").hears(WATCH, "I'm so tired of everything").said is None


@pytest.mark.parametrize("answer", ["No, nothing like that, it's just work all the time", "I didn't mean it like that"])
def test_a_denial_at_the_gentle_check_brings_no_direct_question(talk: Talk, answer: str) -> None:
    assert talk.hears(WATCH).hears(NONE, answer).said == "watch-better"
    assert talk.state.level is Level.WATCH


@pytest.mark.parametrize("answer", ["lol never mind", "never mind, forget it"])
def test_never_mind_is_no_clear_no(talk: Talk, answer: str) -> None:
    talk.hears(CONCERN).hears(NONE, answer)
    assert (talk.said, talk.state.level) == ("self-taken-back", Level.CONCERN)
