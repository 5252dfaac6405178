"""Laws of the chooser: a guide ends in its minutes whatever is said, goes forward only, and asks nothing that was declined."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guides import GuideBook
from bot.working_model.dialogue import DialogueState
from bot.working_model.guide import StepKind
from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.person import DeclinedTopic, KnownPerson, Tie
from bot.working_model.statement import THEME_OF, Direction, Elicits, Facet, Figure, Mention, Reading, Span, Statement

BOOK = GuideBook.load()
FIGURES = [Figure.MOTHER, Figure.SIBLING, Figure.PET, Figure.GROUP, Figure.FAITH, Figure.PARTNER, Figure.OTHER_PERSON]
ANSWERS = st.sampled_from(
    [
        "", "No one.", "no", "Never.", "idk", "I'd rather not say", "my mother", "my sister Anna", "the two of us",
        "It was late on a Sunday and the two of us sat in the kitchen for a long while.",
        "always, but not with him", "I only wanted her to stay", "my sister Anna and my mother", "\U0001f642", "word " * 160,
    ]
)  # fmt: skip


@st.composite
def known_people(draw: st.DrawFn) -> tuple[KnownPerson, ...]:
    return tuple(
        KnownPerson(
            KnownPersonId(f"k{place}"), PersonId("p"), draw(st.sampled_from(FIGURES)), draw(st.sampled_from([None, "Anna", "Jo"])),
            draw(st.sampled_from(list(Tie))),
        )
        for place in range(draw(st.integers(0, 3)))
    )  # fmt: skip


@st.composite
def read(draw: st.DrawFn, answer: str) -> Reading:
    if not answer:
        return Reading()
    mentions = tuple(
        Mention(Span(0, len(answer)), draw(st.sampled_from(FIGURES)), draw(st.sampled_from([None, "Anna", "Jo"])))
        for _ in range(draw(st.integers(0, 2)))
    )
    facet = draw(st.sampled_from(list(Facet)))
    statements = tuple(
        Statement(
            Span(0, 1), THEME_OF[facet], facet, draw(st.sampled_from(list(Direction))), draw(st.sampled_from(FIGURES))
        )
        for _ in range(draw(st.integers(0, 1)))
    )
    return Reading(statements=statements, mentions=mentions)


@settings(max_examples=60, deadline=None)
@given(
    guide=st.sampled_from([guide.id for guide in BOOK.all()]),
    people=known_people(),
    off=st.sets(st.sampled_from(FIGURES), max_size=2),
    thin=st.lists(st.sampled_from([(THEME_OF[facet].value, facet.value) for facet in Facet]), unique=True),
    data=st.data(),
)
def test_a_run_of_a_guide(
    guide: str, people: tuple[KnownPerson, ...], off: set[Figure], thin: list[tuple[str, str]], data: st.DataObject
) -> None:
    state = DialogueState(guide_id=guide, turn=data.draw(st.integers(0, 50)))
    steps = [step.id for step in BOOK.get(guide).steps]
    kinds = {step.id: step.kind for step in BOOK.get(guide).steps}
    declined = tuple(DeclinedTopic(figure) for figure in off)
    unsafe = tuple(each.id for each in people if data.draw(st.booleans()))
    step_kept = data.draw(st.booleans())
    answer, reading, asked = "", Reading(), 0
    last = -1
    while True:
        question = BOOK.next_question(
            state,
            known=people,
            read_now=reading,
            answer=answer,
            thin=tuple(thin),
            declined=declined,
            unsafe=unsafe,
            step_kept=step_kept,
        )
        if question is None:
            break
        asked += 1
        place = steps.index(question.step_id)
        if kinds[question.step_id] is StepKind.PERSON:
            last = place  # asked for somebody else, it goes on from there; what was asked is not asked again
        elif not question.is_follow_up:
            assert place > last, "a guide goes forward only"
            assert question.step_id not in (*state.answered, *state.passed)
            last = place
        assert question.asked.question == question.question
        assert question.question.count("?") == 1
        assert "{" not in question.question
        assert question.asked.figure not in off, "a declined person is not asked about"
        if question.asked.elicits in (Elicits.ASKED_PLUS, Elicits.ASKED_MINUS):
            assert question.asked.facet is not None
        if kinds[question.step_id] is StepKind.EXCEPTION:
            assert question.about not in unsafe or question.about is None
        again = BOOK.repeat(
            replace(state, step_id=question.step_id, question=question.question, asked=question.asked), known=people
        )
        assert again is not None
        assert again.step_id == question.step_id
        state = replace(
            state, step_id=question.step_id, wording=question.wording, question=question.question, asked=question.asked,
            about=question.about or state.about, turn=state.turn + 1, covered=question.covered, evasive=question.evasive,
            called=question.called, followed_up=(*state.followed_up, question.step_id) if question.is_follow_up else state.followed_up,
            wordings=tuple({**dict(state.wordings), question.step_id: question.wording}.items()),
        )  # fmt: skip
        answer = data.draw(ANSWERS)
        reading = data.draw(read(answer))
        if answer:
            state = replace(state, answered=tuple(dict.fromkeys((*state.answered, question.step_id))))
        else:
            state = replace(state, passed=(*state.passed, question.step_id))
    assert asked <= BOOK.get(guide).minutes + 1  # one more where a declined person had to be exchanged
    assert kinds[state.step_id or ""] is StepKind.CLOSING
