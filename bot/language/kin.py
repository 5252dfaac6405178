"""Says what another person's relative is to the speaker: "my mum's husband", "my wife's mother", "my sister's kids"."""

from __future__ import annotations

from typing import Final

from bot.language.people import Person
from bot.working_model.statement import Figure

_PARENTS: Final = frozenset({Figure.MOTHER, Figure.FATHER, Figure.PARENT})
_KIN: Final = _PARENTS | {Figure.SIBLING, Figure.GRANDPARENT, Figure.FAMILY}
# The owner's figure, then the figure the word alone names, then what that is to the speaker.
_OF: Final = (
    (_PARENTS, {Figure.PARTNER}, Figure.STEPPARENT),
    (_PARENTS, _PARENTS, Figure.GRANDPARENT),
    (_PARENTS | {Figure.GRANDPARENT}, {Figure.SIBLING, Figure.FAMILY}, Figure.FAMILY),
    ({Figure.PARTNER}, _KIN, Figure.FAMILY),
    ({Figure.SIBLING}, {Figure.CHILD, Figure.PARTNER, Figure.FAMILY}, Figure.FAMILY),
    ({Figure.CHILD}, {Figure.CHILD, Figure.PARTNER}, Figure.FAMILY),
)


def kin_of(owner: Person | None, figure: Figure) -> Figure:
    """The figure of `owner`'s relative; other_person where that is nobody the speaker is kin to ("his father" of a friend)."""
    if owner is None:
        return Figure.OTHER_PERSON
    for owners, words, found in _OF:
        if owner.figure in owners and figure in words:
            return found
    return Figure.OTHER_PERSON
