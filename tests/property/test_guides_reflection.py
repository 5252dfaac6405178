"""Laws of what is given back: it never fails, never runs on, never says the same opening twice within five turns."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guides import GuideBook
from bot.guides.answers import words
from bot.guides.turning import turned
from bot.working_model.statement import THEME_OF, Asked, Direction, Facet, Figure, Reading, Span, Statement

BOOK = GuideBook.load()
WORDS = st.sampled_from(
    [
        "i",
        "me",
        "my",
        "im",
        "i'm",
        "was",
        "am",
        "were",
        "she",
        "he",
        "they",
        "you",
        "mum",
        "Anna",
        "never",
        "always",
        "but",
        "and",
        "because",
        "told",
        "left",
        "hit",
        "died",
        "worthless",
        "love",
        "trust",
        "alone",
        ".",
        ",",
        "?",
        "“",
        "”",
        '"',
        "'",
        "said",
        "not",
        "burden",
        "🙂",
        "<b>",
        "{said}",
        "/stop",
        "no",
        "one",
        "idk",
    ]
)
TALK = st.lists(WORDS, max_size=60).map(" ".join)
ANY = st.one_of(TALK, st.text(max_size=400))


@st.composite
def read(draw: st.DrawFn, text: str) -> Reading:
    statements = []
    for _ in range(draw(st.integers(0, 3))):
        if len(text) < 2:
            break
        start = draw(st.integers(0, len(text) - 1))
        facet = draw(st.sampled_from(list(Facet)))
        statements.append(
            Statement(
                Span(start, draw(st.integers(start + 1, len(text) + 5))),
                THEME_OF[facet],
                facet,
                draw(st.sampled_from(list(Direction))),
                draw(st.sampled_from(list(Figure))),
            )
        )
    return Reading(statements=tuple(statements))


@settings(max_examples=80, deadline=None)
@given(text=ANY, data=st.data(), step=st.sampled_from(["person", "moment", "closing", None]))
def test_any_answer_is_given_back_decently_or_not_at_all(text: str, data: st.DataObject, step: str | None) -> None:
    reflection = BOOK.reflect(text, data.draw(read(text)), Asked(step=step), openings=())
    if reflection is None:
        return
    own = re.sub("\u201c.*\u201d", "", reflection.text, flags=re.DOTALL)
    assert reflection.text.strip()
    assert len(words(reflection.text)) <= 25 + 12  # what was said, and our few words round it
    assert not re.search(r"[\x00-\x1f\u202a-\u202e]", reflection.text)
    assert "{" not in own.replace("{said}", "")
    assert not re.search(r"\bhit you\b|\bdied\b|\byou(?:'re| are| were) worthless\b", own.casefold())


@settings(max_examples=40, deadline=None)
@given(answers=st.lists(TALK, min_size=8, max_size=16))
def test_no_opening_twice_within_five_turns(answers: list[str]) -> None:
    openings: list[str] = []
    for answer in answers:
        reflection = BOOK.reflect(answer, Reading(), None, openings=tuple(openings[-5:]))
        if reflection is not None:
            assert reflection.opening not in openings[-5:]
            openings.append(reflection.opening)


@settings(max_examples=80, deadline=None)
@given(text=ANY)
def test_the_same_answer_is_given_back_the_same(text: str) -> None:
    first = BOOK.reflect(text, Reading(), None, openings=("you_said",))
    assert first == BOOK.reflect(text, Reading(), None, openings=("you_said",))


@settings(max_examples=100, deadline=None)
@given(clause=st.lists(WORDS, max_size=20).map(" ".join))
def test_turning_leaves_no_first_person_outside_quotation_marks(clause: str) -> None:
    outside = re.sub("\u201c[^\u201d]*\u201d|\"[^\"]*\"|'[^']*'", "", turned(clause))
    if not re.search("[\u201c\u201d\"']", clause):
        assert not re.search(r"\b(i|me|my|myself|mine)\b", outside.casefold())


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_turning_never_fails(text: str) -> None:
    assert isinstance(turned(text), str)
    assert isinstance(turned(text, to_bot=True), str)
