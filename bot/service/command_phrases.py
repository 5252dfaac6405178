"""Phrases that hardly mean anything but a command, even where the question would let other words pass as its answer.

Texts are spelled out before they are matched (bot/service/spelled_out.py). Each pattern has its hits and near misses in
tests/unit/service/test_command_phrases.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.working_model.dialogue import Command


def phrases(*alternatives: str) -> re.Pattern[str]:
    """Any of these, in upper or lower case."""
    return re.compile("|".join(alternatives), re.IGNORECASE)


_WHEN: Final = (
    r"(?:later|soon|shortly|tomorrow|tonight|in (?:a|an|one|two|five|ten|half|\d+)\b|after|another (?:day|time)|some other (?:day|time)|next (?:week|time)|at the weekend|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|this (?:evening|afternoon)|in the (?:evening|morning))"
)
_ALONE: Final = r"\W*(?:please|thanks|now|then|ok)?\W*$"

# Words of the program's own world.
PROGRAM: Final = phrases(
    r"\b(?:questions?|guides?|topics?|conversation|chat|app|program(?:me)?|bot|summary|my (?:data|messages|account)|attune|session|website|this (?:page|app|thing|one)|that one|you (?:ask|asked|asking)|you're asking|your notes|my (?:answers?|replies|words)|(?:last|this|that|previous) (?:message|answer|reply|line|sentence)|typed|skip"
    r"|so far|for (?:now|today|tonight)|enough for|asking|typing|notes on me)\b"
)
# Words that most likely are for the program, where a deed or a wish was asked for and not somebody's words.
LIKELY_PROGRAM: Final = phrases(
    r"\b(?:please|let's|can we|could we|shall we|again|this|here|today|tonight|you|your|minute|later|tomorrow|bye|enough|rather not|now)\b"
)

# The guides' own names, said where one is to be chosen.
GUIDE_TITLES: Final = phrases(
    r"\b(?:near and far|after an argument|then and now|check-?in|in my own eyes|someone i lean on|when i needed someone)\b"
)
# Words by which nobody else than the program is spoken to.
AT_PROGRAM: Final = phrases(
    r"\b(?:bot|chat|app|attune|program(?:me)?|guides?|(?:this|the|that|these|your) (?:conversation|questions?|session)|(?:next|another|different|other|your) question|type|typing|typed|my (?:answers?|text)|(?:write|type|say) here|answer (?:this|that)|answer (?:do|should|would|must) (?:you|i))\b"
)

EXPLICIT: Final[Mapping[Command, re.Pattern[str]]] = {
    Command.SKIP: phrases(
        rf"^\W*(?:(?:ok|no|no thanks|just|let's|can i|can we|i'll|i|i don't know|dunno),? )*(?:skip|pass|next)(?: (?:it|this|that|one|question|the|number))*{_ALONE}",
        r"\b(?:next (?:one|question)|skip (?:this|that|the) (?:one|question)|(?:rather not|prefer not to|prefer to not|don't (?:want|wish|like|care) to|not going to|won't|can't|refuse to|decline to|not) (?:say|answer(?:ing)?|tell(?: you)?)\b(?! (?:no|yes|i\b|that|much|for|it|anything|him|her|them|anyone|people|my|the phone))"
        r"|no comment|what(?:'s| is| comes) next\b|(?:go|move|on) (?:on )?(?:with|to) (?:the )?next\b|(?:forget|delete|drop|scrap|remove|cancel|leave) (?:about )?(?:this|that|the|your) (?:last )?question\b|(?:different|another|other|new) (?:question|one)\b|(?:not|feel like|want to) (?:go|going) there|don't want to (?:talk|think|speak) about (?:it|this|that)|ask (?:me )?something (?:else|lighter|easier|different)|something (?:lighter|easier) please|move on please|pass on (?:this|that))",
    ),
    Command.PAUSE: phrases(
        rf"^\W*(?:(?:ok|can we|let's|yes|i need a|need a|a|short|quick|please) )*(?:pause|break)(?: (?:it|this|here|for now))?{_ALONE}",
        r"[,.]\s*(?:pause|break|be right back|one (?:sec|second|moment|minute)|hang on|back later)\W*$",
        rf"\b(?:be (?:right )?back|(?:i'll be )?back|come back|return|continue|carry on|go on|pick (?:it|this) up(?: again)?|finish(?: it| this)?|do (?:it|this|the rest)|talk to you|see you|save it)\W+(?:{_WHEN})",
        r"\b(?:be right back|come back to (?:it|this)|at the door|got to (?:go|run|dash)|(?:can|could) we (?:pause|stop here and)|let's (?:pause|take a break)|(?:can|could|may|shall|let) (?:we|i|us|me) (?:please )?(?:take|have|make) (?:a|an|some) (?:\w+ )?(?:pause|break|breather|rest)\b|to be continued|hold (?:on|that thought)|hang on|one (?:sec|second|moment|minute)\b"
        r"|give me (?:five|ten|half an hour|\d+|(?:a|one|two|half a|just a) (?:mo|tick|ticks|sec|second|min|minute|moment|bit|while))\b|need a (?:break|pause|minute|sec|moment|breather)\b(?! (?:from|alone|of|with|to (?:my|him|her))))",
    ),
    Command.RESUME: phrases(
        r"\b(?:where (?:were|did|had) we|i'm back\b(?! (?:with|at|in|to|together|on))|left off|where we (?:stopped|left|were)|back now|let's (?:continue|go on|carry on|keep going)|can (?:we|you) (?:continue|go on|carry on)|(?:continue|go on|carry on) please)",
        rf"^\W*(?:ok |please )?resume{_ALONE}",
    ),
    Command.STOP: phrases(
        r"\b(?:for (?:today|tonight|now|one day|good)|enough for|log(?:ging)? (?:off|out)|sign(?:ing)? (?:off|out)|close (?:it|this)|(?:end|close|finish|stop|leave) (?:the|this) (?:chat|conversation|session|talk)|no more questions|stop (?:asking|the questions)"
        r"|(?:don't|do not|rather not|can't|won't) (?:\w+ ){0,3}?(?:carry on|continue|go on|keep going)\b|(?:want|like) to (?:stop|end|finish)(?: here| now| this| it here)?\W*$|(?:let's|can we) (?:stop|end|finish)\b|just (?:stop|end|finish)(?: it| here| now)?\W*$|(?:off|going) to bed|my lot|that's me (?:done|for)|i'm (?:done|off)\\W+(?:good)?\\s?night|good night\\W*$)",
    ),
    Command.HELP: phrases(
        r"\b(?:typ(?:e|ing)|click|press|buttons?|commands?|instructions|how (?:do|does|to|am|should|can|is) (?:i|you|this|it) (?:\w+ )?(?:use|work|answer|go)\b|how (?:this|it) works|use this|what (?:am|should|do|can|shall) i (?:\w+ ){0,3}?(?:type|write|do here)|me to (?:write|type))",
    ),
    Command.WHY: phrases(
        r"\b(?:why (?:do )?you want\b|(?:you|your|you're)\b.{0,14}\b(?:ask|asking|need|want to know|care|curious|after|getting at)|reason (?:for|you|to|behind)|know the reason|relevant|relevance|to do with (?:it|this|that|anything|me)|(?:does|how|what) (?:it|this|that|does it) matter|need to know|(?:is|are) (?:that|this|it|these)(?: \w+)? (?:important|relevant|needed|necessary|interesting)|(?:point|use|purpose|good) of (?:this|that|asking|the question)|business is it)",
    ),
    Command.WHO_ARE_YOU: phrases(
        r"\b(?:bot|robot|machine|human|ai|chat ?gpt|real person|program(?:me)?|automated|computer|are you a|talking to|speaking (?:to|with)|texting|dealing with|am i (?:speaking|talking|chatting)|someone typing|guy typing|do you (?:even |ever |really )?(?:have|feel|sleep|eat|exist))\b",
    ),
    Command.WHAT_IS_KEPT: phrases(
        r"\b(?:save[ds]?|saving|stor(?:e|ed|ing)|kept|keep|private|privacy|confidential|data|record(?:ed|ing)?|(?:see|sees|read|reads|get|gets|access)(?: to)? (?:this|it|that|these|my|what|all|any|the (?:things|stuff))|where does (?:this|it|all|that)|find out|hold on to|(?:happens?|done|do) (?:to|with) (?:my|these|this|the|all|what) (?:\w+ )?(?:texts?|words|answers?|messages?|data|chat|i (?:write|type|say))|still be there|gdpr|anonymous|encrypted|secure|deleted|server)\b",
    ),
    Command.SUMMARY: phrases(
        r"\b(?:summary|so far|notes|understood|overview|recap|what you (?:know|have|understood)|on me|about me|wrote down|written down|put down|sum (?:it )?up|last time|by now|learn(?:ed|t)|worked out|picture of me|your take|conclusions?)\b",
    ),
    Command.NOT_RIGHT: phrases(
        r"^\W*no\W+(?:that|it) was (?:my|about)\b",
        r"\bi (?:just |actually )?(?:meant|never (?:said|mentioned|meant|wrote|told)|didn't (?:say|mean|mention|write)|did not (?:say|mean)|was talking about)\b|(?:wrong|no|nope|never|not|n't)\b.*\bi (?:just |actually )?said\b|\bi (?:just |actually )?said\b.*\bnot\b|\bi told you (?:it|he|she|my|that)\b",
        r"\b(?:you(?:'ve| have)? (?:got|get|mis\w+|mixed|wrote|have (?:it|the|that|me)|confused?|heard|read)\b(?! me wrong (?:all|my|for))|you (?:understood|understand) (?:me |it |that )?wrong|you (?:don't|didn't|did not|do not) (?:understand|get|listen)|don't think you (?:understood|got)|not (?:quite |exactly )?(?:what|how) i\b|what you (?:said|wrote)"
        r"|wrong (?:brother|sister|person|one|way|name|mother|father|end)|(?:that|this|it)(?:'s| is| isn't)? (?:not |all |really )*(?:wrong|right|true|incorrect|false|correct|accurate)|your (?:words|summary|line|notes)|it was my \w+,? not)\b",
    ),
    Command.NEVER_ASK: phrases(
        r"\b(?:off limits|(?:not|isn't|never) (?:\w+ )?(?:a )?(?:topic|subject)|no[- ]go|taboo|up for discussion|off the (?:table|list)|(?:topic|subject)s?\b.*\b(?:closed|never|again|avoid|drop|ban|dead)|(?:ban|drop|avoid|exclude|strike|blacklist|block|lay off|keep off|stay off|stay away from|keep away from|steer clear of|hands off) (?:the |that |any |anything |all |questions )*(?:topic|subject|my \w+|about|of|on|him|her)|not (?:my \w+|him|her),? (?:again|ever)|closed (?:subject|topic)|no[- ]go|out of (?:this|it|the questions)|leave (?:my \w+|him|her|them|\w+) (?:out|alone)|keep (?:my \w+|him|her|them) out)",
        r"\b(?:never|not|don't|do not|stop|quit|without|can't|mustn't|didn't|rather you|leave|won't|rather not)\b[^,.;!?]{0,30}\b(?:ask|asked|asking|mention(?:ed|ing)?|bring(?:ing)?|brought|hear (?:about|of)|talk(?:ing)? about|speak(?:ing)? (?:about|of)|com(?:e|ing) back to|go(?:ing)? back to|go(?:ing)? on about|rais(?:e|ing)|touch|remind|discuss|say (?:his|her) name|go near|start (?:about|on)|questions?"
        r"|about my|name|go there)\b|\b(?:no|zero|not another|no more) (?:more )?(?:\w+ )?(?:questions|stuff|talk)\b(?! asked)|\b(?:no|nothing|not) (?:more |a word |another word |mention )?(?:about|of|on) (?:my|him|her|[A-Z])|\b(?:avoid|anything but|anyone but|skip (?:anything|everything|all|all questions)) (?:\w+ ){0,3}?(?:my|about|to do with|him|her)\b",
    ),
    Command.DELETE_ALL: phrases(
        r"\b(?:(?:my|all|the) (?:data|account|messages|answers|stuff|history|profile|records?)|you (?:have|know|saved|stored|kept)|i(?:'ve| have)? (?:ever )?(?:said|told|wrote|written|typed)|(?:from|off|on) (?:here|your|this|the (?:server|system|site))|this (?:chat|conversation|talk)"
        r"|(?:our|the|whole) (?:chat|conversation)|about me|of mine|my consent|trace|the whole lot)\b",
        r"\bi want (?:to |you to )?(?:delete|erase|wipe|remove)\b|\bi(?:'d| would)? (?:want|like) (?:it|everything|all|my|this|that)\b.*\b(?:deleted|gone|erased|removed|wiped)\b|\b(?:don't|do not) (?:keep|save|store) (?:any|this|it|anything|my|what)\b|^\W*(?:\w+\W+){0,5}?(?:delete|erase|wipe) (?:everything|it all|all)\b.*\b(?:please|now)\b|^\W*please (?:delete|erase|wipe)\b",
    ),
    Command.EXPORT: phrases(
        r"\b(?:export|download|pdf|as a file|files?\W*$|copy of (?:this|it|my|everything|all|the (?:chat|conversation|summary))|a copy\W*$|transcript|printout|print (?:out )?(?:it|this|that|my|what|everything|today)|my data|on paper|laptop|e-?mail (?:it|me|this)|(?:send|mail) (?:me|it to me|this)|save (?:it|this) (?:on|to|as|for me)|save my|to my (?:computer|laptop|phone)|copy of our|by e-?mail"
        r"|save this|back ?up|json|csv)\b",
    ),
    Command.REPEAT: phrases(
        r"\b(?:(?:the|your|this|that|last|previous) (?:question|sentence|wording)|repeat(?! (?:after|myself|the (?!question)))|rephrase|reword|(?:don't|didn't|not) (?:get|understand|follow|catch) (?:it|that|this|you|what you)?\W*$|what (?:do|did) you (?:mean|ask|say)|(?:say|put|ask|word|explain)(?: me)? (?:that|it|this) (?:\w+ )?(?:again|once more|in|another|differently|different|slower|simpler|easier|more)"
        r"|come again|simpler|easier words|was that again|one more time|you mean|in what (?:way|sense)|meaning what|who do you|which (?:one )?do you)",
        r"^\W*(?:who|whom|which|when)\b,? (?:my|the|as a|now|then|do you|one|of)\b.*\?\W*$",
        rf"^\W*(?:sorry |and )*(?:what|pardon|huh|come again|say again|repeat){_ALONE}",
    ),
    Command.CHOOSE_GUIDE: phrases(
        r"^\W*(?:(?:no|rather|better|maybe|please),? )*(?:something|anything) (?:else|different|new)(?:,? please)?\W*$|^\W*(?:something|anything) (?:else|different),? please\W*$",
        r"^\W*(?:\w+ ){0,2}(?:i'd|i would|i|can i|can we|could we|let's|let me) (?:please )?(?:prefer|like|want|rather have|have|do|try|look at) (?:to (?:do|try|look at|have) )?(?:something|anything) (?:else|different|new)\b",
        r"\b(?:guides?|topics?|themes?|subjects?|menu|the list|what else (?:can|could|do|is)|the one (?:about|on)\b|(?:swap|switch) to|(?:a |an)?(?:different|other|another|new) one\W*$|(?:set|list|kind) of questions|(?:talk about|do) (?:something|anything) (?:else|different))\b",
    ),
    Command.START: phrases(
        r"^\W*(?:(?:ok|please|let's|can we|could we|i want to|i'd like to|i'm ready to|i'm|ready to|ready|just|now|yes|right|so|shall we)\W+)*(?:start|begin|restart|start over|begin again|start again|get started|get going|ready)(?:\W+(?:please|now|then|over|again|from the (?:start|beginning|top)))*\W*$",
        r"\b(?:start|begin) (?:something|anything) (?:new|else|different)\b|^\W*(?:\w+ ){0,4}?(?:start|begin) (?:over|afresh|fresh|from scratch|a new one)\b(?! (?:with|somewhere|in|at|as|again with|without|like)\b)|\b(?:start|begin) (?:with )?(?:the|a new|another|asking|your) (?:first |new )?(?:questions?|guide|conversation|chat|session|reflection|talk)\b|\bfirst question\b",
    ),
}  # fmt: skip

# Where somebody's words were asked for, these could be his or hers, so less will do for the others and more is needed here.
# What hardly anybody says to anybody but the program, so that it is no answer even to "what did he say?".
AMONG_WORDS_TOO: Final[Mapping[Command, re.Pattern[str]]] = {
    Command.SKIP: phrases(
        r"\b(?:skip|pass)(?: on)?(?: (?:this|that|it|one))* please\b|\bgoing to (?:skip|pass)\b|^\W*(?:[\w']+[^\w']+){3,}(?<=,\s)(?:next|skip|pass)(?: please| one)?\W*$|\b(?:this|that) one is too\b",
        r"\btoo (?:personal|private|sensitive|heavy|painful|hard|much|raw)\b.*\b(?:sorry|next|please|right now|move on|something|today|tonight)\b",
        r"\b(?:something (?:else|lighter|easier)|lighter one|easier one|move (?:on|along)),? please\b|\bdoesn't apply to me\b|\bnot answering (?:that|this)\b",
    ),
    Command.HELP: phrases(
        r"\bhow (?:do|can|should|to) (?:i )?(?:pause|skip|edit|undo|go back|use|type|see|stop this|change (?:it|this|my|what))\b|\bhow many (?:more )?questions\b|\bwhat happens (?:if i|at the end|now)\b|\bedit what i\b|\bhow long (?:is|does|will|are) (?:this|it|the (?:chat|guide|session)) (?:take|last|going)?",
    ),
    Command.WHY: phrases(
        r"^\W*(?:\w+ ){0,3}why (?:the \w+ )?(?:do|are|would) you (?:ask|asking|want|need|wish)(?: (?:me|this|that|it|these|things|to|know))*\W*$",
        r"\b(?:getting at|(?:purpose|point) of (?:asking|this|that)|if you tell me why|asking to do with|need to know (?:that|this))\b",
    ),
    Command.WHO_ARE_YOU: phrases(
        r"\b(?:are you|you're) (?:\w+ ){0,2}(?:intelligent|software|artificial|llm|shrink|therapist|real|alive|human)\b|\bwho (?:made|wrote|built|programmed|developed|trained|runs) (?:you|this)\b|\bam i (?:writing|typing) to\b|\bintroduce yourself\b",
    ),
    Command.PAUSE: phrases(
        r"\b(?:let's|let us|can we|could we|we) (?:take|have|make) a (?:\w+ )?(?:pause|break)\b|\bgive me (?:five|ten|half an hour|\d+)\b|\bgoing to pause\b|\bhit pause\b|\bstop here for now\b|\bstep away for\b|\blet's resume\b|\b(?:phone|doorbell|bell)(?:'s| is)? ringing\b",
    ),
    Command.STOP: phrases(
        r"\b(?:end|ending|stop|finish) (?:it |this )?here\b|\bsign me out\b|\bwrap (?:it |this )?up\b|\bthat's me done\b|\btalk any ?more today\b",
    ),
    Command.REPEAT: phrases(
        r"\brepeat the last\b|\b(?:do|did) you mean by\b|\bmake (?:that|it) clearer\b|\beasier,? please\b|\bi (?:missed|scrolled past) (?:that|it)\b|\bwhat was (?:it|that) again\b|\bask (?:me )?(?:that |it )?again,? please\b|\bplease (?:ask|say) (?:me )?(?:that |it )?again\b",
    ),
}  # fmt: skip

EXPLICIT_AMONG_WORDS: Final[Mapping[Command, re.Pattern[str]]] = {
    Command.SKIP: phrases(
        rf"^\W*(?:(?:ok|no|no thanks|just|can i|can we|i'll|i don't know),? )*(?:skip|pass|next)(?: (?:this one|that one|one|question))?{_ALONE}",
        r"\b(?:next (?:one|question)|(?:this|that|the|different|another|other) question|rather not (?:say|answer)|no comment|pass on (?:this|that)|(?:can|could|may) (?:we|i) (?:please )?(?:skip|pass)|prefer (?:to not|not to) (?:say|answer))\b",
    ),
    Command.PAUSE: phrases(
        rf"^\W*(?:ok |can we |let's )?(?:pause|be right back)(?: (?:in )?\d+ ?(?:m|min|mins|minutes?|secs?))?{_ALONE}",
        rf"\b(?:be right back|(?:i'll be )?back|continue|carry on|pick (?:it|this) up(?: again)?|finish(?: it| this)?|do (?:it|this|the rest)|talk to you|see you)\W+(?:{_WHEN})",
        r"\b(?:at the door|(?:can|could) we pause|let's pause|come back to (?:it|this)|to be continued)\b",
    ),
    Command.STOP: phrases(
        r"\b(?:for (?:today|tonight|now|one day)|log(?:ging)? (?:off|out)|(?:chat|conversation|session)|no more questions|the questions)\b"
    ),
    Command.HELP: phrases(
        r"\b(?:type|typing|click|buttons?|commands?|instructions|use this|how (?:this|it) works|how does this)\b"
    ),
    Command.RESUME: phrases(r"\b(?:where (?:were|did|had) we|i (?:had|took) a break|i'm back\W|left off|where we (?:stopped|left|were)|back now)\b"),
    Command.NOT_RIGHT: phrases(
        r"\bi (?:just |actually )?(?:said|meant|never (?:said|mentioned|wrote)|didn't (?:say|mean|mention)|was talking about)\b",
        r"^\W*(?:no|nope|sorry)\W+that's (?:wrong|not (?:right|true))|\bi never told\b",
        r"\b(?:mixed|misunderst\w+|misread|not (?:quite )?what i|you wrote|what you (?:said|wrote)|wrong (?:brother|sister|person|name)|summary|your notes)\b",
    ),
    Command.NEVER_ASK: phrases(
        r"\b(?:my (?:ex|mum|mom|mother|dad|father|sister|brother|wife|husband|partner|son|daughter|family|parents|childhood|marriage|divorce|past|step\w+|grand\w+|uncle|aunt|cousin|gran|nan)|him|about her|(?:more|any|these|your) questions?|questions? (?:about|on)|topic|subject|off limits|me (?:that|this)|again please|of this|up for discussion)\b|\b(?:ask|no more|nothing|talk)\b[^.]*\babout\b[^.]*\bplease\b"
    ),
    Command.REPEAT: phrases(
        r"\b(?:question|repeat that|rephrase|reword|what did you ask|(?:say|put|ask|explain) (?:me )?(?:that|it|this) (?:\w+ )?(?:in|another|differently|different|slower|simpler|easier)|(?:easier|simpler|other) words|was that again|(?:what|which) you(?:'re)? (?:ask|asking|mean)\W*$|what you want (?:to know|me to (?:say|answer)))\b"
    ),
    Command.WHO_ARE_YOU: phrases(r"\b(?:bot|robot|machine|human|ai|chat ?gpt|program(?:me)?|automated|computer|typing|am i (?:speaking|talking|chatting))\b"),
    Command.WHY: phrases(
        r"^\W*(?:\w+ )?why (?:do|are|would|did) you ask(?:ing)?(?: me)?(?: (?:that|this|it))?\W*$|\bwhy (?:do|would) you (?:want|need) to know\b|\bwhy (?:do|should|must) i (?:have to |need to )?(?:tell you|answer|say) (?:that|this|it|you)\b|\b(?:relevant|this question|reason (?:for|you)|to do with (?:it|this|anything))\b"
    ),
    Command.START: phrases(r"\bfirst question\b"),
    Command.EXPORT: phrases(
        r"\b(?:export|download|pdf|transcript|printout|backup|json|csv|files?|my data|on paper|laptop|computer|please|(?:can|could|may|do) i|let me|i (?:want|wish|need)|i'd like|(?:give|send|e-?mail|mail|make) me|e-?mail it|(?:print|save) (?:this|it|that|my)(?: out)?(?: for me)?|copy of (?:this|my|our|the (?:chat|conversation|summary)))\b"
    ),
}  # fmt: skip


def is_explicit(text: str, command: Command, *, among_words: bool = False) -> bool:
    """True where `command` is put in words that hardly mean anything else, even among words of somebody (`among_words`)."""
    if among_words and AT_PROGRAM.search(text):
        return True
    if among_words and command in AMONG_WORDS_TOO and AMONG_WORDS_TOO[command].search(text):
        return True
    patterns = {**EXPLICIT, **EXPLICIT_AMONG_WORDS} if among_words else EXPLICIT
    return command in patterns and patterns[command].search(text) is not None
