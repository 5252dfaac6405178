"""Signs that a short text is told and not ordered: of somebody, of one's own habit or past, in another's words, of another thing.

Texts are spelled out before they are matched. The near misses of each sign stand in tests/unit/service/test_told.py.
"""

from __future__ import annotations

import re
from typing import Final

from bot.service.command_phrases import phrases
from bot.working_model.dialogue import Command

PRONOUN: Final = phrases(
    r"\b(?:he|she|him|her|his|hers|he's|she's|they|them|their|they're|himself|herself|each other)\b"
)
RELATION: Final = phrases(
    r"\b(?:mum|mom|mam|mama|mummy|dad|daddy|father|mother|sister|brother|wife|husband|partner|boyfriend|girlfriend|friends?|son|daughter|gran|granny|nan|grandma|grandad|grandpa|boss|people|ex|us|we|our|uncle|aunt(?:ie)?|cousin)\b"
)
# "Let's skip", "can we stop", "tell us": us and we are then the person and the program.
TOGETHER: Final = phrases(
    r"\b(?:let us|let's|(?:can|could|shall|should|may) we|(?:where|what|who) (?:did |had |have |were |are )?we\b|we (?:can|could|stop|skip|pause|leave|left|go|were|stopped|started|talk|talked|continue|may|should|have)|between us)\b"
)

