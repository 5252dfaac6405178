"""Small steps: kept as the guides ask for them, laid beside what happened, asked about again, and never where someone is not safe."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from bot.service.choices import guide_choices
from bot.service.model_of import understanding_of
from bot.service.parts import Parts
from bot.service.turn import Turn
from bot.service.zero_to_ten import number_said
from bot.working_model.dialogue import Choice, DialogueState, Message
from bot.working_model.expectation import Foreseen, SmallStep, foreseen
from bot.working_model.guide import Guide, Keeps, NextQuestion, Step
from bot.working_model.identity import KnownPersonId, PersonId, SmallStepId
from bot.working_model.protocols import UnitOfWork
from bot.working_model.risk import Level, RiskKind
from bot.working_model.statement import Reading

GUIDE: Final = "small-step"
SHOWN_CHARS: Final = 160
FEW_WORDS: Final = 8  # whoever says more on whether it came as expected is given back what they say
_NOT_SO: Final = re.compile(r"\b(?:not|n't|isn't|wasn't|didn't)\b.{0,12}\b(?:expect\w*|thought|same|so)\b")
_SO: Final = re.compile(
    r"\b(?:(?:as|like|what|how|the way) (?:i(?:'d| had)? )?(?:expected|thought|guessed)|exactly|the same|same)\b"
)
_BOTH: Final = re.compile(r"\b(?:partly|both|half|mixed|more or less|kind of|sort of|in between)\b")
_OTHERWISE: Final = re.compile(
    r"\b(?:different\w*|otherwise|better|worse|something else|opposite|surpris\w*|another way|no|nope|not (?:at all|really|quite))\b"
)
_YES: Final = re.compile(r"\b(?:yes|yeah|yep|it did)\b")


def foreseen_within(uow: UnitOfWork, person_id: PersonId) -> list[Foreseen]:
    """The steps of which something was expected, with the words of expectation and outcome, oldest first."""
    steps = uow.small_steps.of(person_id)
    messages = {message.id: message for message in uow.messages.many({m for s in steps for m in s.message_ids})}
    return [each for step in steps if (each := foreseen(step, messages)) is not None]


def waiting_step_within(parts: Parts, uow: UnitOfWork, person_id: PersonId, state: DialogueState) -> SmallStep | None:
    """The step to ask about, the latest first: told of nothing yet, with nobody who must not be asked about, and nobody unsafe."""
    waiting = [step for step in reversed(uow.small_steps.of(person_id)) if step.is_open]
    if not waiting or _somebody_is_unsafe(uow, person_id, state):
        return None
    declined = uow.people.declined(person_id)
    off = {each.id for each in uow.known_people.of(person_id) if parts.guides.is_declined(each, declined)}
    return next((step for step in waiting if step.about not in off and _may_be_shown(uow, step)), None)


def waiting_step(turn: Turn) -> SmallStep | None:
    """The same, within a turn."""
    return waiting_step_within(turn.parts, turn.uow, turn.conversation.person_id, turn.state)


def choices_of_guides(parts: Parts, uow: UnitOfWork, person_id: PersonId, state: DialogueState) -> tuple[Choice, ...]:
    """The guides to choose from; the one that asks about a small step first, while one waits."""
    waits = waiting_step_within(parts, uow, person_id, state) is not None
    asking = (g.id for g in parts.guides.all() if any(step.keeps is Keeps.HAPPENED for step in g.steps))
    return guide_choices(parts, state, first=next(asking, None) if waits else None)


def may_be_offered(turn: Turn) -> bool:
    """True where a small step may be offered: nobody unsafe, nothing of danger said, and none waiting already."""
    is_unsafe = _somebody_is_unsafe(turn.uow, turn.conversation.person_id, turn.state)
    return turn.state.safety.level is Level.NONE and not is_unsafe and waiting_step(turn) is None


def begin(turn: Turn, guide: Guide) -> None:
    """At a guide's start: takes up the step that waits, where the guide asks what happened."""
    waiting = waiting_step(turn) if any(step.keeps is Keeps.HAPPENED for step in guide.steps) else None
    turn.set(small_step=waiting.id if waiting else None, recalls_step=waiting is not None)


def recalled(turn: Turn, question: NextQuestion) -> tuple[str, ...]:
    """Before the question what happened: the step as it was taken. Counts the asking."""
    if not turn.state.recalls_step or question.is_follow_up or _keeps(turn, question.step_id) is not Keeps.HAPPENED:
        return ()
    step = _at_hand(turn)
    shown = _shown(turn, step) if step is not None else None
    if step is None or shown is None:
        return ()
    turn.uow.small_steps.save(turn.conversation.person_id, replace(step, asked=step.asked + 1))
    sure = "" if shown.sure is None else f" ({shown.sure} out of 10 sure)"
    expected = quotable(shown.expected.text)
    if shown.plan is None:
        return turn.say("step_recalled_plain", expected=expected, sure=sure)
    return turn.say("step_recalled", plan=quotable(shown.plan.text), expected=expected, sure=sure)


