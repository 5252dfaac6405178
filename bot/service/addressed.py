"""Signs of shape that a short reply speaks to the program: it asks it something, declines, takes leave, objects to what it did.

No list holds all commands, but a guide's questions are hardly ever answered by a question to "you" in the present, by a wish
about saying itself ("I won't go into that"), or by going away just now. Texts are spelled out before they are matched; hits
and near misses stand in tests/unit/service/test_addressed.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.service.told import PRONOUN, RELATION, TOGETHER, is_reported
from bot.working_model.dialogue import Command


class Act(StrEnum):
    """What somebody does with words that are meant for the program."""

    ASKS = "asks"  # "do I have to answer?"
    WONDERS = "wonders"  # a question, and not sure to be for the program: "does it have to be a person?"
    DECLINES = "declines"  # "I'd like not to go into that"
    DEFERS = "defers"  # "gonna grab some water"
    OBJECTS = "objects"  # "you've asked me that already"
    FORBIDS = "forbids"  # "never bring him up"
    WAITS = "waits"  # "that was a question to you"
    IS_LOST = "is_lost"  # "no clue what you are asking"


# What each may be, and the last is what it is where nothing heard fits.
MAY_BE: Final[Mapping[Act, tuple[Command, ...]]] = {
    Act.ASKS: (
        Command.WHY, Command.WHO_ARE_YOU, Command.WHAT_IS_KEPT, Command.SUMMARY, Command.EXPORT, Command.SKIP, Command.PAUSE,
        Command.STOP, Command.RESUME, Command.CHOOSE_GUIDE, Command.DELETE_ALL, Command.NEVER_ASK, Command.NOT_RIGHT,
        Command.REPEAT, Command.HELP,
    ),
    Act.WONDERS: (Command.WHY, Command.WHAT_IS_KEPT, Command.HELP, Command.REPEAT),
    Act.DECLINES: (Command.STOP, Command.NEVER_ASK, Command.PAUSE, Command.SKIP),
    Act.DEFERS: (Command.STOP, Command.PAUSE),
    Act.OBJECTS: (Command.SKIP, Command.NEVER_ASK, Command.NOT_RIGHT),
    Act.FORBIDS: (Command.NEVER_ASK,),
    Act.WAITS: (Command.WHAT_IS_KEPT, Command.WHO_ARE_YOU, Command.WHY, Command.HELP),
    Act.IS_LOST: (Command.HELP, Command.REPEAT),
}  # fmt: skip


def _shape(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


# What may come before.
_LEAD: Final = (
    r"^\W*(?:(?:ok|hm+|um+|uh+|er+m?|ugh|argh|well|so|right|actually|oh|ah|look|listen|sorry|please|and|but|first|wait|hang on|hold on|now|then|just|no+|nope"
    r"|yes|yeah|hey|honestly|to be honest|not sure|i'm not sure|don't know|i don't know|excuse me|before (?:that|i \w+|we \w+(?: on)?)|tell me|can you tell me|i wonder|quick question|out of interest)\b\W*)*"
)
# Verbs of the talk itself: saying, answering, going into it.
_TALKING: Final = (
    r"(?:say(?:ing)?|answer(?:ing)?|reply(?:ing)?|respond(?:ing)?|tell(?:ing)?(?: you)?|talk(?:ing)?|speak(?:ing)?|discuss(?:ing)?|shar(?:e|ing)|go(?:ing)? (?:in)?to|go(?:ing)? there|get(?:ting)? into"
    r"|think(?:ing)? about|touch(?:ing)?|dig(?:ging)?|look(?:ing)? at|open(?:ing)?(?: up)?|do(?:ing)?|revisit(?:ing)?|relive|disclos(?:e|ing)|explain(?:ing)?|describ(?:e|ing)|rak(?:e|ing) up|bring(?:ing)? (?:it|that) up|put(?:ting)? into words)"
)
# And then nothing but what points at the question, the talk or the time.
_AND_NO_MORE: Final = (
    r"(?:\W+(?:to|about|on|with|into|of|at|for|in|up|any|more|all|the|this|that|it|there|here|you|those|these|now|today|tonight|yet|right|moment|one|question|stuff|thing|things|part|subject|topic"
    r"|again|either|longer|further|please|sorry|thanks|really|just|anymore|a|bot|if|ok|that's))*\W*$"
)
_DECLINES: Final = _shape(
    _LEAD
    + r"(?:i|we)?(?:'d|'ll|'m| am| would| will| do)?\W*(?:just |really |still |also )*(?:(?:don't|won't|not|wouldn't|do not|will not|no)\b(?: (?:really|going|want|wish|like|care|feel like|ready|prepared|willing|in the mood|up|able|comfortable|keen|happy|about|gonna|be|at ease|to|for|with))*"
    r"|(?:(?:rather|prefer|sooner|like|choose|want|wish)(?: to| it)? (?:not|skip)(?: to)?)|refuse to|decline to|can we not|let's not)\W+"
    + _TALKING
    + _AND_NO_MORE,
    _LEAD
    + r"(?:i|we)?(?:'m| am| feel)?\W*(?:just |really )*(?:not|un)\W?(?:ready|comfortable|at ease|up|in the mood|able|prepared|happy|keen|easy|going there)\b(?: (?:for|with|about|to))?"
    + _AND_NO_MORE,
    _LEAD + r"(?:is|would) (?:it|that)(?: be)? (?:ok|fine|all right|alright|possible|a problem|bad|allowed)\b.*\b(?:not|don't|skip|pass|leave)\b(?: \w+){0,3}\W*$",
    _LEAD + r"let's not\b",
    _LEAD + r"enough about (?:him|her|them|this|that|it|my \w+|me)(?: (?:now|please|for now|already|today))*\W*$",
    _LEAD + r"not this(?: one)?\W*$",
    _LEAD + r"(?:(?:that|this|it)(?:'s| is) )?(?:a bit|too|very|quite|really|rather) (?:much|hard|heavy|personal|painful|private|deep|raw|difficult|close|intimate)(?: for me)? (?:for )?(?:today|tonight|now|right now|at the moment)\W*$",
    _LEAD + r"(?:(?:that|this|it|he|she)(?:'s| is) )?(?:not|none of|isn't) (?:really |any of )?your (?:business|concern|affair|problem)\b",
)  # fmt: skip
# "I don't talk about it" is a habit, and no refusal.
_HABIT: Final = _shape(
    _LEAD
    + r"(?:(?:i|we) )?(?:just |really |still )*(?:don't|do not|can't|not|no)\W+(?!want|wish|like|care|feel like|\w+ing\b|to\b)"
    + _TALKING
)

_YOU_DO: Final = (
    r"(?:do|did|does|can|could|will|would|are|were|have|should|may|might|must|has|is)(?:n't)? (?:you|attune|the bot)\b"
)
_ASKS_YOU: Final = _shape(
    _LEAD + _YOU_DO,
    _LEAD + r"(?:what|how|why|who|where|which|when)\b(?: \w+){0,4}? " + _YOU_DO,
    _LEAD + r"(?:what|who|where|why|how)(?:'re|'s|'ve| are) (?:you|your)\b",
    r"\b(?:are|do|will|can|have) you\b[^?]*\?\W*$",
    _LEAD + r"(?:what|why)\b[^?]*\b(?:to|for) you\W*$",
    _LEAD
    + r"how (?:do|can|could|would|am|should) i (?:supposed to |to )?(?:know|be sure|tell|trust)(?: that| if| whether)? (?:you|attune|this)\b(?:'re|'ll)?(?: [\w']+){0,3}? (?:tell|share|sell|keep|save|store|read|use|pass|show|report|delete|delet\w+|safe|private|real)\b",
)
# "Do you know what he did?" tells; "Why are you asking about him?" asks.
_ASKS_ABOUT_SOMEBODY: Final = _shape(
    r"\byou(?:'re)? (?:\w+ ){0,3}?(?:ask|asking|need|mean|remember|written?|wrote|noted?|assume|call|bring|keep|want to know|got|have)\b"
)
_SOMEONES_FATE: Final = _shape(
    r"\b(?:what|how) (?:else )?(?:can|could|do|would|will|are) you (?:do|expect|say|think|know|call)\W*$",
    r"\b(?:do|can) you (?:know (?:what|how|that)|imagine|believe|see)\b",
    r"^\W*(?:what|how|why) (?:do|would|did|could) you (?:think|expect|reckon|guess)\b",
    r"\bwhy don't you (?!tell me|stop|skip|ask me)",
    r"\bwho (?:are|do) you\b.{0,14}\b(?:to|think)\b",
    r"\byou and (?:me|i)\b|\bwould you (?:not|have|feel|want|do|stay|trust|tell|ask)\b|\bwouldn't you\b|\bare you (?:ok|all right|alright|coming|home|mad|angry|listening|happy)\b",
)
_MY_PART: Final = r"(?:answer|say|tell you|type|write|choose|name|pick|give|do (?:this|it|that|all)|go on|continue|finish|carry on|skip|stop|pause|be (?:honest|precise|specific|brief)|use|put|click|press|come back|go back|change|correct|delete|export|download|save|see|leave|share|talk about)"
_ASKS_LEAVE: Final = _shape(
    _LEAD + r"(?:can|could|may|shall) (?:i|we)\b(?! (?:ever|do anything|trust|expect|help it|say|blame))",
    _LEAD + r"(?:(?:how|what|where|when|why) )?(?:do|must|should|would|does) (?:i|we|one) (?:really |even |just |now )*(?:have to |need to |be supposed to |get to |want to )?"
    + _MY_PART
    + r"\b",
    _LEAD + r"(?:what|how|where|why|when) (?:do|can|should|will|would|am) i\b.*\b(?:this|here|with you|from you)\W*$",
    _LEAD + r"(?:what|how|where)(?:'s| is| are| was| were| happens to) my (?:\w+ )?(?:answers?|data|words|messages?|summary|notes|account|file)\b",
    _LEAD + r"(?:remind|tell|show|explain to) me (?:again )?(?:what|how|why|who|where|which) (?:we|you|this|i)\b",
    _LEAD + r"(?:what|how|where|which|when|why)?\W*am i (?:talking|speaking|writing|chatting|texting|typing|supposed to (?:answer|say|write|type|do (?:here|now))|meant to (?:answer|say|write|type|do (?:here|now))|allowed|able to|expected)\b",
)  # fmt: skip
_WONDERS: Final = _shape(
    _LEAD + r"(?:is|are) (?:a|an|my|one|two|some) \w+ (?:ok|fine|allowed|enough|too)\b",
    _LEAD + r"what if (?:it|there|i|we)\b",
    _LEAD
    + r"(?:does|is|will|can|must|should|has|are|do) (?:it|this|that|these|those|(?:the|my) (?:question|answers?|things?|replies|words|chat|messages?|data))\b",
)
_IS_LOST: Final = _shape(
    r"\b(?:no|not|n't|hardly|lost|unsure|unclear|puzzled|wonder\w*|confused)\b.{0,25}\b(?:what|how|who|which|where)\b.{0,14}\b(?:you(?:'re| are| were)? (?:ask|asking|mean|getting|after|want to know|want me|referring|talking)|this question|the question|to answer)\b",
    _LEAD + r"you (?:want|mean|would like)(?: me to| that| my| the)\b[^.!]*\?\W*$",
    _LEAD
    + r"(?:i|we)?(?:'m| am)?\W*(?:not|don't|can't|didn't|never|still don't)(?: \w+)? (?:follow(?:ing)?|get(?:ting)?|understand(?:ing)?|catch)(?:\W+(?:it|that|this|you|the|question|sentence|at|all|here|sorry|please|what|mean))*\W*$",
)
_WHO_IS_THAT: Final = _shape(_LEAD + r"who(?:'s| is| are) (?:he|she|her|him|they|them|this|that|it)\W*$")
_OBJECTS: Final = _shape(
    _LEAD
    + r"(?:you(?:'ve| have|'d)(?: \w+)? (?:asked|said|got|written|repeated|called|assumed|mixed|mis\w+|forgotten|confused|put|made|skipped|just)"
    r"|you(?:'re| are)(?: \w+)? (?:asking|repeating|mixing|mis\w+|assuming|confusing|putting|making|getting|going round|calling|talking about|not listening)"
    r"|you (?:keep|just|already|always|never) (?:ask|asked|asking|repeat\w*|getting|mixing|calling|assum\w+|forget\w*|confus\w+|said|got|mis\w+|putting)(?! (?:used|over|a|an|to|out|away|hurt|better|on)\b)"
    r"|you (?:asked|mis\w+|assumed|wrote|mixed|confused|forgot)\b|didn't you (?:just )?ask|i(?:'ve| have)? (?:already |just )?(?:answered|told you) (?:that|this|it|already)|(?:i|we)(?:'ve| have)? (?:(?:already|just) (?:answered|said|told)|already (?:covered|done|had|discussed|talked about))|(?:i|we)(?:'ve| have)? (?:answered|said|told you|covered|had) (?:that|this|it|all (?:that|this))(?: one)? already\b|(?:we|i)(?:'ve| have)? (?:covered|been over|been through) (?:this|that|it)\b)"
)
# What was asked of the program stands unanswered.
_WAITS: Final = _shape(
    _LEAD + r"you(?:'ve)? (?:\w+ )?(?:didn't|did not|haven't|have not|don't|never|still haven't|still didn't)(?: (?:actually|really|even|ever))? answer(?:ed)?\b(?! (?:the (?:phone|door)|h(?:im|er)|them))",
    _LEAD + r"(?:that|it|this)(?:'s| was| is) (?:actually |really )?(?:a question (?:to|for) you|no answer to my question)\b",
    _LEAD + r"(?:i was|i'm|i am) asking you\b(?! (?:to|for|out)\b)",
    _LEAD + r"(?:that|this|it)(?: \w+)? (?:doesn't|didn't|does not|did not) (?:actually |really )?answer (?:me|it|that|my question|what i asked)\b",
)  # fmt: skip
_GOING: Final = r"(?:go|run|dash|leave|head|get|be off|shoot|fly|jump|log off|sleep|rest|eat|cook|answer the|take (?:this|a) call|pick|feed|put|make|grab|fetch|check|see to|walk|catch|rush|nip|pop|stop|finish)"
_DEFERS: Final = _shape(
    _LEAD + r"(?:(?:i|we)(?:'ve|'ll)? ?)?(?:really |will )?(?:have to|need to|must|got to|have got to|had better|better|should) (?:really |quickly |just )?" + _GOING + r"\b",
    _LEAD + r"(?:i'm |i am )?(?:just |quickly )?(?:going to|off to|going for|off for) (?:just |quickly )?(?:" + _GOING + r"|have a|do the|bed|work|lunch|dinner|school|a)\b",
    r"\b(?:come|get|go) back to (?:it|this|that|you)\b|\b(?:do|answer|finish|talk about|look at) (?:it|this|that|the rest) (?:later|another (?:time|day)|tomorrow|tonight|some other|next (?:time|week))",
)  # fmt: skip
_FORBIDS: Final = _shape(
    r"(?:^|[,.;!] ?|\b(?:please|so|and|just) )(?:please |just )*(?:never|don't|do not|stop|quit|no more)(?: ever| again| even)? (?:ask\w*|bring\w*|mention\w*|talk\w*|speak\w*|discuss\w*|rais\w+|touch\w*|com(?:e|ing) back|go(?:ing)? on)\b.*\b(?:him|her|them|my \w+|about|on|that|this)\b"
)
# Something calls just now: "phone's ringing".
CALLED_AWAY: Final = _shape(
    _LEAD
    + r"(?:(?:the|my|our) )?(?!(?:it|that|this|what|who|he|she|there|here|where|how)\b)\w+(?:'s|'re| is| are) (?:\w+ing|here|ready|awake|at the door)(?: (?:now|up|me|again|home))?\W*$"
)
_GENERAL: Final = _shape(
    r"\b(?:when(?:ever)?|always|usually|every|if|because|often|sometimes|each time|at night|until|so that|before (?:he|she|they))\b"
)


def act_of(text: str) -> Act | None:
    """What `text` does to the program, None where its shape does not say. Somebody else in it makes it a story, mostly."""
    if is_reported(text):
        return None
    rest = TOGETHER.sub(" ", text)
    has_somebody = bool(PRONOUN.search(rest) or RELATION.search(rest))
    if _WHO_IS_THAT.search(text) or (_IS_LOST.search(text) and not has_somebody):
        return Act.IS_LOST
    if _asks(text, has_somebody=has_somebody):
        return Act.ASKS
    if _WAITS.search(text) and not has_somebody:
        return Act.WAITS
    if _FORBIDS.search(text):
        return Act.FORBIDS
    if _DECLINES.search(text) and not _HABIT.search(text):
        return Act.DECLINES
    if _OBJECTS.search(text):
        return Act.OBJECTS
    if (_DEFERS.search(text) or CALLED_AWAY.search(text)) and not _GENERAL.search(text):
        return Act.DEFERS
    return Act.WONDERS if _WONDERS.search(text) and not has_somebody else None


def _asks(text: str, *, has_somebody: bool) -> bool:
    if _SOMEONES_FATE.search(text):
        return False
    if has_somebody:
        return bool(_ASKS_YOU.search(text) and _ASKS_ABOUT_SOMEBODY.search(text))
    return bool(_ASKS_YOU.search(text) or _ASKS_LEAVE.search(text))
