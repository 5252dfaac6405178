"""Tells what is said to the program, or is no answer at all, from an answer: commands, anger at the bot, questions to it, bare words."""

from __future__ import annotations

import re
from typing import Final

from bot.guides.answers import plain, words

_COMMAND: Final = re.compile(
    r"^/?(?:stop|skip|pause|help|start|menu|quit|exit|next|resume|continue|restart|export|delete|summary|repeat|go on|why)\W*$|^/[a-z_]+\s*$"
)
_INJECTION: Final = re.compile(
    r"\b(?:ignore (?:all |any |your |the )*(?:previous |prior |above )*(?:instructions|rules|prompts?)|system prompt|developer mode|jailbreak|pretend (?:to be|you are)|act as (?:a|an|my)|you are now|drop table|select \* from|<script|print your|reveal your)\b|<script|\{\{"
)
_AT_BOT: Final = re.compile(
    r"\b(?:you (?:stupid|dumb|useless|fucking|bloody|damn|silly) (?:\w+ )?(?:bot|robot|machine|program|computer|ai|app|thing)"
    r"|(?:you're|you are|youre|ur|u are) (?:just |only |such |so |really |a |an |fucking |stupid |dumb |useless )*(?:bot|robot|machine|program|computer|ai|app|script|useless|stupid|dumb|idiot|annoying|joke|waste|shit|crap|rude|boring|not (?:helping|listening|real|human|even)|no help)"
    r"|(?:stupid|dumb|useless|shitty|crap|fucking|bloody|damn) (?:bot|robot|machine|program|app|question|questions|chatbot|ai)|f+u+c+k (?:you|this|u)\b|screw (?:you|this)|what a (?:stupid|dumb|useless|pointless) (?:question|thing|app|bot)"
    r"|you (?:just |only |really )?(?:want|are trying to get|'re trying to get) me to (?:complain|say|admit|cry|blame|confess|talk|feel|be)\b|you (?:just |always )?(?:assume|presume)\b|(?:badly|poorly) (?:put|worded|phrased) question|(?:bad|odd|leading|silly|loaded) question\W*$|are you happy now|like a parrot|that(?:'s| is) not a symptom|you keep (?:asking|saying|repeating|trying|making)|trying to make me say|you (?:already|just) asked|stop asking|why do (?:you|u) (?:need|want|ask|care|keep)|what do you need (?:it|that|this) for|(?:already )?told you (?:already|that|this|about)|you don'?t (?:understand anything|get it|know me)|you(?:'re| are) not (?:listening|helping|a person|real)|(?:talking|talk) to (?:a|an) (?:bot|machine|robot|computer|program)|your (?:stupid |dumb )?(?:questions?|summary|reply|replies|answers?)|i hate (?:this|talking to you)\W*$|this isn'?t (?:helping|working)|this is not helping)\b"
    r"|^(?:\w+ ){0,2}(?:this|that|it)(?:'s| is|s) (?:so |really |just |a |complete(?:ly)? |fucking |total )*(?:stupid|pointless|useless|bullshit|a waste|waste of time|waste|dumb|ridiculous|rubbish|nonsense|annoying|boring|a joke|crap|shit)(?: (?:question|questions|exercise|conversation|app|bot|quiz|thing|of time))*\W*$"
    r"|(?:^|[.!,;] ?)(?:please |just |ok |oh )*(?:leave me alone|shut up|piss off|go to hell|f+u+c+k off|get lost|go away)\b"
)
# What somebody else said to them is not said to us.
_TOLD: Final = re.compile(
    r"\b(?:said|says|say|told|tells|tell|goes|like|call\w*|shout\w*|scream\w*|yell\w*|saying|telling|texted|wrote)\b[^.!?]{0,25}$"
)
_ASK_SELF: Final = re.compile(
    r"^(?:(?:so|but|and|well|ok|hey|wait|sorry)[, ]+)*(?:are|r) (?:you|u) (?:(?:a|an|even|actually|really|just) )*(?:real|human|person|bot|robot|machine|ai|program|man|woman|alive|someone|therapist|doctor|listening|there|ok|happy|married)\b"
    r"|^(?:(?:so|but|and|well|ok|hey)[, ]+)*(?:have|did|do|were|can) (?:you|u) (?:ever|even|feel|love|sleep|remember|have|like|get|cry|know what it|hurt|care|dream|eat|grow)\b[^.]*\??$|^(?:who|what) are (?:you|u)\b"
)
_ASK_BOT: Final = re.compile(
    r"^(?:(?:so|but|and|well|ok|hey|wait)[, ]+)*(?:(?:do|are|can|could|would|will|don't|did) (?:you|u)\b|what (?:do|would|should|can) (?:you|i|u)\b|how (?:do|would|should|can) (?:you|i)\b|should i\b|is (?:that|this|it) (?:normal|ok|okay|bad|weird|wrong|right|healthy)|does that\b|why do you\b|tell me what\b|what's wrong with me|u think\b|please (?:tell|help)\b|do i\b|which\b|what's the\b|how many\b|where can\b)"
    r"|\b(?:what (?:do|would) (?:you|u) (?:think|do)|(?:do|don't) (?:you|u) think)\b[^.]*\??$|\b(?:tell me what to do|what should i do)\W*$"
)
_MISREAD: Final = re.compile(
    r"^(?:(?:no|nope|wrong|well|sorry|but|erm|um)[,. ]+)*(?:(?:that's|thats|that is|this is|it's|its|it is)(?: really| just)?(?: not|n't)(?: really| quite| at all)? (?:what i (?:said|meant|mean|wrote)|right|true|correct|it|how i|the point)\b|that isn't (?:what i|right|true|it)\b|i (?:didn't|did not|never) (?:say|said|mean|meant|write|wrote) (?:that|it|this)\b|you(?:'ve| have)? (?:got (?:me|it|that) wrong|misunderstood|misread)|you(?:'re| are) (?:wrong|putting words))"
)
# What was told before and is asked for again: "as I said", "I have said about that".
_SAID_ALREADY: Final = re.compile(
    r"(?:^|[.,;!?-] ?)(?:but |well |no,? )?(?:as|like) i(?:'ve| have)?(?: already)? (?:said|say|told you|mentioned)(?: before| already| earlier)?(?:\W*$|, )|\bi(?:'ve| have)? (?:already )?(?:said|told you|mentioned|answered|written)(?: you)?(?: about)? (?:that|this|it|so)(?: already| before| earlier)?\W*$|\bi (?:already|just) (?:said|told you|answered)\b|^(?:\w+,? )?what did i (?:just |only just )?(?:say|tell you|write)\b"
)
# Another subject asked for: the guide stays with its own, and can be left.
_OTHER_SUBJECT: Final = re.compile(
    r"\b(?:can|could|shall|may) we (?:please |just )?(?:talk|speak|chat) about .{2,60}instead\b|\b(?:can|could|shall) we (?:please |just )?(?:change the subject|talk about something (?:else|different))\b|\b(?:have you got|do you have|are there|got) any(?: other)? (?:other )?(?:topics|subjects|questions)\b|\bcan we do something else\b"
)
_BARE: Final = re.compile(
    r"^(?:no|nope|nah|never|nothing|none|yes|yeah|yep|yup|yea|ya|sure|ok|okay|k|kk|fine|alright|all right|always|sometimes|often|rarely|a bit|a little|not much|not really|not often|kind of|kinda|sort of|mostly|maybe|probably|probably not|definitely|of course|(?:ok(?:ay)? |fine )?i (?:guess|suppose|think)(?: so)?|same as (?:always|ever|usual)|not good|not great|so so|so-so|everything|everyone|both|neither|same|idc|cool|good|bad|right|true|exactly|correct|hi|hello|hey|thanks|thank you|thx|ty|please|go on|done|ready|test|lol|haha|hmm|wow|nice|great|stop|skip|bye|(?:ask|see|read|try) (?:them|him|her|it|that|me|above)|x|\W+)\W*$"
)  # fmt: skip
_EMOJI_ONLY: Final = re.compile(
    r"[\U0001F000-\U0001FAFF\u2600-\u27BF\u2764\u2190-\u21FF]|[:;=][-']?[()DPp/\\|3<]|<3|[()]:"
)


