"""Corrections that are typed: about the last reading or the lines just shown, or the words that a correction's button waits for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.errors import InputError
from bot.service.acquaint import Acquaintances
from bot.service.answer import answer, ask_about
from bot.service.correction_buttons import (
    HOW_TRUE,
    LEAVE,
    OVER,
    TO,
    TRUE,
    WORDS,
    awaited,
    button,
    end,
    going_on,
    move,
    pressed,
    reword,
    settle,
    which,
)
from bot.service.corrections_said import NotAnyMore, SomebodyElse, correction_in
from bot.service.people_of import names_within
from bot.service.set_right import mine
from bot.service.turn import Turn
from bot.service.whom import meant, met_already, named
from bot.working_model.dialogue import Command, Reply, ReplyKind, Stage
from bot.working_model.evidence import Bucket, bucket_of
from bot.working_model.guide import StepKind
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement, Standing
from bot.working_model.named import Named
from bot.working_model.person import KnownPerson
from bot.working_model.risk import Level

LOOKS_BACK_MESSAGES: Final = 6  # both directions: what was read in the last three things said
GROUPS_OFFERED: Final = 4
WORDS_THAT_GO_ON: Final = 3  # said after a correction, as many are an answer of their own
COMMAND_WORDS: Final = 4  # while words are awaited, a longer message is those words
_LEAVES: Final = frozenset({Command.SKIP, Command.DENY, Command.RESUME})
_ASKS_WHO: Final = frozenset({StepKind.PERSON.value, StepKind.EXCEPTION.value})
Groups = Sequence[Sequence[KeptStatement]]


def put_right(turn: Turn, command: Command | None) -> Reply | None:
    """The reply to a message that corrects something, None where it does not. A pressed button is none of these."""
    if turn.message.command is not None:
        return None
    if turn.state.safety.level.rank > Level.WATCH.rank or turn.message.level.rank > Level.WATCH.rank:
        return None  # nothing is interpreted now
    if awaited(turn) is not None:
        return _awaited(turn, command)
    if turn.state.stage in (Stage.CONFIRMING, Stage.RATING):
        return None
    said = correction_in(turn.message.text, is_meant=command is Command.NOT_RIGHT)
    if isinstance(said, NotAnyMore):
        return _not_any_more(turn, said, is_meant=command is Command.NOT_RIGHT)
    if isinstance(said, SomebodyElse):
        return _somebody_else(turn, said)
    return _typed_answer(turn)


def shown(turn: Turn) -> tuple[tuple[StatementId, ...], ...]:
    """The statements behind each line that was shown in the reply before this message."""
    return turn.state.shown if turn.state.turn == turn.state.shown_turn + 1 else ()


def _awaited(turn: Turn, command: Command | None) -> Reply | None:
    what = awaited(turn)
    if what is None:
        return None
    kind, this = what
    text = turn.message.text
    if command is not None and len(text.split()) <= COMMAND_WORDS:
        settle(turn)
        return going_on(turn, turn.say("all_right")) if command in _LEAVES else None
    try:
        if kind == WORDS:
            return reword(turn, this, text)
        who = named(text)
    except InputError as refused:
        return Reply((str(refused),), ReplyKind.COMMAND, (button(turn, "Leave it as it is", LEAVE),))
    first = mine(turn.uow, turn.conversation.person_id, this).about
    settle(turn)
    return move(turn, [this], meant(turn.parts, turn.uow, turn.conversation.person_id, who, not_this=first))


def _typed_answer(turn: Turn) -> Reply | None:
    """ "Mostly" typed instead of pressed, right after it was asked."""
    said = turn.message.text.strip(" .!").casefold()
    if said not in {label.casefold() for label in HOW_TRUE}:
        return None
    replies = [m for m in turn.uow.messages.latest(turn.conversation.id, limit=3) if m.number < turn.message.number]
    choices = replies[-1].reply.choices if replies and replies[-1].reply is not None else ()
    for choice in choices:
        if choice.label.casefold() == said and (choice.argument or "").startswith(f"{TRUE}:"):
            return pressed(turn, choice.argument or "")
    return None


def _not_any_more(turn: Turn, said: NotAnyMore, *, is_meant: bool) -> Reply | None:
    lines = shown(turn)
    asks_for_today = turn.state.asked is not None and turn.state.asked.step == StepKind.THEN_AND_NOW.value
    if not lines and not is_meant and (said.is_bare or asks_for_today):
        return None  # an answer to the question
    groups = _groups(turn, lambda kept: bucket_of(kept) is not Bucket.THEN)
    if not groups:
        return None
    if len(groups) > 1:
        return which(turn, groups, OVER)
    reply = end(turn, [kept.id for kept in groups[0]])
    return _with_the_rest(turn, reply, said.rest)


def _somebody_else(turn: Turn, said: SomebodyElse) -> Reply | None:
    asks_who = turn.state.asked is not None and turn.state.asked.step in _ASKS_WHO
    if asks_who and not said.is_sure:
        return None
    for who, first in ((said.who, said.first), (said.first, said.who)):
        if who is not None:
            reply = _moved(turn, who, first, said.rest)
            if reply is not None:
                return reply
        if not said.is_either:
            return _turned_to(turn, said)
    return None


def _turned_to(turn: Turn, said: SomebodyElse) -> Reply | None:
    """The open question is about the wrong person, and nothing was read that could be moved: from here it is about the one meant."""
    asked = turn.state.asked
    if turn.state.stage is not Stage.ASKING or asked is None or asked.figure is None or not asked.figure.is_particular:
        return None
    now = next((each for each in turn.people.known if each.id == turn.state.about), None)
    if now is None or (said.first is not None and met_already(turn.people.known, said.first) != now):
        return None
    person_id = turn.conversation.person_id
    if met_already(turn.people.known, said.who) == now:
        return None
    who = meant(turn.parts, turn.uow, person_id, said.who, not_this=now.id)
    turn.people = Acquaintances.of(person_id, turn.uow, turn.parts.ids)
    turn.set(about=who.id, called=who.called, asked=replace(asked, figure=who.figure, name=who.name), misread=0)
    names = names_within(turn.uow, person_id, now_utc=turn.now)
    before = turn.say("turned_to", person=names[f"k:{who.id}"])
    return _with_the_rest(turn, ask_about(turn, who, before=before), said.rest)


def _moved(turn: Turn, who: Named, first: Named | None, rest: str) -> Reply | None:
    known = turn.people.known
    read_as = met_already(known, first) if first is not None else None
    if first is not None and read_as is None:
        return None
    groups = _groups(turn, _fits(met_already(known, who), read_as))
    if not groups and read_as is not None:
        groups = _by_message([kept for kept in _counting(turn) if kept.about == read_as.id])
    if not groups:
        return None
    was = groups[-1][-1].about
    groups = [[kept for kept in group if kept.about == group[-1].about] for group in groups]
    about = meant(turn.parts, turn.uow, turn.conversation.person_id, who, not_this=was)
    if len(groups) > 1:
        return which(turn, groups, TO, about.id)
    reply = move(turn, [kept.id for kept in groups[0]], about)
    return _with_the_rest(turn, reply, rest)


def _fits(who: KnownPerson | None, read_as: KnownPerson | None) -> Callable[[KeptStatement], bool]:
    if read_as is not None:
        return lambda kept: kept.about == read_as.id
    return lambda kept: kept.about is not None and (who is None or kept.about != who.id)


def _groups(turn: Turn, fits: Callable[[KeptStatement], bool]) -> Groups:
    """What may be meant: the lines just shown; else the last thing said of which anything was read."""
    counting = [kept for kept in _counting(turn) if fits(kept)]
    lines = shown(turn)
    if lines:
        found = [[kept for kept in counting if kept.id in line] for line in lines]
        return [group for group in found if group][:GROUPS_OFFERED]
    latest = {m.id for m in turn.uow.messages.latest(turn.conversation.id, limit=LOOKS_BACK_MESSAGES + 1)}
    return _by_message([kept for kept in counting if kept.message_id in latest])[-1:]


def _by_message(statements: Sequence[KeptStatement]) -> Groups:
    groups: dict[str, list[KeptStatement]] = {}
    for kept in statements:
        groups.setdefault(kept.message_id, []).append(kept)
    return list(groups.values())[-GROUPS_OFFERED:]


def _counting(turn: Turn) -> list[KeptStatement]:
    return [kept for kept in turn.uow.statements.of(turn.conversation.person_id) if kept.standing is Standing.LIVE]


def _with_the_rest(turn: Turn, reply: Reply, rest: str) -> Reply:
    """What was said after the correction is an answer like any other; the correction itself is not read, nor given back."""
    if len(rest.split()) < WORDS_THAT_GO_ON:
        return reply
    text = turn.message.text
    start = _start_of(rest, text)
    # Blanks keep what is read at its place in the message as it was sent.
    turn.message = replace(turn.message, text=" " * start + text[start:], asked=turn.state.asked)
    more = answer(turn)
    done = reply.paragraphs[:-1] if reply.kind is ReplyKind.QUESTION and len(reply.paragraphs) > 1 else reply.paragraphs
    return replace(more, paragraphs=(*done, *more.paragraphs), choices=(*more.choices, *reply.choices))


def _start_of(rest: str, text: str) -> int:
    """Where the end of a text begins, whatever white space stands in either."""
    left = sum(not c.isspace() for c in rest)
    for place in range(len(text) - 1, -1, -1):
        left -= not text[place].isspace()
        if left == 0:
            return place
    return 0
