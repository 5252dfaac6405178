"""What a question asks for: a person, how often, a memory, a number; and which pole a yes would say."""

from __future__ import annotations

import re
from typing import Final

from bot.working_model.statement import Asked, Elicits, Theme

_ASKS_WHO: Final = re.compile(
    r"\b(?:who|whom|whose|anyone|anybody|someone|somebody|which of|is there a person)\b", re.IGNORECASE
)
# Questions that yes and no do not answer, and what does answer them in a word.
_ASKS_HOW: Final = re.compile(
    r"(?:^|[.:;,!?] )\W*(?:and |but |so )?(?!how do you know)(?:how|when|what|where)\b[^.?!]*\?\W*$", re.IGNORECASE
)
# "When you were ill, was she there?" asks whether, and not when.
_WHETHER_AFTER_ALL: Final = re.compile(
    r"\b(?:when|where|what|how)\b[^,?]*, (?:and |but )?(?:do|does|did|was|were|is|are|has|have|had|can|could|would|will)\b",
    re.IGNORECASE,
)
_HOW_OFTEN: Final = re.compile(
    r"^(?:(?:i|@fig|it|we|they) )?(?:never|always|hardly|rarely|barely|seldom|scarcely|every|all the time|the whole time|constantly|often|usually|mostly|"
    r"sometimes|most|now and then|occasionally|at times|daily|nightly|day or night|completely|totally|not (?:at all|much|once|often|ever)|less and less|a lot|very much|nothing|bugger all|sod all|everything|anything)\b"
)
_PAST_QUESTION: Final = re.compile(
    r"\b(?:did|was|were|could you|used to|when you were|growing up|had|back then|as a child|as a kid|at that time)\b",
    re.IGNORECASE,
)
_ONE_TIME: Final = re.compile(
    r"\b(?:that (?:night|day|time|moment|evening)|then and there|in that moment|the last time|when you told|come to|notice how|did you last|a moment when)\b",
    re.IGNORECASE,
)
_BLEAK: Final = re.compile(
    r"\b(?:worr\w*|afraid|scared|fear\w*|anxious|alone|lonely|hurt|hard|difficult|lie[ds]?|lying|leave|leaving|left|abandon\w*|reject\w*|jealous\w*|distant|distance|doubt\w*|unsafe|let you down|judg\w*|"
    r"keep to yourself|hold back|hide|push|away|burden|worthless|ashamed|not good enough|fail\w*|panic|check|reassur\w*|ignored?|walk on eggshells|careful around|guard|missing|apart|stranger|criticis\w*|unlovable|"
    r"feel (?:the )?(?:worse|worst|bad)|frighten\w*|control\w*|let down|betray\w*|replace\w*|unwanted|put you down)\b",
    re.IGNORECASE,
)
# "Who can you turn to when things get hard?" is no bleak question: a name is good news.
_WHEN_IT_IS_BAD: Final = re.compile(r"\b(?:when|whenever|if|after|while)\b[^,?]*", re.IGNORECASE)
# A question for a memory or an example: "no" says that none comes to mind, "yes" that one does; neither is a stance.
_FOR_A_MEMORY: Final = re.compile(
    r"\b(?:remember|think of|come[s]? to mind|still see|(?:is|was) there (?:also |ever )?(?:one|a|any|some\w*|such|another)\b(?!(?: \w+)? (?:you could|who (?:always|was|is)))|"
    r"tell me|can you give|an example|which (?:time|moment|day)|what happened)\b",
    re.IGNORECASE,
)
# "Was there ever a time he showed up?" "No" says that he never did.
_EVER: Final = re.compile(r"\bever\b", re.IGNORECASE)
# "What stops you telling him?" "Nothing": the stance the question looks for has nothing in its way.
_OBSTACLE: Final = re.compile(r"\bwhat(?:'s| is)? (?:stop|hold|keep|prevent|get|stand|in the way)\w*\b", re.IGNORECASE)
_SCALE: Final = re.compile(r"\b(\d+)\s*(?:to|and|-|–)\s*(\d+)\b|\bout of (\d+)\b")
_NUMBER: Final = re.compile(
    r"^(?:(?:a|an|um|uh|erm|well|maybe|about|probably|like|say|solid|at) )*(\d+)(?: (?:on a (?:good|bad) day|most days|today|now|maybe|probably|i guess|out of \d+|at (?:most|best)))?$"
)
_LOW: Final = 0.4
_HIGH: Final = 0.6
_STARTS_OPEN: Final = re.compile(r"^\W*(?:and |but |so )?(?:what|how|why|where)\b", re.IGNORECASE)


def asks_who(asked: Asked) -> bool:
    """Whether a person is the answer: "Who could you go to?", or the question leaves open of whom it is."""
    return bool(_ASKS_WHO.search(asked.question))


def may_be_answered_by_a_person(asked: Asked) -> bool:
    """Whether a name alone answers: "who?", or a moment in the speaker's own life. "What are you afraid of with him?" "Her mother" tells nothing of the kind that was asked."""
    somebody = asked.figure is not None and asked.figure.is_particular
    return asks_who(asked) or not (somebody or _STARTS_OPEN.search(asked.question))


def asks_how(asked: Asked) -> bool:
    """Whether neither yes nor no would answer."""
    return bool(_ASKS_HOW.search(asked.question)) and not _WHETHER_AFTER_ALL.search(asked.question)


def answers_how_often(part: str) -> bool:
    """Whether the words say how often, how much."""
    return bool(_HOW_OFTEN.match(part))


def for_a_memory(asked: Asked) -> bool:
    """Whether it asks for a memory or an example."""
    return bool(_FOR_A_MEMORY.search(asked.question))


def says_nothing(asked: Asked) -> bool:
    """Whether a bare yes or no leaves open what is meant: nobody was asked about, or only for a memory."""
    if asked.figure is None and asked.theme is not Theme.SELF_WORTH:
        return True
    somebody = asked.figure is not None and asked.figure.is_particular
    return for_a_memory(asked) and not (somebody and bool(_EVER.search(asked.question)))


def is_past(asked: Asked) -> bool:
    """Whether it asks of what was."""
    return bool(_PAST_QUESTION.search(asked.question))


def is_of_one_time(asked: Asked) -> bool:
    """Whether it asks of one occasion."""
    return bool(_ONE_TIME.search(asked.question))


def nothing_stands_in_the_way(part: str, asked: Asked) -> bool:
    """Whether "nothing" answers what keeps the speaker from it."""
    return part == "nothing" and bool(_OBSTACLE.search(asked.question))


def on_the_scale(part: str, asked: Asked) -> bool | None:
    """Yes for the upper part of the scale that was asked for, no for the lower; None for the middle, or where there is no number."""
    scale, number = _SCALE.search(asked.question), _NUMBER.match(part)
    if scale is None or number is None:
        return None
    low, high = (int(scale[1]), int(scale[2])) if scale[1] else (0, int(scale[3]))
    if not low < high or not low <= int(number[1]) <= high:
        return None
    share = (int(number[1]) - low) / (high - low)
    return True if share >= _HIGH else False if share <= _LOW else None


def plus_means_yes(asked: Asked) -> bool:
    """True where "yes" would say the + pole: told by the question's own mark, else by its words."""
    if asked.elicits is Elicits.ASKED_PLUS:
        return True
    if asked.elicits is Elicits.ASKED_MINUS:
        return False
    return not _BLEAK.search(_WHEN_IT_IS_BAD.sub("", asked.question))
