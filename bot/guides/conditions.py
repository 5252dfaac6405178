"""Which steps still make sense: the conditions of `pass_when`, and what the last answer has answered already."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.guides.answers import declines, names_nobody, plain, tells_no_moment
from bot.guides.format import About, PassWhen
from bot.guides.person_words import figures_in
from bot.guides.situation import WIDER, Focus, Situation, took_the_way_for_no_one
from bot.guides.tones import tells_of_loss
from bot.working_model.guide import Keeps, Step, StepKind
from bot.working_model.person import DeclinedTopic, Tie
from bot.working_model.statement import Direction, Elicits, Facet, Figure, Grain

_WISH: Final = re.compile(
    r"\bi (?:just |only |really )*(?:wanted|needed|wished|hoped|longed|was hoping|would have liked)\b"
)
# "There was no step", "nothing", "I didn't do it", "not yet": to the questions about a small step.
_NOTHING_TRIED: Final = re.compile(
    r"^(?:no[,. ]+|nope[,. ]+|nah[,. ]+|um+[,. ]+|well[,. ]+|sorry[,. ]+|honestly[,. ]+|tbh[,. ]+)*(?:no|nope|nah|none|nothing|nothing yet|not really|not yet|n/a|never mind|there (?:was|were|is)(?:n'?t| not)?(?: really)?(?: (?:none|any|one|a step|no step|nothing|no chance|no time))?|no (?:small )?steps?\b.{0,30}"
    r"|(?:i )?(?:still |just )?(?:didn'?t|did not|haven'?t|have not|don'?t|do not|hadn'?t|never)(?: really| actually| even)? (?:have|had|take|taken|took|plan|do|did|done|try|tried|set|get|got|remember|make|made|planned|ask|asked|dare|manage|managed|call|called)\b[^,;.]{0,40}|(?:i )?forgot.{0,30}|it (?:didn'?t|did not|hasn'?t|has not) happened?\b.{0,30}|no (?:chance|time|moment)\b.{0,20})"
    r"(?:\W+(?:sorry|tbh|lol|really|honestly|to be honest|i'?m afraid|so far|though|so|mate))*\W*$"
)


def conditions(situation: Situation, focus: Focus | None) -> frozenset[PassWhen]:
    """The conditions of `pass_when` that hold."""
    holds = set[PassWhen]()
    if situation.unsafe:
        holds.add(PassWhen.UNSAFE_ANYONE)
    if _said(situation, PassWhen.NOTHING_TRIED):
        holds.add(PassWhen.TRIED)
    elif situation.current is not None:
        holds.add(PassWhen.NOTHING_TRIED if tells_nothing_tried(situation.answer) else PassWhen.TRIED)
    holds.add(PassWhen.STEP_KEPT if situation.step_kept else PassWhen.NO_STEP_KEPT)
    current = situation.current
    if current is not None and current.keeps is Keeps.HAPPENED and tells_nothing_tried(situation.answer):
        holds.add(PassWhen.NOT_DONE)
    return frozenset(holds | (_of_focus(situation, focus) if focus is not None else _of_nobody(situation)))


def tells_nothing_tried(answer: str) -> bool:
    """True where the answer about a small step says that there was none, or that it was not taken; a refusal says so, too."""
    said = plain(answer)
    return bool(not said or declines(said) or _NOTHING_TRIED.match(said))


def _of_nobody(situation: Situation) -> set[PassWhen]:
    current = situation.current
    said_now = current is not None and current.kind is StepKind.PERSON and names_nobody(situation.answer)
    return {PassWhen.NO_ONE} if said_now or took_the_way_for_no_one(situation) else set()


def _of_focus(situation: Situation, focus: Focus) -> set[PassWhen]:
    figures = {Figure.GROUP: PassWhen.GROUP, Figure.PET: PassWhen.PET, Figure.FAITH: PassWhen.FAITH}
    ties = {Tie.DIED: PassWhen.DIED, Tie.ENDED: PassWhen.ENDED, Tie.NO_CONTACT: PassWhen.NO_CONTACT}
    holds = {PassWhen.SOMEONE}
    holds |= {condition for figure, condition in figures.items() if focus.figure is figure}
    holds |= {condition for tie, condition in ties.items() if focus.tie is tie}
    if tells_of_loss(situation.answer):
        holds.add(PassWhen.DIED)
    if focus.figure is Figure.EX_PARTNER:
        holds.add(PassWhen.ENDED)
    if not holds & {PassWhen.DIED, PassWhen.ENDED, PassWhen.NO_CONTACT}:
        holds.add(PassWhen.IN_TOUCH)
    if focus.id in situation.unsafe or _harm_just_told(situation, focus):
        holds.add(PassWhen.UNSAFE)
    return holds


def _said(situation: Situation, condition: PassWhen) -> bool:
    """True where a step that is passed over under this condition was asked, so that the condition did not hold."""
    return any(condition in step.pass_when and step.id in situation.done for step in situation.plan.guide.steps)


def _harm_just_told(situation: Situation, focus: Focus) -> bool:
    return any(
        s.facet is Facet.SAFETY and s.direction is Direction.MINUS and s.figure is focus.figure
        for s in situation.read_now.statements
    )


def steps_ahead(situation: Situation, focus: Focus | None, holds: frozenset[PassWhen]) -> list[Step]:
    """Steps still to ask, in the guide's order. A guide goes forward only."""
    covered = set(covered_steps(situation, focus))
    steps = situation.plan.guide.steps
    current = situation.current
    start = steps.index(current) + 1 if current is not None else 0
    return [
        step
        for step in steps[start:]
        if step.kind is StepKind.CLOSING
        or (
            step.id not in situation.done
            and not _passed_over(situation, step, focus, holds)
            and step.id not in covered
            and wordings_left(step, situation.declined)
        )
    ]