# What may stand before an order.
_LEAD: Final = (
    r"^\W*(?:(?:ok|k|hm+|um+|uh+|er+m?|well|so|right|alright|actually|oh|ah|look|listen|sorry|please|and|but|first|wait|hang on|hold on|now|then|just|no+|nope|yes|yeah|yep|sure|hey|before (?:that|i \w+|we \w+(?: on)?)"
    r"|can (?:you|we|i)|could (?:you|we|i)|would you|will you|may (?:i|we)|i want to|i(?:'d| would) (?:like|rather|prefer)(?: to)?|i need to|i have to|i(?:'m| am) going to|i(?:'ll| will)|let's|let us|we (?:can|could|should)|shall we|do|don't)\b\W*)*"
)
_HABIT: Final = r"(?:change|switch|stop|skip|delete|pause|start|begin|export|repeat|carry on|continue|keep|leave|forget|ask|erase|remove|save|print|wait|hide|say|hate|let|quit smoking)"
_PAST: Final = r"(?:deleted|threw|erased|wiped|binned|burned|burnt|blocked|skipped|paused|stopped|started|tried|began|resumed|continued|carried|kept|left|asked|thanked|saved|printed|helped|greeted|repeated|exported|removed|passed(?! on that))(?! (?:where|how|by|for how))"
_OF_ONESELF: Final = phrases(
    r"^\W*(?:(?:then|so|and|but|well|yes|no|yeah|usually|mostly|mainly|often|sometimes) )*"
    r"(?:i (?:wanted|used|always|never(?! (?:said|want|wrote|meant|told|mentioned))|would(?! (?:like|rather|prefer|sooner))|had|was(?! talking about)|only|kept|tried|just (?!want|said|meant)\w+|usually|often|sometimes|"
    + _HABIT
    + r"\b)|i (?:don't|can't|couldn't|didn't) (?:stop|leave|sleep)\b(?! (?:this|it|here|now))|now i can\b|we (?:stopped|skipped|paused|started|never|always|used|went)|we (?:start|begin|stop|skip|pause|carry on) (?:over|again|talking|fighting|speaking|arguing|for a|and|like|as)\b|to (?!be continued|the (?:menu|list|next|first|question)|whom|who|what)\w+|when (?:i|he|she|they|we)\b|that (?:i|he|she|they|we|you|it|its|i'm|it's|he's|she's|they're|we're|nobody|no one|someone|somebody|everyone|everybody|everything|people|things|all|asking|my|someone's)\b(?! (?:just |have |'ve )?(?:wrote|asked|said|put|noted|ask|show)\b)|with (?!(?:who|whom|what|which)\b)\w+|the (?:one|ones|time|day|way|part|bit|moment|first|last) (?:where|when|that|who|i|he|she|we|they)\b|just a\b(?! (?:break|moment|minute|sec|second|mo|tick|pause|question|short|quick))|for (?:him|her|them|my|me) to\b|because\b"
    r"|who (?:would|could|can|else) (?:i|want|would)\b|(?:who|why) (?:i|he|she|they|we)\b(?! (?:have to|should|must|need to) (?:answer|tell|say))|like (?:i|someone|somebody|nothing|a|an|he|she|my|it|when|being|\w+ing)\b)",
    r"^\W*(?:i )?" + _PAST + r"\b",
    r"^\W*(?:(?:then|so|and|but|well|yes|no|yeah) )*(?:i|we) (?!need|feed|finished|changed|pressed|clicked|misclicked|typed|missed|mentioned|answered|stopped (?:here|at)|paused (?:here|it|this))(?:[a-z]{2,}ed|went|ran|sat|felt|thought|took|gave|made|held|hid|slept|ate|drank|cried|stood|knew|saw|lay|hit|put|let (?:it|him|her|them|go))\b",
    r"^\W*(?:now )?i can (?:\w+ )?(?:carry on|go on|continue|stop|start|begin|skip|leave|pause|wait|delete|ask|keep)\b(?!.*\b(?:now|later|here|tomorrow|today|this|it|again|please)\b)",
    r"\bi'd (?:just |simply |still |only |probably |always |usually )*(?!like|rather|prefer|love|sooner|better|want|be (?:back|happ)|have to|need)\w+\b",
    r"^\W*by \w+ing\b|^\W*how to (?:start|stop|begin|say|tell|ask|leave|love|trust|live|be|let|help|forgive|talk|end|say no)\b(?!.* (?:this|here|chat|guide|questions?|program|you)\b)",
    r"^\W*as \w+ as (?!possible)\w+",
    r"^\W*(?:got|get|was|were|been|being) (?!in touch|started)\w+ed\b",
    r"^\W*(?:and )?(?:how|what|when|where)(?: (?:often|much|far|long|bad\w*|good|really))? (?:i|he|she|they|it) (?!answer|do this|can|should|could|have to|must|am|said|wrote|told|left|was|stopped|type|write|is|keep|use|works?)\w+",
    r"\benough (?:to|for (?:him|her|them))\b",
)
_REPORTED: Final = phrases(
    r"(?<!\bi )(?<!\bi've )(?<!\bi have )(?<!\byou )(?<!\bjust )(?<!\bactually )(?<!\bi never )(?<!\bonly )\bsaid\b(?! (?:that|so|before|earlier|it)\W*$)",
    r"\b(?:says|used to say|would say|i said to (?:him|her|them|my)|(?<!don't )(?<!not )(?<!do i )(?<!must i )(?:like|want|wanted|love|have) to say\b(?! (?:hello|hi|thanks|thank|that))|(?<!you )told me|(?:he|she|they|mum|dad) (?:asked|asks)|(?<!you )(?<!you've )(?<!have )asked me|shouted|yelled|that's what (?:i (?:got|heard|wanted)|he|she|they|my)|that was (?:all|the (?:word|rule|law|line)|what)|all i (?:ever )?(?:heard|got)"
    r"|(?:he|she|they|mum|mom|dad|people|it)(?:'d| would| used to|'ll| will)? (?:always )?(?:say|ask|answer|go)\W*$|(?:he|she|they|mum|mom|dad|people)(?:'d| would| used to|'ll| will) (?:always )?(?:say|ask|answer)\b|every (?:single )?(?:time|day|night|year)|that's what\W*$|i'd (?:sooner|rather) .* than\b|all the time|not (?:for|even) a (?:second|minute|moment)|like always|as always|as usual|as if|like nothing)\b",
)
# Words of speech before what was said, without quotation marks: "told him that's not what I said", "she says: ...".
_SAYS: Final = r"(?:say|tell|ask|shout|yell|text|write|repl(?:y|ie)|answer|whisper|correct|repeat|argue|insist|complain|mutter|scream|message|call|joke|snap)"
_SPOKEN: Final = phrases(
    r"^\W*(?:(?:i|we|then|and|so|just|always|usually|often|probably|would|will|i'd|i'll|mostly|he|she) )*(?:told|asked|answered|wrote|texted|messaged|begged|said to|shouted at|yelled at|tell|ask|text|write to|message) (?:him|her|them|my \w+|mum|mom|dad|everyone|everybody|people|someone|somebody)\b",
    rf"^\W*(?:(?:then|and|so|but|usually|mostly|because|when|until|that) )*(?:he|she|they|we|it|my \w+|mum|mom|dad|someone|somebody|everyone|everybody|people|one of us|nobody|no one)(?:'d|'ll)? (?:(?:would|will|always|usually|often|just|never|only|then|used to|kept|keeps|starts?|even) )*{_SAYS}(?:s|ed|es|ing)?\b|^\W*(?:then |and )?(?:he|she|they) (?:told|wrote|goes|went|was like)\b",
    r"^\W*(?:then |and |so )*i (?:just )?said (?:let's|stop|no|please|leave|go|wait|ok|goodbye|bye|sorry|thanks|hello)\b(?!.*\bnot\b)",
    r",\W*(?:boy|girl|kid|child|son|young (?:man|lady|woman)|darling|honey|sweetheart|sweetie|mum|mom|mummy|dad|daddy|papa|mama)\W*$",
    r"\bas (?:a|his|her|their|some|the) (?:joke|reply|answer|warning|threat|greeting)\b|\b(?:her|his|their|dad's|mum's|mom's) (?:favourite|favorite|usual|line|words|answer|motto|phrase)\b|,\W*(?:always|every time|over and over|with (?:that|a|his|her) \w+)\W*$",
)
_THAT_CLAUSE: Final = phrases(
    r"^\W*that (?:it|he|she|they|i|i'm|we|people|men|women|nobody|someone|it's|he's|she's|they're|my|no one)\b(?! (?:just |have )?(?:wrote|said|put|noted)\b)|^\W*(?:\w+ )?(?:people|someone|somebody|those|anyone|men|women|everyone|everybody|the one|a \w+) (?:who|that|always|saying|telling)\b"
)
_QUOTED: Final = re.compile(r"[\"\u201c][^\"\u201d]{2,}[\"\u201d]|(?:^|\s)[\u2018'][^\u2019']{2,}[\u2019'](?!\w)")

