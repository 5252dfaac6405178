"""Chooses the next question: from the guide, what was already said, where evidence is thin, what was declined, and the time promised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zlib import crc32

from bot.guides.addressed import is_at_the_bot
from bot.guides.answers import follow_ups_for, is_evasive, names_nobody
from bot.guides.conditions import conditions, covered_steps, steps_ahead, wordings_left
from bot.guides.format import About
from bot.guides.person_words import PersonWords, person_words
from bot.guides.situation import Focus, Situation, find_focus, is_declined
from bot.working_model.guide import NextQuestion, Step, StepKind
from bot.working_model.statement import Asked, Elicits, Figure

GUARDED_AFTER: Final = 2  # evasive answers, after which nothing is followed up any more
PASS_OFFERS: Final = ("You can also skip this one.", "Skipping is fine.", "We can also leave this one out.")
SOMEONE_ELSE: Final = (
    "We leave that person out. Is there someone else we could take instead? No one is an answer too.",
    "Not about them, then. Who else comes to mind, if anyone does?",
)


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
    ahead = steps_ahead(situation, focus, holds)
    left = _answers_left(situation)
    follow_up = _follow_up(situation, focus, spare=left - sum(_needed(step, situation.thin) for step in ahead))
    if follow_up is not None:
        return follow_up
    if not ahead:
        return None
    step = _within_time(ahead, left, situation.thin)[0]
    return _ask(situation, step, focus, offer_to_pass=_offers_to_pass(situation))


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


def _offers_to_pass(situation: Situation) -> bool:
    """True where a guarded person is reminded that passing is fine; not twice running."""
    was_offered = situation.state.question.endswith(PASS_OFFERS)
    return is_guarded(situation) and _is_cut_short(situation.answer) and not was_offered


def evasive_so_far(situation: Situation) -> int:
    """How many answers of this run of the guide were evasive, the last one included; a skip counts as one, a name never does."""
    current = situation.current
    if current is None:
        return 0
    return situation.state.evasive + (current.kind is not StepKind.PERSON and _is_cut_short(situation.answer))


def _is_cut_short(answer: str) -> bool:
    return is_evasive(answer) or is_at_the_bot(answer)


def is_guarded(situation: Situation) -> bool:
    """True after two evasive answers: a guarded person is not pressed."""
    return evasive_so_far(situation) >= GUARDED_AFTER


def _follow_up(situation: Situation, focus: Focus | None, *, spare: int) -> NextQuestion | None:
    step, state = situation.current, situation.state
    if step is None or step.id in state.followed_up or step.id in state.passed or spare < 1:
        return None
    if (
        is_guarded(situation)
        or is_at_the_bot(situation.answer)
        or (step.kind is StepKind.PERSON and names_nobody(situation.answer))
    ):
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


def _ask(situation: Situation, step: Step, focus: Focus | None, *, offer_to_pass: bool = False) -> NextQuestion:
    used = dict(situation.state.wordings).get(step.id)
    left = wordings_left(step, situation.declined) or list(range(len(step.wordings)))
    # "What did they do?" reads well only right after a question about the same person.
    follows = focus is not None and situation.state.asked is not None and situation.state.asked.figure is focus.figure
    left = left if follows else ([i for i in left if _names_or_needs_nobody(step.wordings[i])] or left)
    if used is None:
        wording = left[_seed(situation, step) % len(left)]
    else:
        wording = next((index for index in left if index > used), left[0])
    return _put(situation, step, focus, wording=wording, offer_to_pass=offer_to_pass)


def _names_or_needs_nobody(wording: str) -> bool:
    return "{person}" in wording or "{" not in wording


def _someone_else(situation: Situation) -> NextQuestion | None:
    """Asks for another person where the one named was declined, once, and only while questions about a person are ahead."""
    steps = situation.plan.guide.steps
    who = next((step for step in steps if step.kind is StepKind.PERSON), None)
    current = situation.current
    start = steps.index(current) + 1 if current is not None else 0
    ahead = [s for s in steps[start:] if situation.about(s) is About.PERSON and s.id not in situation.done]
    was_about_them = current is not None and (current is who or situation.about(current) is About.PERSON)
    if who is None or len(ahead) < 2 or not was_about_them or situation.state.question in SOMEONE_ELSE:
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
    about = situation.about(step)
    words = _words(situation, focus)
    question = words.fill(template, named_just_now=_just_named(situation, focus))
    if offer_to_pass and step.kind is not StepKind.CLOSING:
        question = f"{question} {PASS_OFFERS[_seed(situation, step) % len(PASS_OFFERS)]}"
    figure = {About.SELF: Figure.SELF, About.OTHERS: Figure.OTHERS}.get(about)
    name = None
    if about is About.PERSON and focus is not None:
        figure, name = focus.figure, focus.name
    asked = Asked(
        question, step.theme, step.facet, figure, name, step.elicits if step.facet else Elicits.OPEN, step.kind.value
    )
    return NextQuestion(
        step.id, wording, question, asked,
        about=focus.id if focus is not None else None,
        is_follow_up=is_follow_up,
        is_closing=step.kind is StepKind.CLOSING,
        covered=covered_steps(situation, focus, is_final=not is_follow_up),
        evasive=evasive_so_far(situation),
        called=words.called,
    )  # fmt: skip


def _words(situation: Situation, focus: Focus | None) -> PersonWords:
    if focus is None:
        return person_words(None, None)
    spans = tuple(
        m.span.of(situation.answer)
        for m in situation.read_now.mentions
        if m.figure is focus.figure and m.span.end <= len(situation.answer)
    )
    called = situation.state.called if situation.current is not None else None
    if focus.id is not None and (called is None or focus.id != situation.state.about):
        # "Neil", with "my son Neil" said three answers ago: the word is still theirs, and the pronoun with it.
        called = next((each.called for each in situation.known if each.id == focus.id), None) or called
    return person_words(focus.figure, focus.name, heard=(*spans, situation.answer), called=called)


def _just_named(situation: Situation, focus: Focus | None) -> bool:
    """True where the name alone will do: it was said in the last question or the last answer, or the guide is with them already."""
    if focus is None or not focus.name:
        return False
    said = f"{situation.state.question}\n{situation.answer}".casefold()
    is_known = focus.id is not None and focus.id == situation.state.about and situation.current is not None
    return is_known or focus.name.casefold() in said
