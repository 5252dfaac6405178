"""What tone a clause has: plain, about others, a heavy word about oneself, an insult, harm, loss. It decides how it may be given back."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from bot.guides.answers import plain
from bot.working_model.statement import Direction, Facet, Statement


class Tone(StrEnum):
    """What a clause asks of whoever gives it back."""

    PLAIN = "plain"  # the speaker about themselves, nothing heavy
    OTHERS = "others"  # what somebody else did or is: given back as theirs to tell, never as fact
    FEELS = "feels"  # something heavy about oneself, said as a feeling or as a memory
    BLAME = "blame"  # a verdict on oneself, here and now
    SEVERE = "severe"  # a verdict on oneself too hard to repeat
    STRONG = "strong"  # insults and labels for somebody else: not repeated
    HARM = "harm"  # violence and its like: no detail is repeated
    LOSS = "loss"


_ME_IS: Final = r"\bi(?:'m| am|m| was|'ve been| have been| feel| felt| feel like| felt like| look| must be)? (?:(?:just|such|so|really|a|an|like|total|totally|complete|completely|always|only|still|the|always been|nothing but) ){0,4}"
_HARM: Final = re.compile(
    r"\b(?:(?:hit|hits|hitting|beat|beats|beating|beaten|punch(?:ed|es|ing)|slap(?:ped|s|ping)?|smack(?:ed|s|ing)|kick(?:ed|s|ing)|chok(?:ed|es|ing)|strangl(?:ed|es|ing)|whip(?:ped|s|ping)) (?:me|us|her|him|my (?:mum|mom|mother|dad|father|brothers?|sisters?|kids?|son|daughter|face)|the kids|mum|mom)\b(?! up\b| that\b| with a (?:joke|question)| at \w+| in (?:chess|cards|tennis)| hard\b)"
    r"|(?:burn(?:ed|t)|scald(?:ed)?) (?:me|us)\b|(?:was|were|got|been|being) (?:\w+ ){0,2}(?:hit|beaten|raped|molested|assaulted|abused|punched|slapped|stabbed|strangled|groped|trafficked)\b(?! (?:hard|by (?:a|the) (?:car|bus|lorry|truck|wave|news|ball)|at \w+|in (?:chess|cards|tennis)))"
    r"|rap(?:ed|ing|ist)\b|molest\w*|sexual(?:ly)? (?:abus\w*|assault\w*)|abus(?:ed|ing) (?:me|us|her|him)|touched me (?:when|there|down|in (?:a|bed|my|ways)|at night|inappropriately|where)|forced (?:me|himself|herself) (?:to have|on|onto|into)|held me down|locked (?:me|us) (?:in|up|out)\b"
    r"|threw (?:\w+ ){1,4}at (?:me|us|my|mum|mom|her|him)\b|threaten\w* (?:me|us|to (?:kill|hurt|hit))|put (?:his|her) hands (?:on me|around)|(?:pulled|held|had|with) a (?:knife|gun)\b|with (?:a|his|her|the) belt\b|cut(?:ting)? myself|self[- ]?harm\w*|overdos\w*|suicid\w*|kill(?:ed|ing)? (?:myself|himself|herself|themselves|themself)|hang(?:ed)? (?:myself|himself|herself)"
    r"|want(?:ed)? to die|end(?:ed)? (?:my|his|her) life|bruises on|(?:covered in|left) (?:\w+ )?bruises|black eye|(?:he|she|dad|father|mum|mom|mother|husband|boyfriend|partner|ex|brother|who) broke my (?:arm|nose|jaw|rib|ribs|wrist))\b"
)
_LOST_A_CHILD: Final = re.compile(
    r"\b(?:(?:i|we) lost (?:the|a|our|my|that|another) (?:\w+ )?(?:bab(?:y|ies)|child|son|daughter|little (?:boy|girl)|pregnancy)(?!'s)|miscarr\w+|stillb\w+)\b"
)
_LOSS: Final = re.compile(
    r"\b(?:died|dies|(?:is|was|are|were|found (?:him|her)) dead|dead (?:mother|father|mum|mom|dad|brother|sister|son|daughter|husband|wife)|(?:'s|his|her|their) death|death of|passed away|passed on|(?:he|she|they|mum|mom|dad|gran|nan|mother|father|brother|sister|grandma|grandpa|grandad) passed\b|funeral (?:is|was)|killed in|killed by|(?:is|was|are|were) dying\b(?! to)|buried"
    r"|(?:i|we) lost (?:my|our|her|him|them) (?:\w+ )?(?:mum|mom|mother|dad|father|brother|sister|son|daughter|husband|wife|baby|child|gran\w*|nan|friend)|(?:i|we) lost (?:her|him|them)\b|(?:i|we) lost (?:the|a|our|my) bab(?:y|ies)|miscarr\w*|stillb\w*|no longer with us|(?:he|she)(?:'s| is) gone(?=\W*$|[.,;] )|widow\w*)\b"
)
_FRESH: Final = re.compile(
    r"\b(?:yesterday|last (?:week|night|month)|this (?:week|month|morning)|today|days ago|just (?:died|lost|buried)|weeks ago)\b"
)
# Verdicts that need somebody to be one: "silly to worry" is none, "a silly old woman" is.
_A_FOOL: Final = (
    r"(?<!told )(?<!told that )\bi(?:'m| am|m| was|'ve been| have been| must be| must have been)(?: (?:just|only|such|being|always|really|nothing but|a|an|the|right|proper|complete|total|old|that))*"
    r" (?:(?:silly|daft|foolish|stupid|dumb|useless|hopeless|ridiculous|worthless|weak) (?:(?:old|little|young|fat|stupid|useless) )*(?:woman|man|girl|boy|lad|cow|sod|bat|thing|person|lump|fool|bugger|git|mother|mum|mom|father|dad|wife|husband)|fool|coward)\b"
)
# What one says to oneself as somebody else would: "I say to myself, you are stupid", "I call myself an idiot".
_SAID_TO_MYSELF: Final = (
    r"\b(?:say|says|said|saying|tell|tells|told|telling) (?:(?:to|it to) )?myself\b(?:(?!\b(?:not|n't|never|no)\b)[^.!?]){0,30}\b(?:you|i)(?:'re| are|re|'m| am|m| was)?\b(?:(?!\bnot\b|n't)[^.!?]){0,20}\b(?:stupid|idiots?|fool|useless|worthless|failure|pathetic|ugly|coward|loser|moron|nothing|rubbish|dumb|disgrace|weak|hopeless|burden)\b(?! (?:to worry|wrong|can|will|happen))"
    r"|\b(?:call|calls|called|calling) myself (?:all sorts|names|every name|(?:a|an|the) (?:\w+ ){0,2}?(?:stupid|idiot|fool|useless|failure|coward|loser|moron|disgrace|cow|bitch|hypocrite|burden))\b"
)
_SEVERE: Final = re.compile(
    _ME_IS
    + r"(?:worthless|pathetic|disgusting|loser|trash|garbage|rubbish|piece of|ugly|fat|idiot|moron|monster|waste of|scum|vile|freak|retard\w*|dirty|filthy|evil|hideous|(?:stupid|dumb|useless|thick|no good)(?! (?:at|with|in|about)\b)|nothing\b(?! (?:like|but|wrong|special|to do))|shit|crap|a disgrace|failure of a)"
    r"|\bam i (?:just |really |so |that |such )*(?:too|a bad|a terrible|stupid|crazy|unlovable|worthless|the problem|ugly|broken|selfish)\b|\bhate(?:d)? (?:myself|who i am|my body|my face|being me)\b|\bbetter off without me\b|\b(?:all |it's |its |it was |is |was )(?:all |entirely |probably |really )?my (?:own )?fault\b"
    r"|\bi don't deserve (?:to live|anything|love)\b|\b(?:nobody|no one|no man|no woman) (?:could|would|will|can) (?:ever )?(?:love|want) me\b|\bwho(?:'d| would| could) (?:ever )?(?:want|love) (?:me|someone like me)\b|\bi deserved? (?:it|everything|what i got|to be)\b|\bdisgusted (?:with|by|at) myself\b"
    rf"|{_A_FOOL}|{_SAID_TO_MYSELF}"
)
_ALWAYS_SEVERE: Final = re.compile(r"disgust|pathetic|trash|piece of|ugly|\bfat\b|filth|hideous|scum|shit|monster")
_BLAME: Final = re.compile(
    r"\bi(?:'m| am|m|'ve been| have been| must be)\b.{0,25}\b(?:a burden|a failure|broken|unlovable|too much|too needy|needy|not (?:\w+ )?(?:good )?enough|never (?:\w+ )?enough|a mess|a bad|a terrible|a horrible|horrible|weak|boring|difficult|hard to love|the problem|damaged|a disappointment|selfish|lazy|annoying|clingy|unlikeable|incapable|hopeless|a fool|a coward|(?:not (?:of )?(?:much|any) |no )(?:use|good) to (?:anyone|anybody|people|him|her|them|others|my \w+)|useless to (?:anyone|anybody|people|others)|invisible|worth less|to blame|no use|not worth|(?:useless|rubbish|stupid|hopeless|terrible|pathetic) (?:at|with|in))\b"
    r"|\bi (?:always |just |only |keep |end up |seem to |manage to |must |have |can )*(?:ruin|ruining|mess|messing|wreck|screw|fail|failing|disappoint|let (?:people|everyone|everybody|him|her|them|you|my \w+) down|push (?:people|everyone|everybody|him|her|them) away|destroy|spoil|drive (?:people|everyone|him|her|them) away|scare (?:people|everyone|him|her|them) (?:off|away)|come on too strong)\b(?! of)"
    r"|\bi can't do anything right\b|\bi don't deserve\b|\bi (?:have) no (?:worth|value)\b|\bthere(?:'s| is) something wrong with me\b|\bsomething (?:is|must be) wrong with me\b|\bi'm the reason\b|\bi am the reason\b|\bmy own (?:\w+ )?(?:doing|making)\b|\b(?:i )?brought (?:it|that|this) on myself\b"
)
_HEAVY_PAST: Final = re.compile(
    r"\bi was (?:such )?(?:a (?:terrible|bad|horrible|poor|awful|rubbish)|not (?:good )?enough|never (?:good )?enough|too much|a burden|to blame|a coward|weak)\b|\bi should(?:'ve| have|n't have| not have)\b|\bmy fault\b|\bi (?:ruined|wrecked|messed|screwed|failed|destroyed|spoiled)\b"
)
_HOLDS_A_VIEW: Final = re.compile(
    r"\b(?:feel|felt|think|thought|believe[ds]?|regard(?:ed)?|see myself|saw myself|wonder\w*|worr(?:y|ied)|afraid|scared|doubt\w*|blamed?|ashamed|convinced|tell myself|told myself)\b"
)
_FEELS: Final = re.compile(
    r"^(?:(?:sometimes|often|always|honestly|mostly|now|then|still) )?i (?:\w+ )?(?:feel|felt|am feeling|was feeling|have felt)\b.{0,40}\b(?:burden|useless|stupid|failure|worthless|broken|unlovable|too much|enough|a mess|guilty|ashamed|small|weak|pathetic|unwanted|unloved|invisible|empty|lonely|alone|hopeless|nothing|inferior|ugly|needy|to blame|a fraud|left out|rejected|disgusting|trash|rubbish|dirty|awful|terrible|horrible|lost|helpless|trapped|(?:about )?(?:two|three|an) (?:inch|inches) tall|tiny)\b"
    r"|^(?:(?:but|and|so) )?i (?:was|am|have been|'ve been) (?:(?:so|very|terribly|really|completely|utterly) (?:alone|scared|afraid|frightened|ashamed|lost|unhappy)|(?:(?:so|very|terribly|really|completely|utterly) )?(?:lonely|helpless|desperate|heartbroken))\b"
)
# What one fears others hold of oneself: "everyone hates me", "they think I'm weird".
_DISLIKED: Final = re.compile(
    r"\b(?:everyone|everybody|they|people|nobody|no one|he|she) (?:all |must |probably |secretly )*(?:hates?|hated|dislikes?|can't stand|laughs? at|likes?|wants?|cares? about) (?:me|having me)\b"
)
_NEGATED: Final = re.compile(
    r"\b(?:not|no longer|used to|never|don't|doesn't|didn't|isn't|wasn't|aren't|stopped|without|dont|doesnt|didnt|isnt|wasnt)\b(?! (?:\w+ )?(?:enough|deserve|worth|use|good) ?)"
)
# Somebody else's verdict: "she thinks I'm lazy", "he'd shout that I was a waste of space".
_REPORTED: Final = re.compile(
    r"^(?:(?:and|but|so|then|because|when|always) )*(?:he|she|they|mum|mom|dad|people|everyone|(?:my|his|her) \w+|[a-z]+)(?:'d| would| always| used to| once|'s always| keeps| kept| still| even| never)*"
    r" (?:(?:say|said|says|saying|tell|told|tells|telling|shout\w*|scream\w*|call\w*|think|thinks|thought|reckon\w*|believes?)\b.{0,40}\b(?:i|me|i'm|im)\b|(?:made|makes|make) me feel\b)"
)
_OF_NO_WORTH: Final = re.compile(r"\b(?:nothing|worthless|useless|stupid|small|waste|burden|failure|ugly|mistake)\b")
_STRONG: Final = re.compile(
    r"\b(?:narciss?ist\w*|psycho\w*|toxic|bastards?|assholes?|arseholes?|monsters?|evil|liars?|abusers?|abusive|cheaters?|sociopath\w*|piece of (?:shit|work|crap)|idiots?|scum\w*|bull(?:y|ies)|manipulat\w*|gasligh\w*|disgusting|pathetic|witch|pigs?|snakes?|parasites?|ruined (?:my|our) (?:\w+ )?(?:life|lives|childhood)|destroyed (?:me|my|us|our)|selfish|useless|dickheads?|pricks?|twats?|wankers?|jerks?|morons?|losers?|sluts?|whores?|hate (?:him|her|them|my)|rot in|burn in hell|wish (?:he|she|they) (?:was|were) dead|devil|criminals?|sick in the head|borderline|bipolar|alcoholic|junkie|stole|cheat(?:ed|s|ing) on"
    r"|call(?:ed|s|ing)? me (?:a |an |such |so )*(?!back\b|every|when|on\b|to\b|from|again|after|at\b|up\b|in\b|by\b|first|right|straight|the next|and\b|if\b|or\b|just|his|her|my|about|last|once|twice|that|for\b|with)\w+)\b"
)
_PROFANE: Final = re.compile(
    r"\b(?:f+u+c+k\w*|f\*+\w*|shit\w*|bullshit|crap|wtf|stfu|cunts?|bitch\w*|ass|arse|damn(?:ed)?|piss\w*|bloody hell|dicks?)\b"
)
_ABOUT_ME: Final = re.compile(r"(?:\w+,? )?(?:i|i'm|im|i've|ive|i'd|id|we|me|myself)\b")


def tone_of(clause: str, statement: Statement | None = None) -> Tone:
    """The tone of one clause; a statement read in it says whether a heavy word was meant or denied."""
    low = plain(clause)
    if _HARM.search(low):
        return Tone.HARM
    if _LOSS.search(low):
        return Tone.LOSS
    if statement is None or statement.direction is Direction.MINUS:
        heavy = _heavy(low, is_self_worth=_is_of_worth(statement))
        if heavy is not None:
            return heavy
    of_oneself = re.match(r"(?:and |but )?i(?:'m| am|m| was) ", low)
    if _PROFANE.search(low) or (_STRONG.search(low) and not of_oneself):
        return Tone.STRONG
    return Tone.PLAIN if _ABOUT_ME.match(low) else Tone.OTHERS


def _is_of_worth(statement: Statement | None) -> bool:
    """True for worth and lovability: what somebody says of how able they are is not heavy by itself."""
    return statement is not None and statement.facet in (Facet.WORTH, Facet.LOVABILITY)


def _heavy(low: str, *, is_self_worth: bool) -> Tone | None:
    if _REPORTED.search(low) and not re.match(r"(?:and |but |so )?i\b", low):
        return (
            Tone.STRONG
            if _SEVERE.search(low) or _STRONG.search(low) or _ALWAYS_SEVERE.search(low) or _OF_NO_WORTH.search(low)
            else None
        )
    severe = _SEVERE.search(low)
    if severe and not (_is_negated(low, severe) and not is_self_worth):
        return Tone.FEELS if _FEELS.search(low) and not _ALWAYS_SEVERE.search(low) else Tone.SEVERE
    disliked = (
        _DISLIKED.search(low)
        if re.match(r"(?:\w+ )?i (?:\w+ )?(?:thought|think|felt|feel|believed?|worr\w+)\b", low)
        else None
    )
    feels = _FEELS.search(low) or disliked or re.search(r"\b(?:i )?blamed? myself\b|\bashamed of (?:myself|who)\b", low)
    blame = _BLAME.search(low) or _HEAVY_PAST.search(low)
    for found, tone in ((feels, Tone.FEELS), (blame, Tone.BLAME)):
        if found and not (_is_negated(low, found) and not is_self_worth):
            return Tone.SEVERE if _PROFANE.search(low) else tone
    if is_self_worth:
        if _PROFANE.search(low) or _ALWAYS_SEVERE.search(low):
            return Tone.SEVERE
        return Tone.FEELS if _HOLDS_A_VIEW.search(low) else Tone.BLAME
    if _PROFANE.search(low) and re.match(r"(?:\w+ )?(?:i'm|im|i am)\b", low):
        return Tone.SEVERE
    return None


def _is_negated(low: str, found: re.Match[str]) -> bool:
    """True where the words are denied: "it doesn't mean I'm unlovable", "I'm probably not a bad person"."""
    return bool(_NEGATED.search(low[max(found.start() - 30, 0) : found.end()]))


def tells_of_harm(text: str) -> bool:
    """True where violence or the like is told anywhere in the answer."""
    return bool(_HARM.search(plain(text)))


def tells_of_loss(text: str) -> bool:
    """True where a death is told anywhere in the answer."""
    return bool(_LOSS.search(plain(text)))


def lost_a_child(text: str) -> bool:
    """True where a child was lost, born or unborn, whatever else is told beside it."""
    return bool(_LOST_A_CHILD.search(plain(text)))


def is_fresh_loss(text: str) -> bool:
    """True where a death is told as recent."""
    low = plain(text)
    return bool(_LOSS.search(low) and _FRESH.search(low))


def is_profane(text: str) -> bool:
    """True where a text swears."""
    return bool(_PROFANE.search(plain(text)))
