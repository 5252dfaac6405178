"""How a person is called in the summary: "your sister Anna", in the speaker's own word for the role where it is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.working_model.person import KnownPerson
from bot.working_model.statement import Figure


class _Word(NamedTuple):
    """A word for a role. `gender` is f, m or n (not said); `plural` as grammar has it."""

    noun: str
    gender: str = "n"
    plural: bool = False


def _words(*groups: str) -> dict[str, _Word]:
    """Reads "gender[s] noun: spelling, spelling"; the noun itself is always a spelling."""
    found = {}
    for group in groups:
        head, _, spellings = group.partition(":")
        gender, _, noun = head.strip().partition(" ")
        word = _Word(noun, gender[0], gender.endswith("s"))
        for spelling in (noun, *spellings.split(",")):
            if spelling.strip():
                found[spelling.strip()] = word
    return found


ROLES: Final[Mapping[Figure, dict[str, _Word]]] = MappingProxyType(
    {
        Figure.MOTHER: _words(
            "f mum: mummy", "f mom: mommy", "f mam: mammy", "f mama: mamma", "f amma", "f ma", "f mother"
        ),
        Figure.FATHER: _words("m dad: daddy", "m papa", "m da", "m baba", "m appa", "m father"),
        Figure.PARENT: _words("ns parents: folks", "n parent"),
        Figure.STEPPARENT: _words(
            "m stepdad: step dad, step-dad",
            "f stepmum: step mum, step-mum",
            "f stepmom: step mom, step-mom",
            "m stepfather: step-father",
            "f stepmother: step-mother",
        ),
        Figure.CAREGIVER: _words(
            "f foster mum",
            "f foster mom",
            "f foster mother",
            "m foster dad",
            "m foster father",
            "ns foster parents",
            "f nanny",
            "f aunt: auntie, aunty",
            "m uncle",
            "f godmother",
            "m godfather",
            "n guardian",
        ),
        Figure.SIBLING: _words(
            "fs sisters",
            "ms brothers",
            "ns siblings",
            "f sister: sis",
            "m brother: bro",
            "n twin",
            "n sibling",
        ),
        Figure.GRANDPARENT: _words(
            "ns grandparents",
            "f gran: granny",
            "f grandma",
            "f nan: nana, nanna",
            "f grandmother",
            "m grandad: granddad",
            "m grandpa",
            "m grandfather",
        ),
        Figure.CHILD: _words(
            "ns kids",
            "ns children",
            "ms sons: boys",
            "fs daughters: girls",
            "m son",
            "f daughter",
            "n child: kid",
            "n baby",
        ),
        Figure.PARTNER: _words(
            "m husband: hubby",
            "f wife: missus",
            "m boyfriend: bf",
            "f girlfriend: gf",
            "m fiancé: fiance",
            "f fiancée: fiancee",
            "n partner",
            "n spouse",
        ),
        Figure.EX_PARTNER: _words(
            "m ex-husband: ex husband",
            "f ex-wife: ex wife",
            "m ex-boyfriend: ex boyfriend, ex bf",
            "f ex-girlfriend: ex girlfriend, ex gf",
            "n ex",
        ),
        Figure.FRIEND: _words(
            "ns friends: mates, pals, lads", "n best friend: bestie, best mate", "n friend: mate, pal"
        ),
        Figure.FAMILY: _words(
            "f mother-in-law",
            "m father-in-law",
            "ns in-laws",
            "n cousin",
            "ns cousins",
            "f aunt: auntie, aunty",
            "m uncle",
            "f niece",
            "m nephew",
            "n family",
        ),
        Figure.COLLEAGUE: _words(
            "n boss",
            "n manager",
            "ns colleagues: coworkers, co-workers, workmates",
            "n colleague: coworker, co-worker, workmate",
            "n supervisor",
            "n teacher",
        ),
        Figure.THERAPIST: _words("n therapist", "n counsellor: counselor", "n psychologist"),
        Figure.PET: _words("n dog", "n cat", "n horse", "n rabbit"),
        Figure.FAITH: _words("n faith", "n church"),
        Figure.GROUP: _words("n team", "n choir", "n group", "n class", "n band", "n club", "ns neighbours: neighbors"),
    }
)
EVERY_ROLE_WORD: Final = frozenset(spelling for roles in ROLES.values() for spelling in roles) | {
    "aunt",
    "uncle",
    "nanny",
}
_PLAIN: Final[Mapping[Figure, _Word]] = MappingProxyType(
    {
        Figure.MOTHER: _Word("mother", "f"),
        Figure.FATHER: _Word("father", "m"),
        Figure.PARENT: _Word("parents", "n", True),
        Figure.STEPPARENT: _Word("step-parent"),
        Figure.SIBLING: _Word("brother or sister"),
        Figure.GRANDPARENT: _Word("grandparent"),
        Figure.CHILD: _Word("child"),
        Figure.PARTNER: _Word("partner"),
        Figure.EX_PARTNER: _Word("ex"),
        Figure.FRIEND: _Word("friend"),
        Figure.FAMILY: _Word("family"),
        Figure.THERAPIST: _Word("therapist"),
        Figure.PET: _Word("pet"),
        Figure.FAITH: _Word("faith"),
        Figure.GROUP: _Word("group"),
    }
)
# Several people: a "he" or "she" among what was said of them is one of them.
_MANY: Final = frozenset({Figure.FAMILY, Figure.GROUP, Figure.PARENT})
STRANGER: Final = "someone you spoke of"
# Said alone, without "my", these still mean one's own.
_BARE: Final = frozenset({Figure.MOTHER, Figure.FATHER, Figure.GRANDPARENT, Figure.STEPPARENT})
_HE: Final = re.compile(r"\b(?:he|him|his|himself|hes|he's)\b", re.IGNORECASE)
_SHE: Final = re.compile(r"\b(?:she|her|hers|herself|shes|she's)\b", re.IGNORECASE)
_GOD: Final = re.compile(r"\b(?:God|Allah|Jesus|Lord|Christ)\b")


@dataclass(frozen=True, slots=True)
class Naming:
    """A person's forms: `full` ("your sister Anna") where first named, `short` ("Anna") after; object and possessive pronouns."""

    full: str
    short: str
    plural: bool = False
    they: str = "they"
    them: str = "them"
    their: str = "their"


