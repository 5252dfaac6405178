"""The working model of one person within a unit of work: loaded, revised, saved, asked about, put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.errors import NotFoundError
from bot.working_model.change import Change, said
from bot.working_model.identity import EpisodeId, KnownPersonId, MessageId, PersonId, StatementId
from bot.working_model.kept import KeptStatement, Quote, Standing
from bot.working_model.model import WorkingModel
from bot.working_model.protocols import UnitOfWork
from bot.working_model.revision import Revision, rebuild, revise
from bot.working_model.summary import Summary, compile_summary
from bot.working_model.thin import thin, unsafe_people
from bot.working_model.weights import DEFAULT

REMOVED_WORDS = "removed by you"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the chooser of questions needs of the model: where evidence is thin (thinnest first), and with whom it is not safe."""

    thin: Sequence[tuple[str, str]]
    unsafe: Sequence[KnownPersonId]


def model_within(uow: UnitOfWork, person_id: PersonId) -> WorkingModel:
    """The model as last saved; rebuilt from the statements where it was made under other weights."""
    data = uow.revisions.model(person_id)
    if data is None:
        return WorkingModel.empty()
    model = WorkingModel.from_data(data)
    return model if model.is_current(DEFAULT) else rebuild(uow.statements.of(person_id), number=model.number)


def understanding_of(uow: UnitOfWork, person_id: PersonId, *, about: KnownPersonId | None) -> Understanding:
    """Where the model is thin about `about`, and who is unsafe."""
    model = model_within(uow, person_id)
    return Understanding([(t.value, f.value) for t, f in thin(model, about)], unsafe_people(model))


def revise_with(
    uow: UnitOfWork, person_id: PersonId, statements: Sequence[KeptStatement], *, at_utc: datetime
) -> Revision:
    """Revises the model by statements just kept, and saves the revision."""
    return save_change(uow, person_id, said(statements, beside=beside(uow, person_id, statements)), at_utc=at_utc)


def save_change(uow: UnitOfWork, person_id: PersonId, change: Change, *, at_utc: datetime) -> Revision:
    """Revises the model by a change, and saves the revision."""
    revision = revise(model_within(uow, person_id), change, at_utc=at_utc)
    uow.revisions.save(
        person_id, model=revision.model.to_data(), revision=revision.to_data(), number=revision.number, at_utc=at_utc
    )
    return revision


def beside(uow: UnitOfWork, person_id: PersonId, statements: Iterable[KeptStatement]) -> tuple[KeptStatement, ...]:
    """The other statements of the episodes that these belong to."""
    these = {kept.id for kept in statements}
    episodes = {kept.episode_id for kept in statements if kept.episode_id is not None}
    return tuple(
        other
        for episode in sorted(episodes)
        for other in uow.statements.in_episode(person_id, EpisodeId(episode))
        if other.id not in these
    )


def correct_within(
    uow: UnitOfWork,
    person_id: PersonId,
    statement_id: StatementId,
    change_of: Callable[[KeptStatement, tuple[KeptStatement, ...]], Change],
    *,
    at_utc: datetime,
) -> None:
    """Applies a correction to one of the person's statements. Raises `NotFoundError` where it is not theirs."""
    kept = next((each for each in uow.statements.of(person_id) if each.id == statement_id), None)
    if kept is None:
        raise NotFoundError("There is no such line.")
    change = change_of(kept, beside(uow, person_id, [kept]))
    if change.before == change.after:
        return  # said already
    if kept.standing is Standing.REMOVED and any(after.standing is Standing.CONTESTED for after in change.after):
        return  # what was removed stays removed, and its words unseen, until it is brought back
    for after in change.after:
        if after.standing is not kept.standing:
            uow.statements.set_standing(kept.id, after.standing)
        if after.true_these_days != kept.true_these_days:
            uow.statements.set_true_these_days(kept.id, after.true_these_days)
    save_change(uow, person_id, change, at_utc=at_utc)


def summary_within(uow: UnitOfWork, person_id: PersonId, *, now_utc: datetime) -> Summary:
    """The summary as it stands, its quotes resolved from the messages they stand in."""
    statements = uow.statements.of(person_id)
    return compile_summary(
        model_within(uow, person_id),
        statements=statements,
        coping=uow.statements.coping_of(person_id),
        known=uow.known_people.of(person_id),
        quote_of=quotes(uow, statements),
        now_utc=now_utc,
    )


def quotes(uow: UnitOfWork, statements: Iterable[KeptStatement]) -> Callable[[KeptStatement], Quote]:
    """Resolves statements to quotes, all their messages loaded at once."""
    messages = {message.id: message for message in uow.messages.many({kept.message_id for kept in statements})}

    def quote_of(kept: KeptStatement) -> Quote:
        message = messages[MessageId(kept.message_id)]
        text = REMOVED_WORDS if kept.standing is Standing.REMOVED else kept.statement.span.of(message.text)
        question = message.asked.question if message.asked else ""
        return Quote(kept.id, kept.message_id, text, question, kept.said_at_utc, kept.folded)

    return quote_of