# Orders whose object is of the person's life: "stop her", "skip lunch", "start shouting", "continue without me", "leave the room".
_ORDER: Final = (
    r"(?:stop|skip|pause|resume|start|begin|continue|carry on|go on|keep going|end|quit|finish|pass|leave|close|exit)"
)
_PROGRAM_OBJECT: Final = (
    r"(?:it|this|that|these|those|ones?|here|there|now|then|for (?:now|good|today|tonight|me today|the (?:day|moment))|please|thanks|thank|the|any|all|my|me|questions?|ahead|to|over|everything|anything|asking|questioning|talking to me|mentioning|bringing|going on about|coming back|pestering|again|from|sending|repeating|texting|writing|messaging"
    r"|with (?:the|this|it|that|what|where|last|my|our|yesterday|questions?|one|something|anything|whatever|any)|something|anything|one|where|wherever|when|if|ok|today|tonight|a (?:bit|moment|minute|sec|second|little|question|new|different)|and|or|but|so|i|we|you|on|up|off|doing|stop|skip|next|no|bot|attune|what|new|another|straight|right|at|until|till|tomorrow|later|because"
    r"|chat|conversation|session|out|in|number|first|asap|completely|altogether|about|around|yet|our|the)\b"
)
_PROGRAM_THING: Final = (
    r"(?:(?:same|last|next|first|whole|previous|current|other|rest|entire|one|ones|stupid) )*(?:questions?|ones?|guides?|chat|conversations?|talk|session|reflection|thing|program|programme|app|bot|summary|next|rest|other|last|first|exercise|data|account|messages?|answers?|stuff|history|records?|profile|place|topics?"
    r"|subject|interview|survey|quiz|form|page|window|dialogue|end|beginning|start|top|menu|list|numbers?|rating|exercise)\b"
)
_OF_ANOTHER_THING: Final = phrases(
    rf"{_LEAD}{_ORDER}\s+(?:one|two|a|some) (?:\w+ ){{0,2}}(?:chats?|groups?|apps?|course|club|account)\b",
    rf"{_LEAD}(?!(?:skip|pass) (?:him|her|them)\b){_ORDER}\s+(?!{_PROGRAM_OBJECT})[a-z]",
    rf"{_LEAD}{_ORDER}\s+(?:the|my|any|all|our)\s+(?!{_PROGRAM_THING}|of (?:this|it|that)|this|that|it\b)[a-z]",
)

