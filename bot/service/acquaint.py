"""Who is meant: finds the known person behind a figure and a name, or makes their acquaintance.

Two sisters are two people; "my sister" said again is the one already known; a name learnt later belongs to the one without a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.working_model.identity import KnownPersonId, PersonId
from bot.working_model.named import taken_back_at
from bot.working_model.person import KnownPerson, Tie
from bot.working_model.protocols import IdFactory, UnitOfWork
from bot.working_model.statement import Figure, Mention

# A person may be introduced by a wider role and named by a narrower one later ("my parents" stays apart from "my mother").
_LOOSE = frozenset({Figure.OTHER_PERSON})
# Between "my wife" and "Ilse", where both answer "who?": "My wife, obviously. Ilse."
_JOINS: Final = re.compile(
    r"(?:,? |: |\. |,? (?:obviously|of course|then|i suppose|i guess|called|named|that is|her name is|his name is)[.,:]? )",
    re.IGNORECASE,
)

_NAME_ALONE: Final = re.compile(r"(?:, [a-z ]{2,20})?[.,:] ([A-Z][\w'-]{1,20})\.?\s*")  # "..., obviously. Ilse."
_NO: Final = re.compile(r"\b(?:no|nope|wrong|not)\b", re.IGNORECASE)


@dataclass(slots=True)
class Acquaintances:
    """The people one person talks about, during one turn; new ones are written to the store as they are met."""

    person_id: PersonId
    uow: UnitOfWork
    ids: IdFactory
    known: list[KnownPerson] = field(default_factory=list)

    @classmethod
    def of(cls, person_id: PersonId, uow: UnitOfWork, ids: IdFactory) -> Acquaintances:
        """Loads those already known."""
        return cls(person_id, uow, ids, list(uow.known_people.of(person_id)))

    def meant(
        self, figure: Figure, name: str | None, *, about: KnownPersonId | None, called: str | None = None
    ) -> KnownPerson | None:
        """The known person meant; None for people in general and the speaker. `about` is who the question was about,
        `called` the person's own word for the role, where it was said just now: the first one heard is kept.
        """
        if not figure.is_particular:
            return None
        found = find(self.known, figure, name, about=about)
        if found is None:
            tie = Tie.ENDED if figure is Figure.EX_PARTNER else Tie.CURRENT
            found = KnownPerson(KnownPersonId(self.ids.new()), self.person_id, figure, name, tie, called=called)
            self.uow.known_people.add(found)
            self.known.append(found)
        elif _teaches(found, figure, name, called):
            better = replace(
                found,
                figure=figure if found.figure in _LOOSE else found.figure,
                name=name if found.name is None else found.name,
                called=found.called or called,
            )
            self.uow.known_people.rename(found.id, figure=better.figure, name=better.name, called=better.called)
            self.known[self.known.index(found)] = better
            found = better
        return found

    def changed(self, person: KnownPerson, *, tie: Tie) -> KnownPerson:
        """One of the known, with how things stand with them now."""
        found = replace(person, tie=tie)
        self.known[self.known.index(person)] = found
        return found


def name_joined_to_role(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of an answer to "who?", a role and the name that follows it told as one person."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if (
            before is not None
            and mention.figure in _LOOSE
            and mention.name is not None
            and before.figure not in _LOOSE
            and before.figure.is_particular
            and before.name is None
            and _JOINS.fullmatch(text[before.span.end : mention.span.start])
        ):
            joined[-1] = replace(before, name=mention.name)
        else:
            joined.append(mention)
    if len(joined) == 1 and joined[0].name is None and joined[0].figure.is_particular:
        alone = _NAME_ALONE.fullmatch(text[joined[0].span.end :])
        joined = [replace(joined[0], name=alone.group(1))] if alone else joined
    return tuple(joined)


def without_who_was_taken_back(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions of an answer to "who?" without those that the answer itself takes back: "my gran - no, it was my aunt"."""
    at = taken_back_at(text)
    before = [mention for mention in mentions if mention.span.end <= at and mention.figure.is_particular]
    gone = {(mention.figure, mention.name) for mention in before}
    after = [m for m in mentions if m.span.end > at and (m.figure, m.name) not in gone]
    if not before or not any(mention.figure.is_particular for mention in after):
        return tuple(mentions)
    names_them = after[0].figure in _LOOSE and all(each.name is None for each in before)
    if names_them and not _NO.search(text[before[-1].span.end : at]):
        return tuple(mentions)  # "my sister, I mean Anna" is one person
    return tuple(after)


def find(
    known: Sequence[KnownPerson], figure: Figure, name: str | None, *, about: KnownPersonId | None
) -> KnownPerson | None:
    """Who of `known` a figure and name mean, None where it must be someone new."""
    fitting = [p for p in known if p.figure is figure or figure in _LOOSE or p.figure in _LOOSE]
    if name is not None:
        named = [p for p in fitting if p.name is not None and p.name.casefold() == name.casefold()]
        if named:
            return named[0]
        nameless = [p for p in fitting if p.name is None and p.figure is figure]
        return nameless[0] if len(nameless) == 1 else None
    # "When my father was dying he drove me", with Declan asked about: a role said by the way takes nobody's name.
    asked_about = [p for p in fitting if p.id == about and (p.figure is figure or figure in _LOOSE or p.name is None)]
    if asked_about:
        return asked_about[0]
    if figure in _LOOSE:
        # "someone", with nobody asked about: not the same someone as before, but one entry serves for all of them.
        return next((p for p in known if p.figure is figure and p.name is None), None)
    same = [p for p in known if p.figure is figure]
    nameless = [p for p in same if p.name is None]
    if nameless:
        return nameless[0]
    return same[0] if len(same) == 1 else None


def _teaches(found: KnownPerson, figure: Figure, name: str | None, called: str | None) -> bool:
    """True where what was just said tells something of them that was not known: the name, the role, the word for it."""
    names = name is not None and found.name is None
    return names or (found.figure in _LOOSE and figure not in _LOOSE) or (called is not None and found.called is None)
