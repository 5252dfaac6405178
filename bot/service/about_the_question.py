"""What is said of the question itself: a few of its words asked back, or what it takes for granted contested."""

from __future__ import annotations

import re
from typing import Final

from bot.service.command_phrases import phrases
from bot.service.told import RELATION
from bot.working_model.dialogue import Message, Stage

FEW_WORDS: Final = 6
_ASKED_BACK: Final = phrases(
    r"\b(?:what|how|who|which)\b.*\?\W*$|\b(?:what|how|who|which)\?\W*$|\b(?:do|did) you mean\b|\bmean by\b|^\W*(?:and |\w+\W+)?(?:what|which|who) \w+\W*$"
)
_ASKS_YOU: Final = phrases(r"\b(?:do|did|are|will|have|would) you\b(?! mean)|\bwhy\b")
# What a question can take for granted: that there is something, that something happened, that one wants it. Who did what was read.
_YOU_ASSUME: Final = phrases(
    r"\byou(?:'re| are)? (?:just |always |simply |only |really |still |all )*(?:assum(?:e|ing)|presum(?:e|ing)|suppos(?:e|ing)|tak(?:e|ing) (?:it |that |this )?for granted)"
    r",? (?:that )?(?:there(?:'s| is| are| was| were| has| have| must| should)"
    r"|(?:something|anything)(?:'s| is| was| has| had| must| should| needs?| happens| happened| changed| went)"
    r"|i (?:do |must |should |still )?(?:want|wanted|wish|wished)\b|i(?:'d| would) (?:want|like|wish)\b)"
)
_CONTENT_WORD: Final = re.compile(r"[a-z]{4,}")
_NO_CONTENT: Final = frozenset(
    ["what", "when", "where", "which", "that", "this", "with", "have", "does", "your", "they", "them", "would", "think"]
)


def objects_to_the_question(message: Message, stage: Stage) -> bool:
    """Whether somebody contests what the open question takes for granted, and no reading of theirs: there is nothing to put right."""
    is_asked = message.asked is not None and stage in (Stage.ASKING, Stage.CLOSING)
    return is_asked and bool(_YOU_ASSUME.search(message.text)) and not RELATION.search(message.text)


def echoes(text: str, question: str) -> bool:
    """Whether a few words of the question are asked back: "rely on how?"."""
    if len(text.split()) > FEW_WORDS or not _ASKED_BACK.search(text) or _ASKS_YOU.search(text):
        return False
    return bool((set(_CONTENT_WORD.findall(text.lower())) - _NO_CONTENT) & set(_CONTENT_WORD.findall(question.lower())))
