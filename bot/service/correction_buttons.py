"""The buttons that corrections offer in the talk: what each does when it is pressed, and what is offered next.

A button's argument names what it does and to which statements ("over:id,id"); a bare statement id is "that's not right".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from bot.service.correct_line import CONTEST, NOT_ANY_MORE, RESTORE, how_true, in_own_words, told_of
from bot.service.people_of import names_within
from bot.service.set_right import Correction, correct_within, mine
from bot.service.summarise import summary_within
from bot.service.turn import Turn
from bot.service.whom import known_person
from bot.working_model.dialogue import Choice, Command, Reply, ReplyKind, Stage
from bot.working_model.evidence import who_of
from bot.working_model.identity import StatementId
from bot.working_model.kept import KeptStatement
from bot.working_model.lines import Line
from bot.working_model.person import KnownPerson

LINES_IN_CHAT: Final = 5
PEOPLE_OFFERED: Final = 4
LABEL_CHARS: Final = 60
HOW_TRUE: Final = ("Not at all", "A little", "Partly", "Mostly", "Very")
OVER, BACK, OURS, WHOM, WORDS, TO, RATE, TRUE, LEAVE = (
    "over", "back", "ours", "whom", "words", "to", "rate", "true", "leave",
)  # fmt: skip


def pressed(turn: Turn, argument: str) -> Reply:
    """What a correction's button does."""
    settle(turn)
    kind, _, rest = argument.partition(":")
    handler = _HANDLERS.get(kind)
    return handler(turn, rest) if handler is not None else _contest(turn, argument)


def settle(turn: Turn) -> None:
    """Words for a correction are awaited no more; the talk stands where it stood."""
    if awaited(turn) is not None:
        turn.set(stage=turn.state.resume_to or Stage.CHOOSING, confirming=None, resume_to=None)


def awaited(turn: Turn) -> tuple[str, StatementId] | None:
    """What the next message is awaited for (whom, words) and of which statement; None where it is for nothing of the kind."""
    kind, _, this = (turn.state.confirming or "").partition(":")
    if turn.state.stage is not Stage.CONFIRMING or kind not in (WHOM, WORDS):
        return None
    return kind, StatementId(this)


def button(turn: Turn, label: str, kind: str, *rest: str) -> Choice:
    """A button that corrects something."""
    return turn.button(label, Command.NOT_RIGHT, ":".join((kind, *rest)))


def ids(statements: Iterable[StatementId]) -> str:
    """Statement ids within an argument."""
    return ",".join(statements)


def short(words: str) -> str:
    """Words that fit on a button."""
    flat = " ".join(words.split())
    return flat if len(flat) <= LABEL_CHARS else flat[: LABEL_CHARS - 1].rstrip() + "\u2026"


def going_on(turn: Turn, before: Sequence[str], *choices: Choice, reworded: bool = False) -> Reply:
    """What was done, then the open question, and what else may be done about it."""
    reply = turn.ask_again(before=before, reworded=reworded)
    return replace(reply, choices=(*reply.choices, *choices))


def apply(turn: Turn, these: Iterable[StatementId], correction: Correction) -> None:
    """Corrects some of the person's statements. Raises `NotFoundError`."""
    for this in these:
        correct_within(turn.uow, turn.conversation.person_id, this, correction, at_utc=turn.now)


def move(turn: Turn, these: Sequence[StatementId], about: KnownPerson) -> Reply:
    """The statements are told of somebody else; where the open question is about the first, it is put about the other."""
    first = mine(turn.uow, turn.conversation.person_id, these[0])
    apply(turn, these, told_of(about))
    if all(each.id != about.id for each in turn.people.known):
        turn.people.known.append(about)
    names = names_within(turn.uow, turn.conversation.person_id, now_utc=turn.now)
    before = turn.say("moved", person=names[f"k:{about.id}"], first=names[who_of(first)])
    was_asked = first.about is not None and turn.state.about == first.about
    if was_asked:
        asked = turn.state.asked
        if asked is not None and asked.figure is first.statement.figure:
            asked = replace(asked, figure=about.figure, name=about.name)
        turn.set(about=about.id, called=about.called, asked=asked)
    undo = button(turn, "Leave it as it was", TO, first.about, ids(these)) if first.about is not None else None
    return going_on(turn, before, *([undo] if undo else []), reworded=was_asked and turn.state.stage is Stage.ASKING)


def end(turn: Turn, these: Sequence[StatementId]) -> Reply:
    """What they say is over."""
    apply(turn, these, NOT_ANY_MORE)
    return going_on(turn, turn.say("not_any_more"), button(turn, "Leave it as it was", BACK, ids(these)))


def reword(turn: Turn, this: StatementId, words: str) -> Reply:
    """The line in their words. Raises `InputError`, `TooLargeError`."""
    apply(turn, [this], in_own_words(words))
    settle(turn)
    return going_on(turn, turn.say("reworded"), button(turn, "Leave it as it was", OURS, this))


