"""Twelve people, each through whole guides over HTTP with the real processes. What they said stands in docs/transcripts."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from tests.scripted import GUIDES, Held, Person, everybody, hold, step_of
from tests.serving import Running
from tests.talking import lines_of

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

PEOPLE = {person.slug: person for person in everybody()}
OPENINGS_APART = 5


@pytest.fixture(scope="session")
def held(running: Running) -> Callable[[Person], Held]:
    """Each person's conversation, held once."""
    done: dict[str, Held] = {}

    def of(person: Person) -> Held:
        if person.slug not in done:
            done[person.slug] = hold(person, running.url)
        return done[person.slug]

    return of


@pytest.fixture(params=sorted(PEOPLE))
def talk(request: pytest.FixtureRequest, held: Callable[[Person], Held]) -> Held:
    return held(PEOPLE[request.param])


def _questions(talk: Held) -> list[str]:
    """The open question after each turn, "" where none is."""
    return [reply["paragraphs"][-1] if step_of(reply["paragraphs"][-1]) else "" for _, reply in talk.turns]


def _reflections(talk: Held) -> list[str]:
    """What was given back before a guide's question, turn by turn; "" where nothing was."""
    found = []
    for words, reply in talk.turns:
        is_answer = not words.startswith("[") and reply["kind"] in ("question", "closing")
        before = reply["paragraphs"][:-1] if is_answer else []
        found.append(before[0] if len(before) == 1 else "")
    return found


def test_there_are_twelve() -> None:
    assert len(PEOPLE) == 12


def test_every_guide_they_choose_ends(talk: Held) -> None:
    assert talk.ended == len(talk.person.guides)


def test_no_question_is_put_twice_running_unless_something_was_asked_back(talk: Held) -> None:
    asked = _questions(talk)
    steps = [step_of(question) for question in asked]
    allowed = set(talk.person.expect.get("asked_again", []))
    again = [
        (steps[at], after)
        for at, (before, after) in enumerate(itertools.pairwise(asked))
        if before and before == after and steps[at] not in allowed
    ]
    assert again == []


def test_no_reflection_opens_like_one_of_the_last_five(talk: Held) -> None:
    opened = [" ".join(text.split()[:2]).casefold() for text in _reflections(talk)]
    for at, opening in enumerate(opened):
        assert not opening or opening not in opened[max(0, at - OPENINGS_APART + 1) : at], opening


def test_every_line_of_the_summary_stands_on_words_of_theirs(talk: Held) -> None:
    for line in lines_of(talk.summary):
        assert line["quotes"], line["text"]
        assert all(any(quote["text"] in said for said in talk.said) for quote in line["quotes"]), line


def test_a_guarded_person_gets_no_more_lines_than_there_is_ground_for(talk: Held) -> None:
    assert len(lines_of(talk.summary)) <= talk.person.expect.get("lines_at_most", 99)


def _understood(talk: Held) -> list[str]:
    """The lines of the summary, and what was shown of it in the talk before something was contested."""
    shown = [paragraph for _, reply in talk.turns if reply["kind"] == "command" for paragraph in reply["paragraphs"]]
    return [*(line["text"] for line in lines_of(talk.summary)), *shown]


def test_nothing_untrue_stands_in_the_summary(talk: Held) -> None:
    texts = _understood(talk)
    assert [part for part in talk.person.expect.get("untrue", []) if any(part in text for text in texts)] == []


def test_what_was_plainly_said_stands_in_the_summary(talk: Held) -> None:
    """Whoever stands under `hoped` has a line, but for exactly the gaps that `not_yet` names: one that is mended leaves it."""
    texts = _understood(talk)
    expect = talk.person.expect
    missing = {part for part in expect.get("hoped", []) if not any(part in text for text in texts)}
    assert missing == set(expect.get("not_yet", []))


def test_safety_answers_where_it_must_and_only_there(talk: Held) -> None:
    answered = [words for words, reply in talk.turns if reply["kind"] == "safety"]
    expected = talk.person.expect.get("safety", [])
    assert len(answered) == len(expected), answered
    for words, part in zip(answered, expected, strict=True):
        assert part in words


def test_attune_never_says_what_it_must_not(talk: Held) -> None:
    replies = "\n".join(paragraph for _, reply in talk.turns for paragraph in reply["paragraphs"])
    for part in (*talk.person.expect.get("never_says", []), "{", "}", "Traceback", "None", "[["):
        assert part not in replies, part


def test_nothing_went_wrong_inside(talk: Held, running: Running) -> None:
    assert talk.turns
    assert "Traceback" not in running.log_text()


def test_every_question_of_every_guide_is_recognised() -> None:
    assert GUIDES.is_dir()
    assert step_of("And you: what did you do then?") == "need.i_did"
    assert step_of("Please press one of the two buttons.") is None