# A thing by its name, and nothing else: "the pause" answers, "the summary" asks for it.
_NAMES_A_THING: Final = phrases(
    rf"^\W*(?:the|his|her|those|these) (?!{_PROGRAM_THING}|(?:notes?|rules?|instructions?|commands?|options?|file|pdf|transcript|help|guide)\b)[a-z]+\W*$"
)

# What somebody does or will do: "He'll change the subject" changes no subject of ours.
SOMEBODY_DOES: Final = phrases(
    r"^\W*(?:he|she|they|it|my (?!summary|results?|profile|attachment|pattern|style|type|model|overview|picture|latest|answers|data)\w+|mum|mom|dad)(?:'(?:ll|d|s|re|ve))? (?:\w+ )?\w+"
)


def is_quoted(text: str) -> bool:
    """True where words stand in quotation marks."""
    return bool(_QUOTED.search(text))


def is_reported(text: str) -> bool:
    """True where the words are another's: quoted, or told as said."""
    return bool(_REPORTED.search(text) or _SPOKEN.search(text) or _QUOTED.search(text))


def is_that_clause(text: str) -> bool:
    """True for what is said to be so and not so to the program: "that it's wrong", "people who say you're wrong"."""
    return bool(_THAT_CLAUSE.search(text))


def is_spoken(text: str) -> bool:
    """True where the text begins by saying who spoke, or ends by saying to whom."""
    return bool(_SPOKEN.search(text) or _QUOTED.search(text))


def is_told(text: str, *, of_another_thing: bool = True) -> bool:
    """True where the words tell: of one's own habit or past, as another's words, in quotation marks.

    `of_another_thing` asks, too, whether an order is one of the person's life ("stop her", "skip lunch").
    """
    signs = (
        _OF_ONESELF,
        _REPORTED,
        _SPOKEN,
        _QUOTED,
        _NAMES_A_THING,
        *((_OF_ANOTHER_THING,) if of_another_thing else ()),
    )
    return any(sign.search(text) for sign in signs)


# --- small talk: what is left when the courtesy is taken away

