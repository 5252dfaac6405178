"""When the closing is offered: distress that rises, talk that circles, and words that say so outright; not ordinary sadness."""

from __future__ import annotations

import pytest

from bot.guides.strain import calls_for_closing, heaviness

SAME = (
    "He never answered my letters and the phone stayed silent.",
    "The phone stayed silent, he never answered a letter.",
    "My letters, he never answered them, the silent phone.",
)


@pytest.mark.parametrize(
    "said",
    [
        "This is too much right now.", "I'm crying, sorry.", "talking about it makes me feel worse", "I can't do this anymore",
        "that is getting too hard to talk about", "I feel worse now",
    ],
)  # fmt: skip
def test_said_outright_it_is_enough(said: str) -> None:
    assert calls_for_closing(said, (), is_watched=False)


@pytest.mark.parametrize(
    "said",
    [
        "He was too much for me.", "I was crying with laughter.", "I cried when she left.", "She can't do this anymore, she said, and went.",
        "I could not do it any more, so I moved out.", "It was all too much back then.", "She always came back.",
    ],
)  # fmt: skip
def test_told_of_another_time_it_is_not(said: str) -> None:
    assert not calls_for_closing(said, (), is_watched=False)


@pytest.mark.parametrize(
    ("earlier", "last", "is_watched", "offered"),
    [
        pytest.param(("I am a burden.", "I ruin everything."), "I cried all night, I'm broken.", False, True, id="heavier and heavier"),
        pytest.param(("I am a burden.", "We had tea."), "I ruin everything.", False, False, id="not running"),
        pytest.param(("We had tea.", "I am a burden."), "We had tea again.", False, False, id="over it"),
        pytest.param(("I was sad.", "I missed her."), "I was angry then.", False, False, id="sad, no more"),
        pytest.param(("I felt small.", "I felt lonely."), "I feel ashamed.", False, False, id="light, all three"),
        pytest.param(("I am a burden.", "I feel lonely."), "I'm a failure.", False, True, id="two verdicts and a feeling"),
        pytest.param(("I am a burden.", "I feel lonely."), "I feel lost.", True, True, id="the screen noted something"),
    ],
)  # fmt: skip
def test_rising_distress(earlier: tuple[str, ...], last: str, is_watched: bool, offered: bool) -> None:
    assert calls_for_closing(last, earlier, is_watched=is_watched) is offered


def test_the_same_for_the_third_time_is_a_circle() -> None:
    assert calls_for_closing(SAME[2], ("We met at school.", *SAME[:2]), is_watched=False)
    assert not calls_for_closing(SAME[1], ("We met at school.", SAME[0]), is_watched=False)


def test_going_round_in_circles_needs_some_weight() -> None:
    assert calls_for_closing("I keep going round in circles, it hurts.", (), is_watched=False)
    assert not calls_for_closing("The train goes around in circles there.", (), is_watched=False)


@pytest.mark.parametrize("said", ["", "no", "ok", "\U0001f600", "skip", "x" * 5000])
def test_nothing_much_weighs_nothing(said: str) -> None:
    assert heaviness(said) == 0
    assert not calls_for_closing(said, (said,) * 5, is_watched=False)