@cache
def _any_role() -> re.Pattern[str]:
    spellings = sorted({each for roles in ROLES.values() for each in roles}, key=len, reverse=True)
    bare = sorted({each for figure in _BARE for each in ROLES[figure]}, key=len, reverse=True)
    owned = rf"(?:my|our|me)\s+(?:\w+\s+){{0,2}}?(?P<owned>{'|'.join(map(re.escape, spellings))})"
    return re.compile(rf"(?<!\w)(?:{owned}|(?P<bare>{'|'.join(map(re.escape, bare))}))(?!\w)", re.IGNORECASE)


def role_words(text: str) -> list[tuple[int, Figure, str]]:
    """Every word for somebody of one's own ("my husband", "Dad") in order: where it begins, the role, the gender (f, m, n)."""
    found = []
    for match in _any_role().finditer(text):
        spelling = (match["owned"] or match["bare"]).lower()
        figure = next(figure for figure, roles in ROLES.items() if spelling in roles)
        found.append((match.start(), figure, ROLES[figure][spelling].gender))
    return found


def role_word(figure: Figure, texts: Iterable[str]) -> str | None:
    """The speaker's own word for a role ("mum", "sister"), where the texts use one and no other; None otherwise."""
    word = _role(figure, list(texts))
    return word.noun if word else None


def naming(known: KnownPerson, texts: Sequence[str], *, called: str | None = None) -> Naming:
    """How to call a known person, given what was said about them (quotes and questions) and the role word where it is known."""
    roles = ROLES.get(known.figure, {})
    word = roles.get(called.lower()) if called else None
    word = word or _role(known.figure, texts) or _PLAIN.get(known.figure)
    name = _tidy(known.name, roles)
    gender = word.gender if word else "n"
    if gender == "n" and not (word and word.plural) and known.figure not in _MANY:
        gender = _spoken_gender(texts)
    at_work = known.figure is Figure.COLLEAGUE and word is None
    plural = bool((at_work or (word and word.plural)) and not name)
    full, short = _phrases(known.figure, word, name, texts)
    if plural or gender == "n":
        return Naming(full, short, plural=plural)
    if gender == "f":
        return Naming(full, short, they="she", them="her", their="her")
    return Naming(full, short, they="he", them="him", their="his")


def _phrases(figure: Figure, word: _Word | None, name: str | None, texts: Sequence[str]) -> tuple[str, str]:
    if figure is Figure.FAITH and any(_GOD.search(text) for text in texts):
        return "God", "God"
    if figure is Figure.GROUP and word is _PLAIN[Figure.GROUP] and not name:
        return "the group you spoke of", "the group"
    if figure is Figure.OTHER_PERSON:
        return (name, name) if name else (STRANGER, "this person")
    if word is None:
        plain = "people at work" if figure is Figure.COLLEAGUE else "the person who looked after you"
        return (name, name) if name else (plain, plain)
    if name is None:
        return f"your {word.noun}", f"your {word.noun}"
    if (
        name.split()[0].lower() in EVERY_ROLE_WORD
        or word.plural
        or " or " in word.noun
        or (figure in (Figure.FAMILY, Figure.GROUP) and word.noun in ("family", "group"))
    ):
        return name, name
    return f"your {word.noun} {name}", name


def _role(figure: Figure, texts: Sequence[str]) -> _Word | None:
    roles = ROLES.get(figure)
    if not roles:
        return None
    spellings = "|".join(sorted((re.escape(each) for each in roles), key=len, reverse=True))
    owner = r"(?:\b(?:my|our|your|me)\s+(?:\w+\s+){0,2}?)"
    pattern = re.compile(rf"{owner}{'?' if figure in _BARE else ''}\b({spellings})\b", re.IGNORECASE)
    found = Counter(roles[match.group(1).lower()] for text in texts for match in pattern.finditer(text))
    genders = {word.gender for word in found} - {"n"}
    if not found or len(genders) > 1:
        return None
    return max(found, key=lambda word: (found[word], word.noun))


def _spoken_gender(texts: Iterable[str]) -> str:
    he = she = 0
    for text in texts:
        he += len(_HE.findall(text))
        she += len(_SHE.findall(text))
    return "m" if he and not she else "f" if she and not he else "n"


def _tidy(name: str | None, roles: Mapping[str, object]) -> str | None:
    plain = (name or "").strip()
    if not plain or plain.lower() in roles:
        return None
    return plain.title() if plain.islower() else plain