def which(turn: Turn, groups: Sequence[Sequence[KeptStatement]], kind: str, *rest: str) -> Reply:
    """Which of several things said is meant, one button each."""
    texts = turn.uow.messages.texts({group[0].message_id for group in groups})
    buttons = [
        button(turn, f"\u201c{short(group[0].statement.span.of(texts[group[0].message_id]))}\u201d", kind, *rest,
               ids(kept.id for kept in group))
        for group in groups
    ]  # fmt: skip
    return Reply(turn.say("which_of_these"), ReplyKind.COMMAND, (*buttons, button(turn, "None of them", LEAVE)))


def about_lines(turn: Turn) -> tuple[Choice, ...]:
    """What can be done about lines just shown."""
    return (turn.button("That's not right", Command.NOT_RIGHT), button(turn, "How true is this these days?", RATE, ""))


def lines_in_chat(turn: Turn) -> list[Line]:
    """The lines that the talk shows."""
    summary = summary_within(turn.uow, turn.conversation.person_id, now_utc=turn.now)
    return list(summary.lines)[:LINES_IN_CHAT]


def _contest(turn: Turn, this: str) -> Reply:
    statement_id = StatementId(this)
    apply(turn, [statement_id], CONTEST)
    return going_on(
        turn,
        turn.say("contested"),
        button(turn, "It was somebody else", WHOM, this),
        button(turn, "It is not so any more", OVER, this),
        button(turn, "Put it in my own words", WORDS, this),
        button(turn, "Bring it back", BACK, this),
    )


def _over(turn: Turn, rest: str) -> Reply:
    return end(turn, _ids_in(rest))


def _back(turn: Turn, rest: str) -> Reply:
    apply(turn, _ids_in(rest), RESTORE)
    return going_on(turn, turn.say("brought_back"))


def _ours(turn: Turn, rest: str) -> Reply:
    apply(turn, _ids_in(rest), in_own_words(None))
    return going_on(turn, turn.say("our_words_again"))


def _to(turn: Turn, rest: str) -> Reply:
    known_id, _, these = rest.partition(":")
    return move(turn, _ids_in(these), known_person(turn.uow, turn.conversation.person_id, known_id))


def _whom(turn: Turn, rest: str) -> Reply:
    kept = mine(turn.uow, turn.conversation.person_id, StatementId(rest))
    _await(turn, f"{WHOM}:{rest}")
    names = names_within(turn.uow, turn.conversation.person_id, now_utc=turn.now)
    others = [each for each in turn.people.known if each.id != kept.about][:PEOPLE_OFFERED]
    people = [button(turn, short(names[f"k:{each.id}"].capitalize()), TO, each.id, rest) for each in others]
    return Reply(turn.say("whom_is_it_about"), ReplyKind.COMMAND, (*people, button(turn, "Leave it as it is", LEAVE)))


def _words(turn: Turn, rest: str) -> Reply:
    mine(turn.uow, turn.conversation.person_id, StatementId(rest))
    _await(turn, f"{WORDS}:{rest}")
    return Reply(turn.say("in_your_words"), ReplyKind.COMMAND, (button(turn, "Leave it as it is", LEAVE),))


def _await(turn: Turn, what: str) -> None:
    if turn.state.stage is not Stage.PAUSED:
        turn.set(stage=Stage.CONFIRMING, confirming=what, resume_to=turn.state.stage)


def _rate(turn: Turn, done: str) -> Reply:
    """The next line that was not asked about yet, with five answers."""
    asked = set(_ids_in(done))
    line = next((each for each in lines_in_chat(turn) if each.answered_by and each.answered_by not in asked), None)
    if line is None or line.answered_by is None:
        return going_on(turn, turn.say("how_true_done" if asked else "how_true_none"))
    this, after = line.answered_by, ids([*asked, line.answered_by])
    answers = [button(turn, label, TRUE, str(value), this, after) for value, label in enumerate(HOW_TRUE)]
    more = (button(turn, "Leave this one", RATE, after), button(turn, "That is enough", LEAVE))
    return Reply(turn.say("how_true", line=line.text), ReplyKind.COMMAND, (*answers, *more))


def _true(turn: Turn, rest: str) -> Reply:
    value, _, rest = rest.partition(":")
    this, _, done = rest.partition(":")
    apply(turn, [StatementId(this)], how_true(int(value)))
    return _rate(turn, done)


def _leave(turn: Turn, _rest: str) -> Reply:
    return going_on(turn, turn.say("all_right"))


def _ids_in(rest: str) -> list[StatementId]:
    return [StatementId(each) for each in rest.split(",") if each]


_HANDLERS: Final[dict[str, Callable[[Turn, str], Reply]]] = {
    OVER: _over, BACK: _back, OURS: _ours, WHOM: _whom, WORDS: _words, TO: _to, RATE: _rate, TRUE: _true, LEAVE: _leave,
}  # fmt: skip
