"""The summary of one person within a unit of work: every line's words resolved from the messages they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from bot.service.model_of import is_disclosure, model_within
from bot.service.small_steps import foreseen_within
from bot.working_model.dialogue import Message
from bot.working_model.episode import Answer
from bot.working_model.guide import StepKind
from bot.working_model.identity import MessageId, PersonId, StatementId
from bot.working_model.kept import KeptCoping, KeptStatement, Quote, Source, Standing
from bot.working_model.protocols import UnitOfWork
from bot.working_model.revision import rebuild
from bot.working_model.summary import Summary, compile_summary

REMOVED_WORDS: Final = "removed by you"


def summary_within(
    uow: UnitOfWork,
    person_id: PersonId,
    *,
    now_utc: datetime,
    then: Sequence[KeptStatement] | None = None,
    number: int = 0,
    names_shown: bool = False,
) -> Summary:
    """The summary as it stands, its quotes resolved from the messages they stand in.

    With `then` it is the summary of those statements, as it stood after revision `number` at `now_utc`. `names_shown` adds what
    research calls the regions of the map; that is shown only when asked for.
    """
    known, told = uow.known_people.of(person_id), uow.statements.of(person_id)
    statements = told if then is None else then
    coping = [way for way in uow.statements.coping_of(person_id) if way.said_at_utc <= now_utc]
    messages = _messages(uow, (*statements, *coping))
    return compile_summary(
        model_within(uow, person_id) if then is None else rebuild(then, known=known, number=number),
        statements=statements,
        coping=coping,
        known=known,
        quote_of=partial(_quote_of, messages),
        quote_of_way=partial(_quote_of_way, messages),
        answers=_wishes(messages, (*statements, *coping)),
        steps=[step for step in foreseen_within(uow, person_id) if step.expected.said_at_utc <= now_utc],
        names_shown=names_shown,
        now_utc=now_utc,
    )


def quotes(uow: UnitOfWork, statements: Iterable[KeptStatement]) -> Callable[[KeptStatement], Quote]:
    """Resolves statements to quotes, all their messages loaded at once."""
    return partial(_quote_of, _messages(uow, statements))


def own_wording(kept: KeptStatement) -> str | None:
    """What the person put in a line's place; as unseen as its quote once they removed it."""
    return REMOVED_WORDS if kept.reworded is not None and kept.standing is Standing.REMOVED else kept.reworded


def _messages(uow: UnitOfWork, kept: Iterable[KeptStatement | KeptCoping]) -> dict[MessageId, Message]:
    return {message.id: message for message in uow.messages.many({each.message_id for each in kept})}


def _quote_of(messages: Mapping[MessageId, Message], kept: KeptStatement) -> Quote:
    message = messages[kept.message_id]
    text = REMOVED_WORDS if kept.standing is Standing.REMOVED else kept.statement.span.of(message.text)
    return Quote(kept.id, kept.message_id, text, _question(message), kept.said_at_utc, kept.folded)


def _quote_of_way(messages: Mapping[MessageId, Message], kept: KeptCoping) -> Quote:
    message = messages[kept.message_id]
    text = REMOVED_WORDS if kept.standing is Standing.REMOVED else kept.coping.span.of(message.text)
    way = StatementId(f"way{kept.number}")
    return Quote(way, kept.message_id, text, _question(message), kept.said_at_utc, is_disclosure(message), Source.WAY)


def _wishes(messages: Mapping[MessageId, Message], kept: Sequence[KeptStatement | KeptCoping]) -> tuple[Answer, ...]:
    """What was wished for in an episode, where the answer to that question was itself read as something that still stands."""
    gone = {each.message_id for each in kept if each.standing is Standing.REMOVED}
    episodes = {each.message_id: each.episode_id for each in kept if each.message_id not in gone}
    found = []
    for message_id, episode in sorted(episodes.items(), key=lambda item: messages[item[0]].number):
        message = messages[message_id]
        asked_for_it = message.asked is not None and message.asked.step == StepKind.WISH
        if episode is not None and asked_for_it and not is_disclosure(message):
            wish = StatementId(f"wish-{message.id}")
            words = Quote(wish, message.id, message.text, _question(message), message.at_utc, source=Source.WISH)
            found.append(Answer(episode, StepKind.WISH, words))
    return tuple(found)


def _question(message: Message) -> str:
    return message.asked.question if message.asked else ""
