"""What manner of answer something is."""

import pytest

from bot.guides.answers import (
    declines,
    follow_ups_for,
    is_evasive,
    is_unsure,
    names_nobody,
    says_no_one,
    tells_no_moment,
)
from bot.guides.format import FollowUpWhen
from bot.working_model.statement import Asked, Elicits, Figure, Mention, Reading, Span


@pytest.mark.parametrize(
    "text",
    [
        "No one.", "no one", "nobody", "Nobody really", "no-one tbh", "None.", "noone", "there is no one", "There isn't anyone",
        "I don't have anyone", "i dont have anyone like that".replace("dont", "don't"), "just me", "Only myself.", "I lean on myself",
        "no one at the moment", "honestly nobody", "No one. I do it alone.", "I've never had anyone", "no, nobody",
    ],
)  # fmt: skip
def test_no_one(text: str) -> None:
    assert says_no_one(text)


@pytest.mark.parametrize(
    "text",
    [
        "my mother", "No one but my sister", "nobody except my gran", "No", "Anna", "", "...", "none of your business",
        "no one ever asked me that before so I had to think about it for a while before answering this one",
    ],
)  # fmt: skip
def test_not_no_one(text: str) -> None:
    assert not says_no_one(text)


@pytest.mark.parametrize(
    ("text", "is_nobody"),
    [
        ("no, not really, I was alone with it all", True),
        ("never, my parents were busy", True),
        ("I was always alone", True),
        ("no, but my aunt sometimes", False),
        ("nobody, except my gran", False),
        ("my teacher", False),
        ("not my mother, maybe my uncle", False),
    ],
)
def test_a_longer_no_to_who(text: str, is_nobody: bool) -> None:
    assert names_nobody(text) is is_nobody


@pytest.mark.parametrize(
    "text",
    ["idk", "I don't know", "i dont know", "not sure", "hm", "It depends", "maybe", "no idea", "dunno", "can't think of any",
     "I can't remember", "um i don't know", "hard to say", "How am I supposed to know?"],
)  # fmt: skip
def test_unsure(text: str) -> None:
    assert is_unsure(text)


@pytest.mark.parametrize(
    "text", ["I don't know my father", "maybe my sister", "it depends on her mood", "I am sure", "not my mum"]
)
def test_not_unsure(text: str) -> None:
    assert not is_unsure(text)


@pytest.mark.parametrize(
    "text",
    ["I'd rather not say", "pass", "skip it", "None of your business.", "I don't want to talk about it", "that's private",
     "no comment", "can we not", "not going there", "I won't talk about that"],
)  # fmt: skip
def test_declined(text: str) -> None:
    assert declines(text)


@pytest.mark.parametrize(
    "text", ["I passed my exam", "he never says anything", "she said it was private", "we skip dinner", "no"]
)
def test_not_declined(text: str) -> None:
    assert not declines(text)


@pytest.mark.parametrize("text", ["", "idk", "no", "Not really", "ok", "I'd rather not say", "..."])
def test_evasive(text: str) -> None:
    assert is_evasive(text)


@pytest.mark.parametrize("text", ["She just listened.", "He drove me there", "I cried all night and she stayed"])
def test_short_is_not_evasive(text: str) -> None:
    assert not is_evasive(text)


@pytest.mark.parametrize(
    ("text", "tells_none"),
    [("No.", True), ("", True), ("idk", True), ("no I can't think of any", True), ("She sat with me.", False), ("Yes.", False),
     ("Not once did she leave me alone with it, she came each time", False)],
)  # fmt: skip
def test_whether_a_moment_was_told(text: str, tells_none: bool) -> None:
    assert tells_no_moment(text) is tells_none


TWO = Reading(
    mentions=(Mention(Span(0, 2), Figure.MOTHER), Mention(Span(3, 5), Figure.SIBLING, "Anna")),
)


@pytest.mark.parametrize(
    ("text", "reading", "asked", "first"),
    [
        pytest.param("She listened to me.", Reading(), None, FollowUpWhen.SHORT, id="short"),
        pytest.param("idk", Reading(), None, FollowUpWhen.UNSURE, id="unsure"),
        pytest.param("She is always there whenever I call her up", Reading(), None, FollowUpWhen.GENERAL, id="general"),
        pytest.param(
            "It went well with her that week but not with him at home", Reading(), None, FollowUpWhen.MIXED, id="mixed"
        ),
        pytest.param("my mum and my sister Anna", TWO, None, FollowUpWhen.SEVERAL, id="several"),
        pytest.param("so much " * 90, Reading(), None, FollowUpWhen.LONG, id="long"),
        pytest.param("Never.", Reading(), Asked(elicits=Elicits.ASKED_PLUS), None, id="never is complete"),
        pytest.param("I'd rather not say", Reading(), None, None, id="declined"),
        pytest.param("No one.", Reading(), None, None, id="no one"),
        pytest.param("", Reading(), None, None, id="blank"),
    ],
)
def test_which_follow_up_an_answer_allows(
    text: str, reading: Reading, asked: Asked | None, first: FollowUpWhen | None
) -> None:
    found = follow_ups_for(text, reading, asked)
    assert (found[0] if found else None) == first
