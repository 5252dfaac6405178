"""What a command's words must hold to be that command, and what rules it out: "the pause at the door" asks for no pause.

Texts are spelled out before they are matched. Hits and near misses: tests/unit/service/test_command_signs.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.service.command_phrases import is_explicit, phrases
from bot.service.told import PRONOUN, SOMEBODY_DOES, is_only_courtesy
from bot.working_model.dialogue import Command

LONG_OBJECTION_WORDS: Final = 12


_EVERYTHING: Final = r"(?:everything|all|data|account|records?|history|profile|messages?|conversations?|chat|stuff|lot|it|this|me|answers|whole|nothing|anything|trace|consent|what(?:ever)?|gone|deletion|wipe|reset|erasure|informations?|details|name|words?|things|rest|traces|to be (?:forgotten|deleted|removed)|gdpr|i was (?:ever )?here)"
_DELETING: Final = r"(?:delet\w+|eras\w+|remov\w+|wip\w+|clear\w*|rid|forget|forgotten|scrub|purge|bin|trash|burn|destroy|shred|nuke|scrap|reset|gone|left|kept|keep|save|stored?|take|throw|withdraw|revoke|consent|close|cancel|undo|trace|lose|unsave|\w+register|end|drop|off|never here|agree|go|should stay|have my|want my|gdpr|on there)"
_MUST_HOLD: Final[Mapping[Command, re.Pattern[str]]] = {
    Command.DELETE_ALL: phrases(
        rf"^(?=.*\b{_EVERYTHING}\b)(?=.*\b{_DELETING}\b)",
        r"^\W*(?:please |just |how to )?delete\W*$|\bright to be forgotten\b|^\W*(?:leave nothing|no traces?)\b",
    ),
    Command.STOP: phrases(
        r"\b(?:stop\w*|quit|quits|exit|end|ends|ending|bye\w*|goodbye|good ?night|leav(?:e|ing)|clos(?:e|ing)|cancel|continue|go on|going on|go now|going now|go away|carry on|terminate|abort|conclude|wrap|shut\w*|see you|ciao|farewell|adios|cheerio|laters|so long|my lot|call it|calling it|any more|no more"
        r"|take care|heading (?:off|to)|fed up|had it|over it|over and out|peace out|that's me|time to (?:go|finish)|finish (?:here|now|up|this|it|the|please|for)|to finish|let's finish|finishing|piss off|talked out|leave me|the end|that'll do|will do for|see ya|not doing|give up|tired of|over this|(?:want|wish) to (?:do this|be here)|let me go|time's up|no further|kthxbye|nighty|later gator|gn|stahp|finish)\b",
        r"\b(?:i'm|we're|i am|we are|all|me|that's me|think we're) (?:all )?(?:done|finished)\b|\b(?:done|finished) (?:for|here|now|with (?:this|you|questions)|talking|chatting|thanks|thank)\b|^\W*(?:ok |right )?(?:done|finished?|night|peace|basta|khalas|genug|schluss)\b",
        r"^\W*(?:ok |right |no |please )?enough\b|\b(?:had|that's|that was|it's|quite) enough\b|\benough (?:about|with|for|of|now|said|already|today|thanks|please)\b|\bthat(?:'s| was| is)? (?:it|all|everything|plenty)\b|\b(?:i'm|log|logging|sign|signing|switch|turn|shut|fuck|bugger|head) (?:me |this |it )?(?:out|off)\b|\b(?:want|let me|get me|i want) out\b|\bout of (?:here|this)\b|\b(?:to|for) (?:bed|sleep)\b",
    ),
    Command.HELP: phrases(
        r"^\W*(?:(?:so|and|but|ok|sorry|wait|hi|hello|hey|please|first|then|now|um|excuse me|before .{2,16}|not sure|i'm not sure|don't know|i don't know|no idea|can you tell me|tell me|show me|explain|dunno|yes|no)\W+)*(?:how|what|what's|where|where's|which|which|is|are|do|does|can|could|must|should|shall|am|will|why)\b",
        r"\b(?:help|assist\w*|guidance|instructions?|commands?|manual|support|faq|info|information|rules|lost|stuck|confused|hand with|usage|options|guide|button|buttons)\W*(?:please)?\W*$|\bhelp\W*(?:me|please|with|using|here|here)|\b(?:know|get|understand|sure|idea|unsure|explain|show|tell|teach|walk|list|need|want|require|give|never (?:used|done)|new (?:here|to)|first time|lost|stuck|confused|frozen|broken|loading|working|click|press|doesn't work|don't work|hangs|type|now what|and now|lend me)\b",
    ),
    Command.RESUME: phrases(
        r"\b(?:resum\w*|unpause|continu\w*|go on|going on|go (?:ahead|further)|carry|back|keep (?:going|on|at)|proceed|where (?:were|was|did|had|we|i)|were we|pick|crack|move (?:on|ahead|forward)|left off|ready|return\w*|finish|not (?:done|finished)|haven't finished|hadn't finished|weren't finished|on with it|on we go|here (?:again|i am)|still here|over|end pause|to stay|didn't mean|misclick\w*|in the middle|more|wrong|keep it|same place|cont|don't (?:want to stop|end|close)|what was i|let's get on|yes let's|done with|in bed|staying|wasn't finished|all yours)\b"
    ),
    Command.PAUSE: phrases(
        r"\b(?:paus\w*|break|wait|back|later|tomorrow|tonight|minutes?|mins?|moment|secs?|seconds?|hours?|hold|hang|ticks?|mo|a bit|rest|stop\w*|go|going|leave|leaving|busy|afterwards|call\w*|ringing|door|continue|another (?:day|time)|other time|sleep|tired|away|step\w*|afk|soon|interrupt|breather|breath|air|ten|five|\d+|pray|prayer|see you|talk to you|speak (?:later|tomorrow)|catch|time out|intermission|until|till|to be continued|save it|keep my|needed|visitors|guests|pee|loo|for later|my place|my spot|being called|came up|gather|bear with|weekend|park|lunch|first|feed|bus|return|finish)\b"
    ),
    Command.SKIP: phrases(
        r"\b(?:skip\w*|pass\w*|next|question|another|other|different|else|rather|prefer|answer\w*|say\w*|tell|talk|discuss|share|go(?:ing)? there|mov(?:e|ing)|leave|private|personal|hard|heavy|too much|raw|sensitive|painful|comment|refuse|decline|touch\w*|drop|sit this|miss|blank|lighter|easier|numbers?|rate|ready|comfortable|business|applicable|apply|not (?:this|that)|no way|spare|ignore|jump|bypass|fifth|fancy|omit|disregard|i'm good|nothing (?:comes|to)|get into|speak|think about|for me|past|between me|stays with me|n a|alone|aside|go into|face (?:it|this|that)|up for|can't do (?:this|that)|do this one|off this one|got nothing|mind is blank|sitting this)\b|n/a"
    ),
    Command.EXPORT: phrases(
        r"\b(?:export\w*|download\w*|cop(?:y|ies)|files?|pdf|print\w*|save|send|e-?mail|mail|forward|transcript|back ?up|on paper|in writing|(?:written|paper) (?:copy|version)|my data|json|csv|markdown|document|archive|takeout|portability|subject access|request|records|what i (?:wrote|said)|out of here|my (?:answers|stuff|words)|take (?:it|this) (?:home|with|to)|take my|screenshot|whatsapp it|post it|share (?:this|it)|keep (?:this|it|a|what|all)|give me everything|have everything|store this|bring this|back (?:this|it) up|text it|get (?:all )?(?:this|it|my|everything))\b"
    ),
    Command.WHO_ARE_YOU: phrases(
        r"\?\W*$|^\W*(?:real )?(?:human|person|bot|robot|machine|ai)\W*$|\b(?:you|your|who|what are|what is|what's|human please|(?:sounds|feels|a) (?:like a )?(?:bot|robot|machine|human|person)|introduce|yourself|(?:speak|talk) (?:to|with)|no human|name|anybody|anyone|somebody|someone|is (?:this|it|that)|am i|what am i|there|whom|talk to|speak with|company|attune)\b"
    ),
    Command.REPEAT: phrases(
        r"\?\W*$|\b(?:what\w*|who\w*|which|how|when|repeat\w*|again|sorry|pardon|excuse me|huh|eh|hm+|uh|understand|understood|get (?:it|that|the|you|what)|follow\w*|clear\w*|unclear|sense|mean\w*|questions?|words|explain|examples?|simpl\w+|easier|slow\w*|confus\w+|rephrase|reword|clarif\w+|elaborate|specif\w+|once more|one more time|shorter|english|missed|lost|forgot\w*|hear|catch|caught|define|complicated|difficult|long|distracted|scrolled|clicked|misread|do you mean|you mean|say|word (?:it|that)|differently|another way|different way|precise|getting it|with you|or now|or back then|is that about)\b"
    ),
}
_RULED_OUT: Final[Mapping[Command, re.Pattern[str]]] = {
    Command.WHO_ARE_YOU: phrases(
        r"\bwho (?:are|do) you\b.{0,10}\b(?:to|think)\b",
        r"^(?!.*\b(?:you|your|yourself|this|who|am i|here|there|someone|somebody|anyone|anybody|human|person|bot|robot|machine|ai)\b)",
        r"\b(?:does|must|has|should) it\b",
        r"^\W*i(?:'m| am) (?:a|an|the|not|just)\b",
        r"^\W*(?:(?:like|a|an|the|not|more|maybe|just) )*(?:\w+ )?(?:bot|robot|machine|ai|human|computer|program|chatbot)(?:,? (?!or|please|are|is|am|do|you)\w+)+\W*$",
        r"^\W*(?:like )?(?:talking|speaking|texting|chatting|writing) (?:to|with) (?:you|a|an|him|her|my|people|friends)\b",
    ),
    Command.WHY: phrases(
        r"^\W*(?:and |but |well )?what(?:'s| is) the (?:point|use)\b(?! (?:of|in|with) (?:this|that|asking|the question|it|your|these|answering|all))"
    ),
    Command.REPEAT: phrases(
        r"\bexplain yourself\b",
        r"^\W*who(?:'d| would| could| wants| needs| cares| knows| else)\b(?! you)",
        r"\bwhat do you mean,? (?!by|with|exactly|again|sorry|please|that|this|the|there|here|i\b|is|now|then|close|when|if)\w+",
    ),
    Command.RESUME: phrases(r"\b(?:still|been|always|it's|keeps?|was|is) going on\b"),
    Command.DELETE_ALL: phrases(r"^\W*i(?:'d| would) rather forget\b", r"^\W*(?:please |just |can (?:we|you) )*(?:delete|erase|remove|drop|forget) (?:this|that|the|the last|your) question\b"),
    Command.NEVER_ASK: phrases(r"\bi (?:never|don't|didn't) ask\b", r"\bno questions? asked\b"),
    Command.STOP: phrases(
        r"\b(?:don't|didn't|do not|never) (?:want to |like to |wanna )?stop\b(?! (?:here|now|yet))",
        r"^\W*(?:that's|it's|that is) (?:all|it)\W*$|^\W*it's enough|^\W*(?:that's|it's) (?:all|it)\b(?!.*\b(?:for|today|now|bye|thanks|thank|from me|then|tonight|folks)\b)",
        r"\b(?:done|finished) (?!talking|chatting|asking|answering|doing|ending|here|now|for|with|thanks|thank|bye|today|tonight|and|so|please|then)\w+ing\b",
    ),
    Command.SKIP: phrases(r"\bnot (?:saying|telling) (?:goodbye|hello|sorry|thanks?|no|yes|him|her|them|my|the truth|i)\b", r"\bnot this (?:week|month|year|time|summer|winter)\b", r"\bnext (?!one|question|please|then|topic|guide|thing|now|up|ok|thanks|bot)[a-z]+\b", r"\bnext (?:month|week|year|to (?:my|him|her|the|me)|door|day|morning|time|summer|christmas|sunday)\b", r"^\W*i (?:don't|didn't) (?:want to ask|need)\b"),
    Command.SUMMARY: phrases(r"^\W*(?:a|an|some|his|her) (?:\w+ )?summary\b(?!.*\b(?:please|you|of (?:this|the|my|what|our|it))\b)", r"\b(?:showed|gave|sent)\b", r"\bi've got so far\b", r"\b(?:he|she|they)\b(?!.*\byou\b)"),
    Command.EXPORT: phrases(r"^\W*(?:only |just )?on paper\W*$", r"\b(?:i'm|i am|i was|my (?:work|job))\b(?! (?:going|sure|done))"),
    Command.HELP: phrases(r"^\W*(?:is|would) (?:it|that)(?: be)? (?:ok|fine|all right|alright)\b"),
    Command.WHAT_IS_KEPT: phrases(
        r"\bwhat(?:'s| is) kept (?:stays|is|remains)\b|\b(?:who|god|goodness) knows\b|\bwhat happens (?:at|in) \w+ stays\b",
        r"\b(?:do|are|can) you (?:\w+ )?(?:enjoy|like|feel|sleep|love|hate|care|dream|laugh|cry|believe|bored|tired|happy|ever)\b",
    ),
    Command.PAUSE: phrases(r"\bbreak from (?!this|these|it\b|here|the (?:questions?|talk|chat)|talking)", r"^\W*(?:maybe|perhaps|possibly|probably) (?:later|soon|tomorrow|another (?:day|time))\W*$", r"\b(?:can't|cannot|couldn't) wait\b", r"^\W*(?:the|a|that|his|her) (?:\w+ )?(?:pause|break|wait) (?:at|in|of|before|after|between|when|he|she)\b"),
    Command.NOT_RIGHT: phrases(r"^\W*i said\b(?!.*\b(?:not|opposite|something (?:else|different))\b)", r"^\W*(?:no one|nobody)\b", r"\b(?:is|isn't) it,", r"^\W*nothing\W+i told", r"^\W*she's my\b|^\W*he's my\b"),
}  # fmt: skip
_KEPT_OUT: Final = phrases(
    r"\b(?:keep|stay|steer|lay off|leave|ban|exclude|strike|drop|avoid|block\w*|blacklist|never|again|ever|any ?more|always|from now on|from today|in future|discuss|subject|topic|taboo|up for|closed|hands off|nothing|limits|forbid|not allowed|mustn't|may not|respect|except|but (?:my|not)|just not|reminded|no (?:talking|asking|bringing|mention\w*|questions)|quit it|stop it|not my|please (?:no|not|don't))\b"
)
# How it was or is with them, and no order: "it was off limits", "never told, never asked".
_WAS_SO: Final = phrases(
    r"\b(?:it|that|this|which|he|she|they) (?:was|were|had been) (?:\w+ )?(?:off limits|taboo|a closed|forbidden|out of)\b|^\W*(?:no,? |nope,? )?never(?: \w+)?,? never(?: \w+)?\W*$|^\W*(?:no|nope|never|not)\W+(?:never|ever|not)?\W*(?:again|once|since)\W*$"
)
_ECHOED_WHY: Final = phrases(
    r"^\W*(?:and |but |well )?why (?:do you think|don't you (?!tell me|stop|skip|ask me)|(?:would|did|does|should|can|can't|is|isn't|wouldn't|didn't|do|don't|are|aren't|were|weren't|was)\s+(?!you (?:\w+ )?(?:ask|want|need|care|keep)|i (?:tell|answer|say|have)\b(?! (?:any|some|no)|.*\b(?:him|her|them|people)\b)|it\b|this\b|that\b|the question|you(?: \w+)? so (?:nosy|curious)|(?:all )?these)|(?:not|bother|him|her|them)\b)"
)
_A_QUESTION: Final = phrases(
    r"\?\W*$|^\W*(?:(?:so|and|but|wait|sorry|ok|before .{2,20}?|first|hm+|will|then) ?,? )*(?:who|what|where|how|when|which|does|do|is|are|can|could|will|would|am|did)\b|^\W*(?:and |but )*(?:what about |what is |how about |tell me about |the |your |data )+(?:privacy|data protection|gdpr)|\bprivacy (?:policy|notice|rules)\b|^\W*(?:data protection|gdpr)\W*$"
)
_ASKS: Final = phrases(r"\b(?:does|do|will|can|could|would|who|where|how long|by whom|is it)\b|\bright\W*$")
_CANNOT_THINK: Final = phrases(r"\bcan't (?:think|remember)\b|\bnothing comes\b")
_OBJECTS: Final = phrases(
    r"\b(?:you|your|wrong|opposite|mis\w+|correct\w*|change|fix|remove|edit|false|error|incorrect|untrue|inaccurate|line|disagree|not me|(?:that|this|it)(?:'s| is| was| does)?(?: not|n't) (?:me|it|quite|right|true|what|how|so|like|exactly|correct|accurate|the|really)|not (?:true|right(?! away| now| then)|quite|exactly|so|the case|accurate|correct)|other (?:brother|sister|one)|way (?:round|around))\b",
    r"\b(?:assum\w+|made (?:that|this|it) up|make things up|making things up|invented|bit off|way off|the mark|put words|words|joke|joking|sarcas\w+|ironic|outdated|too strong|different person|(?:where|when) did i|who (?:said|says)|i said (?:the opposite|something else)|(?:doesn't|does not|didn't|did not|don't|haven't|have not|do not) (?:fit|describe|sound|mean|say|said|agree|write|wr\w+|make sense)|isn't (?:right|true|me|what|how|like|it|so)|aren't my|not (?:his|her|a brother|my)|(?:her|his|my) name|reword|strike|cross (?:that|this|it)|take (?:that|this|it)(?: \w+)? out|made up|haven't got a|don't even have|opposite|something different|read so much|reading too much|was not (?:about|like)|sentence|conclusion|interpretation|object|no i|no,? (?:my|not|(?:it|that|this|he|she) (?:was|is)\b)|that's not|it wasn't|wasn't like|don't have a)\b",
)
# What somebody does changes nothing of ours.
_TELLS_OF_SOMEBODY: Final = frozenset({Command.CHOOSE_GUIDE, Command.SKIP, Command.SUMMARY})


def can_be(text: str, command: Command) -> bool:
    """Whether `text` holds what `command` must hold, and nothing that rules it out."""
    must = _MUST_HOLD.get(command)
    if (must is not None and not must.search(text)) or is_ruled_out(text, command):
        return False
    if command in _TELLS_OF_SOMEBODY and SOMEBODY_DOES.match(text):
        return False
    match command:
        case Command.THANKS | Command.GREET:
            return is_only_courtesy(text, command)
        case Command.NOT_RIGHT:
            return is_explicit(text, command) or _is_short_objection(text)
        case Command.NEVER_ASK if _WAS_SO.search(text):
            return False
        case Command.NEVER_ASK:
            return is_explicit(text, command) or bool(_KEPT_OUT.search(text))
        case Command.WHAT_IS_KEPT:
            return bool(_A_QUESTION.search(text) or (_ASKS.search(text) and not PRONOUN.search(text)))
        case Command.SKIP:
            return not _CANNOT_THINK.search(text) or is_explicit(text, command)
    return True


def is_ruled_out(text: str, command: Command) -> bool:
    """Whether `text` holds what makes it another thing than `command`."""
    ruled_out = _RULED_OUT.get(command)
    return ruled_out is not None and ruled_out.search(text) is not None


def _is_short_objection(text: str) -> bool:
    return len(text.split()) <= LONG_OBJECTION_WORDS and bool(_OBJECTS.search(text))


def echoes_why(text: str) -> bool:
    """True for a "why" that is of the story: "why would she", "why not"."""
    return bool(_ECHOED_WHY.search(text))