def keep_answer(turn: Turn, reading: Reading) -> tuple[str, ...]:
    """Keeps the answer as the part of a small step that the open question asks for.

    Returns the pair, expected beside happened, once both are told, and, to a few words on whether the two are alike, which
    it was; nothing else.
    """
    part = _keeps(turn, turn.state.step_id)
    if part is None or not turn.message.text.strip():
        return ()
    if part in (Keeps.PLAN, Keeps.EXPECTED) and _at_hand(turn) is None:
        return _take(turn, part, reading)
    step = _at_hand(turn)
    if step is None:
        return ()
    changed = _with(step, part, turn.message, says_nothing=turn.parts.guides.tells_nothing_tried(turn.message.text))
    if changed == step:
        return ()
    turn.uow.small_steps.save(turn.conversation.person_id, changed)
    if part is Keeps.CAME_TRUE and changed.came_true is not None and len(turn.message.text.split()) <= FEW_WORDS:
        return turn.say("step_as_expected" if changed.came_true else "step_otherwise")
    if part is not Keeps.HAPPENED:
        return ()
    shown = _shown(turn, changed)
    if shown is None or shown.happened is None:
        return ()
    return turn.say("step_beside", expected=quotable(shown.expected.text), happened=quotable(shown.happened.text))


def stands_as_part(turn: Turn) -> bool:
    """True where the answer is told in the pair of a small step alone; what happened is told as anything else, too."""
    return _keeps(turn, turn.state.step_id) not in (None, Keeps.HAPPENED)


def quotable(text: str) -> str:
    """The words as they stand between quotation marks in a line of ours: on one line, and not too many."""
    flat = re.sub(r"[\u201c\u201d\"]", "'", " ".join(text.split()))
    if len(flat) <= SHOWN_CHARS:
        return flat
    return flat[:SHOWN_CHARS].rsplit(" ", 1)[0].rstrip(" ,;:") + " \u2026"


def _take(turn: Turn, part: Keeps, reading: Reading) -> tuple[str, ...]:
    if turn.parts.guides.tells_nothing_tried(turn.message.text):
        return ()
    step = SmallStep(SmallStepId(turn.parts.ids.new()), turn.now, about=turn.state.about or _named_in(turn, reading))
    step = _with(step, part, turn.message, says_nothing=False)
    turn.uow.small_steps.add(turn.conversation.person_id, step)
    turn.set(small_step=step.id)
    return ()


def _with(step: SmallStep, part: Keeps, message: Message, *, says_nothing: bool) -> SmallStep:
    match part:
        case Keeps.PLAN:
            return step if says_nothing else replace(step, plan=message.id)
        case Keeps.EXPECTED:
            return replace(step, expected=message.id)
        case Keeps.SURE:
            return replace(step, sure=number_said(message.text))
        case Keeps.HAPPENED:
            return step if says_nothing else replace(step, happened=message.id)
        case Keeps.CAME_TRUE:
            return replace(step, came_true=came_true(message.text))


def came_true(text: str) -> bool | None:
    """Whether it came as expected, in the person's words; None for both, and where it cannot be told."""
    said = " ".join(text.casefold().replace("\u2019", "'").split())
    if _BOTH.search(said):
        return None
    for pattern, answer in ((_NOT_SO, False), (_SO, True), (_OTHERWISE, False), (_YES, True)):
        if pattern.search(said):
            return answer
    return None


def _keeps(turn: Turn, step_id: str | None) -> Keeps | None:
    step = _step(turn, step_id)
    return step.keeps if step is not None else None


def _step(turn: Turn, step_id: str | None) -> Step | None:
    if turn.state.guide_id is None or step_id is None:
        return None
    return next((s for s in turn.parts.guides.get(turn.state.guide_id).steps if s.id == step_id), None)


def _at_hand(turn: Turn) -> SmallStep | None:
    steps = turn.uow.small_steps.of(turn.conversation.person_id)
    return next((step for step in steps if step.id == turn.state.small_step), None)


def _shown(turn: Turn, step: SmallStep) -> Foreseen | None:
    return foreseen(step, {message.id: message for message in turn.uow.messages.many(step.message_ids)})


def _may_be_shown(uow: UnitOfWork, step: SmallStep) -> bool:
    """False where safety had something to say to one of its messages: those words are not held up again."""
    messages = uow.messages.many(step.message_ids)
    return all(m.level is Level.NONE and not any(r.startswith("history.") for r in m.rules) for m in messages)


def _somebody_is_unsafe(uow: UnitOfWork, person_id: PersonId, state: DialogueState) -> bool:
    told = any(one.startswith(f"{RiskKind.FROM_SOMEONE.value}-") for one in state.safety.said)
    return told or bool(understanding_of(uow, person_id, about=None).unsafe)


def _named_in(turn: Turn, reading: Reading) -> KnownPersonId | None:
    for mention in reading.mentions:
        meant = turn.people.meant(mention.figure, mention.name, about=None)
        if meant is not None:
            return meant.id
    return None
