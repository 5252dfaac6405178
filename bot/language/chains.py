"""Chains: what stands between a subject and its verb (auxiliaries, adverbs, negation, "find it hard to"), and what it does to the meaning."""

# ruff: noqa: SIM905 (word lists read better as running text)

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_AUXILIARY: Final = (
    "do does did am is are was were be been being has have had having can could will would shall should may might "
    "must dare ought get got gets getting keep keeps kept go goes going come comes came to feel feels felt feeling"
).split()
_ADVERB: Final = [
    "a bit",
    "a little",
    "a lot",
    "kind of",
    "sort of",
    "at all",
    "all the time",
    "at the moment",
    "right now",
    "so much",
    "as much",
    "in general",
    "by now",
    "for sure",
    "to be honest",
    "to be fair",
    "in a way",
    "deep down",
    "in fact",
    "of course",
    "at least",
    "at times",
    "now and then",
    "from time to time",
    "every time",
    "most of the time",
    "half the time",
    "more and more",
    "less and less",
    "these days",
    "anymore",
    "almost",
    "already",
    "also",
    "always",
    "ever",
    "even",
    "still",
    "only",
    "actually",
    "honestly",
    "truly",
    "really",
    "just",
    "too",
    "so",
    "very",
    "quite",
    "pretty",
    "literally",
    "genuinely",
    "definitely",
    "probably",
    "maybe",
    "perhaps",
    "possibly",
    "often",
    "usually",
    "sometimes",
    "occasionally",
    "constantly",
    "completely",
    "totally",
    "fully",
    "absolutely",
    "simply",
    "clearly",
    "obviously",
    "finally",
    "slowly",
    "gradually",
    "generally",
    "mostly",
    "mainly",
    "basically",
    "normally",
    "kinda",
    "well",
    "ll",
    "better",
    "automatically",
    "instantly",
    "immediately",
    "quickly",
    "easily",
    "properly",
    "secretly",
    "desperately",
    "suddenly",
    "recently",
    "lately",
    "currently",
    "today",
    "then",
    "now",
    "both",
    "all",
    "once",
    "either",
    "somehow",
    "somewhat",
    "rather",
    "deeply",
    "strongly",
    "naturally",
    "instinctively",
    "entirely",
    "wholly",
    "particularly",
    "especially",
    "specifically",
    "necessarily",
    "quietly",
    "badly",
    "terribly",
    "incredibly",
    "extremely",
    "super",
    "proper",
    "dead",
    "fucking",
    "bloody",
    "damn",
    "effing",
    "guess",
    "think",
    "mean",
    "feel like",
    "like",
    "more",
    "less",
    "most",
    "much",
    "kind",
    "sort",
]
_NEGATOR: Final = [
    "no longer",
    "not",
    "never",
    "hardly",
    "barely",
    "rarely",
    "seldom",
    "scarcely",
    "neither",
    "nor",
    "nobody",
]
_TRY_LIKE: Final = [
    "used to",
    "going to",
    "have to",
    "has to",
    "had to",
    "need to",
    "needs to",
    "needed to",
    "got to",
    "tend to",
    "tends to",
    "tended to",
    "seem to",
    "seems to",
    "seemed to",
    "about to",
    "supposed to",
    "meant to",
    "bound to",
    "try to",
    "tries to",
    "tried to",
    "trying to",
    "bother to",
    "bothers to",
    "bothered to",
    "even bother to",
    "seem",
    "seems",
    "seemed",
    "manage to",
    "manages to",
    "managed to",
]

_HARD: Final = "(?:hard|harder|difficult|tough|tricky|impossible|scary|terrifying|frightening|uncomfortable|painful|awkward|exhausting|unbearable|a struggle|weird|embarrassing|humiliating) "
_EASY: Final = "(?:easy|easier|natural|simple|safe|comforting|nice) "
_HEDGE_WORDS: Final = "(?:so|very|really|too|quite|pretty|extremely|incredibly|super|a bit|a little|kind of|sort of|still|rather|just|always|often|almost|bloody|fucking|dead|more|incredibly|such) "

