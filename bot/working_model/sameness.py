"""Whether two things said are the same words, or nearly: a reading that was set aside is not brought back by its own words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

from bot.working_model.naming import EVERY_ROLE_WORD

# Of all words that carry meaning in either, the share that stands in both.
SHARED: Final = 0.75
# Of all letters, the share in common, for slips of the finger; a repeated sentence has more, another one hardly ever.
LETTERS: Final = 0.9
COMPARED_CHARS: Final = 300
_WORD: Final = re.compile(r"[^\W_]+")
# Who is meant is compared apart from the words, and these only carry the sentence.
_CARRYING: Final = frozenset(
    """a an the and but so well oh um er like just really actually honestly again already still also too very even quite
    i me my mine myself we us our he him his she her hers they them their it its this that these those you your
    am is are was were be been being do does did done have has had will would to of for with at in on about as
    think thought said say mean know guess feel felt""".split()  # noqa: SIM905  (a word list reads better as running text)
)
_NEGATING: Final = frozenset("not no never nobody none nothing neither nor hardly barely without".split())  # noqa: SIM905
_SHORT: Final = (
    (re.compile(r"\bcan't\b|\bcant\b|\bcannot\b"), "can not"),
    (re.compile(r"\bwon't\b|\bwont\b"), "will not"),
)
_NOT: Final = re.compile(r"\b(did|do|does|was|is|were|are|has|have|had|could|would|should)(?:n't|nt)\b")


def nearly_same(one: str, other: str) -> bool:
    """True where one says what the other says in the same words, give or take small words, spelling and order."""
    first, second = _plain(one), _plain(other)
    if first == second:
        return True
    said, heard = set(first.split()), set(second.split())
    if said & _NEGATING != heard & _NEGATING:
        return False  # one small word, and the other thing is said
    mine, theirs = (words - _CARRYING - EVERY_ROLE_WORD for words in (said, heard))
    if mine and theirs and len(mine & theirs) >= SHARED * len(mine | theirs):
        return True
    letters = SequenceMatcher(None, first[:COMPARED_CHARS], second[:COMPARED_CHARS], autojunk=False)
    return letters.real_quick_ratio() >= LETTERS and letters.quick_ratio() >= LETTERS and letters.ratio() >= LETTERS


def _plain(text: str) -> str:
    low = " ".join(text.casefold().replace("\u2019", "'").split())
    for pattern, full in _SHORT:
        low = pattern.sub(full, low)
    return " ".join(_WORD.findall(_NOT.sub(r"\1 not", low)))
