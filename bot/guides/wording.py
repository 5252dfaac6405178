"""Puts the person's words into a sentence of ours: turned round in the middle of it, or between quotation marks."""

from __future__ import annotations

import re
from typing import Final

from bot.guides.turning import turned
from bot.guides.word_sets import word_set

_LOWERED: Final = word_set(
    "i i'm i've i'd i'll im ive you you're you've you'd you'll your yours yourself he she they we it this that there he's she's they're it's that's there's nobody no "
    "someone somebody everyone everybody people nothing everything something my his her their our the a an some most all both one none neither sometimes always never usually "
    "mostly maybe still now today then back at in on for after since when every last these those lately often as deep of part only once just even not what being having asking "
    "talking trusting letting needing things life school work friends mum mom dad and with to from whenever if "
    " nearly ask them course watched potting feed mostly loads less more nothing happily annoyed habit practice good bad fine maybe about around almost quite pretty really too much many few "
    "so went kept just got had did made took told tried very too not drove called cried slept sat stayed left came gave let bit like mainly kind sort but because well honestly probably "
)  # fmt: skip
_FAMILY_NAMES: Final = word_set(
    "Mother Father Mum Mom Dad Mama Papa Gran Granny Grandma Grandpa Grandad Nan Nana Auntie God"
)
_ROLE_NAMES: Final = word_set("mum mom dad mama papa gran grandma grandpa granny grandad nan")


def as_slots(clause: str) -> dict[str, str]:
    """A clause turned round, for the middle of a sentence and for its beginning."""
    said = embedded(turned(clause))
    return {"said": said, "Said": capital(said)}


def embedded(said: str) -> str:
    """A turned clause as the middle of a sentence: its first letter small unless it is a name's, its end bare."""
    said = re.sub(r"[\s.,;:!\u2026]+$", "", said)
    said = re.sub(r"\bi\b(?!')", "I", said) if re.search(r"[\u201c\"]", said) else said
    first = re.match(r"[^\W\d_]+(?:'[^\W\d_]+)*", said)
    if first and first.group().partition("'")[0].casefold() in _LOWERED and first.group().casefold() not in _ROLE_NAMES:
        said = said[0].lower() + said[1:]
    elif first and first.group().isupper() and len(first.group()) > 1 and said.isupper():
        said = said.lower()
    if first and first.group().casefold() in _ROLE_NAMES:
        said = "your " + said[0].lower() + said[1:]
    return said


def quoted(text: str) -> str:
    """The text as a quotation: beginning with a capital, with an end."""
    inner = re.sub(r"[\u201c\u201d\"]", "'", text)
    inner = re.sub(r"\bi\b(?=[ '])", "I", inner)
    inner = capital(inner).removesuffix(".")
    return inner if inner[-1:] in "?!" else inner + "."


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def may_be_a_name(clause: str, text: str, names: frozenset[str]) -> bool:
    """True where the first word is written large and nothing tells a name from the beginning of a sentence."""
    if clause.split(maxsplit=1)[0].rstrip(",").removesuffix("'s").casefold() in names:
        return False
    first = re.match(r"[A-Z][\w'-]*", clause)
    if first is None or first.group().partition("'")[0].casefold() in _LOWERED or first.group() in _FAMILY_NAMES:
        return False
    if re.search(r"(?:ly|ing|ed)$", first.group()) and len(first.group()) > 5:
        return False
    word = re.escape(first.group())
    return not re.search(rf"[^\s.!?]\s+{word}\b", text) and not re.match(
        rf"{word} (?:and|is|was|has|had|put|came|never|always|did|didn't|told|said|says|would|could|can|kept|made|gave|knows|gets)\b",
        clause,
    )
