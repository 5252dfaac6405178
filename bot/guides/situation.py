"""What a choice looks at: the state of the dialogue, what came with the last answer, and the person the guide is with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.guides.answers import is_evasive, is_somebody, names_nobody, put_first
from bot.guides.format import About, PassWhen, PlannedGuide
from bot.guides.person_words import figure_said, name_said
from bot.guides.word_sets import word_set
from bot.working_model.dialogue import DialogueState
from bot.working_model.guide import Step, StepKind
from bot.working_model.identity import KnownPersonId
from bot.working_model.person import DeclinedTopic, KnownPerson, Tie
from bot.working_model.statement import Figure, Mention, Reading

# Declining a wider role declines the narrower ones in it.
WIDER: Final = {
    Figure.PARENT: {Figure.MOTHER, Figure.FATHER},
    Figure.FAMILY: {Figure.MOTHER, Figure.FATHER, Figure.PARENT, Figure.STEPPARENT, Figure.SIBLING, Figure.GRANDPARENT},
}
_SOMEBODY: Final = re.compile(
    r"\b(?:she|he|they|her|him|them|someone|somebody|teacher|neighbou?r|lady|man|woman|guy|girl|boy|nurse|doctor|stranger|people|person|couple|family|kid|coach|priest|imam|nun|driver|librarian|cook|owner)\b",
    re.IGNORECASE,
)
# Who somebody argued with, where others are named by the way: "me and my brother fell out over Mum's dog".
_FELL_OUT: Final = r"(?:(?:just|really|both|always|once|had) )?(?:fell out|fallen out|argued|quarrell?ed|rowed|fought|disagreed|clashed|got into (?:it|an? \w+)|had (?:an?|a big|a huge|another) (?:\w+ )?(?:row|argument|fight|quarrel|disagreement|falling[- ]out))\b"
_ARGUED_BEFORE: Final = re.compile(
    r"\b(?:(?:argu\w+|row(?:ed)?|fights?|fought|quarrel\w*|disagree\w*|clash\w*|fell out|falling[- ]out|fallen out|spat) with)\W+$",
    re.IGNORECASE,
)
_TOGETHER_BEFORE: Final = re.compile(r"\b(?:me|i) and\W+$", re.IGNORECASE)
_FELL_OUT_AFTER: Final = re.compile(rf"\W+{_FELL_OUT}", re.IGNORECASE)
_AND_I_FELL_OUT_AFTER: Final = re.compile(rf"\W+and (?:i|me)\W+{_FELL_OUT}", re.IGNORECASE)
_TURNED_ON_ME_AFTER: Final = re.compile(
    r"\s+(?:(?:just|then|always|suddenly|actually|even) )?(?:said|says|told me|shouted|yelled|screamed|snapped|accused|blamed|called me|insisted|refused|wouldn't|would not|got (?:angry|cross|mad|upset|annoyed)|kicked off|wanted me)\b",
    re.IGNORECASE,
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
    step_kept: bool = False

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

    def about(self, step: Step) -> About:
        """Whom a step asks about."""
        return self.plan.about[step.id]

    def of_guide(self, step_ids: Sequence[str]) -> int:
        """How many of the ids are steps of this guide."""
        return sum(self.plan.step(each) is not None for each in step_ids)


def find_focus(situation: Situation) -> Focus | None:
    """The person the guide is with: the one just named where the step asked who, else the one it was with."""
    state, current = situation.state, situation.current
    is_who = current is not None and current.kind is StepKind.PERSON
    if is_who and names_nobody(situation.answer):
        return None
    if current is not None and situation.answer.strip() and _may_name(situation, current):
        named = _named(situation, current)
        if named is not None:
            return named
        if is_who and not is_evasive(situation.answer) and _SOMEBODY.search(situation.answer):
            return Focus(Figure.OTHER_PERSON)  # somebody, in words that nobody could read a name from
    if took_the_way_for_no_one(situation):
        return None  # a person mentioned by the way ("no one, since mum died") does not become the one to talk about
    asked = state.asked
    was_about = None
    if asked is not None and asked.figure is not None and asked.figure.is_particular:
        was_about = Focus(asked.figure, asked.name)
    known = next((each for each in situation.known if each.id == state.about), None)
    # Whom the open question was about decides; the state's person may be one mentioned by the way.
    if known is not None and (was_about is None or (known.figure, known.name) == (was_about.figure, was_about.name)):
        return _of_known(known)
    return was_about and _matching(was_about.figure, was_about.name, situation.known)


def _may_name(situation: Situation, current: Step) -> bool:
    """True for the step that asks who, and for a told moment in guides whose "who?" waits for what the moment leaves open."""
    if current.kind is StepKind.PERSON:
        return True
    if current.kind is not StepKind.MOMENT or situation.about(current) is About.PERSON:
        return False  # a moment with somebody may name others by the way
    return any(
        step.kind is StepKind.PERSON and PassWhen.SOMEONE in step.pass_when and step.id not in situation.done
        for step in situation.plan.guide.steps
    )


def _named(situation: Situation, current: Step) -> Focus | None:
    mentions: list[Mention] = []
    for mention in put_first(situation.answer, [m for m in situation.read_now.mentions if is_somebody(m)]):
        if all((mention.figure, mention.name) != (m.figure, m.name) for m in mentions):
            mentions.append(mention)
    if len(mentions) > 1 and current.kind is not StepKind.PERSON:
        mentions = [each for each in mentions if _argued_with(each, situation.answer)]
        if len(mentions) != 1:
            return None
    if mentions:
        return _matching(mentions[0].figure, mentions[0].name, situation.known)
    if current.kind is not StepKind.PERSON:
        return None
    figure = figure_said(situation.answer)
    if figure is not None:
        return _matching(figure, name_said(situation.answer), situation.known)
    name = situation.answer.strip(" .,")
    is_name = re.fullmatch(r"[^\W\d_]{2,20}(?: [^\W\d_]{2,20})?", name) and not set(name.casefold().split()) & _NO_NAMES
    return _matching(Figure.OTHER_PERSON, name, situation.known) if is_name else None


def _argued_with(mention: Mention, answer: str) -> bool:
    """True where the words around a mention tell that the argument was with this one."""
    before, after = answer[: mention.span.start], answer[mention.span.end :]
    if _ARGUED_BEFORE.search(before) or _TURNED_ON_ME_AFTER.match(after) or _AND_I_FELL_OUT_AFTER.match(after):
        return True
    return bool(_TOGETHER_BEFORE.search(before) and _FELL_OUT_AFTER.match(after))


def _matching(figure: Figure, name: str | None, known: Sequence[KnownPerson]) -> Focus:
    same = [each for each in known if each.figure is figure]
    if name is not None:
        by_name = [each for each in known if each.name and each.name.casefold() == name.casefold()]
        return _of_known(by_name[0]) if by_name else Focus(figure, name)
    nameless = [each for each in same if each.name is None]
    return _of_known((nameless or same)[0]) if len(nameless or same) == 1 else Focus(figure, name)


def _of_known(known: KnownPerson) -> Focus:
    return Focus(known.figure, known.name, known.id, known.tie)


def is_declined(focus: Focus, declined: Sequence[DeclinedTopic]) -> bool:
    """True where the person asked never to be asked about this one."""
    for topic in declined:
        fits = topic.figure is focus.figure or (topic.figure in WIDER and focus.figure in WIDER[topic.figure])
        same_name = topic.name is None or (focus.name or "").casefold() == topic.name.casefold()
        if (fits and (same_name or focus.name is None)) or (topic.figure is None and topic.name and same_name):
            return True
    return False


def took_the_way_for_no_one(situation: Situation) -> bool:
    """True where the last step asked of those that only a person without a someone gets is one that names nobody."""
    own = [
        step for step in situation.plan.guide.steps if PassWhen.SOMEONE in step.pass_when and step.id in situation.done
    ]
    return bool(own) and own[-1].kind is not StepKind.PERSON