_THANKS: Final = phrases(
    r"\b(?:many |big |lots of |a thousand )?(?:thanks?|thank you|ty|ta|cheers|appreciate[ds]?|grateful|thankful|bless|merci|danke|gracias|obliged|tks|thks|thnks|thankz|tq|tqvm|tyvm|arigato|shukran|grazie|obrigado|spasibo|tack)\b(?: (?:so|very) much| a (?:lot|million|bunch|ton)| again| kindly| really)?"
)
_THANKS_WITHOUT_THE_WORD: Final = phrases(
    r"\b(?:that|this|it|you)(?:'s|'ve|'re| is| was| has| have| are)?\b.*\b(?:kind|nice|help\w*|useful|sweet|lovely|good|great|star|patient|best)\b|\b(?:kind|good|nice|lovely|sweet|great|how|so|very) (?:of you|chat|talk|talking|question|kind|nice|sweet)\b"
)
_COURTESY: Final = phrases(
    r"\b(?:that|this|it|you)(?:'s|'ve|'re| is| was|'d| has been| have been| have| are| been)*(?: (?:been|a|an|so|very|really|all|such))* (?:kind|nice|helpful|useful|sweet|lovely|good|great|patient|kindness|help|star|fine|better|helped|helps|means?)\b(?: (?:question|chat|talk|thing(?: to ask)?|of you|me|a (?:bit|lot)|to me|one))*"
    r"|\b(?:a )?(?:good|nice|kind|great|lovely|helpful) (?:chat|talk|question|one|thing)\b|\bwell (?:put|said)\b|\bfor (?:this|that|the|your|asking|listening|being|everything|saying|letting|all|now|today|explaining|it|you|sharing|helping)\b[^,.;!?]*"
    r"|\babout (?:this|that|it)\b|\b(?:so much|a lot|very much|really|indeed|aw+|ah+|oh+|ok|yes|no|well|wow|great|good|lovely|nice|perfect|super|bot|attune|mate|love|pal|buddy|dude|heaps|loads|lots|both|in advance|understanding|talking|nice one|did|good|has|write|down|chatting|with you|ask|how|kind of|dear|friend|man|to you|you|i|that|it|very|all|again|bye|and|me|be|was|is|to|now|then|helped|helps|kind|sweet|helpful|useful|that's|it's|thanks)\b"
)
_GREETING: Final = phrases(
    r"\b(?:hello+|hi+|hey+|hiya|heya|helo|hallo|hullo|howdy|greetings|yo|sup|ola|hola|oi|ey up|allo|ello|hellow|heyo|g'?day|salaam|salam|assalamu alaikum|as-salamu alaykum|namaste|bonjour|ciao|salut|shalom|aloha|konnichiwa|guten (?:tag|morgen)|servus|moin|mornin|gm|ahoy|wassup|alright|all right|top of the morning|pleasure|how (?:goes it|have you been)|how (?:you|ya) doing|how do|(?:just |let me |wanted to )?(?:say|saying|popping in to say)|(?:hope )?you(?:'re| are) well|you (?:ok|alright|all right)|glad to be here|nice to be (?:here|back)|good to be (?:here|back)|morning|evening|afternoon|good (?:morning|evening|afternoon|day)|how (?:are|do) (?:you|ya|things)(?: doing| do| today| keeping)*|how's (?:it going|things|life|tricks|your day|you)|what's (?:up|new)"
    r"|(?:nice|good|pleased|lovely|glad) to (?:meet|see) you|good to be (?:here|back)|long time no see)\b"
)
_SAYS_WHO: Final = phrases(r"^\W*(?:it's|i'm|i am|my name is|this is|me again)\b")
_INTRODUCED: Final = phrases(
    r"\b(?:sorry|i was away|i'm (?:back|new)(?: here| again| now)?|(?:my name is|i'm|i am|it's|this is) (?!(?:not|so|fine|sad|ok|good|bad|tired|in|on|a|the|my)\b)\w+|me again|first time(?: here)?|again|there|bot|attune|friend|all|everyone|everybody|you|to|too|dear|sir|madam|mate|today|oh|well|ah|and|then|are|anyone|anybody"
    r"|someone|is|just|saying|say|me|from \w+)\b"
)
_NO_COURTESY: Final = phrases(
    r"\bthanks to\b(?! (?:you|this|attune)\b)|\bfor nothing\b|\ba (?:thank|hello|hi|greeting|good)|\bthanks? (?:mum|mom|dad|god)\b"
)

_TELLS_SOMETHING: Final = re.compile(
    rf"{RELATION.pattern}|{PRONOUN.pattern}|\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|no|nobody|never|nothing|none|yes|not|miss|love|hate|want|need|felt|feel)\b",
    re.IGNORECASE,
)


def is_only_courtesy(text: str, command: Command) -> bool:
    """True where a thanks or a greeting is all there is: "ten, thank you" and "hello? at 3am? no" say something else too."""
    if command is Command.THANKS and not (_THANKS.search(text) or _THANKS_WITHOUT_THE_WORD.search(text)):
        return False
    if command is Command.THANKS:
        left = _COURTESY.sub(" ", _THANKS.sub(" ", text))
    else:
        if not (_GREETING.search(text) or _SAYS_WHO.search(text)):
            return False
        left = _INTRODUCED.sub(" ", _GREETING.sub(" ", text))
    words = re.findall(r"[^\W_]{2,}", left)
    return not _NO_COURTESY.search(text) and (not words or (len(words) == 1 and not _TELLS_SOMETHING.search(left)))
