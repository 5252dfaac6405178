"""Chooses the next question: from the guide, what was already said, where evidence is thin, what was declined, and the time promised."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from bot.guides.answers import follow_ups_for, is_evasive, says_no_one
from bot.guides.format import About, PassWhen, PlannedGuide
from bot.guides.person_words import PersonWords, figure_said, figures_in, person_words
from bot.guides.word_sets import word_set
from bot.working_model.dialogue import DialogueState
from bot.working_model.guide import NextQuestion, Step, StepKind
from bot.working_model.identity import KnownPersonId
from bot.working_model.person import DeclinedTopic, KnownPerson, Tie
from bot.working_model.statement import Asked, Direction, Elicits, Facet, Figure, Grain, Mention, Reading, Theme

GUARDED_AFTER: Final = 2  # short answers and skips after which nothing more is asked on
PASS_OFFERS: Final = ("You can also skip this one.", "Skipping is fine.", "We can also leave this one out.")
SOMEONE_ELSE: Final = (
    "We leave that person out. Is there someone else we could take instead? No one is an answer too.",
    "Not about them, then. Who else comes to mind, if anyone does?",
)
# Declining a wider role declines the narrower ones in it.
_WIDER: Final = {
    Figure.PARENT: {Figure.MOTHER, Figure.FATHER},
    Figure.FAMILY: {Figure.MOTHER, Figure.FATHER, Figure.PARENT, Figure.STEPPARENT, Figure.SIBLING, Figure.GRANDPARENT},
}
_WISH: Final = re.compile(
    r"\bi (?:just |only |really )*(?:wanted|needed|wished|hoped|longed|was hoping|would have liked)\b"
)
_DIED: Final = re.compile(
    r"\b(?:died|passed away|passed on|has passed|is dead|no longer with us|when (?:i|we) lost (?:him|her|them)|late (?:husband|wife|mother|father|mum|mom|dad))\b",
    re.I,
)
_NO_NAMES: Final = word_set(
    "yes no maybe me myself nothing everyone everybody people sometimes always never both all work home none"
)


@dataclass(frozen=True, slots=True)
class Focus:
    """The person the guide is with. `id` is None while nobody has made their acquaintance."""

    figure: Figure
    name: str | None = None
    id: KnownPersonId | None = None
    tie: Tie = Tie.CURRENT


@dataclass(frozen=True, slots=True)
class Situation:
    """All that a choice looks at: the state and what came with the last answer."""

    plan: PlannedGuide
    state: DialogueState
    known: Sequence[KnownPerson] = ()
    read_now: Reading = field(default_factory=Reading)
    answer: str = ""
    thin: Sequence[tuple[str, str]] = ()
    declined: Sequence[DeclinedTopic] = ()
    unsafe: Sequence[KnownPersonId] = ()

    @property
    def current(self) -> Step | None:
        """The step whose question was open, None at the guide's start."""
        return self.plan.step(self.state.step_id) if self.state.step_id else None

    @property
    def done(self) -> frozenset[str]:
        """Steps that were asked in this run of the guide."""
        return frozenset(
            (*self.state.answered, *self.state.passed, *([self.state.step_id] if self.state.step_id else ()))
        )

    def of_guide(self, step_ids: Sequence[str]) -> int:
        """How many of the ids are steps of this guide."""
        return sum(self.plan.step(each) is not None for each in step_ids)


def choose(situation: Situation) -> NextQuestion | None:
    """The next question, None when the guide is over."""
    current = situation.current
    if current is not None and current.kind is StepKind.CLOSING:
        return None
    focus = find_focus(situation)
    holds = conditions(situation, focus)
    if focus is not None and is_declined(focus, situation.declined):
        instead = _someone_else(situation)
        if instead is not None:
            return instead
        focus = None
    ahead = _ahead(situation, focus, holds)
    left = _answers_left(situation)
    follow_up = _follow_up(situation, focus, spare=left - sum(_needed(step, situation.thin) for step in ahead))
    if follow_up is not None:
        return follow_up
    if not ahead:
        return None
    step = _within_time(ahead, left, situation.thin)[0]
    return _ask(situation, step, focus, offer_to_pass=is_guarded(situation) and is_evasive(situation.answer))


def ask_again(situation: Situation) -> NextQuestion | None:
    """The open question in another wording, None where none is open."""
    step = situation.current
    if step is None:
        return None
    focus = find_focus(situation)
    if situation.state.wording >= len(step.wordings) and step.follow_ups:
        index = situation.state.wording - len(step.wordings)
        when = step.follow_up_when[index] if index < len(step.follow_ups) else None
        others = [i for i, each in enumerate(step.follow_up_when) if each == when and i != index]
        if others:
            return _put(situation, step, focus, wording=len(step.wordings) + others[0])
    return _ask(situation, step, focus)


