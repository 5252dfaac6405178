"""Tells whether a message is English, by its commonest words: good enough to read nothing in a language this reader does not read."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.language.normaliser import Word

# The closed-class words of English, and what chat adds: no open lists are needed, every English sentence of some length holds several.
_ENGLISH: Final = frozenset(
    (
        "i me my mine myself you your yours he him his she her hers it its we us our they them their a an the this that "
        "these those and but or so because if when while as than then of in on at by for with about to from up down out "
        "off over into no not never nothing nobody yes ok okay is am are was were be been being do does did have has "
        "had can could will would shall should may might must what who how why where which all any some more most much "
        "many only just really very too also always sometimes ever still even again now here there up like get got go "
        "going know think feel felt want need said say says tell told good bad one two mum mom dad sister brother "
        "friend friends people someone everyone anyone yeah nah lol really maybe until back time day"
    ).split()
)
# Words that mark other languages, none of them English: two of these outweigh a stray English-looking word ("me", "no", "was").
_FOREIGN: Final = frozenset(
    (
        "que de la el los las una por para pero porque con como muy mi mis tu su nunca siempre cuando yo ella ellos "
        "nadie está estoy soy es confío und ich nicht ist das der die mit mein meine mir mich sie wir aber auch sehr "
        "habe kein keine immer nie je ne pas est les des une mon ma mes toujours jamais avec pour mais parce suis il "
        "elle nous vous c'est j'ai qu'il não meu minha eu você ele nao sempre mas muito uma com che non sono mia mio il "
        "ho di perché anche sempre mai ik niet een het mijn van maar ook nie się jest mój moja że mnie bardzo ben bir "
        "ve çok için ama benim değil hai nahi mera meri main mujhe aur wo uski ko se bhi tha thi kya yaar na ang ng sa "
        "ako ko hindi siya lang"
    ).split()
)
_SHORT_WORDS: Final = 3


def looks_english(words: Sequence[Word]) -> bool:
    """True where the words read as English, or are too few to tell.

    A message of up to three words is taken for English unless it holds a foreign marker or another script.
    """
    plain = [word.norm for word in words if not word.is_break and any(c.isalpha() for c in word.norm)]
    if not plain:
        return True
    letters = [c for word in plain for c in word if c.isalpha()]
    if sum(c < "\u0250" for c in letters) < 0.7 * len(letters):
        return False
    english = sum(word in _ENGLISH for word in plain)
    foreign = sum(word in _FOREIGN and word not in _ENGLISH for word in plain)
    if len(plain) <= _SHORT_WORDS:
        return foreign == 0 or english >= foreign
    if foreign >= 2 and foreign >= english:
        return False
    return english / len(plain) >= 0.2 or (len(plain) <= 8 and foreign == 0)
