"""Decides whom a statement is about: the rule's person, else a person of the clause, else what the classifier takes it to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from bot.language.heads import FIGURES
from bot.language.people import Meant, Person
from bot.working_model.statement import Figure, Theme

_HELD_AGAINST: Final = {
    ("burden", "to"), ("burden", "on"), ("burden", "for"), ("inferior", "to"), ("next", "to"), ("compared", "to"),
    ("compared", "with"), ("enough", "for"), ("use", "to"), ("less", "than"), ("worse", "than"),
}  # fmt: skip
_SURE: Final = 0.5
_LIKELY: Final = 0.45
_OVER: Final = 0.7  # an ex only where the ending is said (codebook): "he lied to me for a year" alone does not say it
_FAINT: Final = 0.3  # of 20 roles; by this much dev loses one figure in a thousand


def by_rule(person: Person, theme: Theme, people: Iterable[Meant], *, how: str) -> Person:
    """Whom a rule's match is about where no classifier helps: the one particular person of the clause, if its words named nobody."""
    if theme is Theme.SECURITY and how == "carried" and person.gender == "pl" and person.figure is Figure.OTHER_PERSON:
        return Person(Figure.OTHERS, None, "pl")  # "they" whom nobody named: people in general
    if how != "none" or theme is Theme.SELF_WORTH:
        return person
    particular = {m.person for m in people if m.person.figure.is_particular and not _owns(m)}
    return next(iter(particular)) if len(particular) == 1 else person


def by_classifier(
    person: Person | None,
    how: str,
    people: Iterable[Meant],
    probabilities: npt.NDArray[np.floating],
    *,
    lately: Person | None = None,
    spoken_of: Collection[Figure] = (),
) -> Person:
    """Whom a statement is about; `person` and `how` are the rule's, None where no rule matched. `probabilities` follow `FIGURES`.

    `lately` is the last particular person of the message before this clause, `spoken_of` every role the message names.
    """
    guess = FIGURES[int(probabilities.argmax())]
    if person is not None and person.figure is Figure.OTHERS:
        return person  # a rule's words say people in general
    if person is not None and how in ("named", "pronoun") and person.figure.is_particular:
        return _unless_unknown(person, probabilities)
    if not guess.is_particular and probabilities.max() >= _SURE:
        return Person(guess)
    mentions = [m for m in people if m.person.figure.is_particular or m.mark == "@fig"]
    chosen = _mention(mentions)
    if chosen is not None:
        return _unless_unknown(chosen.person, probabilities)
    if person is not None and person.figure.is_particular:
        return _unless_unknown(person, probabilities)
    if person is not None and person.figure is Figure.SELF and probabilities.max() < _FAINT:
        return person  # "I was so lonely that year", after the child was spoken of: a faint guess hangs it on nobody
    if guess.is_particular and lately is not None and guess not in (set(spoken_of) - {lately.figure}):
        return lately  # nobody is named here: the talk is still of whom it was of
    return Person(guess)


def measured_against(tokens: Sequence[str], people: Mapping[int, Meant]) -> Person | None:
    """Whom one's own worth is held against: "a burden to my husband", "next to my sister I'm nothing"; None where nobody known is."""
    for at, meant in people.items():
        known = meant.person.figure.is_particular and meant.person.figure is not Figure.OTHER_PERSON
        if known and not _owns(meant) and tuple(tokens[max(0, at - 2) : at]) in _HELD_AGAINST:
            return meant.person
    return None


def last_spoken_of(people: Iterable[Meant], before: Person | None) -> Person | None:
    """The person the talk is of after a clause; possessors ("my sister's car") do not change it."""
    named = [m for m in people if m.person.figure.is_particular]
    known = [m for m in named if m.person.figure is not Figure.OTHER_PERSON or m.person.name]
    themselves = [m for m in known if not _owns(m)] or (known if before is None else [])
    return themselves[-1].person if themselves else before


def _owns(meant: Meant) -> bool:
    return meant.mark == "@figs" or meant.owns


def _mention(mentions: list[Meant]) -> Meant | None:
    """The mention a statement is most likely about: the first whose role is known and that is no possessor."""
    particular = [m for m in mentions if m.person.figure.is_particular]
    plain = [m for m in particular if not _owns(m)] or particular
    if not plain:
        return None
    known = [m for m in plain if m.person.figure is not Figure.OTHER_PERSON]
    return (known or plain)[0]


def _unless_unknown(person: Person, probabilities: npt.NDArray[np.floating]) -> Person:
    """A pronoun that stands for nobody yet named takes the role its sentence speaks of, where the classifier is fairly sure."""
    if person.figure is not Figure.OTHER_PERSON:
        return person
    best = FIGURES[int(probabilities.argmax())]
    if (
        best is not Figure.OTHER_PERSON
        and probabilities.max() >= (_OVER if best is Figure.EX_PARTNER else _LIKELY)
        and (person.name is None or best.is_particular)
    ):
        return replace(person, figure=best)
    return person