# --- who it is about


def find_focus(situation: Situation) -> Focus | None:
    """The person the guide is with: the one just named where the step asked who, else the one it was with."""
    state, current = situation.state, situation.current
    if current is not None and situation.plan.about[current.id] is About.OPEN and situation.answer.strip():
        named = _named(situation, current)
        if named is not None:
            return named
        if current.kind is StepKind.PERSON and says_no_one(situation.answer):
            return None
    known = next((each for each in situation.known if each.id == state.about), None)
    if known is not None:
        return _of_known(known)
    asked = state.asked
    if asked is not None and asked.figure is not None and asked.figure.is_particular:
        return Focus(asked.figure, asked.name)
    return None


def _named(situation: Situation, current: Step) -> Focus | None:
    if current.kind not in (StepKind.PERSON, StepKind.MOMENT):
        return None
    mentions: list[Mention] = []
    for mention in situation.read_now.mentions:
        if mention.figure.is_particular and all((mention.figure, mention.name) != (m.figure, m.name) for m in mentions):
            mentions.append(mention)
    if len(mentions) == 1 or (mentions and current.kind is StepKind.PERSON):
        return _matching(mentions[0].figure, mentions[0].name, situation.known)
    if mentions or current.kind is not StepKind.PERSON or says_no_one(situation.answer):
        return None
    figure = figure_said(situation.answer)
    if figure is not None:
        return _matching(figure, None, situation.known)
    name = situation.answer.strip(" .,")
    if (
        re.fullmatch(r"[^\W\d_]{2,20}(?: [^\W\d_]{2,20})?", name)
        and not set(name.casefold().split()) & _NO_NAMES
        and not is_evasive_word(name)
    ):
        return _matching(Figure.OTHER_PERSON, name, situation.known)
    return None


def is_evasive_word(name: str) -> bool:
    """True for short answers that look like a name and are none."""
    return bool(
        re.search(r"\b(?:i|not|the|my|it|that|this|dont|don|sure|know|idk|dunno|some|any|one)\b", name.casefold())
    )


def _matching(figure: Figure, name: str | None, known: Sequence[KnownPerson]) -> Focus:
    same = [each for each in known if each.figure is figure]
    if name is not None:
        by_name = [each for each in known if each.name and each.name.casefold() == name.casefold()]
        return _of_known(by_name[0]) if by_name else Focus(figure, name)
    return _of_known(same[0]) if len(same) == 1 else Focus(figure, name)


def _of_known(known: KnownPerson) -> Focus:
    return Focus(known.figure, known.name, known.id, known.tie)


def is_declined(focus: Focus, declined: Sequence[DeclinedTopic]) -> bool:
    """True where the person asked never to be asked about this one."""
    for topic in declined:
        fits = topic.figure is focus.figure or (topic.figure in _WIDER and focus.figure in _WIDER[topic.figure])
        same_name = topic.name is None or (focus.name or "").casefold() == topic.name.casefold()
        if (fits and (same_name or focus.name is None)) or (topic.figure is None and topic.name and same_name):
            return True
    return False


# --- what holds now


def conditions(situation: Situation, focus: Focus | None) -> frozenset[PassWhen]:
    """The conditions of `pass_when` that hold."""
    if focus is None:
        return frozenset({PassWhen.NO_ONE} if _said_no_one(situation) else ())
    holds = {PassWhen.SOMEONE}
    if focus.tie is Tie.DIED or _DIED.search(situation.answer):
        holds.add(PassWhen.DIED)
    if focus.tie is Tie.ENDED or focus.figure is Figure.EX_PARTNER:
        holds.add(PassWhen.ENDED)
    if focus.tie is Tie.NO_CONTACT:
        holds.add(PassWhen.NO_CONTACT)
    for figure, condition in (
        (Figure.GROUP, PassWhen.GROUP),
        (Figure.PET, PassWhen.PET),
        (Figure.FAITH, PassWhen.FAITH),
    ):
        if focus.figure is figure:
            holds.add(condition)
    if focus.id in situation.unsafe or _harm_just_told(situation, focus):
        holds.add(PassWhen.UNSAFE)
    return frozenset(holds)


def _said_no_one(situation: Situation) -> bool:
    """True where the way for "no one" was taken: just now, or by a step that only that way has."""
    current = situation.current
    if current is not None and current.kind is StepKind.PERSON and says_no_one(situation.answer):
        return True
    own = {
        step.id
        for step in situation.plan.guide.steps
        if PassWhen.SOMEONE in step.pass_when and step.kind is not StepKind.PERSON
    }
    return bool(own & situation.done)


