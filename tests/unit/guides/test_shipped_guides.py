"""The seven guides we ship, and the small step that is offered after them, held to the manners of the conversation."""

import re

import pytest

from bot.guides import GuideBook
from bot.guides.book import DATA
from bot.guides.format import About, PassWhen, load_guides
from bot.guides.person_words import person_words
from bot.working_model.guide import Step, StepKind
from bot.working_model.statement import Elicits, Figure

PLANS = load_guides(DATA / "guides")
STEPS = [(plan, step) for plan in PLANS for step in plan.guide.steps]
SHORT = {"check-in", "small-step"}  # these ask about one step, not about a tie
each_guide = pytest.mark.parametrize("plan", PLANS, ids=[plan.guide.id for plan in PLANS])
each_step = pytest.mark.parametrize(("plan", "step"), STEPS, ids=[step.id for _, step in STEPS])


def ways(plan) -> list[list[Step]]:  # type: ignore[no-untyped-def]
    """The steps with someone, and those with no one."""
    found = []
    for passed in (PassWhen.SOMEONE, PassWhen.NO_ONE):
        for kept in (PassWhen.STEP_KEPT, PassWhen.NO_STEP_KEPT):
            found.append([s for s in plan.guide.steps if not {passed, kept, PassWhen.TRIED} & set(s.pass_when)])
    return found


def test_the_seven_are_there_in_order() -> None:
    assert [guide.title for guide in GuideBook.load().all() if guide.listed] == [
        "Someone I lean on", "When I needed someone", "In my own eyes", "Near and far", "After an argument", "Then and now", "Check-in",
    ]  # fmt: skip


def test_the_small_step_is_not_listed() -> None:
    assert [guide.id for guide in GuideBook.load().all() if not guide.listed] == ["small-step"]


@each_guide
def test_a_guide_keeps_the_minutes_it_promises(plan) -> None:  # type: ignore[no-untyped-def]
    for way in ways(plan):
        assert len(way) <= plan.guide.minutes


@each_guide
def test_a_guide_asks_for_both_poles(plan) -> None:  # type: ignore[no-untyped-def]
    if plan.guide.id in SHORT:
        return
    poles = {step.elicits for step in plan.guide.steps}
    assert {Elicits.ASKED_PLUS, Elicits.ASKED_MINUS} <= poles


@each_guide
def test_a_guide_asks_for_an_exception_and_never_where_someone_is_not_safe(plan) -> None:  # type: ignore[no-untyped-def]
    if plan.guide.id in SHORT:
        return
    assert any(step.kind is StepKind.EXCEPTION for step in plan.guide.steps)


@each_guide
def test_a_moment_comes_before_a_judgement_of_oneself(plan) -> None:  # type: ignore[no-untyped-def]
    kinds = [step.kind for step in plan.guide.steps]
    if StepKind.MOMENT in kinds and StepKind.SELF_VIEW in kinds:
        assert kinds.index(StepKind.MOMENT) < kinds.index(StepKind.SELF_VIEW)


def test_nobody_is_asked_for_closeness_with_somebody_who_is_not_safe() -> None:
    """There distance is self-protection: no question looks for nearness, or for what is let be seen, with that person."""
    steps = {step.id: step for _, step in STEPS}
    for step_id in ("near.moment", "near.told"):
        assert PassWhen.UNSAFE in steps[step_id].pass_when


@each_step
def test_a_step_says_why_in_a_full_sentence(plan, step: Step) -> None:  # type: ignore[no-untyped-def]
    assert step.why.endswith(".")


@each_step
def test_words_stay_plain_and_short(plan, step: Step) -> None:  # type: ignore[no-untyped-def]
    for text in (*step.wordings, *step.follow_ups):
        assert len(text.split()) <= 32, text
        assert not re.search(
            r"\b(attachment|avoidant|anxious attachment|insecure|trauma|disorder|symptom|diagnos\w*)\b", text.casefold()
        )
        assert not re.search(r"\b(always be|should you|you should|must you|just try)\b", text.casefold())


FIGURES = [
    pytest.param(Figure.SIBLING, "anna", "my sister Anna", id="a named sister"),
    pytest.param(Figure.GROUP, None, "my choir", id="a group"),
    pytest.param(Figure.PET, None, "my dog", id="a pet"),
    pytest.param(Figure.PARENT, None, "my parents", id="two people"),
    pytest.param(Figure.OTHER_PERSON, None, "", id="somebody unnamed"),
    pytest.param(Figure.FATHER, None, "", id="a father, no word heard"),
    pytest.param(Figure.PARTNER, "Kim O'Neill", "", id="a name alone"),
]


@pytest.mark.parametrize(("figure", "name", "heard"), FIGURES)
def test_grammar_holds_for_any_figure(figure: Figure, name: str | None, heard: str) -> None:
    words = person_words(figure, name, heard=(heard,))
    for plan, step in STEPS:
        if plan.about[step.id] is not About.PERSON:
            continue
        for text in (*step.wordings, *step.follow_ups):
            for just_named in (False, True):
                said = words.fill(text, named_just_now=just_named)
                assert "{" not in said
                assert "}" not in said
                # Verbs that change with number never touch the person, who may be one or many.
                subject = re.escape(words.short if just_named else words.full)
                assert not re.search(
                    rf"(?<!and )(?:{subject}|\b(?:they|she|he)) (is|are|was|were|has|does)\b", said, re.IGNORECASE
                ), said
                assert not re.search(
                    rf"\b(is|are|was|were|has|does) (?:{subject}|they|she|he)\b", said, re.IGNORECASE
                ), said
                assert said[0].isupper()


# Not everybody can stand, see, hear, or has a window, a floor under their feet, or hands to shake out.
ASSUMES = re.compile(
    r"\b(?:feet|foot|floor|stand|stretch|hands?|arms?|look|eyes?|listen|window|walk|chair|screen|see)\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("plan", "closing"),
    [(plan, text) for plan in PLANS for text in plan.closings],
    ids=lambda each: each[:30] if isinstance(each, str) else each.guide.id,
)
def test_a_closing_suits_anybody(plan, closing: str) -> None:  # type: ignore[no-untyped-def]
    """A sense or a limb is named only beside others to choose from."""
    chosen_from = ("by touch, sound, smell or sight", "to touch, to hear or to look at")
    for words in chosen_from:
        closing = closing.replace(words, "")
    assert ASSUMES.findall(closing) == []


def test_nobody_is_asked_how_the_dead_let_them_down() -> None:
    """Somebody whose husband died in spring may tell it; no question asks for it."""
    for plan, step in STEPS:
        if (
            step.kind is StepKind.EXCEPTION
            and plan.about[step.id] is About.PERSON
            and step.elicits is Elicits.ASKED_MINUS
        ):
            assert PassWhen.DIED in step.pass_when, step.id


@each_step
def test_no_question_speaks_of_the_one_and_the_other(plan, step: Step) -> None:  # type: ignore[no-untyped-def]
    """Which is the one is known to who wrote the question, and to nobody else: two sisters were taken for two sides of one."""
    for words in (*step.wordings, *step.follow_ups):
        assert not re.search(r"\bthe one,? (?:and|or)\b.*\bthe other\b", words), words