def _passed_over(situation: Situation, step: Step, focus: Focus | None, holds: frozenset[PassWhen]) -> bool:
    is_first = step.id == situation.plan.guide.steps[0].id
    if any(PassWhen(each) in holds for each in step.pass_when):
        return True
    if PassWhen.UNSAFE in holds and step.kind is StepKind.EXCEPTION:
        return True  # where someone is not safe, distance is self-protection: no guide's file can forget this
    if step.kind is StepKind.PERSON and focus is not None and (is_first or PassWhen.SOMEONE in step.pass_when):
        return True
    # A step that only the way for "no one" has waits for "no one" to be said.
    if PassWhen.SOMEONE in step.pass_when and PassWhen.NO_ONE not in holds and step.kind is not StepKind.PERSON:
        return True
    return situation.about(step) is About.PERSON and focus is None


def covered_steps(situation: Situation, focus: Focus | None, *, is_final: bool = True) -> tuple[str, ...]:
    """The steps that this or an earlier answer of this run of the guide has answered, or made pointless, before they were asked.

    `is_final` is False while the answer is being followed up: a moment may still be told.
    """
    earlier = situation.state.covered if situation.current is not None else ()
    now = [
        step.id
        for step in situation.plan.guide.steps
        if step.id not in situation.done and step.id not in earlier and is_covered(step, situation, focus)
    ]
    pointless = _of_an_untold_moment(situation) if is_final else []
    if focus is not None and tells_of_loss(situation.answer):
        # A death told by the way may not reach the tie's record; nobody is asked about losing whom they have lost.
        pointless += [step.id for step in situation.plan.guide.steps if PassWhen.DIED in step.pass_when]
    return (*earlier, *now, *(step_id for step_id in pointless if step_id not in (*earlier, *now)))


def _of_an_untold_moment(situation: Situation) -> list[str]:
    """The steps that ask on about the moment that was just not told, up to the next moment of the guide."""
    current, steps = situation.current, situation.plan.guide.steps
    if current is None or current.kind is not StepKind.MOMENT or not tells_no_moment(situation.answer):
        return []
    found = []
    for step in steps[steps.index(current) + 1 :]:
        if step.kind is StepKind.MOMENT:
            break
        if PassWhen.NO_MOMENT in step.pass_when:
            found.append(step.id)
    return found


def is_covered(step: Step, situation: Situation, focus: Focus | None) -> bool:
    """True where what was just said already answers the step."""
    reading = situation.read_now
    about = situation.about(step)
    if step.kind in (StepKind.CLOSING, StepKind.MOMENT, StepKind.PERSON) or not situation.answer.strip():
        return False
    if step.facet is not None:
        pole = {Elicits.ASKED_PLUS: Direction.PLUS, Elicits.ASKED_MINUS: Direction.MINUS}.get(step.elicits)
        return any(
            s.facet is step.facet
            and (pole is None or s.direction is pole)
            and (step.kind is not StepKind.THEY_DID or s.grain is Grain.MOMENT)
            and (_is_about(s.figure, about, focus) or _is_an_exception(step, about, s.figure, focus))
            for s in reading.statements
        )
    if step.kind is StepKind.WISH:
        return bool(_WISH.search(situation.answer.casefold()))
    return step.kind is StepKind.I_DID and bool(reading.coping)


def _is_an_exception(step: Step, about: About, figure: Figure, focus: Focus | None) -> bool:
    """Somebody else than the one the guide is with, told of by the way, answers "was there anyone who ...?"."""
    is_another = figure.is_particular and (focus is None or figure is not focus.figure)
    return step.kind is StepKind.EXCEPTION and about is About.OTHERS and is_another


def _is_about(figure: Figure, about: About, focus: Focus | None) -> bool:
    match about:
        case About.PERSON:
            return focus is not None and figure is focus.figure
        case About.SELF:
            return figure is Figure.SELF
        case About.OTHERS:
            return figure is Figure.OTHERS
        case _:
            return True


def wordings_left(step: Step, declined: Sequence[DeclinedTopic]) -> list[int]:
    """The wordings that name nobody who was declined."""
    off = {
        figure
        for topic in declined
        if topic.figure and not topic.name
        for figure in (topic.figure, *WIDER.get(topic.figure, ()))
    }
    names = [topic.name.casefold() for topic in declined if topic.name and topic.figure is None]
    return [
        index
        for index, wording in enumerate(step.wordings)
        if not figures_in(wording) & off and not any(name in wording.casefold() for name in names)
    ]
