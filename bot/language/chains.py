"""Chains: what stands between a subject and its verb (auxiliaries, adverbs, negation, "find it hard to"), and what it does to the meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.language.chain_words import CHAIN_WORDS, EASY, HARD, RAISE_AGAINST, RAISE_CHANGING, RAISE_FOR

# Where each kind of chain word begins, found once a clause: the words a phrase covers are tagged, and a frame's chain is a run of tagged words.
_PLAIN_AT: Final = re.compile("(?<= )(?=((?:" + "|".join(re.escape(word) for word in CHAIN_WORDS) + ") ))")
_RAISING_AT: Final = re.compile(
    rf"(?<= )(?=({'|'.join((*RAISE_AGAINST, *RAISE_CHANGING, *RAISE_FOR, rf'{HARD}(?:for me )?to ', rf'{EASY}(?:for me )?to ', r'(?:it|this|that) (?=(?:is|was|has|feels|felt|does) )', r'for me to '))}))"
)

PLAIN_TAG: Final = "="
RAISING_TAG: Final = "~"
TAGS: Final = "[=~]?"
"""Regex of a word's tag: put before every literal word of a frame."""

PLAIN_CHAIN: Final = r"(?:=[^ ]+ ){0,9}?"
"""Regex of a chain after a figure ("he would never really"), over a tagged clause."""

FULL_CHAIN: Final = r"(?:[=~][^ ]+ ){0,14}?"
"""Regex of a chain after the speaker ("I have always found it hard to"), over a tagged clause."""

AGAINST: Final = r"(?:[=~][^ ]+ ){1,9}?"
"""Regex of where a phrase that turns what follows may stand; `turns` tells whether one does."""

ALWAYS: Final = r"=?(?:always|never|no longer|not =?once|never =?once|not(?: =?(?:always|ever|even|really))?|hardly =?ever|hardly|rarely|barely|seldom) "
"""Regex of the adverbs that make a habit of what follows."""

IMPERSONAL: Final = rf"[=~]?(?:it|this|that) (?:[=~][^ ]+ ){{0,6}}?~?(?:{HARD}|{EASY})(?:~?for ~?me )?~?to "
"""Regex of "it's hard for me to", which stands where the speaker and a chain would."""


def tag(text: str) -> str:
    """Tags the words of a clause ("=" plain chain word, "~" part of a raising phrase), one blank before and after each word."""
    length = len(text)
    marks = [""] * (length + 1)
    for pattern, mark in ((_RAISING_AT, RAISING_TAG), (_PLAIN_AT, PLAIN_TAG)):
        for match in pattern.finditer(text):
            at = match.start()
            for word in match.group(1).split():
                if marks[at] != PLAIN_TAG:
                    marks[at] = mark
                at += len(word) + 1
    return "".join(marks[i] + text[i] for i in range(length))


_AGAINST: Final = re.compile(r"(?<= )(?:" + "|".join((*RAISE_AGAINST, HARD)) + ")")
_CHANGING: Final = re.compile(
    r"(?<= )(?:"
    + "|".join(
        (
            *RAISE_CHANGING,
            "stopp?(?:ed|ing) ",
            "quit ",
            "no longer ",
            "anymore ",
            "less and less ",
            "more and more ",
            "given up ",
            "gave up ",
            "learned not ",
            "learnt not ",
        )
    )
    + ")"
)
_NOT_NEGATING: Final = re.compile(r"(?<= )not (?:only|just|help but|help|merely) ")
_NEGATION: Final = re.compile(
    r"(?<= )(?:no longer|not once|not ever|never once|not|never|hardly|barely|rarely|seldom|scarcely|neither|nor|nobody|nothing|none|no|without|(?<!or )less(?! and)) "
)
_HEDGE: Final = re.compile(
    r"(?<= )(?:maybe|perhaps|possibly|probably|sort of|kind of|a bit|a little|sometimes|occasionally|guess|at times|somewhat|might|may|seems?|seemed|now and then|from time to time|not always|half the time|almost|suppose) "
)
_INTENT: Final = re.compile(
    r"(?<= )(?:would (?:really )?(?:like|love|prefer) to|should|ought|shall|want to|wants to|wanted to|trying to|try to|need to|going to try|supposed to|meant to|hope to|hoping to|may|could (?!not|never|always))"
)


@dataclass(frozen=True, slots=True)
class ChainReading:
    """What a chain does: `flips` the direction, `changing` the time, `hedged` the certainty; `only_intent` is a plan, not a fact."""

    flips: bool
    changing: bool
    hedged: bool
    only_intent: bool
    negated: bool


_LIKE_NOT: Final = re.compile(
    r"(?<= )not (?:really |even |ever )?(?:like|want|need|love|know how|enjoy|dare|tend|care) "
)


def turns(words: str) -> bool:
    """True where a chain holds a phrase that turns what follows ("hate", "do not like to")."""
    text = f" {untagged(words)}xing "
    return bool(_AGAINST.search(text) or _LIKE_NOT.search(text))


def untagged(text: str) -> str:
    """The words without their tags."""
    return re.sub(r"(?<![^ ])[=~]", "", text)


def read_chain(words: str) -> ChainReading:
    """Reads a chain's words (each followed by a space; tags are passed over)."""
    text = f" {untagged(words)}xing "
    stripped = _NOT_NEGATING.sub(" ", text)
    against = _AGAINST.findall(stripped)
    without = _AGAINST.sub(" ", stripped)
    negations = len(_NEGATION.findall(without))
    # "can not bring myself to" and "learnt not to" hold their own "not".
    return ChainReading(
        flips=(negations + len(against)) % 2 == 1,
        changing=bool(_CHANGING.search(text)),
        hedged=bool(_HEDGE.search(text)),
        only_intent=bool(_INTENT.search(text)) and negations == 0,
        negated=negations % 2 == 1,
    )