def _harm_just_told(situation: Situation, focus: Focus) -> bool:
    return any(
        s.facet is Facet.SAFETY and s.direction is Direction.MINUS and s.figure is focus.figure
        for s in situation.read_now.statements
    )


# --- which steps are ahead


def _ahead(situation: Situation, focus: Focus | None, holds: frozenset[PassWhen]) -> list[Step]:
    """Steps still to ask, in the guide's order. A guide goes forward only."""
    steps = situation.plan.guide.steps
    current = situation.current
    start = steps.index(current) + 1 if current is not None else 0
    return [
        step
        for step in steps[start:]
        if step.kind is StepKind.CLOSING
        or (
            step.id not in situation.done
            and not _passed_over(situation.plan, step, focus, holds)
            and not is_covered(step, situation, focus)
            and _wordings_left(step, situation.declined)
        )
    ]


def _passed_over(plan: PlannedGuide, step: Step, focus: Focus | None, holds: frozenset[PassWhen]) -> bool:
    if any(PassWhen(each) in holds for each in step.pass_when):
        return True
    if PassWhen.UNSAFE in holds and step.kind is StepKind.EXCEPTION:
        return True  # where someone is not safe, distance is self-protection: no guide's file can forget this
    if step.kind is StepKind.PERSON and focus is not None:
        return True
    # A step that only the way for "no one" has waits for "no one" to be said.
    if PassWhen.SOMEONE in step.pass_when and PassWhen.NO_ONE not in holds and step.kind is not StepKind.PERSON:
        return True
    return plan.about[step.id] is About.PERSON and focus is None and PassWhen.NO_ONE in holds


def is_covered(step: Step, situation: Situation, focus: Focus | None) -> bool:
    """True where what was just said already answers the step."""
    reading = situation.read_now
    about = situation.plan.about[step.id]
    if step.kind in (StepKind.CLOSING, StepKind.MOMENT, StepKind.PERSON) or not situation.answer.strip():
        return False
    if step.facet is not None:
        pole = {Elicits.ASKED_PLUS: Direction.PLUS, Elicits.ASKED_MINUS: Direction.MINUS}.get(step.elicits)
        return any(
            s.facet is step.facet
            and (pole is None or s.direction is pole)
            and (step.kind is not StepKind.THEY_DID or s.grain is Grain.MOMENT)
            and _is_about(s.figure, about, focus)
            for s in reading.statements
        )
    if step.kind is StepKind.WISH:
        return bool(_WISH.search(situation.answer.casefold()))
    return step.kind is StepKind.I_DID and bool(reading.coping)


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


# --- time


def _answers_left(situation: Situation) -> int:
    """How many answers still fit into the minutes promised, at about a minute an answer."""
    done = len({each for each in situation.done if situation.plan.step(each) is not None})
    return situation.plan.guide.minutes - done - situation.of_guide(situation.state.followed_up)


def _needed(step: Step, thin: Sequence[tuple[str, str]]) -> bool:
    """True unless there is evidence enough already for what the step asks about."""
    return not thin or step.facet is None or step.theme is None or (step.theme.value, step.facet.value) in thin