def is_command_like(text: str) -> bool:
    """True for a bare command word and for text that is meant for a machine."""
    low = plain(text)
    return bool(_COMMAND.match(low) or _INJECTION.search(low))


def is_misread(text: str) -> bool:
    """True where the person says that they were misread."""
    return len(words(text)) <= 40 and bool(_MISREAD.match(plain(text)))


def is_at_the_bot(text: str) -> bool:
    """True where the person is angry with the program or its questions."""
    low = plain(text)
    found = _AT_BOT.search(low)
    return found is not None and len(words(text)) <= 40 and not _TOLD.search(low[: found.start()])


def asks_the_bot(text: str) -> bool:
    """True where the answer is a question for the program to answer."""
    return len(words(text)) <= 30 and bool(_ASK_BOT.search(plain(text)))


def asks_about_the_bot(text: str) -> bool:
    """True where the question is about the program itself: whether it is a person, feels, remembers."""
    return len(words(text)) <= 20 and bool(_ASK_SELF.search(plain(text)))


def says_it_again(text: str) -> bool:
    """True where the person says that they have said so already."""
    return len(words(text)) <= 16 and bool(_SAID_ALREADY.search(plain(text)))


def asks_for_another_subject(text: str) -> bool:
    """True where they would rather talk about something else."""
    return len(words(text)) <= 40 and bool(_OTHER_SUBJECT.search(plain(text)))


def is_bare(text: str) -> bool:
    """True for "yes", "no", "never", "ok": complete, and nothing to give back."""
    return bool(_BARE.match(plain(text)))


def is_pictures(text: str) -> bool:
    """True where a text has pictures in it."""
    return bool(_EMOJI_ONLY.search(text))
