"""The reader as the service meets it: statements, figures, what cancels, odd text."""

from __future__ import annotations

import time

import pytest

from bot.language import SpacyReader, read, reader
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import Reader
from bot.working_model.statement import Asked, Direction, Elicits, Facet, Figure, Grain, Outcome, Theme, Time, Way


def _labels(text: str, asked: Asked | None = None) -> list[str]:
    return [f"{s.facet} {s.direction} {s.figure}" for s in read(text, asked)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param("She does what she says.", ["reliability + other_person"], id="reliable"),
        pytest.param("He lied to me for a year.", ["reliability - other_person"], id="lied"),
        pytest.param("my dad was never there for me", ["availability - father"], id="absent-father"),
        pytest.param("I hate needing anyone", ["comfort - others"], id="needing"),
        pytest.param("I feel so alone", ["connection - self"], id="alone"),
        pytest.param("I deserve good things", ["worth + self"], id="deserve"),
        pytest.param("I ruin every relationship", ["competence - self"], id="ruin"),
        pytest.param("If they knew me they'd run.", ["rejection - others"], id="if-they-knew"),
        pytest.param("I love him but I can't rely on him", ["reliability - other_person"], id="two-poles"),
        pytest.param("I never doubted her", ["reliability + other_person"], id="never-doubted"),
        pytest.param("i don’t trust my mum", ["reliability - mother"], id="curly-quote"),
        pytest.param("why does everyone always leave me?", ["abandonment - others"], id="presupposing-question"),
        pytest.param("I want to be closer to her", ["connection - other_person"], id="wish-states-lack"),
    ],
)
def test_reads_what_is_said(text, labels):
    assert _labels(text) == labels


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Should I trust him?", id="question"),
        pytest.param("should i trust him", id="question-unmarked"),
        pytest.param("if I trusted him I would stay", id="condition"),
        pytest.param("I want to trust her", id="intent"),
        pytest.param("He doesn't trust anyone", id="somebody-elses-model"),
        pytest.param("my sister says I don't trust anyone", id="reported"),
        pytest.param("I trust this recipe", id="no-person"),
        pytest.param("I'm so anxious today", id="mood"),
        pytest.param("we broke up last week and she moved out", id="event"),
        pytest.param("I hate myself for saying that", id="one-act"),
        pytest.param("I love him so much", id="affection"),
        pytest.param("I live alone in Leeds", id="circumstance"),
        pytest.param("I was not jealous exactly", id="not-quite"),
    ],
)
def test_leaves_alone_what_asserts_nothing(text):
    assert _labels(text) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        pytest.param("I used to trust my brother", Time.PAST, id="used-to"),
        pytest.param("my dad never listened to me", Time.PAST, id="past-verb"),
        pytest.param("I trust my brother", Time.NOW, id="now"),
        pytest.param("I don't trust my brother anymore", Time.CHANGING, id="anymore"),
        pytest.param("I'm starting to trust my brother", Time.CHANGING, id="starting-to"),
        pytest.param("he has never lied to me", Time.NOW, id="perfect"),
    ],
)
def test_reads_the_time(text, time):
    assert [s.time for s in read(text)] == [time]


def test_a_hedge_halves_certainty():
    assert [s.certainty for s in read("I guess I don't really trust people")] == [0.5]
    assert [s.certainty for s in read("I never trust people")] == [1.0]


def test_one_occasion_is_a_moment():
    assert [s.grain for s in read("that night my brother lied to me")] == [Grain.MOMENT]
    assert [s.grain for s in read("my brother always lies to me")] == [Grain.GENERAL]


def test_learns_a_name_and_follows_pronouns():
    statements = read("my sister Anna lives in Cork. she is always there for me. I trust Anna with anything")
    assert [(s.figure, s.name) for s in statements] == [(Figure.SIBLING, "Anna"), (Figure.SIBLING, "Anna")]


def test_two_people_are_kept_apart():
    statements = read("My mum listens to me. My dad never listens to me.")
    assert [(s.figure, s.direction) for s in statements] == [
        (Figure.MOTHER, Direction.PLUS),
        (Figure.FATHER, Direction.MINUS),
    ]


def test_a_pronoun_takes_the_person_asked_about():
    asked = Asked(question="How is it with your brother Tom?", figure=Figure.SIBLING, name="Tom")
    assert [(s.figure, s.name) for s in read("I can't rely on him", asked)] == [(Figure.SIBLING, "Tom")]


def test_a_known_name_is_recognised():
    known = [KnownPerson(KnownPersonId("k"), PersonId("p"), Figure.FRIEND, "Zephyrine")]
    found = reader().read("Zephyrine never listens to me", None, known).statements
    assert [(s.figure, s.name) for s in found] == [(Figure.FRIEND, "Zephyrine")]


