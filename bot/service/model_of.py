"""The working model of one person within a unit of work: loaded, revised, saved, asked about, put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.working_model.change import Change, Reason, said, stands
from bot.working_model.dialogue import Message
from bot.working_model.identity import EpisodeId, KnownPersonId, PersonId
from bot.working_model.kept import KeptStatement
from bot.working_model.model import WorkingModel
from bot.working_model.person import KnownPerson
from bot.working_model.protocols import UnitOfWork
from bot.working_model.revision import Revision, rebuild, revise
from bot.working_model.thin import thin, unsafe_people
from bot.working_model.weights import DEFAULT


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the chooser of questions needs of the model: where evidence is thin (thinnest first), and with whom it is not safe."""

    thin: Sequence[tuple[str, str]]
    unsafe: Sequence[KnownPersonId]


def model_within(uow: UnitOfWork, person_id: PersonId, *, known: Sequence[KnownPerson] | None = None) -> WorkingModel:
    """The model as last saved, with how things stand now; rebuilt from the statements where it was made under other weights.

    `known` are all whom the person talks about, where the caller has them at hand.
    """
    data = uow.revisions.model(person_id)
    known = uow.known_people.of(person_id) if known is None else known
    if data is None:
        return WorkingModel.empty().standing(known)
    model = WorkingModel.from_data(data)
    if model.is_current(DEFAULT):
        return model.standing(known)
    return rebuild(uow.statements.of(person_id), known=known, number=model.number)


def understanding_of(
    uow: UnitOfWork,
    person_id: PersonId,
    *,
    about: KnownPersonId | None,
    known: Sequence[KnownPerson] | None = None,
) -> Understanding:
    """Where the model is thin about `about`, and who is unsafe."""
    return understanding_in(model_within(uow, person_id, known=known), about=about)


def understanding_in(model: WorkingModel, *, about: KnownPersonId | None) -> Understanding:
    """The same of a model at hand."""
    return Understanding([(t.value, f.value) for t, f in thin(model, about)], unsafe_people(model))


def revise_with(
    uow: UnitOfWork,
    person_id: PersonId,
    statements: Sequence[KeptStatement],
    *,
    at_utc: datetime,
    known: Sequence[KnownPerson] | None = None,
) -> Revision:
    """Revises the model by statements just kept, and saves the revision."""
    change = said(statements, beside=beside(uow, person_id, statements))
    return save_change(uow, person_id, change, at_utc=at_utc, known=known)


def save_change(
    uow: UnitOfWork,
    person_id: PersonId,
    change: Change,
    *,
    at_utc: datetime,
    known: Sequence[KnownPerson] | None = None,
) -> Revision:
    """Revises the model by a change, and saves the revision. How things stand with the people in it is looked up, unless told."""
    everybody = uow.known_people.of(person_id) if known is None else known
    about = {kept.about for kept in (*change.before, *change.after)}
    concerned = tuple(person for person in everybody if person.id in about)
    model = model_within(uow, person_id, known=everybody)
    revision = revise(model, replace(change, known=concerned), at_utc=at_utc)
    _save(uow, person_id, revision)
    return revision


def save_standing(
    uow: UnitOfWork, person_id: PersonId, person: KnownPerson, *, reason: Reason, at_utc: datetime
) -> None:
    """Keeps how things stand with somebody now, and revises the model by it; no revision where the model holds nothing of them."""
    model = model_within(uow, person_id)
    uow.known_people.set_tie(person.id, person.tie)
    uow.known_people.set_unsafe(person.id, person.told_unsafe)
    revision = revise(model, stands(person, reason=reason), at_utc=at_utc)
    if revision.model.people != model.people:
        _save(uow, person_id, revision)


def _save(uow: UnitOfWork, person_id: PersonId, revision: Revision) -> None:
    uow.revisions.save(
        person_id,
        model=revision.model.to_data(),
        revision=revision.to_data(),
        number=revision.number,
        at_utc=revision.at_utc,
    )


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


def is_disclosure(message: Message) -> bool:
    """True where past harm or a loss was told: such words are folded by default."""
    return any(rule.startswith("history.") for rule in message.rules)
