"""What a question asks for, as far as it bears on telling a command from an answer: asked what he said, "Stop." is an answer."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Asks(StrEnum):
    """What an answer to the question would look like."""

    WORDS = "words"  # what was or would be said: any sentence may be an answer
    NEEDS = "needs"  # what was wanted or needed: "help", "a break", "thanks"
    DEEDS = "deeds"  # what somebody does: "skip over it", "delete the chat", "carry on"
    FEELINGS = "feelings"  # how it feels: "wrong", "confusing", "not right"
    PERSON = "person"  # who: a name, "anyone but my father"
    NUMBER = "number"  # from 0 to 10, or how true
    OTHER = "other"


_SAYING: Final = (
    r"(?:say|said|saying|tell|told|telling|ask|asked|answer(?:ed)?|reply|replied|call(?:ed)?|shout(?:ed)?|write|wrote|written|text(?:ed)?|hear|heard|whisper(?:ed)?"
    r"|words?|sentence|message|advice|motto|phrase|line|rules?)"
)
# "What did he do when you told him?" asks what he did.
_ASIDE: Final = re.compile(
    r"\b(?:when|while|after|before|if|because|since|until) [^,?.]*(?:,|(?=[?.])|$)|\b(?:of|in|about) the way [^,?.]*|\bthat (?:told|tells|showed|shows|made|makes|gave|let)\b[^,?.]*",
    re.IGNORECASE,
)
_KINDS: Final = (
    (Asks.NUMBER, re.compile(r"\b(?:(?:from )?0 (?:to|and|is|-|–)|zero to ten|(?:1|one) to (?:10|ten|5|five)|how true|scale)\b", re.IGNORECASE)),
    (
        Asks.WORDS,
        re.compile(
            rf"\b(?:what|which)\b(?!.*\b(?:tell|told) me\b)(?!.*\bsay (?:more|a (?:little|bit)|something) about)(?!.*\bwould you (?:say|call) (?:is|are|was|were|that|you are|makes)\b).*\b{_SAYING}\b"
            r"|\bhow (?:do|did|does|would|will) \S+(?: \S+)? (?:say|tell|put|answer|reply|call|word)\b",
            re.IGNORECASE,
        ),
    ),
    (Asks.WORDS, re.compile(r"\bwhat\b.*\b(?:learn|learned|learnt|teach|taught)\b", re.IGNORECASE)),
    (Asks.WORDS, re.compile(r"\bwhat\b.*\bcomes? (?:up|to mind)\b", re.IGNORECASE)),
    (
        Asks.WORDS,
        re.compile(r"\bwhat (?:do|did|does) \S+ think\W*(?:in|at|then|just|right|$)|\b(?:through|in|on|across) (?:your|his|her|their) (?:mind|head)\b|\b(?:first|next) thought\b|\bwhat (?:were|are) you thinking\b", re.IGNORECASE),
    ),
    (Asks.DEEDS, re.compile(r"\bwant(?:ed)? to do\b", re.IGNORECASE)),
    (
        Asks.NEEDS,
        re.compile(
            r"\b(?:what|which|how|anything|something)\b.*\b(?:need(?! not)(?:ed|s)?|want(?:ed|s)?|wish(?:ed)?|hop(?:e|ed|ing)|miss(?:ed)?|expect(?:ed)?|long(?:ed)? for|like (?:from|him|her|them)"
            r"|help(?:ed|s)?|ask (?:him|her|them) for|better|easier|look(?:ed|ing)? for)\b",
            re.IGNORECASE,
        ),
    ),
    (
        Asks.DEEDS,
        re.compile(
            r"\bhow (?:do|does|did|would|will) (?!.*\b(?:feel|felt|like|see|know|true|about|describe)\b)|\b(?:what|how|which)\b.*\b(?:do|does|did|doing|done|will|would|could|can) \S+(?: \S+){0,4}? (?:do|doing|react|respond|handle|cope|notice|manage|deal|behave|act|show|protect|protected"
            r"|get (?:through|by|over)|go on|carry on|calm|keep|try|attempt|start|stop|leave|end|spend)\b|\bwhat (?:happen(?:s|ed)?|(?:are|were) you going to do|is (?:your|the) first|was (?:your|the) first|are you (?:most )?likely to)\b"
            r"|\bwhat are you like\b|\bwhat (?:do|did) you do\b|\bwhat (?:did|does|do|would) \S+(?: \S+){0,3}? do\b|\byour (?:way of|reaction|habit)\b|\bstep\b.*\btake\b|\btake\b.*\bstep\b|\b(?:small|first|little|next|one) step\b",
            re.IGNORECASE,
        ),
    ),
    (
        Asks.FEELINGS,
        re.compile(
            r"\b(?:how (?:do|does|did|is|was|are|were|has|would)\b.*\b(?:feel|felt|feeling|sit with|land|reach|for you|now|today)\b|what (?:is|was|were|are|would)\b.*\blike\b"
            r"|how (?:is|was|were|are) (?:it|that|things|you)\b|what (?:do|did) (?:you|it|that) (?:feel|felt)|what (?:feeling|goes through|went through|comes up)|how (?:would|do|does|did|will)\b.*\bdescribe)",
            re.IGNORECASE,
        ),
    ),
    (Asks.PERSON, re.compile(r"\b(?:who|whose|whom|which of (?:them|these|those|the two))\b", re.IGNORECASE)),
)  # fmt: skip


def asks(question: str) -> Asks:
    """What `question` asks for, its asides left out; the first kind that fits."""
    main = _ASIDE.sub(" ", question)
    return next((kind for kind, pattern in _KINDS if pattern.search(main)), Asks.OTHER)