_ILL = Asked(
    question="Could you count on him when you were ill?",
    theme=Theme.TRUST,
    facet=Facet.AVAILABILITY,
    figure=Figure.FATHER,
    name="Joe",
    elicits=Elicits.ASKED_PLUS,
)
_WHO = Asked(question="Who could you turn to?", theme=Theme.TRUST, facet=Facet.AVAILABILITY, elicits=Elicits.ASKED_PLUS)
_WORRY = Asked(
    question="Did you worry she'd leave?",
    theme=Theme.SECURITY,
    facet=Facet.ABANDONMENT,
    figure=Figure.PARTNER,
    elicits=Elicits.ASKED_MINUS,
)


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        pytest.param(_ILL, "Never.", ("Never", "-", "father", 1.0), id="never"),
        pytest.param(_ILL, "not really", ("not really", "-", "father", 0.5), id="not-really"),
        pytest.param(_ILL, "yes", ("yes", "+", "father", 1.0), id="yes"),
        pytest.param(_ILL, "sometimes i guess", ("sometimes i guess", "+", "father", 0.5), id="sometimes"),
        pytest.param(_ILL, "Not him.", ("Not him", "-", "father", 1.0), id="not-him"),
        pytest.param(_WHO, "My gran, always.", ("My gran, always", "+", "grandparent", 1.0), id="gran"),
        pytest.param(_WHO, "nobody", ("nobody", "-", "others", 1.0), id="nobody"),
        pytest.param(_WORRY, "no, never", ("no, never", "+", "partner", 1.0), id="no-worry"),
        pytest.param(_WORRY, "all the time", ("all the time", "-", "partner", 1.0), id="worry"),
    ],
)
def test_short_answers_speak_in_the_light_of_the_question(asked, answer, expected):
    found = [(s.span.of(answer), s.direction.value, s.figure.value, s.certainty) for s in read(answer, asked)]
    assert found == [expected]


@pytest.mark.parametrize("answer", ["I went to Leeds for my exams", "why do you ask?", "", "hm", "blue"])
def test_what_is_no_answer_makes_no_statement(answer):
    assert read(answer, _ILL) == []


def test_a_short_answer_needs_a_theme():
    assert read("Never.", Asked(question="Have you been to Spain?")) == []


def test_reads_ways_of_coping_with_their_outcome():
    (coping,) = reader().read("I ring my mum when I'm upset and it helps").coping
    assert (coping.way, coping.outcome) == (Way.SEEK, Outcome.HELPED)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Je ne fais confiance à personne, il me ment toujours", id="french"),
        pytest.param("ich vertraue ihm nicht mehr", id="german"),
        pytest.param("mi madre nunca me escucha y estoy sola", id="spanish"),
        pytest.param("أنا لا أثق به أبدا", id="arabic"),
        pytest.param("я ему больше не доверяю", id="russian"),
        pytest.param("我不信任他", id="chinese"),
    ],
)
def test_another_language_is_told_and_not_read(text):
    reading = reader().read(text)
    assert not reading.language_known
    assert reading.statements == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("   \n\t ", id="blank"),
        pytest.param("\x00\x01\x02 \x7f", id="control"),
        pytest.param("😭" * 10_000, id="emoji"),
        pytest.param("(" * 10_000, id="brackets"),
        pytest.param("a'" * 5_000, id="apostrophes"),
        pytest.param("my " * 3_333, id="owners"),
        pytest.param("i feel like " * 833, id="chain"),
        pytest.param("so very really not never " * 400, id="adverbs"),
        pytest.param("i don't trust him and " * 454, id="statements"),
        pytest.param("\u202eI trust him\u202c", id="right-to-left"),
        pytest.param("<b>I</b> &amp; I <script>", id="html"),
        pytest.param("\ud800", id="lone-surrogate"),
    ],
)
def test_hostile_text_is_read_in_bounded_time(text):
    started = time.perf_counter()
    reader().read(text)
    assert time.perf_counter() - started < 5.0


def test_spans_lie_in_the_text_as_sent():
    text = "so  …  honestly I don’t trust him, at all 😭 and my mum’s never there for me"
    for statement in read(text):
        assert statement.span.of(text) in text
    assert next(s.span.of(text) for s in read(text)).startswith("I don’t trust him")


def test_the_same_text_reads_the_same():
    text = "I push people away but my gran gets me"
    assert SpacyReader().read(text) == SpacyReader().read(text)


def test_is_a_reader():
    made: Reader = reader()
    assert made.read("hello").statements == ()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("I feel judged by the other mums", Time.NOW),
        ("I don't feel rejected by my husband", Time.NOW),
        ("I don't let anyone get close", Time.NOW),
        ("I don't think anyone could love me", Time.NOW),
        ("I felt judged by the other mums", Time.PAST),
        ("I was rejected by my mother", Time.PAST),
        ("I could trust him", Time.PAST),
    ],
)
def test_a_participle_is_no_past(text, time):
    assert {each.time for each in read(text)} <= {time}
