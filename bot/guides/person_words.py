"""What to call the person a question is about: "your sister Anna", then "Anna" or "her"; grammar holds for any figure.

Nobody's gender is guessed: "her" comes only from the person's own word ("sister"); else it is "them".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.working_model.statement import Figure

_SHE: Final = ("she", "her", "her")
_HE: Final = ("he", "him", "his")
_THEY: Final = ("they", "them", "their")

# The person's word for someone -> the figure it names and the pronouns that go with it.
_WORDS: Final[dict[Figure, tuple[str, str, str]]] = {
    Figure.MOTHER: ("mother mum mom mummy mommy mama mam ma amma", "", ""),
    Figure.FATHER: ("", "father dad daddy papa pa appa baba", ""),
    Figure.PARENT: ("", "", "parent parents folks mum-and-dad"),
    Figure.STEPPARENT: ("stepmother stepmum stepmom step-mother step-mum step-mom", "stepfather stepdad step-father step-dad", "stepparent"),
    Figure.CAREGIVER: ("foster-mother foster-mum nanny guardian", "foster-father foster-dad", "carer caregiver"),
    Figure.SIBLING: ("sister sis stepsister half-sister", "brother bro stepbrother half-brother", "sibling siblings brothers sisters twin"),
    Figure.GRANDPARENT: ("grandmother grandma gran granny nan nana nanny abuela", "grandfather grandpa grandad granddad gramps abuelo", "grandparent grandparents"),
    Figure.CHILD: ("daughter girl", "son boy", "child kid children kids daughters sons"),
    Figure.PARTNER: ("wife girlfriend gf fiancee fiancée missus", "husband boyfriend bf fiance fiancé hubby", "partner spouse"),
    Figure.EX_PARTNER: ("ex-wife ex-girlfriend", "ex-husband ex-boyfriend", "ex ex-partner"),
    Figure.FRIEND: ("", "", "friend friends bestie mate mates best-friend flatmate housemate roommate"),
    Figure.FAMILY: ("aunt auntie aunty niece mother-in-law sister-in-law", "uncle nephew father-in-law brother-in-law", "family cousin cousins relatives in-laws"),
    Figure.COLLEAGUE: ("", "", "colleague colleagues boss manager coworker co-worker teammate supervisor"),
    Figure.THERAPIST: ("", "", "therapist counsellor counselor psychologist"),
    Figure.PET: ("", "", "dog cat horse rabbit pet bird hamster puppy kitten"),
    Figure.GROUP: ("", "", "choir team church-group band class crew club group"),
    Figure.OTHER_PERSON: ("", "", "teacher neighbour neighbor coach doctor mentor nurse priest landlady landlord"),
}  # fmt: skip
_GENDERED: Final = {
    word: (figure, pronouns)
    for figure, rows in _WORDS.items()
    for row, pronouns in zip(rows, (_SHE, _HE, _THEY), strict=True)
    for word in row.split()
}
_DEFAULT: Final[dict[Figure, str]] = {
    Figure.MOTHER: "your mother",
    Figure.FATHER: "your father",
    Figure.PARENT: "your parents",
    Figure.STEPPARENT: "your step-parent",
    Figure.CAREGIVER: "the person who looked after you",
    Figure.SIBLING: "your brother or sister",
    Figure.GRANDPARENT: "your grandparent",
    Figure.CHILD: "your child",
    Figure.PARTNER: "your partner",
    Figure.EX_PARTNER: "your ex",
    Figure.FRIEND: "your friend",
    Figure.FAMILY: "your family",
    Figure.COLLEAGUE: "your colleague",
    Figure.THERAPIST: "your therapist",
    Figure.PET: "your pet",
    Figure.FAITH: "your faith",
    Figure.GROUP: "your group",
}
_ADJECTIVES: Final = (
    "best|oldest|older|elder|big|little|younger|youngest|late|twin|close|closest|good|old|dear|half|middle|first|second"
)
_OWN_WORD: Final = re.compile(
    rf"\b(?:my|your|our)\s+((?:(?:{_ADJECTIVES})\s+){{0,2}}(?:best\s+friend|[a-zé]+(?:-[a-z]+)*(?:-in-law)?))",
    re.IGNORECASE,
)
# "My delightful brother", "me eldest lad", "the wife", or the bare word that an answer begins with: the role alone is taken.
_ROLE_WORD: Final = "|".join(sorted((re.escape(word) for word in _GENDERED), key=len, reverse=True))
_BEHIND_A_WORD: Final = re.compile(
    rf"\b(?:my|your|our|me)\s+((?:[a-zé]+\s+){{0,2}}?)({_ROLE_WORD})(?![\w'-])", re.IGNORECASE
)
_WITH_THE: Final = re.compile(rf"\bthe\s+()({_ROLE_WORD})(?![\w'-])", re.IGNORECASE)
_BARE: Final = re.compile(rf"^\W*()({_ROLE_WORD})(?![\w'-])", re.IGNORECASE)
_SAID_WITH_THE: Final = frozenset({Figure.PARTNER, Figure.CHILD, Figure.PET})
# Between "my" and a role these begin something else: "my car and his brother", "my job is the group".
_NO_ADJECTIVE: Final = frozenset(
    """and or but nor not his her their its the a an is was are were has had of in on at to for from with by who that this these those
    i he she we they it said says when so than like as""".split()  # noqa: SIM905  (reads better as running text)
)
_DEFAULT_PRONOUNS: Final = {Figure.MOTHER: _SHE, Figure.FATHER: _HE}


@dataclass(frozen=True, slots=True)
class PersonWords:
    """How one person is spoken of: in full at first, short where the last question has just named them, and by pronouns."""

    full: str
    short: str
    pronouns: tuple[str, str, str]
    called: str | None = None

    def fill(self, wording: str, *, named_just_now: bool = False) -> str:
        """The wording with its slots filled and its first letter large."""
        they, them, their = self.pronouns
        said = self.short if named_just_now else self.full
        filled = (
            wording.replace("{they}", they).replace("{them}", them).replace("{their}", their).replace("{person}", said)
        )
        return filled[:1].upper() + filled[1:]


UNNAMED_PERSON: Final = PersonWords("this person", "this person", _THEY)


def person_words(
    figure: Figure | None, name: str | None, *, heard: tuple[str, ...] = (), called: str | None = None
) -> PersonWords:
    """The words for a figure and a name. `heard` are texts, newest first, in which the person's own word for them may stand;
    `called` is that word as it was heard earlier.
    """
    if figure is None or not figure.is_particular:
        return UNNAMED_PERSON
    earlier = (f"my {called}",) if called else ()
    role, pronouns = _own_word(figure, (*heard, *earlier))
    pronouns = pronouns or _DEFAULT_PRONOUNS.get(figure, _THEY)
    if name:
        clean = _as_name(name)
        full = f"your {role} {clean}" if role and figure is not Figure.OTHER_PERSON else clean
        return PersonWords(full, clean, pronouns, role)
    base = f"your {role}" if role else _DEFAULT.get(figure, "this person")
    return PersonWords(base, base, pronouns, role)


def figures_in(text: str) -> frozenset[Figure]:
    """The figures whose words stand in a text, with or without "my"."""
    return frozenset(
        _GENDERED[word][0] for word in re.findall(r"[a-zé]+(?:-[a-z]+)*", text.casefold()) if word in _GENDERED
    )


def figure_said(text: str) -> Figure | None:
    """The figure of the first "my ..." in a text, None where there is none: a stand-in where the reader saw nobody."""
    for match in _OWN_WORD.finditer(text):
        known = _GENDERED.get(match.group(1).casefold().split()[-1])
        if known is not None:
            return known[0]
    return None


def name_said(text: str) -> str | None:
    """The name after a "my ..." ("my sister Anna"), None where none is written large there."""
    for match in _OWN_WORD.finditer(text):
        last = match.group(1).casefold().split()[-1]
        follows = re.match(r",? ([A-Z][\w'-]+)", text[match.end() :])
        if last in _GENDERED and follows:
            return follows.group(1)
    return None


def _own_word(figure: Figure, heard: tuple[str, ...]) -> tuple[str | None, tuple[str, str, str] | None]:
    for text in heard:
        for match in _OWN_WORD.finditer(text):
            phrase = " ".join(match.group(1).split())
            phrase = phrase[:1].lower() + phrase[1:]
            known = _GENDERED.get(phrase.casefold().split()[-1])
            if known is not None and known[0] is figure:
                return phrase, known[1]
        role = _role_alone(figure, text)
        if role is not None:
            return role, _GENDERED[role][1]
    return None, None


def _role_alone(figure: Figure, text: str) -> str | None:
    """The role without what stands before it, where that says no more than how they are."""
    for pattern in (_BEHIND_A_WORD, _BARE, *((_WITH_THE,) if figure in _SAID_WITH_THE else ())):
        for match in pattern.finditer(text):
            between = match.group(1).casefold().split()
            role: str = match.group(2).casefold()
            if _GENDERED[role][0] is figure and not any(
                word in _NO_ADJECTIVE or word in _GENDERED or word.removesuffix("s") in _GENDERED for word in between
            ):
                return role
    return None


def _as_name(name: str) -> str:
    clean = " ".join(name.split())
    return clean.title() if clean.islower() else clean
