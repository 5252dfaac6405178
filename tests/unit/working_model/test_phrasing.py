"""The words themselves: whole, plain, and fit to be said to anyone."""

from __future__ import annotations

import itertools
import re

import pytest

from bot.working_model.evidence import OTHERS, SELF
from bot.working_model.naming import Naming
from bot.working_model.phrases import ABOUT_SOMEONE, IN_GENERAL, OF_ONESELF
from bot.working_model.phrasing import Form, Subject, both, clause, finish, how_sure, sentence
from bot.working_model.statement import THEME_OF, Direction, Facet, Theme

ANNA = Subject("k:anna", Naming("your sister Anna", "Anna", they="she", them="her", their="her"))
FRIENDS = Subject("k:friends", Naming("your friends", "your friends", plural=True))
UNNAMED = Subject("k:p", Naming("your partner", "your partner"))
EVERY = [(facet, direction) for facet in Facet for direction in Direction]
FORBIDDEN = re.compile(
    r"\b(?:anxious|avoidant|attachment|secure|disorder|diagnos\w*|symptom|trauma|dysfunction\w*|toxic|always|never|must|should)\b",
    re.IGNORECASE,
)


def subjects(facet):
    general = SELF if THEME_OF[facet] is Theme.SELF_WORTH else OTHERS
    return (ANNA, FRIENDS, UNNAMED, Subject(general))


def every_sentence():
    for (facet, direction), form in itertools.product(EVERY, Form):
        for subject in subjects(facet):
            for seed, after in itertools.product("abcdefgh", (None, *Direction)):
                yield sentence(facet, direction, form, subject, seed=seed, after=after)[0]


ALL = sorted(set(every_sentence()))


def test_every_label_has_its_words():
    assert set(ABOUT_SOMEONE) | set(OF_ONESELF) == set(EVERY) == set(IN_GENERAL) | set(OF_ONESELF)


@pytest.mark.parametrize("text", ALL)
def test_a_sentence_is_whole(text):
    assert text[0].isupper()
    assert text.endswith(".")
    assert not re.search(r"[{}\[\]|<>]|  |\.\.| ,", text)


@pytest.mark.parametrize("text", ALL)
def test_a_sentence_is_tentative_and_in_the_second_person(text):
    assert re.search(r"\byou(?:r words)?\b", text, re.IGNORECASE)
    assert re.search(r"said|tell|told|say|your words|look back|described|spoke|remember|wondered|not sure|doubt", text)
    assert not FORBIDDEN.search(text)


def syllables(word):
    return max(1, len(re.findall(r"[aeiouy]+", re.sub(r"e$", "", word.lower()))))


def grade(text):
    """Flesch and Kincaid's grade (1975): school years needed."""
    words = re.findall(r"[a-zA-Z']+", text)
    sentences = max(1, len(re.findall(r"[.;:]", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def test_they_can_be_read_at_twelve():
    grades = sorted(grade(text) for text in ALL)
    assert sum(grades) / len(grades) < 6
    assert grades[int(len(grades) * 0.95)] < 9.5


def test_plural_people_take_plural_verbs():
    said = {clause(Facet.AVAILABILITY, Direction.PLUS, Form.NOW, FRIENDS, seed=str(seed)) for seed in range(20)}
    assert "your friends are there for you when it counts" in said
    assert not any("friends is" in each for each in said)


@pytest.mark.parametrize(
    ("subject", "second"),
    [(ANNA, "Anna"), (UNNAMED, "them"), (FRIENDS, "them")],
    ids=["by name", "by pronoun", "plural"],
)
def test_the_second_time_a_person_is_called_shortly(subject, second):
    text = both(Facet.COMFORT, subject, (Form.NOW, Form.NOW), seed="x")
    assert text.rstrip(".").endswith(second)


def test_pronouns_at_the_start_of_a_clause_agree():
    from bot.working_model.phrasing import PRONOUN

    she = clause(Facet.AVAILABILITY, Direction.MINUS, Form.ONCE, ANNA, seed="a", called=PRONOUN)
    they = clause(Facet.AVAILABILITY, Direction.MINUS, Form.ONCE, UNNAMED, seed="a", called=PRONOUN)
    assert (she, they) == ("she was not there for you", "they were not there for you")
    past = clause(Facet.RESPONSIVENESS, Direction.PLUS, Form.THEN, ANNA, seed="b", called=PRONOUN)
    assert not past.startswith("her ")


def test_a_line_keeps_its_words():
    one, two = (sentence(Facet.COMFORT, Direction.PLUS, Form.NOW, ANNA, seed="x") for _ in range(2))
    assert one == two


def test_neighbours_do_not_sound_alike():
    _, frame = sentence(Facet.COMFORT, Direction.PLUS, Form.NOW, ANNA, seed="x")
    _, other = sentence(Facet.COMFORT, Direction.PLUS, Form.NOW, ANNA, seed="x", not_frames=[frame])
    assert frame != other


@pytest.mark.parametrize("form", [Form.NOW, Form.THEN, Form.ONCE])
@pytest.mark.parametrize(
    ("after", "links", "never"),
    [
        (Direction.PLUS, r"also|And|From what|Going by|As you", r"^(?:But|Even so|At the same)|yet"),
        (Direction.MINUS, r"But|yet|At the same time|Even so", r"^And, |You also"),
    ],
)
def test_a_line_goes_with_the_one_before_it(form, after, links, never):
    for seed in "abcdefgh":
        text, _ = sentence(Facet.COMFORT, Direction.PLUS, form, ANNA, seed=seed, called="Anna", after=after)
        assert re.search(links, text)
        assert not re.search(never, text)


def test_with_somebody_in_mind_nothing_stands_between():
    for seed, after in itertools.product("abcd", [None, *Direction]):
        text, _ = sentence(Facet.WORTH, Direction.MINUS, Form.NOW, ANNA, seed=seed, after=after)
        assert text.startswith("With your sister Anna in mind, you said")


def test_sentences_vary():
    said = {sentence(Facet.COMFORT, Direction.PLUS, Form.NOW, ANNA, seed=str(seed))[0] for seed in range(40)}
    assert len(said) >= 8


@pytest.mark.parametrize(
    ("times", "unsure", "words"),
    [
        (1, False, "said once"),
        (2, False, "said twice"),
        (4, False, "said a few times"),
        (5, False, "said many times"),
        (2, True, "said twice, with some doubt"),
    ],
)
def test_how_sure(times, unsure, words):
    assert how_sure(times, unsure=unsure) == words


def test_finish():
    assert finish("  it  is ") == "It is"
