"""Reads whom a few words name: a role ("my stepmother"), a name ("Rosa"), or both ("my sister Anna", "Anna, my sister")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.working_model.naming import ROLES
from bot.working_model.statement import Figure


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named. `called` is the word for the role as they say it ("stepmum" and "step-mum" are one)."""

    figure: Figure
    name: str | None = None
    called: str | None = None


# An aunt is family wherever she may also be the one who looked after them.
_FIGURE_OF: Final = {
    spelling: (figure, word.noun)
    for figure, words in sorted(ROLES.items(), key=lambda item: item[0] is Figure.FAMILY)
    for spelling, word in words.items()
}
ROLE: Final = "|".join(sorted((re.escape(each) for each in _FIGURE_OF), key=len, reverse=True))
_OWN: Final = re.compile(r"\b(?:my|our|the|a|an)\b", re.IGNORECASE)
_ROLE: Final = re.compile(rf"\b({ROLE})\b(?!-)", re.IGNORECASE)
_ADJECTIVES: Final = re.compile(
    r"\b(?:own|late|dear|new|old|older|elder|eldest|oldest|younger|youngest|big|little|middle|best|close|closest|good|first|second"
    r"|half|twin|other|called|named)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"[^\W\d_][\w'\u2019.-]*(?: [^\W\d_][\w'\u2019.-]*){0,2}")
# With one of these in it, it is a remark and no name.
_NO_NAME: Final = frozenset(
    """i me you he him she her they them we us it who whom what someone somebody anyone anybody no nobody none everyone everybody people
    others not is was were are am be been do does did don't know think and or but nor of to in on at for from with about because when
    that this these those yes maybe please sorry never always else""".split()  # noqa: SIM905  (reads better as running text)
)


# "My gran. No, wait, it was my aunt Vi": the second, and nothing told of them yet ("No, my aunt was never there" takes nothing back).
_SOMEONE: Final = rf"(?:(?:my|our|the)\s+(?:[\w'-]+\s+){{0,2}}?(?:{ROLE})(?![\w-])(?:,?\s+(?-i:[A-Z])[\w'-]+)?|(?:{ROLE})(?![\w-])(?:\s+(?-i:[A-Z])[\w'-]+)?|(?-i:[A-Z])[\w'-]+)"
_TAKEN_BACK: Final = re.compile(
    r"(?:[.,;!?\u2013\u2026-]\s{0,2}|\s)(?:(?:(?:oh|well|but|and|hang on|hold on|sorry|actually|wait|no|nope|scratch that|(?:that|it)(?:'s| is) (?:not right|wrong|not true)|i tell a lie|tell a lie|correction)\b[\s,.;:!\u2013\u2026-]{0,4}){1,5}"
    r"(?:(?:it|that|she|he)(?:'s| is| was|'d be| would be)|i meant?|make (?:it|that)|rather|more like)?(?:\s+(?:really|actually|more|mostly))?"
    r"|(?:,\s*)?(?:or rather|i mean|make that))\s*"
    rf"(?P<who>{_SOMEONE})(?=\s*(?:really|actually|mostly|more|i think|i suppose|i'd say)?\s*(?:[.,;!?\u2013\u2026-]|$))",
    re.IGNORECASE,
)
_SAYS_NO: Final = re.compile(
    r"\b(?:no|nope|wait|hang on|hold on|scratch that|not right|wrong|not true|tell a lie|correction|i meant?|or rather|make (?:it|that)"
    r"|(?:actually|sorry)\W+(?:it|that|she|he)(?:'s| is| was))\b",
    re.IGNORECASE,
)
_LOOKED_AT_CHARS: Final = 300


def taken_back_at(text: str) -> int:
    """Where the person stands who is named instead of one named before in the same answer, 0 where nobody was taken back."""
    head = text[:_LOOKED_AT_CHARS].replace("\u2019", "'")
    found = [each for each in _TAKEN_BACK.finditer(head) if _SAYS_NO.search(each.group())]
    return found[-1].start("who") if found else 0


def person_named(words: str) -> Named | None:
    """Who is named, None where nobody can be made out. Of several roles the first counts."""
    plain = " ".join(words.replace("\u2019", "'").split()).strip(" .,;:!?\"'()-")
    found = _ROLE.search(plain)
    rest = plain if found is None else f"{plain[: found.start()]} {plain[found.end() :]}"
    rest = " ".join(_ADJECTIVES.sub(" ", _OWN.sub(" ", rest)).replace(",", " ").split())
    name = rest if _NAME.fullmatch(rest) and not _NO_NAME & set(rest.casefold().split()) else None
    if found is not None:
        figure, called = _FIGURE_OF[found.group(1).lower()]
        return Named(figure, name, called) if name or not rest else None
    return Named(Figure.OTHER_PERSON, name) if name else None
