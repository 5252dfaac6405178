"""Hears a correction in what is typed: "no, that was my stepmother, not my mother", "that's not so any more".

Only the whole turn of phrase counts, at the start of what is said: an answer that happens to say who it was must stay an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.working_model.named import ROLE, Named, person_named

LOOKED_AT_CHARS: Final = 300
_LARGE: Final = r"(?-i:(?!(?:Not|No|And|But|He|She|They|It|We|I|You|Who|That)\b)[A-Z])[\w'-]+"
# A role with its owner and its name, a bare role with or without it, or a name written large.
_SOMEONE: Final = rf"(?:(?:my|our|the)\s+(?:[\w'-]+\s+){{0,2}}?(?:{ROLE})(?!\w|-)(?:,?\s+{_LARGE})?|(?:{ROLE})(?!\w|-)(?:\s+{_LARGE})?|{_LARGE})"
# The word after "wrong" begins nothing that may lead by itself: read in two ways, a row of such words would take for ever.
_LEAD: Final = (
    r"^(?:(?:no|nope|nah|oh|well|wait|sorry|actually|but|hang on|hold on|not quite|wrong(?: (?!(?:wrong|no|nope|nah|oh|well|wait|sorry|actually|but|hang|hold|not|incorrect|that|this|it|you|i|as|what|she|he|they)\b)\w+)?|incorrect|(?:that|this|it)(?:'s| is| was)? (?:not right|wrong)"
    r"|that isn't right|you(?:'ve| have)? (?:got|get) (?:that|it|me) wrong|you(?:'ve| have)? got the wrong \w+|you misunderstood(?: me)?|you misread(?: that| me)?"
    r"|i(?:'ve| have)? (?:already |just )*(?:said|told you)(?: (?:this|that|so|it|already|before|twice))*|as i (?:said|told you)|what did i (?:just )?(?:say|tell you))\b[\s,.;:!\u2013-]*)"
)
_IT: Final = r"(?:that|it|this|she|he|they)"
_WAS: Final = r"(?:'?s| is| was| were|\s+about)?(?:\s+(?:about|really|actually|all|of))*"
_GAP: Final = r"[\s,;\u2013-]*"
# What may still belong to it: "... I was talking about", "... who did that".
_TAIL: Final = (
    r"(?:,?\s+(?:(?:that |who |whom )?(?:i|we)(?: was| were| am| are|'m|'re) (?:talking|speaking|thinking) (?:about|of)|(?:that |who )?i meant|(?:who|that) (?:did|said|does|says) (?:it|that|this|so)))?"
    r"(?=\s*(?:[.!?;,\u2013-]|$))"
)
_NOT: Final = rf"(?:and |but )?(?:definitely )?not\s+(?:about\s+)?(?P<first>{_SOMEONE})"
_MEANT: Final = r"i (?:meant|mean|was (?:talking|speaking|thinking) (?:about|of)|am (?:talking|speaking) about)"
# What one did with somebody, said of the one it was not: "the one I argued with", "who I meant".
_THE_ONE: Final = r"(?:the (?:one|person)|who|whom)(?: (?:that |who |whom )?(?:i|we)\b[^,.;!?]{2,40}?)?"
# Both are named: these stand without any lead.
_BOTH: Final = tuple(
    re.compile(rf"{_LEAD}*{pattern}{_TAIL}", re.IGNORECASE)
    for pattern in (
        rf"{_IT}{_WAS}\s+(?P<who>{_SOMEONE}){_GAP}{_NOT}",
        rf"{_MEANT}\s+(?P<who>{_SOMEONE}){_GAP}{_NOT}",
        rf"{_IT}\s*(?:was not|wasn't|is not|isn't)\s+(?:about\s+)?(?P<first>{_SOMEONE}){_GAP}\.?\s*(?:but\s+)?(?:{_IT}{_WAS}\s+|{_MEANT}\s+)?(?P<who>{_SOMEONE})",
        rf"{_IT}{_WAS}\s+(?P<who>{_SOMEONE})\s+(?:that |who |whom )?(?:i|we)(?: was| were| am| are|'m|'re) (?:talking|speaking) about{_GAP}{_NOT}",
        rf"(?P<first>{_SOMEONE})(?:'s not| is not| isn't| was not| wasn't) {_THE_ONE}{_GAP}\.?\s*(?:but\s+)?(?:{_IT}{_WAS}\s+|{_MEANT}\s+)(?P<who>{_SOMEONE})",
        rf"not\s+(?:about\s+)?(?P<first>{_SOMEONE}){_GAP}\.?\s*(?:but\s+)?(?:{_IT}{_WAS}\s+|{_MEANT}\s+)?(?P<who>{_SOMEONE})",
    )
)
# The one is named, the other shows from what was read.
_MEANT_ONE: Final = re.compile(rf"{_LEAD}*{_MEANT}\s+(?P<who>{_SOMEONE}){_TAIL}", re.IGNORECASE)
_WAS_ONE_I_MEANT: Final = re.compile(
    rf"{_LEAD}*{_IT}{_WAS}\s+(?P<who>{_SOMEONE})\s+(?:(?:that |who )?i (?:was|am) (?:talking|speaking) about|(?:that |who )?i meant)(?=\s*(?:[.!?;,]|$))",
    re.IGNORECASE,
)
_WAS_ONE: Final = re.compile(rf"{_LEAD}+{_IT}{_WAS}\s+(?P<who>{_SOMEONE}){_TAIL}", re.IGNORECASE)
# "What did I just say? I said Aunt Vi": a name given a second time, and nothing more.
_SAID_ONE: Final = re.compile(
    rf"{_LEAD}+(?:i(?:'ve| have)? (?:already |just )*(?:said|told you)\s+(?:(?:it was|about)\s+)?)?(?P<who>{_SOMEONE})\W*$",
    re.IGNORECASE,
)
_MIXED: Final = re.compile(
    rf"{_LEAD}*you(?:'ve| have|'re| are|\s+are)?\s*(?:mixed|muddled|mixing|confused|confusing|swapped)(?:\s+up)?\s+(?P<who>{_SOMEONE})\s+(?:up\s+)?(?:and|with)\s+(?P<first>{_SOMEONE})(?=\W|$)",
    re.IGNORECASE,
)
_ANY_MORE: Final = r"(?:any ?more|any longer|now|nowadays|these days|today)"
_SO: Final = r"(?:so|true|like that|the case|that way|how it is|how things are|right)"
_OVER: Final = re.compile(
    rf"{_LEAD}*(?:{_IT}|things)(?:'s| is|\s+are|'re)?\s*(?:"
    rf"(?:not|isn't|aren't|ain't)\s+(?:really\s+)?(?:{_SO}\s+)?{_ANY_MORE}"
    rf"|no longer\s+{_SO}"
    rf"|(?:used to be|was|were)\s+(?:(?:once|back then|before)\s+)?(?:{_SO}\s*)?(?:(?:once|back then|before|then)\b)?{_GAP}(?:but\s+)?(?:not|no longer)\s*{_ANY_MORE}?)"
    r"(?=\s*(?:[.!?;,\u2013-]|$))",
    re.IGNORECASE,
)
_BARE_OVER: Final = re.compile(rf"^(?:no[,. ]+)?not\s+{_ANY_MORE}\W*$", re.IGNORECASE)
_SAID_BEFORE: Final = re.compile(
    r"\b(?:i(?:'ve| have)? (?:already |just )*(?:said|told you)|what did i)\b", re.IGNORECASE
)
_NOBODY: Final = frozenset(
    {"I", "It", "That", "This", "The", "She", "He", "They", "We", "You", "So", "But", "And", "Not", "No"}
)


@dataclass(frozen=True, slots=True)
class SomebodyElse:
    """It was said of `who`; `first` is whom it was read to be about, where that is said. `rest` follows the correction."""

    who: Named
    first: Named | None = None
    is_either: bool = False  # "you mixed up my sister and my mother": whichever of the two it was not read to be about
    is_sure: bool = True  # False: it may as well answer a question about who it was
    rest: str = ""


@dataclass(frozen=True, slots=True)
class NotAnyMore:
    """It was so, and is so no more. `is_bare` is "not any more" alone, which answers a question unless a line was just shown."""

    is_bare: bool = False
    rest: str = ""


def correction_in(text: str, *, is_meant: bool = False) -> SomebodyElse | NotAnyMore | None:
    """The correction that a message begins with, None where it holds none. `is_meant`: it was recognised as a correction already."""
    plain = " ".join(text.replace("\u2019", "'").split())
    over = _OVER.match(plain[:LOOKED_AT_CHARS])
    if over is not None:
        return NotAnyMore(rest=_rest(plain, over))
    if _BARE_OVER.match(plain):
        return NotAnyMore(is_bare=True)
    return _somebody_else(plain, is_meant=is_meant)


def _somebody_else(plain: str, *, is_meant: bool) -> SomebodyElse | None:
    head = plain[:LOOKED_AT_CHARS]
    for pattern in _BOTH:
        if (found := pattern.match(head)) is not None:
            return _made(plain, found, is_sure=re.match(_LEAD, plain, re.IGNORECASE) is not None)
    if (found := _MIXED.match(head)) is not None:
        return _made(plain, found, is_either=True)
    for pattern in (_WAS_ONE_I_MEANT, _MEANT_ONE):
        if (found := pattern.match(head)) is not None:
            return _made(plain, found)
    found = _WAS_ONE.match(head) if is_meant else None
    if found is not None:
        return _made(plain, found)
    again = _SAID_ONE.match(plain) if plain == head and _SAID_BEFORE.search(head) else None
    made = _made(plain, again) if again is not None else None
    return made if made is not None and made.who.called is not None else None  # "I told you: Fine" names nobody


def _made(plain: str, found: re.Match[str], *, is_either: bool = False, is_sure: bool = True) -> SomebodyElse | None:
    parts, rest = found.groupdict(), _rest(plain, found)
    if re.match(r"(?:who|whom|that|which)\b", rest, re.IGNORECASE):
        return None  # "it was my sister, not my mother, who raised me" tells who it was
    who = _named(parts["who"])
    first = _named(parts["first"]) if parts.get("first") else None
    if who is None or (parts.get("first") and first is None) or who == first:
        return None
    return SomebodyElse(who, first, is_either=is_either, is_sure=is_sure, rest=rest)


def _named(words: str) -> Named | None:
    return None if words in _NOBODY else person_named(words)


def _rest(plain: str, found: re.Match[str]) -> str:
    return plain[found.end() :].lstrip(" .,;:!?\u2013-")