def _within_time(ahead: list[Step], left: int, thin: Sequence[tuple[str, str]]) -> list[Step]:
    """The steps that fit: the closing always, then those where evidence is thinnest; still in the guide's order."""
    closing = [step for step in ahead if step.kind is StepKind.CLOSING]
    rest = [step for step in ahead if step.kind is not StepKind.CLOSING]
    room = max(left - len(closing), 0)
    if len(rest) <= room:
        return ahead
    ranks = {pair: place for place, pair in enumerate(thin)}

    def weight(step: Step) -> tuple[bool, int]:
        pair = (step.theme.value, step.facet.value) if step.theme and step.facet else None
        return (not _needed(step, thin), ranks.get(pair, len(ranks)) if pair else len(ranks) // 2)

    kept = sorted(rest, key=weight)[:room]
    return [step for step in ahead if step in kept or step.kind is StepKind.CLOSING]


# --- follow-ups


def is_guarded(situation: Situation) -> bool:
    """True after two answers that were cut short: a guarded person is not pressed."""
    return situation.of_guide(situation.state.followed_up) + situation.of_guide(situation.state.passed) >= GUARDED_AFTER


def _follow_up(situation: Situation, focus: Focus | None, *, spare: int) -> NextQuestion | None:
    step, state = situation.current, situation.state
    if step is None or step.id in state.followed_up or step.id in state.passed or spare < 1:
        return None
    if is_evasive(situation.answer) and is_guarded(situation):
        return None
    if not _needed(step, situation.thin) and step.kind is not StepKind.PERSON:
        return None
    for when in follow_ups_for(situation.answer, situation.read_now, state.asked):
        if when == "unnamed" and focus is not None:
            continue
        fitting = [i for i, each in enumerate(step.follow_up_when) if each == when]
        if fitting:
            index = fitting[_seed(situation, step) % len(fitting)]
            return _put(situation, step, focus, wording=len(step.wordings) + index, is_follow_up=True)
    return None


# --- putting it into words


def _seed(situation: Situation, step: Step) -> int:
    return crc32(f"{step.id} {situation.state.turn} {len(situation.answer)}".encode())


def _wordings_left(step: Step, declined: Sequence[DeclinedTopic]) -> list[int]:
    """The wordings that name nobody who was declined."""
    off = {
        figure
        for topic in declined
        if topic.figure and not topic.name
        for figure in (topic.figure, *_WIDER.get(topic.figure, ()))
    }
    names = [topic.name.casefold() for topic in declined if topic.name and topic.figure is None]
    return [
        index
        for index, wording in enumerate(step.wordings)
        if not figures_in(wording) & off and not any(name in wording.casefold() for name in names)
    ]


def _ask(situation: Situation, step: Step, focus: Focus | None, *, offer_to_pass: bool = False) -> NextQuestion:
    used = dict(situation.state.wordings).get(step.id)
    left = _wordings_left(step, situation.declined) or list(range(len(step.wordings)))
    if used is None:
        wording = left[_seed(situation, step) % len(left)]
    else:
        wording = next((index for index in left if index > used), left[0])
    return _put(situation, step, focus, wording=wording, offer_to_pass=offer_to_pass)


def _someone_else(situation: Situation) -> NextQuestion | None:
    """Asks for another person where the one named was declined, once, and only while questions about a person are ahead."""
    steps = situation.plan.guide.steps
    who = next((step for step in steps if step.kind is StepKind.PERSON), None)
    current = situation.current
    start = steps.index(current) + 1 if current is not None else 0
    ahead = [s for s in steps[start:] if situation.plan.about[s.id] is About.PERSON and s.id not in situation.done]
    asked_before = situation.state.question.startswith(tuple(text[:12] for text in SOMEONE_ELSE))
    if who is None or len(ahead) < 2 or asked_before:
        return None
    index = _seed(situation, who) % len(SOMEONE_ELSE)
    asked = Asked(question=SOMEONE_ELSE[index], step=StepKind.PERSON.value)
    return NextQuestion(who.id, dict(situation.state.wordings).get(who.id, 0), SOMEONE_ELSE[index], asked)


def _put(
    situation: Situation,
    step: Step,
    focus: Focus | None,
    *,
    wording: int,
    is_follow_up: bool = False,
    offer_to_pass: bool = False,
) -> NextQuestion:
    template = (*step.wordings, *step.follow_ups)[wording]
    about = situation.plan.about[step.id]
    question = _words(situation, focus).fill(template, named_just_now=_just_named(situation, focus))
    if offer_to_pass and step.kind is not StepKind.CLOSING:
        question = f"{question} {PASS_OFFERS[_seed(situation, step) % len(PASS_OFFERS)]}"
    figure = {About.SELF: Figure.SELF, About.OTHERS: Figure.OTHERS}.get(about)
    name = None
    if about is About.PERSON and focus is not None:
        figure, name = focus.figure, focus.name
    theme: Theme | None = step.theme
    asked = Asked(
        question, theme, step.facet, figure, name, step.elicits if step.facet else Elicits.OPEN, step.kind.value
    )
    return NextQuestion(
        step.id, wording, question, asked,
        about=focus.id if focus is not None else None,
        is_follow_up=is_follow_up,
        is_closing=step.kind is StepKind.CLOSING,
    )  # fmt: skip


def _words(situation: Situation, focus: Focus | None) -> PersonWords:
    if focus is None:
        return person_words(None, None)
    spans = tuple(
        m.span.of(situation.answer)
        for m in situation.read_now.mentions
        if m.figure is focus.figure and m.span.end <= len(situation.answer)
    )
    return person_words(focus.figure, focus.name, heard=(*spans, situation.answer, situation.state.question))


def _just_named(situation: Situation, focus: Focus | None) -> bool:
    return (
        focus is not None and bool(focus.name) and (focus.name or "").casefold() in situation.state.question.casefold()
    )