# Verbs and phrases that take another verb and turn it: "find it hard to (trust)" is against, "learning to (trust)" is for, and moving.
_RAISE_AGAINST: Final = (
    rf"(?:find|finds|found|finding) (?:it |that )?(?:{_HEDGE_WORDS})*{_HARD}(?:for me )?(?:to |when )?",
    r"(?:struggle|struggles|struggled|struggling) (?:a lot |so much |really |badly )?(?:to |with |at )?",
    rf"(?:have|has|had|having|'ve) (?:always |really )?(?:a |an |such a |such an )?(?:{_HEDGE_WORDS})*(?:hard|tough|difficult|rough) time (?:with |to |in )?",
    r"(?:have|has|had|having|'ve) (?:real |some |a lot of |huge |major |massive |serious |so much |such |always |a real |big |terrible |great )*(?:trouble|difficulty|difficulties|problem|problems|issue|issues) (?:with |in |to )?",
    rf"(?:{_HEDGE_WORDS})*(?:afraid|scared|terrified|frightened|reluctant|hesitant|wary|nervous|ashamed|embarrassed|unwilling|unable|slow|petrified|uncomfortable|awkward|anxious) (?:to |of |about |with )?",
    r"(?:hate|hates|hated|hating|despise|dread|detest|dislike|resent|loathe) (?:to |the idea of |the thought of |having to |it when i have to )?",
    r"(?:refuse|refuses|refused|fail|fails|failed) to ",
    r"(?:avoid|avoids|avoided|avoiding) ",
    r"(?:stop|stops|stopped|stopping|quit|given up on|gave up on|give up on|given up|gave up|done with|done|over) (?=\w+ing )",
    r"not (?:bring|make|get) myself to ",
    r"not (?:stand|bear|deal with|handle) (?:to |the thought of |the idea of )?(?=\w+ing |to )",
    rf"(?:{_HEDGE_WORDS})*(?:bad|terrible|awful|rubbish|shit|crap|useless|hopeless|horrible|poor) (?:at|with) ",
    r"(?:learn|learned|learnt|learning) not to ",
    r"(?:swore|sworn|vowed|promised myself|told myself) (?:i would |that i would |to )?",
    r"better off ",
    r"(?:would|'d|'ll|will) (?:rather|sooner|prefer to|prefer) not ",
    r"too (?:\w+ )to ",
)
_RAISE_FOR: Final = (
    rf"(?:find|finds|found|finding) (?:it |that )?(?:{_HEDGE_WORDS})*{_EASY}(?:for me )?to ",
    rf"(?:{_HEDGE_WORDS})*(?:able|willing|happy|glad|free|comfortable|comfy|ok|okay|fine|good|confident|safe|allowed|used|ready|open|lucky) (?:enough )?(?:to |with |at |about )?(?=\w+ing |\w+ )",
    r"(?:like|likes|liked|love|loves|loved|enjoy|enjoys|prefer|prefers|choose|chose|dare|dared) (?:to )?",
    r"(?:let|allow|letting|allowing|allowed) myself (?:to |be able to )?",
    r"(?:manage|manages|managed|get|got|come|came|grown|grew) to ",
    r"know (?:that )?i can ",
    r"(?:do not |did not |not )?(?:mind|minded) ",
    r"(?:ease|comfort) (?:with )?",
    r"(?:bother|bothers|bothered) (?:to |with )?(?=\w+ing |\w+ )",
)
_RAISE_CHANGING: Final = (
    r"(?:learn|learned|learnt|learning|relearning|start|started|starting|begin|began|begun|beginning) (?:how )?(?:to )?",
    r"(?:get|gets|getting|got|gotten) (?:a lot |much |a bit |so much )?better (?:at|with) ",
)

# Where each kind of chain word begins, found once a clause: the words a phrase covers are tagged, and a frame's chain is a run of tagged words.
_WORDS: Final = sorted(
    {*_ADVERB, *_NEGATOR, *_TRY_LIKE, *_AUXILIARY}, key=lambda phrase: (-phrase.count(" "), -len(phrase))
)
_PLAIN_AT: Final = re.compile("(?<= )(?=((?:" + "|".join(re.escape(word) for word in _WORDS) + ") ))")
_RAISING_AT: Final = re.compile(
    rf"(?<= )(?=({'|'.join((*_RAISE_AGAINST, *_RAISE_CHANGING, *_RAISE_FOR, rf'{_HARD}(?:for me )?to ', rf'{_EASY}(?:for me )?to ', r'(?:it|this|that) (?=(?:is|was|has|feels|felt|does) )', r'for me to '))}))"
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

IMPERSONAL: Final = rf"[=~]?(?:it|this|that) (?:[=~][^ ]+ ){{0,6}}?~?(?:{_HARD}|{_EASY})(?:~?for ~?me )?~?to "
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


_AGAINST: Final = re.compile(r"(?<= )(?:" + "|".join((*_RAISE_AGAINST, _HARD)) + ")")
_CHANGING: Final = re.compile(
    r"(?<= )(?:"
    + "|".join(
        (
            *_RAISE_CHANGING,
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
