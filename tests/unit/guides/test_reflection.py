"""What is given back to an answer: a table of answers read one by one, what the reader's statements change, and the manners of all."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.errors import SetUpError
from bot.guides import GuideBook
from bot.guides.book import DATA
from bot.guides.grammar import is_run_together
from bot.guides.openings import KINDS, Openings, opening_id
from bot.guides.reflection import ReflectionWriter
from bot.working_model.statement import (
    THEME_OF,
    Asked,
    Direction,
    Facet,
    Figure,
    Mention,
    Reading,
    Span,
    Statement,
    Theme,
)

BOOK = GuideBook.load()
TABLE: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("answers.yml").read_text(encoding="utf-8"))
NOTHING = Reading()


def reflect(
    answer: str, reading: Reading = NOTHING, *, step: str = "moment", openings: tuple[str, ...] = ()
) -> str | None:
    reflection = BOOK.reflect(answer, reading, Asked(step=step), openings=openings)
    return reflection.text if reflection else None


def said(answer: str, *parts: tuple[str, Facet, str, Figure]) -> Reading:
    """A reading in which each quoted part of the answer is a statement."""
    statements = []
    for quote, facet, direction, figure in parts:
        at = answer.index(quote)
        statements.append(Statement(Span(at, at + len(quote)), THEME_OF[facet], facet, Direction(direction), figure))
    return Reading(statements=tuple(statements))


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 250


@pytest.mark.parametrize("case", TABLE, ids=[f"{i}-{case['group']}" for i, case in enumerate(TABLE)])
def test_an_answer_is_given_back_as_it_was_read_and_found_good(case: dict[str, Any]) -> None:
    assert reflect(case["answer"], step=case.get("step", "moment")) == case["gives_back"]


@pytest.mark.parametrize("case", TABLE, ids=[f"{i}-{case['group']}" for i, case in enumerate(TABLE)])
def test_every_reflection_keeps_the_manners(case: dict[str, Any]) -> None:
    text = case["gives_back"]
    if text is None:
        return
    own = re.sub("\u201c.*?\u201d", "", text)
    assert len(text.split()) <= 25 + 12
    assert "!" not in own
    assert "?" not in own
    assert text[0].isupper() or text[0] == "\u201c"
    assert text[-1] in ".?\u201d!"
    assert not re.search(
        r"\b(i feel|i'm sorry|i am sorry|i understand|i hear you|great|amazing|absolutely|you're right|brave|wonderful|makes sense)\b",
        own.casefold(),
    )
    assert not re.search(r"[<>{}\x00-\x08\u202a-\u202e]", text)
    if case["group"] != "at the bot":
        assert not re.search(
            r"\byou('re| are) (a |an )?(worthless|idiot|stupid|ugly|failure|burden|useless|pathetic)\b",
            re.sub(r"(as if|thought .*?is that|in what you write that) .*", "", own.casefold()),
        )


def test_no_opening_comes_twice_within_five_turns_over_the_whole_table() -> None:
    openings: list[str] = []
    for case in TABLE * 2:
        reflection = BOOK.reflect(case["answer"], NOTHING, Asked(step=case.get("step")), openings=tuple(openings[-5:]))
        if reflection is not None:
            assert reflection.opening not in openings[-5:]
            openings.append(reflection.opening)
    assert len(set(openings)) > 60


STATEMENTS = [
    pytest.param(
        "well idk, my sister came over and she just sat with me. then we had tea.",
        [("she just sat with me", Facet.RESPONSIVENESS, "+", Figure.SIBLING)],
        "sister came over and she just sat with you",
        id="the sentence round the statement, whole",
    ),
    pytest.param(
        "We had soup. I felt really close to him. The weather was bad.",
        [("I felt really close to him", Facet.CONNECTION, "+", Figure.FATHER)],
        "you felt really close to him",
        id="the clause that matters, not the last",
    ),
    pytest.param(
        "She always listens. I can't lean on her when it counts.",
        [
            ("She always listens", Facet.RESPONSIVENESS, "+", Figure.MOTHER),
            ("I can't lean on her", Facet.COMFORT, "-", Figure.MOTHER),
        ],
        "you can't lean on her",
        id="both sides",
    ),
    pytest.param(
        "I let people down. It rained.",
        [("I let people down", Facet.COMPETENCE, "-", Figure.SELF)],
        "you let people down. That ",
        id="a verdict on oneself only as a thought",
    ),
    pytest.param(
        "I don't think I matter to anyone much. Anyway.",
        [("I don't think I matter to anyone", Facet.WORTH, "-", Figure.SELF)],
        "you don't think you matter to anyone",
        id="a view of oneself, attributed",
    ),
    pytest.param(
        "I don't feel like a burden any more, not with her.",
        [("I don't feel like a burden any more", Facet.WORTH, "+", Figure.SELF)],
        "you don't feel like a burden any more",
        id="a heavy word denied is not heavy",
    ),
    pytest.param(
        "why does nobody ever stay? i cooked and cleaned",
        [("why does nobody ever stay?", Facet.ABANDONMENT, "-", Figure.OTHERS)],
        "\u201cWhy does nobody ever stay?\u201d",
        id="a question is quoted",
    ),
    pytest.param(
        "my mum she no call me when i sick",
        [("she no call me", Facet.AVAILABILITY, "-", Figure.MOTHER)],
        "she no call me",
        id="second-language English is quoted, not rebuilt",
    ),
]


@pytest.mark.parametrize(("answer", "parts", "holds"), STATEMENTS)
def test_the_statement_read_is_what_comes_back(
    answer: str, parts: list[tuple[str, Facet, str, Figure]], holds: str
) -> None:
    text = reflect(answer, said(answer, *parts))
    assert text is not None
    assert holds.casefold() in text.casefold()


def test_both_sides_come_back_together() -> None:
    answer = "She always listens. I can't lean on her when it counts."
    reading = said(
        answer,
        ("She always listens", Facet.RESPONSIVENESS, "+", Figure.MOTHER),
        ("I can't lean on her", Facet.COMFORT, "-", Figure.MOTHER),
    )
    text = reflect(answer, reading) or ""
    assert "she always listens" in text.casefold()
    assert "you can't lean on her" in text


def test_a_named_person_keeps_the_capital() -> None:
    answer = "Anna stayed on the phone until I fell asleep."
    reading = Reading(mentions=(Mention(Span(0, 4), Figure.SIBLING, "Anna"),))
    assert "Anna stayed on the phone until you fell asleep." in (reflect(answer, reading) or "")


def test_language_that_was_not_read_is_left_to_another_reply() -> None:
    assert reflect("nunca me escuchó y yo lloraba", Reading(language_known=False)) is None


@pytest.mark.parametrize(
    ("answer", "starts"),
    [
        ("my sister Anna", "your sister anna"),
        ("My best friend.", "your best friend"),
        ("my late husband", "your late husband"),
    ],
)
def test_who_was_named_is_taken_up(answer: str, starts: str) -> None:
    assert starts in (reflect(answer, step="person") or "").casefold()


@pytest.mark.parametrize("answer", ["No one.", "nobody really", "just me"])
def test_no_one_is_a_full_answer(answer: str) -> None:
    text = reflect(answer, step="person") or ""
    assert re.search(r"no one|nobody", text.casefold())


def test_a_span_beyond_the_answer_is_ignored() -> None:
    reading = Reading(
        statements=(Statement(Span(500, 600), Theme.TRUST, Facet.RELIABILITY, Direction.PLUS, Figure.FRIEND),)
    )
    assert reflect("I felt safe with her.", reading) is not None


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("You said {said}.", "you_said"),
        ("{Said}, then.", "echo_then"),
        ("{Said}.", "echo"),
        ("So {said}.", "so"),
        ("That is yours to keep.", "that_is"),
    ],
)
def test_an_opening_is_known_by_its_first_words(text: str, ident: str) -> None:
    assert opening_id(text) == ident


def test_mistakes_in_the_openings_are_all_named(tmp_path: Path) -> None:
    source = yaml.safe_load((DATA / "replies" / "reflections.yml").read_text(encoding="utf-8"))
    source["plain"] = ["So {said}."]
    source["severe"] = [*source["severe"], "Is it {said}?"]
    source["more"] = []
    del source["loss"]
    path = tmp_path / "reflections.yml"
    path.write_text(yaml.safe_dump(source), encoding="utf-8")
    with pytest.raises(SetUpError) as caught:
        Openings.load(path)
    found = "\n".join(caught.value.problems)
    for expected in (
        "the list loss is missing",
        "plain: needs at least 6",
        "severe: 'Is it {said}?' has a slot",
        "asks or exclaims",
        "more: there is no such list",
    ):
        assert expected in found


def test_every_kind_of_tone_has_its_list() -> None:
    from bot.guides.tones import Tone

    assert {tone.value for tone in Tone} <= set(KINDS)


def test_the_writer_loads_by_itself() -> None:
    assert ReflectionWriter.load(DATA / "replies" / "reflections.yml")


WRITER = ReflectionWriter.load(DATA / "replies" / "reflections.yml")
TEXTS: dict[str, list[str]] = yaml.safe_load((DATA / "replies" / "reflections.yml").read_text(encoding="utf-8"))
NEVER_FACT = re.compile(
    r"\byou(?:'re| are| were)? (?:worthless|pathetic|disgusting|ugly|stupid|thick|a burden|a failure|a waste|unlovable|to blame)\b"
    r"|\b(?:hit|beat|raped?|choked|molested|abused) you\b|\b(?:narcissist|psychopath|liar|monster|bastard)\b"
)
TENTATIVELY = re.compile(r"\b(?:as if|thought|think|feel|felt|say|said|tell|telling|put|write|follow|have it right)\b")


@pytest.mark.parametrize("case", TABLE, ids=[f"{i}-{case['group']}" for i, case in enumerate(TABLE)])
def test_every_text_of_its_kind_suits_an_answer(case: dict[str, Any]) -> None:
    """Whichever of the texts comes, nothing heavy is stated as fact, and no more is quoted than was said."""
    answer = case["answer"]
    kind, slots = WRITER._content(answer, NOTHING, Asked(step=case.get("step", "moment")))
    if kind is None:
        return
    for text in TEXTS[kind]:
        whole = re.sub(r"\{(\w+)\}", lambda slot: slots[slot.group(1)], text)
        own = re.sub("\u201c.*?\u201d", "", whole).casefold()
        assert not NEVER_FACT.search(own) or TENTATIVELY.search(own[: NEVER_FACT.search(own).start()])  # type: ignore[union-attr]
        assert not re.search(r"\{|\}|\s{2,}|\.\.(?!\.)|\s[.,]", own), whole
        assert whole.count("\u201c") == whole.count("\u201d")
        for quote in re.findall("\u201c(.*?)\u201d", whole, re.DOTALL):
            assert _letters(quote) in _letters(answer), quote


def _letters(text: str) -> str:
    return re.sub(r"[^\w]", "", text.casefold())


def test_the_table_meets_nearly_every_kind() -> None:
    met = {WRITER._content(case["answer"], NOTHING, Asked(step=case.get("step", "moment")))[0] for case in TABLE}
    assert set(KINDS) - met <= {"two_sides"}  # two sides come from the reader's statements


@pytest.mark.parametrize(
    ("answer", "part"),
    [
        pytest.param("my niece Kayleigh. she runs at me", "your niece Kayleigh runs at you", id="role-and-name"),
        pytest.param("My grandmother. She brought me up.", "your grandmother brought you up", id="role"),
        pytest.param("my job. she runs it", "she runs it", id="no-person"),
        pytest.param("My mother was ill. She stayed in bed all day.", "your mother was ill", id="told-of-already"),
    ],
)
def test_whoever_was_just_named_is_named_again_and_not_only_she(answer: str, part: str) -> None:
    text = reflect(answer)
    assert text is not None
    assert part in text


@pytest.mark.parametrize(
    "answer",
    [
        "That I'm a daft old fool who can't keep a plant alive.",
        "I was a foolish girl to sign it.",
        "I must have been such a coward then.",
        "When I dropped it I said to myself you are useless, go home.",
        "I keep telling myself I'm an idiot for staying.",
        "I called myself a stupid cow all the way home.",
    ],
)
def test_what_one_calls_oneself_is_neither_repeated_nor_quoted(answer: str) -> None:
    assert reflect(answer) in TEXTS["severe"]


@pytest.mark.parametrize(
    "answer",
    [
        "I was silly to worry about the cake.",
        "I told myself I was not stupid.",
        "I keep telling myself you're not a failure.",
        "I was a girl of nine when we moved.",
        "I was no fool in that kitchen.",
        "I was told I was a silly girl at school.",
        "I tell myself nothing will happen to them.",
        "I call myself a gardener these days.",
    ],
)
def test_what_is_denied_or_mild_is_no_verdict_on_oneself(answer: str) -> None:
    assert reflect(answer) not in TEXTS["severe"]


@pytest.mark.parametrize(
    ("answer", "is_quoted"),
    [
        ("he shouts i go quiet", True),
        ("she came round i made tea", True),
        ("i wanted to talk he wanted to sleep", True),
        ("he told me he was ill", False),
        ("i hope he comes", False),
        ("she is the person i trust", False),
        ("she makes me feel i matter", False),
        ("it was him i trusted", False),
        ("i showed him i cared", False),
    ],
)
def test_two_sentences_run_together_are_quoted_and_not_built_into_one(answer: str, is_quoted: bool) -> None:
    assert is_run_together(answer) is is_quoted
    if is_quoted:
        assert "\u201c" in (reflect(answer) or "")


@pytest.mark.parametrize("answer", ["Is hard to say. My aunt cooked for us.", "It's difficult to say. My aunt cooked."])
def test_that_it_is_hard_to_say_is_not_what_stands_out(answer: str) -> None:
    assert "to say" not in (reflect(answer) or "")


LOST = yaml.safe_load((DATA / "replies" / "reflections.yml").read_text(encoding="utf-8"))["child_lost"]


@pytest.mark.parametrize(
    ("answer", "is_loss"),
    [
        pytest.param(
            "He was useless when I lost the baby. He went out and dug the garden. I was so lonely that year.",
            True,
            id="a-baby-beside-much-else",
        ),
        pytest.param(
            "We had a miscarriage that spring and he worked on, and I was so lonely that year.", True, id="miscarriage"
        ),
        pytest.param(
            "I lost my daughter's phone and he shouted, and I was so lonely on the way home that night.",
            False,
            id="a-phone",
        ),
    ],
)
def test_a_child_that_was_lost_is_heard_before_anything_else(answer: str, is_loss: bool) -> None:
    assert (reflect(answer) in LOST) is is_loss


@pytest.mark.parametrize("answer", ["what did i just say, the boat", "Well, what did I just tell you?"])
def test_what_did_i_just_say_is_told_that_it_was_said(answer: str) -> None:
    assert reflect(answer) in TEXTS["said_already"]


def test_what_did_i_say_wrong_is_no_complaint_to_us() -> None:
    assert reflect("I kept asking myself what did I say to her") not in TEXTS["said_already"]
