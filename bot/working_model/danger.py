"""Who is meant where danger from somebody is told: found by plain words, since nothing is interpreted then and no words are kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.working_model.identity import KnownPersonId
from bot.working_model.naming import role_words
from bot.working_model.person import KnownPerson
from bot.working_model.statement import Figure

# Who is told, called or fled to is seldom the one who is dangerous ("I told my mum that he hit me").
_BESIDE: Final = re.compile(
    r"\b(?:told|tell|telling|called|call|phoned|rang|texted|asked|to|at|and|with|for|hit|hits|hurt|hurts|hitting|threatened|threatens)\s+(?:me\s+and\s+)?$",
    re.IGNORECASE,
)
_HE: Final = re.compile(r"\b(?:he|him|his|he's|hes)\b", re.IGNORECASE)
_SHE: Final = re.compile(r"\b(?:she|her|she's|shes)\b", re.IGNORECASE)
_HARMLESS: Final = frozenset({Figure.PET, Figure.FAITH, Figure.THERAPIST})


@dataclass(frozen=True, slots=True)
class Dangerous:
    """Whom to mark: people known already, and a role nobody known has yet (None where there is none)."""

    known: tuple[KnownPersonId, ...] = ()
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    at: int
    figure: Figure | None
    gender: str
    known: tuple[KnownPersonId, ...]
    is_beside: bool


def dangerous(text: str, known: Sequence[KnownPerson], *, about: KnownPersonId | None) -> Dangerous:
    """Whom a text that tells of danger from somebody means; `about` is who the talk is with.

    First who is named as more than a bystander; else who the talk is with; else whoever is named at all. A mistaken mark
    costs little and can be taken back; a missing one may send somebody back to danger.
    """
    named = sorted((*_by_name(text, known), *_by_role(text, known, about)), key=lambda each: each.at)
    fitting = [each for each in named if _agrees(each.gender, text)]
    chosen = next((each for each in fitting if not each.is_beside), None)
    if chosen is None and about is not None and any(person.id == about for person in known):
        return Dangerous((about,))
    chosen = chosen or next(iter(fitting), None)
    if chosen is None:
        return Dangerous()
    return Dangerous(chosen.known) if chosen.known else Dangerous(figure=chosen.figure)


def _by_name(text: str, known: Sequence[KnownPerson]) -> list[_Named]:
    found = []
    for person in known:
        if not person.name:
            continue
        match = re.search(rf"(?<!\w){re.escape(person.name)}(?!\w)", text, re.IGNORECASE)
        if match:
            found.append(_Named(match.start(), person.figure, "n", (person.id,), _is_beside(text, match.start())))
    return found


def _by_role(text: str, known: Sequence[KnownPerson], about: KnownPersonId | None) -> list[_Named]:
    found = []
    for start, figure, gender in role_words(text):
        if figure in _HARMLESS:
            continue
        same = [person.id for person in known if person.figure is figure]
        ids = (about,) if about is not None and about in same else tuple(same)
        found.append(_Named(start, figure, gender, ids, _is_beside(text, start)))
    return found


def _is_beside(text: str, start: int) -> bool:
    return bool(_BESIDE.search(text[:start]))


def _agrees(gender: str, text: str) -> bool:
    """False where only the other gender's pronouns are used: somebody else did it."""
    he, she = bool(_HE.search(text)), bool(_SHE.search(text))
    return not ((gender == "f" and he and not she) or (gender == "m" and she and not he))
