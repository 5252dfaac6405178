"""The words of a short answer: what says yes, what says no, what refuses, in full or with a tail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from bot.language.normaliser import Word

_BARE_WORDS: Final = 4
_BARE: Final = re.compile(r"^(?:no|not|nothing|never|none|maybe|dunno|i do not know|a bit|sort of|kind of|sometimes)\b")
_FILLER: Final = re.compile(
    r"^(?:(?:honestly|tbh|god|jesus|christ|ha|haha|well|um|uh|erm|er|hmm|oh|ah|i guess|i suppose|i think|i would say|i believe so|to be honest|to be fair|"
    r"actually|probably|maybe|like(?! (?:i|we|@fig) )|so|really|perhaps|definitely|just|but|and|pretty much|mainly|god|lord|sadly|surprisingly|finally|yea|ok|okay|look|man|mate|sure|hahaha|hahahaha|lol|same answer|ay|ah|aw|mm|mmm) )+"
)
_NO_ANSWER: Final = re.compile(
    r"^(?:(?:i )?(?:do not|can not|could not|would not) (?:really )?(?:know|say(?! (?:that )?(?:there|i|it|@fig|we) )|remember|tell|want|think so much)|no (?:more than|idea|clue|comment|worries|thanks|reason|opinion|problem|one thing|more questions|offence)|not (?:sure(?! (?:that )?i (?:have|do|am|can|could|was|did)$)|anymore than|in words|out loud|so you|telling|going to|your|relevant|today|now $|in the mood|bad|too bad|much to|that i (?:know|remember)|tonight|yet $|a question)|"
    r"never (?:mind|thought|asked|had to|met|had any)|pass|skip|next|why|what(?! @fig$)|who|hard to say|it depends|depends|rather not|i would rather not|sorry|dunno|can we|hm|god knows|who knows)\b"
)
_AFTER: Final = (
    r"(?: (?:really|at all|i guess|i suppose|honestly|ever|much|so|though|anymore|now|then|always|mostly|usually|sometimes|definitely|every time|all the time|of course|either|not once|never|sadly|unfortunately|"
    r"probably|maybe|i think|kind of|sort of|that much|no|yes|very|a lot|completely|totally|back then|these days|me|lately|still|so far|once|often|not|a bit|a little|most days|some days|i would say|growing up|as a kid|"
    r"in my life|no matter what|without fail|for sure|100|percent|too|both|in a way|even now|more or less|only|far|was|is|did|does|do|are|were|has|has been|have|i|he|she|they|@fig|ever since|at night|actually|aye|ay|yeah|yes|honestly|to be honest|to be fair|i reckon|as it happens|sad to say|tbh|lol|i am afraid|funnily enough|weirdly|oddly|thank god|mate|man|bruh|bro|ma'am|sir|o|sha|oh|again|enough|alone))*"
)
_PLAIN_NO: Final = re.compile(
    r"^(?:(?:god |hell |oh )?no|nope|nah|naw|nup|nay|na|noo+|god forbid|no way|no chance|not a chance|fat chance|as if|absolutely not|definitely not|of course not|certainly not|obviously not|probably not|never again|i doubt (?:it|that)(?: very much)?|i wish|if only|like hell|can not see it|neither|less and less|over my dead body|did (?:i|@fig|we) (?:hell|heck|fuck)|not on your life|not on your nelly|in your dreams|in my dreams|when (?:hell|pigs)|are you (?:joking|kidding|serious)|you (?:must be|are) (?:joking|kidding)|do not make me laugh|chance would be|dream on|no such luck|that will be the day|yeah right|aye right|hard pass|said no one|my arse|not (?:for love nor money|in a million years|in this life\w*)|none of @fig|hahaha\w* next question)\b"
)
_PLAIN_YES: Final = re.compile(
    r"^(?:yes|yeah|yeh|yup|yep|course (?:i|@fig|we)|(?:of )?course|and how|and then some|too right|you bet|damn right|big time|hand on heart|in a heartbeat|do i ever|did @fig ever|guilty|afraid so|i am afraid so|goes without saying|through thick and thin|like clockwork|without fail|until proven otherwise|to a fault|could not (?:have asked|ask|be) (?:for )?(?:more|better|closer)|more than (?:anything|anyone|most|ever|enough|i (?:can|could) say)|yup|ya|ye|yah|aye|ofc|of course|absolutely|certainly|obviously|without question|no doubt|no question|100|with my life|with my eyes closed|with anything|with everything|in small doses|i think so|i guess so|i suppose so|i hope so|i believe so|i reckon so|i like to think so|seems so|@fig (?:all )?(?:seem|seems|seemed) to|@fig all (?:do|did|are|would|will)(?! not)|we always (?:do|did|have))\b"
)
# A first word that is taken back at once: "nah, I mean yeah", "yes, wait, no", and the idioms "yeah nah", "no yeah". The last one counts.
_YES_NO: Final = r"(?:no|nah|nope|yes|yeah|yep|yea)"
_TAKEN_BACK: Final = re.compile(
    rf"^{_YES_NO} (?:(?:(?:wait|i mean|actually|sorry|well|hang on|hold on|or rather|no wait) )+(?={_YES_NO}\b)|(?=(?:(?<=yeah )|(?<=yes ))(?:no|nah)\b|(?:(?<=no )|(?<=nah ))(?:yes|yeah)\b))"
)
_NOT_SOMEHOW: Final = re.compile(r"^not (?!only |just |that )[^ ]+(?: [^ ]+){0,5}$")
_SHORT_NO: Final = re.compile(
    rf"^(?:never(?: did| was| has| have| could| would| is| once| ever| really| will| again| been)?|hardly(?: ever)?|rarely|barely|seldom|scarcely|none|@nobody|not|nothing like that|less and less|bugger all|sod all|"
    rf"(?:i|@fig|it|we|that|they) (?:did|do|does|was|were|is|am|are|could|can|would|will|have|has) (?:not|never)|do not|did not|can not|could not|does not|was not){_AFTER}$"
)
_SHORT_YES: Final = re.compile(
    rf"^(?:always|every (?:single )?(?:time|night|nite|day|word|week|morning|minute|hour|weekend|bit|one)|daily|nightly|all the time|the whole time|constantly|often|usually|mostly|sometimes|completely|totally|definitely|very|very much|v|both|a lot|"
    rf"a bit|a little|bit|kind of|sort of|maybe|probably|pretty much|more or less|quite|most of the time|most days|most|now and then|occasionally|at times|anytime|day or night|easily|too (?:much|easily|often|well)|so much|everything|anything|at night|at weekends|"
    rf"(?:i |@fig |it |we |they )?always (?:did|does|do|was|is|has|would|could|have|will|has been)|(?:i|@fig|it|we|they) (?:did|do|does|was|were|is|am|are|could|can|would|will|have|has)|used to|i used to|@fig used to|have done|getting there|i am getting there|@fig is getting there|working on it|"
    rf"i am working on it|i still (?:do|am|can)|i know (?:@fig |i )?(?:could|would|will|can|do|does)){_AFTER}$"
)
_END_NO: Final = re.compile(r"(?:^| )(?:no|nah|nope|never)(?: (?:really|not|o|sha|mate))?$")
_END_YES: Final = re.compile(
    r"(?:^| )(?:yes|yeah|yep|ya|ye|aye|ay|always|of course|100|for sure|definitely)(?: (?:percent|mate|man|o|sha))?$"
)
_THEN_NOT: Final = re.compile(
    r"^(?:(?:but|and|now|i|not) )*(?:do not now|not now|not anymore|not since|now no|no longer|gave that up|stopped|do not anymore|did not last|that is over|now i do not|not so much now|not these days|am not now|it (?:is|has) (?:passed|gone|over|better|stopped)|it (?:passed|stopped|got better)|(?:i )?(?:got over|grew out of) it)\b"
)
_PLAIN_WORDS: Final = 3
_HEDGE: Final = re.compile(
    r" (?:sometimes|maybe|perhaps|probably|i guess|i suppose|kind of|sort of|a bit|bit|a little|mostly|usually|occasionally|at times|not always|not really|hardly|now and then|more or less|i think so|guess|in a way|not exactly|"
    r"not particularly|some days|most days|for the most part|small small|in small doses|getting there|working on it|i believe so) "
)
# How often, with what goes before it happens or since when: "All the time, since uni", "Rarely, and only before flights".
_OFTEN_AND_MORE: Final = re.compile(
    r"^(?!always (?:@fig|i|we|it|they) )(?:always|constantly|all the time|every (?:single )?(?:time|night|day|week|morning|evening|minute|hour|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|daily|nightly|weekly|hourly|most (?:days|nights|of the time)|"
    r"since (?:i was|forever|day one|birth|always|the start)|(?:more|better) (?:and more|and better|each|every|than (?:i|it|@fig|we|in|before|last|ever|of|most))|my whole life|(?:on )?(?:mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays) at)\b"
)
_SELDOM_AND_MORE: Final = re.compile(
    r"^(?:rarely|seldom|hardly(?: ever)?|barely|scarcely|almost never|never (?:in|on|with|to|about|since|at|from|by|for|as|when|while|like)|less (?:and less|each|every|than (?:i|it|@fig|we|before)))\b"
)
_TWO_NOES: Final = re.compile(r"^never (?:known|seen|had|heard) @fig (?:not to|to not|fail)\b")
_CAN_NOT_SAY_SO: Final = re.compile(
    r"^(?:i )?(?:can not say (?:that )?(?:there|i|it|@fig|we) (?:is|am|are|was|were|do|does|did|have|has)|(?:i am )?not sure (?:that )?i (?:have|do|am|can|could|was|did))(?: ever)?$"
)
_I_WOULD_SOONER: Final = re.compile(r"^i would (?:sooner|rather) (?!not\b)[^ ]+ ")
_WHEN_IT_SUITS: Final = re.compile(
    r"^(?:yes )?(?:(?:but )?only (?:if|when|because)|when (?:@fig (?:want|wants|wanted|feel|feels|felt|remember|remembers|remembered|need something|needs something)|it (?:suits|suited)))\b"
)
_TREND: Final = re.compile(
    r"^(?:less and less|more and more|(?:more|less|better) (?:each|every|than (?:i|it|before)))\b"
)


def refuses(whole: str) -> bool:
    """Whether it answers nothing: not knowing, not wanting, not understanding."""
    return bool(_NO_ANSWER.match(whole))


def without_fillers(whole: str) -> str:
    """The words after "honestly", "well", "I guess"."""
    return _FILLER.sub("", whole + " ").strip() or whole


def hedged(whole: str) -> bool:
    """Whether it is said with a reserve."""
    return bool(_HEDGE.search(f" {whole} "))


def now_not(whole: str) -> bool:
    """Whether a second part takes back the first for today: "Used to. Don't now"."""
    return bool(_THEN_NOT.match(whole))


def is_a_trend(whole: str) -> bool:
    """Whether it is moving: "less and less"."""
    return bool(_TREND.match(whole))


def only_when_it_suits(whole: str) -> bool:
    """ "Only if I begged", "when he wants something": what is there on conditions is not there."""
    return bool(_WHEN_IT_SUITS.match(whole))


def would_sooner(whole: str) -> bool:
    """ "I'd sooner tell the postman"."""
    return bool(_I_WOULD_SOONER.match(whole))


def yes_or_no(part: str) -> tuple[bool, bool] | None:
    """Yes or no, and whether plainly."""
    part = _TAKEN_BACK.sub("", part)
    if _TWO_NOES.match(part):
        return True, False
    for yes, plain, loose in ((False, _SHORT_NO, _SELDOM_AND_MORE), (True, _SHORT_YES, _OFTEN_AND_MORE)):
        if plain.match(part):
            return yes, True
        if loose.match(part):
            return yes, False
    if _CAN_NOT_SAY_SO.match(part):
        return False, True
    if _PLAIN_NO.match(part):
        return False, len(part.split()) <= _PLAIN_WORDS
    if _PLAIN_YES.match(part):
        return True, len(part.split()) <= _PLAIN_WORDS
    if _NOT_SOMEHOW.match(part) or _END_NO.search(part):
        return False, False
    if _END_YES.search(part):
        return True, False
    return None


def is_bare(words: Sequence[Word]) -> bool:
    """Whether a message is no more than a yes, a no or a shrug."""
    plain = " ".join(w.norm for w in words if not w.is_break)
    return len(plain.split()) <= _BARE_WORDS and (yes_or_no(plain) is not None or bool(_BARE.match(plain)))
