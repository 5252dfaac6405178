"""The chooser: which question comes next, about whom, in which words, and when it is enough."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.errors import NotFoundError
from bot.guides import GuideBook
from bot.guides.choice import PASS_OFFERS, SOMEONE_ELSE
from bot.working_model.dialogue import DialogueState
from bot.working_model.guide import NextQuestion
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import DeclinedTopic, KnownPerson, Tie
from bot.working_model.statement import (
    THEME_OF,
    Asked,
    Coping,
    Direction,
    Elicits,
    Facet,
    Figure,
    Grain,
    Mention,
    Reading,
    Span,
    Statement,
    Way,
)  # fmt: skip

BOOK = GuideBook.load()
LEAN, NEED, EYES, NEAR, ARGUE, THEN, CHECK, SMALL = (guide.id for guide in BOOK.all())
ANNA = KnownPerson(KnownPersonId("anna"), PersonId("p"), Figure.SIBLING, "Anna")
GRAN = KnownPerson(KnownPersonId("gran"), PersonId("p"), Figure.GRANDPARENT, None)
STORY = "It was late on a Sunday and the two of us sat in the kitchen for a long while."


@dataclass
class Talk:
    """A conversation with the chooser, its state kept as the use case keeps it."""

    guide: str
    known: tuple[KnownPerson, ...] = ()
    thin: tuple[tuple[str, str], ...] = ()
    declined: tuple[DeclinedTopic, ...] = ()
    unsafe: tuple[KnownPersonId, ...] = ()
    state: DialogueState = field(default_factory=DialogueState)
    asked: list[NextQuestion] = field(default_factory=list)

    def start(self, **state: Any) -> NextQuestion:
        self.state = DialogueState(guide_id=self.guide, **state)
        return self._next("", Reading())

    def say(
        self, answer: str, *mentions: tuple[str, Figure, str | None], reading: Reading | None = None
    ) -> NextQuestion:
        spans = tuple(
            Mention(Span(answer.index(w), answer.index(w) + len(w)), figure, name) for w, figure, name in mentions
        )
        assert self.state.step_id is not None
        if self.state.step_id not in self.state.answered:
            self.state = replace(self.state, answered=(*self.state.answered, self.state.step_id))
        return self._next(answer, replace(reading or Reading(), mentions=spans))

    def skip(self) -> NextQuestion:
        assert self.state.step_id is not None
        self.state = replace(self.state, passed=(*self.state.passed, self.state.step_id))
        return self._next("", Reading())

    def to_the_end(self, answer: str = STORY) -> list[str]:
        while self.asked[-1] is not None and len(self.asked) < 40:
            question = self.say_or_none(answer)
            if question is None:
                return [each.step_id for each in self.asked]
        raise AssertionError("the guide does not end")

    def say_or_none(self, answer: str) -> NextQuestion | None:
        before = len(self.asked)
        try:
            self.say(answer)
        except AssertionError:
            if len(self.asked) == before:
                return None
            raise
        return self.asked[-1]

    def _next(self, answer: str, reading: Reading) -> NextQuestion:
        question = BOOK.next_question(
            self.state,
            known=self.known,
            read_now=reading,
            answer=answer,
            thin=self.thin,
            declined=self.declined,
            unsafe=self.unsafe,
        )
        assert question is not None
        followed = (*self.state.followed_up, question.step_id) if question.is_follow_up else self.state.followed_up
        self.state = replace(
            self.state, step_id=question.step_id, wording=question.wording, question=question.question, asked=question.asked,
            about=question.about or self.state.about, followed_up=followed, turn=self.state.turn + 1,
            wordings=tuple({**dict(self.state.wordings), question.step_id: question.wording}.items()),
            covered=question.covered, evasive=question.evasive, called=question.called,
        )  # fmt: skip
        self.asked.append(question)
        return question


def statement(facet: Facet, direction: str, figure: Figure, grain: Grain = Grain.GENERAL) -> Reading:
    return Reading(
        statements=(Statement(Span(0, 4), THEME_OF[facet], facet, Direction(direction), figure, grain=grain),)
    )


def with_anna(**changes: Any) -> Talk:
    talk = Talk(LEAN, known=(ANNA,), **changes)
    talk.start()
    talk.say("my sister Anna", ("my sister Anna", Figure.SIBLING, "Anna"))
    return talk


# --- whom it is about


def test_a_guide_begins_with_its_first_step_and_nobody_in_mind() -> None:
    first = Talk(LEAN).start()
    assert (first.step_id, first.about) == ("lean.who", None)
    assert first.asked == Asked(question=first.question, elicits=Elicits.OPEN, step="person")


def test_who_was_named_is_who_the_next_question_is_about() -> None:
    question = with_anna().asked[-1]
    assert question.step_id == "lean.moment"
    assert question.about == "anna"
    assert (question.asked.figure, question.asked.name) == (Figure.SIBLING, "Anna")
    assert (question.asked.facet, question.asked.elicits) == (Facet.AVAILABILITY, Elicits.ASKED_PLUS)
    assert "Anna" in question.question


def test_a_name_just_said_is_not_said_in_full_again() -> None:
    talk = with_anna()
    assert "your sister Anna" not in talk.asked[-1].question
    for _ in range(3):
        assert "your sister Anna" not in talk.say(STORY).question


def test_the_persons_own_word_lasts_through_the_guide() -> None:
    talk = Talk(LEAN, known=(GRAN,))
    talk.start()
    talk.say("my nan, always", ("my nan", Figure.GRANDPARENT, None))
    for _ in range(4):
        question = talk.say(STORY)
        assert "grandparent" not in question.question
    assert any("your nan" in each.question for each in talk.asked[2:])


def test_two_sisters_are_two_people() -> None:
    mia = replace(ANNA, id=KnownPersonId("mia"), name="Mia")
    talk = Talk(LEAN, known=(ANNA, mia))
    talk.start()
    assert talk.say("my sister Mia", ("my sister Mia", Figure.SIBLING, "Mia")).about == "mia"


def test_several_names_are_asked_about_once() -> None:
    talk = Talk(LEAN, known=(ANNA, GRAN))
    talk.start()
    question = talk.say(
        "my sister Anna and my gran", ("my sister Anna", Figure.SIBLING, "Anna"), ("my gran", Figure.GRANDPARENT, None)
    )
    assert question.is_follow_up
    assert question.step_id == "lean.who"
    after = talk.say("my gran then", ("my gran", Figure.GRANDPARENT, None))
    assert (after.step_id, after.about) == ("lean.moment", "gran")


def test_someone_the_reader_did_not_see_is_still_someone() -> None:
    talk = Talk(LEAN)
    talk.start()
    question = talk.say("my sister")
    assert "your sister" in question.question
    assert question.asked.figure is Figure.SIBLING


def test_a_talk_that_began_with_someone_does_not_ask_who() -> None:
    talk = Talk(LEAN, known=(ANNA,))
    assert talk.start(about=ANNA.id).step_id == "lean.moment"


# --- no one


@pytest.mark.parametrize("answer", ["No one.", "nobody really", "just me", "no, I was always alone with things"])
def test_no_one_leads_its_own_way(answer: str) -> None:
    talk = Talk(LEAN)
    talk.start()
    assert talk.say(answer).step_id == "lean.alone"
    steps = talk.to_the_end()
    about_someone = {"lean.moment", "lean.they_did", "lean.i_showed", "lean.exception", "lean.expect", "lean.away"}
    assert not about_someone & set(steps)
    assert {"lean.alone", "lean.alone_ease", "lean.ever"} <= set(steps)


def test_someone_mentioned_beside_no_one_is_not_asked_about() -> None:
    talk = Talk(LEAN, known=(replace(ANNA, id=KnownPersonId("mum"), figure=Figure.MOTHER, name=None),))
    talk.start()
    # The use case may already hold the mentioned mother as the one talked about.
    talk.state = replace(talk.state, about=KnownPersonId("mum"))
    talk.say("No one, not since my mother moved", ("my mother", Figure.MOTHER, None))
    assert talk.asked[-1].step_id == "lean.alone"
    assert talk.say(STORY).step_id == "lean.alone_ease"


def test_no_one_now_but_someone_once() -> None:
    talk = Talk(LEAN, known=(GRAN,))
    talk.start()
    talk.say("No one.")
    talk.say(STORY)
    talk.say(STORY)
    assert talk.asked[-1].step_id == "lean.ever"
    question = talk.say("my gran, when I was small", ("my gran", Figure.GRANDPARENT, None))
    assert (question.step_id, question.about) == ("lean.moment", "gran")


def test_someone_never_meets_the_way_for_no_one() -> None:
    steps = with_anna().to_the_end()
    assert not {"lean.alone", "lean.alone_ease", "lean.ever", "lean.help"} & set(steps)


# --- what was already said


def test_what_was_just_told_is_not_asked() -> None:
    talk = with_anna()
    question = talk.say(STORY, reading=statement(Facet.RESPONSIVENESS, "+", Figure.SIBLING, Grain.MOMENT))
    assert question.step_id == "lean.i_showed"


def test_what_was_told_early_is_not_asked_later_either() -> None:
    talk = Talk(NEED)
    talk.start()
    talk.say(STORY, reading=Reading(coping=(Coping(Span(0, 3), Way.WITHDRAW),)))
    assert "need.i_did" not in talk.to_the_end()


def test_the_other_pole_does_not_answer_the_question() -> None:
    talk = with_anna()
    talk.say(STORY)
    talk.say(STORY)
    assert talk.asked[-1].step_id == "lean.i_showed"
    # A good word about her does not say whether there was another time.
    assert talk.say(STORY, reading=statement(Facet.RESPONSIVENESS, "+", Figure.SIBLING)).step_id == "lean.exception"


def test_about_another_person_is_not_about_this_one() -> None:
    talk = with_anna()
    assert (
        talk.say(STORY, reading=statement(Facet.RESPONSIVENESS, "+", Figure.MOTHER, Grain.MOMENT)).step_id
        == "lean.they_did"
    )


def test_a_wish_that_was_told_is_not_asked() -> None:
    talk = Talk(NEED)
    talk.start()
    talk.say("I was in hospital and I only wanted someone to sit with me for an hour or so")
    assert "need.wish" not in talk.to_the_end()


@pytest.mark.parametrize("answer", ["Never.", "No.", "idk", "I'd rather not say"])
def test_no_moment_no_questions_about_the_moment(answer: str) -> None:
    talk = with_anna()
    talk.state = replace(talk.state, followed_up=("lean.moment",))
    talk.say(answer)
    assert "lean.they_did" not in talk.to_the_end()


# --- safety


def test_no_exception_and_no_losing_where_someone_is_not_safe() -> None:
    talk = with_anna(unsafe=(ANNA.id,))
    steps = talk.to_the_end()
    assert not {"lean.exception", "lean.away"} & set(steps)


def test_harm_told_just_now_counts_at_once() -> None:
    talk = with_anna()
    talk.say(STORY, reading=statement(Facet.SAFETY, "-", Figure.SIBLING))
    talk.say(STORY, reading=statement(Facet.SAFETY, "-", Figure.SIBLING))
    assert talk.say(STORY, reading=statement(Facet.SAFETY, "-", Figure.SIBLING)).step_id != "lean.exception"


def test_with_someone_else_unsafe_the_exception_is_asked() -> None:
    assert "lean.exception" in with_anna(unsafe=(GRAN.id,)).to_the_end()


def test_the_small_step_is_not_asked_about_where_anyone_is_unsafe() -> None:
    talk = Talk(CHECK, unsafe=(ANNA.id,))
    assert talk.start().step_id == "check.lately"
    assert not {"check.expected", "check.happened"} & set(talk.to_the_end())


@pytest.mark.parametrize(
    ("tie", "gone"), [(Tie.DIED, "lean.away"), (Tie.ENDED, "lean.away"), (Tie.NO_CONTACT, "lean.away")]
)
def test_a_tie_that_is_over_is_not_asked_about_as_if_it_went_on(tie: Tie, gone: str) -> None:
    talk = Talk(LEAN, known=(replace(ANNA, tie=tie),))
    talk.start()
    talk.say("my sister Anna", ("my sister Anna", Figure.SIBLING, "Anna"))
    assert gone not in talk.to_the_end()


def test_then_and_now_asks_of_the_dead_how_they_are_seen_and_not_how_it_is_between_them() -> None:
    talk = Talk(THEN, known=(replace(GRAN, tie=Tie.DIED),))
    talk.start()
    talk.say("my gran", ("my gran", Figure.GRANDPARENT, None))
    steps = talk.to_the_end()
    assert "then.looking_back" in steps
    assert "then.between" not in steps


def test_a_death_told_by_the_way_lasts_through_the_guide() -> None:
    talk = Talk(LEAN, known=(GRAN,))
    talk.start()
    talk.say("my gran, she died two years ago", ("my gran", Figure.GRANDPARENT, None))
    assert "lean.away" not in talk.to_the_end()


PETE = KnownPerson(KnownPersonId("pete"), PersonId("p"), Figure.SIBLING, "Pete")
MUM = KnownPerson(KnownPersonId("mum"), PersonId("p"), Figure.MOTHER, None)


@pytest.mark.parametrize(
    ("told", "is_known"),
    [
        pytest.param("Me and my brother Pete fell out over who was having Mum's dog.", True, id="me and him"),
        pytest.param("My brother Pete and I had a huge row about Mum and her money.", True, id="he and I"),
        pytest.param("It was about Mum going into the home. My brother Pete said I was cold.", True, id="he said"),
        pytest.param("I had a fight with my brother Pete, Mum was there and cried.", True, id="a fight with him"),
        pytest.param("My brother Pete shouted, and Mum said I had started it.", False, id="both"),
        pytest.param("There was my brother Pete, and Mum, and it all went wrong.", False, id="neither"),
    ],
)
def test_who_an_argument_was_with_is_not_asked_once_it_was_said(told: str, is_known: bool) -> None:
    talk = Talk(ARGUE, known=(PETE, MUM))
    talk.start()
    question = talk.say(
        told,
        ("my brother Pete" if "my brother Pete" in told else "My brother Pete", Figure.SIBLING, "Pete"),
        ("Mum", Figure.MOTHER, None),
    )
    assert (question.step_id, question.about) == (("argue.wish", PETE.id) if is_known else ("argue.who", None))


# --- declined


def test_a_declined_person_is_never_asked_about() -> None:
    talk = Talk(LEAN, known=(ANNA, GRAN), declined=(DeclinedTopic(Figure.SIBLING, "Anna"),))
    talk.start()
    question = talk.say("my sister Anna", ("my sister Anna", Figure.SIBLING, "Anna"))
    assert question.question in SOMEONE_ELSE
    assert question.about is None
    after = talk.say("my gran", ("my gran", Figure.GRANDPARENT, None))
    assert (after.step_id, after.about) == ("lean.moment", "gran")
    assert all("Anna" not in each.question for each in talk.asked)


def test_declined_and_nobody_else() -> None:
    talk = Talk(LEAN, known=(ANNA,), declined=(DeclinedTopic(Figure.SIBLING),))
    talk.start()
    talk.say("my sister Anna", ("my sister Anna", Figure.SIBLING, "Anna"))
    talk.state = replace(talk.state, about=ANNA.id)
    talk.say("No one else.")
    steps = talk.to_the_end()
    assert sum(each.question in SOMEONE_ELSE for each in talk.asked) == 1
    assert "lean.moment" not in steps


def test_declined_in_the_middle_of_it() -> None:
    talk = with_anna()
    talk.declined = (DeclinedTopic(Figure.SIBLING, "Anna"),)
    talk.state = replace(talk.state, about=None)
    assert talk.skip().question in SOMEONE_ELSE


def test_declining_the_parents_declines_the_mother() -> None:
    mum = KnownPerson(KnownPersonId("mum"), PersonId("p"), Figure.MOTHER, None)
    talk = Talk(LEAN, known=(mum,), declined=(DeclinedTopic(Figure.PARENT),))
    talk.start()
    assert talk.say("my mum", ("my mum", Figure.MOTHER, None)).question in SOMEONE_ELSE


def test_a_wording_that_names_a_declined_role_is_not_used() -> None:
    for turn in range(12):
        talk = Talk(LEAN, declined=(DeclinedTopic(Figure.GRANDPARENT), DeclinedTopic(Figure.OTHER_PERSON)))
        talk.start(turn=turn)
        talk.say("No one.")
        talk.say(STORY)
        talk.say(STORY)
        assert talk.asked[-1].step_id == "lean.ever"
        assert "grandparent" not in talk.asked[-1].question
        assert "teacher" not in talk.asked[-1].question


# --- follow-ups and guarded people


def test_a_short_answer_is_followed_up_once() -> None:
    talk = with_anna()
    first = talk.say("She drove me home.")
    assert first.is_follow_up
    assert first.step_id == "lean.moment"
    assert talk.say("In the rain, at night.").step_id == "lean.they_did"


def test_never_is_complete() -> None:
    talk = with_anna()
    assert not talk.say("Never.").is_follow_up


@pytest.mark.parametrize("answer", ["I'd rather not say", "pass", "that's private"])
def test_a_declining_answer_is_not_followed_up(answer: str) -> None:
    assert not with_anna().say(answer).is_follow_up


def test_a_guarded_person_is_not_pressed_and_may_pass() -> None:
    talk = with_anna()
    talk.say("idk")
    talk.say("dunno")
    later = [talk.say("idk") for _ in range(4)]
    assert not any(each.is_follow_up for each in later)
    assert sum(each.question.endswith(PASS_OFFERS) for each in later) in (1, 2, 3)
    assert not any(
        a.question.endswith(PASS_OFFERS) and b.question.endswith(PASS_OFFERS) for a, b in itertools.pairwise(later)
    )


def test_skipping_twice_is_being_guarded_too() -> None:
    talk = with_anna()
    talk.skip()
    talk.skip()
    assert not talk.say("She drove me home.").is_follow_up


def test_what_is_known_well_is_not_followed_up() -> None:
    talk = with_anna(thin=(("security", "rejection"),))
    assert not talk.say("She drove me home.").is_follow_up


# --- time


@pytest.mark.parametrize("guide", [LEAN, NEED, EYES, NEAR, ARGUE, THEN, CHECK])
@pytest.mark.parametrize("answer", [STORY, "She came over once.", "idk", "No one.", "always, but not with him"])
def test_a_guide_ends_within_its_minutes(guide: str, answer: str) -> None:
    talk = Talk(guide, known=(ANNA,))
    talk.start()
    talk.to_the_end(answer)
    assert len(talk.asked) <= BOOK.get(guide).minutes
    assert talk.asked[-1].is_closing
    assert [each.is_closing for each in talk.asked].count(True) == 1


def test_when_time_is_short_the_thinnest_comes_first_and_the_closing_stays() -> None:
    talk = with_anna(thin=(("security", "abandonment"), ("trust", "reliability")))
    talk.state = replace(talk.state, followed_up=("lean.who",) * 7)
    steps = [talk.say(STORY).step_id, talk.say(STORY).step_id, talk.say(STORY).step_id]
    assert steps == ["lean.expect", "lean.away", "lean.keep"]


def test_after_the_closing_there_is_nothing() -> None:
    talk = with_anna()
    talk.to_the_end()
    last = BOOK.next_question(talk.state, known=(), read_now=Reading(), answer="tea", thin=(), declined=(), unsafe=())
    assert last is None


def test_without_a_guide_there_is_nothing() -> None:
    assert (
        BOOK.next_question(DialogueState(), known=(), read_now=Reading(), answer="", thin=(), declined=(), unsafe=())
        is None
    )


def test_a_guide_that_is_gone_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        BOOK.next_question(
            DialogueState(guide_id="gone"), known=(), read_now=Reading(), answer="", thin=(), declined=(), unsafe=()
        )
    with pytest.raises(NotFoundError):
        BOOK.get("gone")


# --- wordings, repeating


def test_the_same_step_at_another_time_is_worded_differently() -> None:
    first = Talk(LEAN).start()
    second = Talk(LEAN).start(wordings=(("lean.who", first.wording),))
    assert second.question != first.question


def test_repeat_uses_another_wording_of_the_same_step() -> None:
    talk = with_anna()
    again = BOOK.repeat(talk.state, known=(ANNA,))
    assert again is not None
    assert again.step_id == talk.state.step_id
    assert again.question != talk.state.question
    assert again.asked.elicits is talk.asked[-1].asked.elicits
    assert again.about == ANNA.id


def test_repeat_of_a_follow_up_stays_a_follow_up_of_its_kind() -> None:
    talk = with_anna()
    question = talk.say("She drove me home.")
    again = BOOK.repeat(talk.state, known=(ANNA,))
    assert question.is_follow_up
    assert again is not None
    assert again.question != question.question
    assert again.wording >= len(BOOK.get(LEAN).steps[5].wordings)


def test_nothing_to_repeat() -> None:
    assert BOOK.repeat(DialogueState(), known=()) is None
    assert BOOK.repeat(DialogueState(guide_id=LEAN), known=()) is None


# --- check-in


def test_whom_the_answer_puts_first_is_whom_it_goes_on_with() -> None:
    talk = Talk(LEAN)
    talk.start()
    crew = ("the crew", Figure.COLLEAGUE, None)
    question = talk.say("the crew or my gran, but mostly her", crew, ("my gran", Figure.GRANDPARENT, None), ("her", Figure.GRANDPARENT, None))  # fmt: skip
    assert question.step_id == "lean.moment"
    assert question.asked.figure is Figure.GRANDPARENT


def test_check_in_asks_what_was_expected_and_then_what_happened() -> None:
    talk = Talk(CHECK)
    assert talk.start().step_id == "check.expected"
    assert talk.say("I thought she would be annoyed with me").step_id == "check.happened"
    assert talk.say("she laughed and said yes").step_id == "check.keep"


@pytest.mark.parametrize(
    "answer",
    [
        "no",
        "There was no step",
        "I didn't do it",
        "none",
        "",
        "nope, forgot about it",
        "I'd rather not say",
        "never had one, sorry",
        "didnt plan anything tbh",
        "nah, i havent tried it yet, lol",
    ],
)
def test_check_in_without_a_step_asks_for_a_moment(answer: str) -> None:
    talk = Talk(CHECK)
    talk.start()
    assert talk.say(answer).step_id == "check.lately"


@pytest.mark.parametrize(
    "answer", ["sorry, but I thought she'd laugh at me", "i didn't do it the way I said, sorry, I rang him instead"]
)
def test_check_in_asks_on_where_something_is_told(answer: str) -> None:
    talk = Talk(CHECK)
    talk.start()
    assert talk.say(answer).step_id == "check.happened"


def test_closings_vary() -> None:
    assert len({BOOK.closing(LEAN, seed=seed) for seed in range(3)}) == 3
    assert BOOK.get(LEAN).closing == (BOOK.closing(LEAN, seed=0),)


def test_the_word_for_somebody_known_from_before_goes_with_their_name() -> None:
    neil = KnownPerson(KnownPersonId("neil"), PersonId("p"), Figure.CHILD, "Neil", called="son")
    talk = Talk(LEAN, known=(neil,))
    talk.start()
    question = talk.say("Neil, he is good like that.", ("Neil", Figure.CHILD, "Neil"))
    assert (question.about, question.called) == (neil.id, "son")
    assert talk.say("Tea.").called == "son"
