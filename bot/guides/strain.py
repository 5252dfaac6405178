"""When a talk grows too heavy or goes round in circles: then the closing is offered, once, and the choice is the person's.

Repeating a painful thought without getting anywhere keeps distress up (Nolen-Hoeksema et al. 2008, on rumination), so that a
guide which only asks on would do harm. The signs are plain words; what is doubtful does not count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.guides.answers import plain, words
from bot.guides.tones import Tone, tone_of
from bot.guides.word_sets import word_set

RISING_OF: Final = 3  # answers looked at together, the last one included
RISING_FROM: Final = 5  # their joint weight from which distress counts as risen
ALIKE_OF: Final = 5  # earlier answers among which the same is looked for
ALIKE_FROM: Final = 0.6  # share of the shorter answer's telling words that stand in the other one too
ALIKE_WORDS_MIN: Final = 4

_WEIGHTS: Final = {Tone.SEVERE: 2, Tone.BLAME: 2, Tone.FEELS: 1, Tone.HARM: 1}
_SAID_OUTRIGHT: Final = re.compile(
    r"\b(?:(?:this|it|that)(?:'s| is) (?:getting |becoming |all |just |really )*(?:too much(?: for me)?|too hard(?: for me)?|unbearable|overwhelming)(?= (?:right )?now\b|\W*$| to (?:talk|write|think))|i(?:'m| am) (?:\w+ )?(?:crying|shaking|in tears|overwhelmed|panicking|welling up|falling apart)\b(?! (?:with laughter|of joy))"
    r"|i (?:can't|cannot|can not) (?:take|do|bear|handle|stand) (?:this|it|any ?more|that any ?more)(?: any ?more| right now| today)?\W*$|(?:talking|writing|thinking) about (?:it|this|that|him|her|them) (?:\w+ )?(?:hurts|upsets me|makes me (?:feel )?(?:worse|sick|cry|ill))|i feel (?:much |even |a lot |so much )?worse (?:now|than (?:before|when))|this (?:is )?mak(?:es|ing) (?:me|it) (?:feel )?(?:worse|sick|ill))\b"
)
_CIRCLES: Final = re.compile(
    r"\b(?:(?:going|go|goes|went) (?:round|around) (?:and (?:round|around)|in circles)|keep (?:coming|going) (?:back|over) (?:to )?(?:it|this|that|the same)|same (?:thing|thoughts?|question) (?:over and over|again and again)|over and over again in my head|can't stop thinking about|(?:always|all) (?:comes|come) back to the same)\b"
)
_DISTRESS: Final = re.compile(
    r"\b(?:hopeless|unbearable|desperate|despair|devastated|terrified|panic\w*|can't breathe|falling apart|broke(?:n)? down|crying|cried|sobb\w*|in pieces|so alone|so lonely|nobody (?:cares|would (?:care|notice|miss))|no one (?:cares|would (?:care|notice|miss))|it hurts|can't cope|cannot cope|overwhelm\w*|ashamed|sick of myself|never get better|what's the point|no point)\b"
)
_TELLS_LITTLE: Final = word_set(
    "i me my myself you he she it they we him her them his their our a an the and or but so because that this these those to of in on at for from with by as if "
    "when then than is am are was were be been being do does did don't didn't doesn't have has had not no just really very always never it's i'm that's there what "
    "who how all any some about like know think would could can can't will get got go went one out up down me too also again still even more said say says"
)


def calls_for_closing(answer: str, earlier: Sequence[str], *, is_watched: bool) -> bool:
    """True where the person says so outright, where distress has risen over the last answers, or where they go in circles."""
    said = plain(answer)
    if _SAID_OUTRIGHT.search(said):
        return True
    if _CIRCLES.search(said) and (heaviness(answer) or is_watched):
        return True
    return _has_risen(answer, earlier, is_watched=is_watched) or _circles(answer, earlier)


def heaviness(answer: str) -> int:
    """How heavy one answer is, 0 to 3: words against oneself, and words of distress."""
    parts = [part for part in re.split(r"[.!?;\n]+", answer) if part.strip()]
    of_tone = max((_WEIGHTS.get(tone_of(part.strip()), 0) for part in parts), default=0)
    return min(3, of_tone + bool(_DISTRESS.search(plain(answer))))


def _has_risen(answer: str, earlier: Sequence[str], *, is_watched: bool) -> bool:
    last = heaviness(answer) + (1 if is_watched else 0)
    if last == 0:
        return False
    before = [heaviness(each) for each in earlier[-(RISING_OF - 1) :]]
    return len(before) == RISING_OF - 1 and before[-1] > 0 and sum(before) + last >= RISING_FROM


def _circles(answer: str, earlier: Sequence[str]) -> bool:
    """True where two of the last answers said much the same already."""
    said = _telling(answer)
    alike = sum(_are_alike(said, _telling(each)) for each in earlier[-ALIKE_OF:])
    return alike >= 2


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in (each.casefold() for each in words(text)) if word not in _TELLS_LITTLE)


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter >= ALIKE_WORDS_MIN and len(one & other) >= ALIKE_FROM * shorter
