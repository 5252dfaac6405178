"""Says whether a message speaks of a couple, so that a "he" or "she" whom nobody named is the partner (codebook: where the text makes it clear)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.normaliser import Word

_COUPLE: Final = re.compile(
    r" (?:"
    r"(?:back|got|get|getting|been|are|were|still|stay|stayed|staying) together"
    r"|(?:marry|marries|married|marrying|divorce|divorced|divorcing) me"
    r"|we (?:[^ ]+ ){0,3}(?:married|engaged|divorced)"
    r"|(?:i|we) (?:[^ ]+ )?(?:married|marry) (?:him|her)"
    r"|our (?:marriage|wedding|anniversary|honeymoon|bed|engagement)"
    r"|(?:before|after|since|until|till) the (?:wedding|marriage|honeymoon|engagement)"
    r"|(?:cheat|cheats|cheated|cheating) on me"
    r"|(?:leave|leaves|leaving) me"
    r"|(?:proposed to|fancy|fancies|fancied|dating|dates|kissed|kisses) me"
    r"|still (?:love|loves|loved|fancy|fancies|want|wants) me"
    r"|(?:find|finds|finding|found) (?:someone|somebody) (?:else|better|new|prettier|younger|local)"
    r"|(?:choose|chooses|chose|pick|picks|picked) (?:him|her) over me"
    r"|(?:up )?to bed without"
    r") "
)


def of_a_couple(words: Sequence[Word]) -> bool:
    """True where the message's own words are those of a couple: married, together, cheated on, left for somebody else."""
    return bool(_COUPLE.search(" " + " ".join(word.norm for word in words) + " "))
