"""Whether words that look like a command fit the open question as its answer: a deed, a wish, a feeling, somebody's words."""

from __future__ import annotations

import re
from typing import Final

from bot.service.addressed import CALLED_AWAY, MAY_BE, Act
from bot.service.command_phrases import AT_PROGRAM, LIKELY_PROGRAM, PROGRAM, is_explicit, phrases
from bot.service.question_kinds import Asks, asks
from bot.working_model.dialogue import Command, Heard

PLAIN: Final = 0.85  # what is heard so clearly is nothing else, unless that is put explicitly
_FEW_WORDS: Final = 3


HEARD_MOSTLY_AS_ANSWER: Final = 0.6
HEARD_AS_ANSWER: Final = 0.5
_MAY_BE_TALK: Final = frozenset(
    {Act.ASKS, Act.OBJECTS, Act.IS_LOST}
)  # "do you apologise anyway?" may be said to anybody
# Alone, these fit no question for a deed or a wish: they are for the program.
_FITS_NO_WISH: Final = frozenset(
    {Command.SKIP, Command.WHY, Command.REPEAT, Command.WHO_ARE_YOU, Command.WHAT_IS_KEPT, Command.NOT_RIGHT,
     Command.SUMMARY, Command.CHOOSE_GUIDE}
)  # fmt: skip
# "Did it come as you expected, or differently?" is answered by "differently", which elsewhere asks for other words.
_OFFERS_OTHERWISE: Final = phrases(r"\bor (?:was it |did it go )?(?:different(?:ly)?|another way|something else|not)\b")
_OTHERWISE: Final = phrases(
    r"^\W*(?:it (?:was|went|came|did) )?(?:quite |very |a bit |rather |totally )?(?:different(?:ly)?|another way|otherwise|something else)\b"
)
_A_REQUEST: Final = phrases(
    r"^\W*(?:please )?(?:can|could|will|would|do|are) you\b(?! (?:please )?(?:ask|repeat|explain|rephrase|skip|show|delete|save|export|send)\b)"
)
_JUST_NOW: Final = phrases(r"\b(?:now|sorry|please|today|tonight|later|soon|back|tomorrow)\b")
_OF_SOMEBODY_ELSE: Final = phrases(r"\b(?:he|she|they|your \w+) (?:need|want|wish|hop|expect|miss)\w*\b")
_AND_MORE: Final = phrases(r"\b(?:and|then|until|instead|before|after|but|or)\b")
_MEANT: Final = phrases(
    r"\b(?:please|you|your|later|tomorrow|i'll|here|bot|can (?:i|we)|could (?:i|we)|let's|now|today|tonight|question)\b"
)
_OF_THE_PAST: Final = phrases(r"\b(?:did|was|were|had)\b")
_OF_PLANS: Final = phrases(r"\b(?:will|would|going to|step|next time|this week|want to do|plan\w*|tomorrow|likely)\b")
_OF_THEN: Final = phrases(r"\b(?:did|would (?:\w+ )?have|was|were|then|back then|that (?:day|night|evening|time))\b")
_WISHES_NOW: Final = phrases(r"^\W*(?:\w+ ){0,2}(?:i'd like|i would like|i want|can i|could i|may i|let me|please)\b")
_OF_ASKING: Final = phrases(
    r"\b(?:ask\w*|mention\w*|bring|talk\w*|speak\w*|discuss\w*|leave|keep|drop|avoid|never|again|stop|questions?|topics?|subject|skip|out|limits|go|touch|about|no more|any ?more)\b"
)
GIVES_A_NUMBER: Final = phrases(
    r"\d|^\W*(?:a |an |about |maybe |around )*(?:zero|one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_ASKS_ABOUT_NUMBERS: Final = phrases(
    r"^\W*(?:what|which)(?:'s| is| does| do)\b|\bof what\b|\b(?:what|why)\b[^?]*\?\W*$"
)
# A question back fits no deed and no wish, unless it is one of the story.
_ASKS_BACK: Final = phrases(
    r"^\W*(?:and |but |so |sorry |wait )*(?:why|who|what|where|how|are|is|does|do|can|could|will)\b[^.!]*$"
)
_ASKED_BACK: Final = frozenset(
    {Command.WHY, Command.WHO_ARE_YOU, Command.WHAT_IS_KEPT, Command.REPEAT, Command.SUMMARY}
)
# "Stepping outside for a minute" is what one does, "leaving now" what one says on going.
_DOING: Final = phrases(
    r"^\W*(?:just |only |maybe |probably |usually |mostly |then |by |and )*(?!(?:morning|evening|going|heading|logging|signing|nothing|something|anything|everything)\b)\w{2,}ing\b"
)
_ON_GOING: Final = phrases(
    r"\b(?:now|brb|be right back|back (?:in|soon|later)|please|bye|sorry|here|this (?:chat|question|one))\b"
)
# How it is, in a word or two.
_A_STATE: Final = phrases(
    r"^\W*(?:i'm |it's |just |all |so |very |simply |sort of |kind of |a bit )*(?:done|finished|over|on hold|on pause|paused|stopped|ended|grateful|thankful|lost|confused|stuck|helpless|tired)(?:,? (?:really|mostly|maybe|i guess|(?:by|with|about) (?:it|all|that|everything)(?: all)?))*\W*$"
)
# Taken away at home or there, and nothing that is of this talk.
_OF_THIS_TALK: Final = phrases(
    r"\b(?:data|account|you|your|this|these|here|please|profile|my (?:chat|history|stuff|records?|details|consent)|whole|conversation|let's|saved|(?:i|i've) (?:\w+ )?(?:said|told|wrote|written|typed|shared)|answers|about me|all of it|now|summary)\b"
)
_SAY_IT: Final = phrases(r"^\W*(?:just |maybe |to |then )*say(?:ing)?\b")
_OF_THE_QUESTION: Final = frozenset({Command.WHY, Command.WHAT_IS_KEPT, Command.REPEAT})
_HELP_WITH_THIS: Final = phrases(
    r"\b(?:this|here|type|typing|write|bot|app|chat|program|question|guide|how (?:do|does|to)|button|press|click|tap|what (?:am|should|do|can) i|you)\b"
)
# What a question may begin with when it gives back what was understood, and a reply that says no to that.
_REFLECTS: Final = phrases(
    r"^\W*(?:so |and |then )*(?:you|your \w+|it (?:sounds|seems|sounded)|perhaps|maybe|this is what|that sounds)\b[^?]*[.!] "
)
_NO_TO_IT: Final = phrases(
    r"^\W*(?:no|nope|nah|wrong|incorrect|false)\b[,.;:!]*\W+(?:(?:i|he|she|it|they|my|that|we)(?:'m|'s|'re|'d| am| was| were| said| meant| felt| is| did| had| told)?|not|you)\b",
    r"^\W*(?:it |that |this |he |she )?(?:wasn't|was not|isn't|is not|not) [\w ]{2,30}[.,;:] ?(?:it was|he was|she was|i \w+|my \w+|he \w+|she \w+)\b",
    r"^\W*i (?:never|didn't|did not|haven't|don't) (?:\w+ )?(?:say|said|mean|meant|tell|told|mention\w*|wrote|write)\b|^\W*\w+\? no\b|^\W*i said \w+[\w ]*,? not\b|^\W*\w+[.,] not (?:my )?\w+\W*$",
)
_DENIES: Final = phrases(
    r"^\W*(?:no,? )?(?:i |he |she |it |they |we )?(?:don't|didn't|doesn't|isn't|wasn't|never|not|no) (?:really |actually |so |that |be |been )*(\w{4,})\b(?=.*[.,;].*\w)"
)
_CLOSED: Final = phrases(
    r"^\W*(?:(?:and|so|then|but) )?(?:is|are|was|were|do|does|did|has|have|had|can|could|would|will|shall|should|may)\b"
)
_HEAVY: Final = re.compile(r"[a-z]{4,}")
_LIGHT_WORDS: Final = "what when where which that this with have does your they them would think want could about then from tell said were will been just like know some there"
_LIGHT: Final = frozenset(_LIGHT_WORDS.split())
# What fits a question for a feeling, a wish, a deed.
_FEELS: Final = phrases(
    r"^\W*(?:it(?:'s| is| feels| felt)? |that(?:'s| is)? |all |just |very |so |a bit |kind of |really |still )*(?:wrong|not right|right|confusing|confused|unclear|not clear|unfair|off|not quite right|no sense|makes no sense|not good)\b"
)
_HOW_IT_IS: Final = phrases(
    r"^\W*(?:i'm |it's |it was |all |very |pretty |quite |not |really )*(?:fine|good|ok|great|well|bad|better|alright|all right|nice|lovely|so-so)(?: (?:i guess|i suppose|i think|really|actually))?\W+(?:thanks?|thank you|cheers)(?: for asking)?\W*$"
)
_SOMEBODY_NAMED: Final = phrases(r"\b(?:him|her|them|my \w+|his|questions?)\b")
_A_REST: Final = phrases(
    r"^\W*(?:just |only |maybe )?(?:a|some|a little|one) (?:\w+ )?(?:break|minute|moment|pause|second|rest)\W*$"
)
_BARE_END: Final = phrases(
    r"^\W*(?:please )?(?:(?:stop|exit|quit|bye|goodbye|enough|finish|the end|end)\W*(?:now|please|this|here)?\W*$|enough (?:about|with|of)\b)"
)
_BARE_DELETION: Final = phrases(
    r"^\W*(?:please |just )*(?:delete|erase|wipe) (?:everything|all|it all)\W*(?:now|please)?\W*$"
)
_HERE_AND_NOW: Final = phrases(r"\b(?:today|tonight|now|here|bye)\b")


def shape_fits(act: Act, kind: Asks, heard: Heard, text: str, question: str) -> bool:
    """Whether words of this shape may answer the question all the same."""
    as_answer = next((p for command, p in ((heard.command, heard.confidence), *heard.also) if command is None), 0.0)
    if act in _MAY_BE_TALK and as_answer >= HEARD_MOSTLY_AS_ANSWER and not PROGRAM.search(text):
        return True
    match act:
        case Act.WONDERS:
            is_asked = text.rstrip().endswith("?")
            doubtful = HEARD_AS_ANSWER if is_asked else HEARD_AS_ANSWER / 2
            if heard.command in MAY_BE[act] and heard.confidence >= PLAIN:
                return False
            return (as_answer >= doubtful and not (kind is Asks.NUMBER and is_asked)) or kind in (
                Asks.NEEDS,
                Asks.FEELINGS,
            )
        case Act.FORBIDS:
            return kind in (Asks.NEEDS, Asks.DEEDS) and not _SOMEBODY_NAMED.search(text)
        case Act.DECLINES:
            return kind in (Asks.NEEDS, Asks.FEELINGS) and len(text.split()) <= _FEW_WORDS
        case Act.ASKS:
            return kind is Asks.NEEDS and bool(_A_REQUEST.search(text)) and not PROGRAM.search(text)
        case Act.DEFERS if CALLED_AWAY.search(text):
            return heard.command is not Command.PAUSE or kind in (Asks.NEEDS, Asks.FEELINGS)
        case Act.DEFERS if _JUST_NOW.search(text):
            return False
        case Act.DEFERS:
            return (
                kind is Asks.NEEDS
                or (kind is Asks.DEEDS and not _OF_THE_PAST.search(question))
                or bool(_OF_PLANS.search(question))
            )
    return False


def answers(text: str, command: Command, question: str) -> bool:
    """Whether the words fit the question as its answer."""
    if command is Command.REPEAT and _OFFERS_OTHERWISE.search(question) and _OTHERWISE.search(text):
        return "please" not in text and not PROGRAM.search(text)
    kind = asks(question)
    match kind:
        case Asks.OTHER:
            return bool(_DOING.search(text)) and not (
                _ON_GOING.search(text) or AT_PROGRAM.search(text) or is_explicit(text, command)
            )
        case Asks.PERSON:
            return command is Command.NEVER_ASK and not _OF_ASKING.search(text)
        case Asks.NUMBER:
            return bool(GIVES_A_NUMBER.search(text) and not asks_about_numbers(text)) or command is Command.THANKS
        case Asks.FEELINGS if command is Command.THANKS:
            return bool(_HOW_IT_IS.search(text)) or bool(_A_STATE.search(text))
        case Asks.FEELINGS if _A_STATE.search(text):
            return True
        case Asks.FEELINGS:
            return command in (Command.NOT_RIGHT, Command.REPEAT) and bool(_FEELS.search(text)) and " you" not in text
        case Asks.WORDS:
            if (command is Command.THANKS and PROGRAM.search(text)) or (
                command in _OF_THE_QUESTION and _echoes(text, question)
            ):
                return False
            return not is_explicit(text, command, among_words=True)
        case Asks.NEEDS | Asks.DEEDS:
            if kind is Asks.DEEDS and _AND_MORE.search(text) and not (_MEANT.search(text) or AT_PROGRAM.search(text)):
                return command is not Command.NOT_RIGHT
            if kind is Asks.DEEDS and _DOING.search(text) and not (_ON_GOING.search(text) or AT_PROGRAM.search(text)):
                return True
            if (
                command is Command.DELETE_ALL
                and kind is Asks.DEEDS
                and not (_OF_THIS_TALK.search(text) or _WISHES_NOW.search(text))
            ):
                return True
            if kind is Asks.NEEDS and _OF_THEN.search(question) and _WISHES_NOW.search(text):
                return False  # a wish of now is none of then
            if command in _ASKED_BACK and _ASKS_BACK.search(text):
                return False
            if kind is Asks.NEEDS and _WISHES_NOW.search(text) and _OF_SOMEBODY_ELSE.search(question):
                return False
            return not _is_for_the_program(text, command) and _is_a_deed_or_wish(text, command, kind)
    return False


def asks_about_numbers(text: str) -> bool:
    """Whether a reply to a question for a number asks what the numbers stand for: "0 to 10 of what?"."""
    return bool(_ASKS_ABOUT_NUMBERS.search(text))


def contradicts(text: str, question: str) -> bool:
    """Whether a reply says no to what the question began with: to "You said he left early. How was that?", "no, he came back"."""
    if not _REFLECTS.search(question) or AT_PROGRAM.search(text):
        return False
    denied = _DENIES.search(text)
    if not _NO_TO_IT.search(text) and not (denied and _stem(denied[1]) in map(_stem, _HEAVY.findall(question.lower()))):
        return False
    return not _CLOSED.search(re.split(r"(?<=[.!?])\s+", question.strip())[-1])


def _stem(word: str) -> str:
    return re.sub(r"(?:ed|ing|es|s|e)$", "", word.lower())


def _echoes(text: str, question: str) -> bool:
    """Whether a word of weight in the question is asked back."""
    return bool(_ASKS_BACK.search(text) and _heavy_words(text) & _heavy_words(question))


def _heavy_words(text: str) -> set[str]:
    return set(_HEAVY.findall(text.lower())) - _LIGHT


def _is_for_the_program(text: str, command: Command) -> bool:
    if command is Command.PAUSE and _A_REST.search(text):
        return False
    if command is Command.HELP and not _HELP_WITH_THIS.search(text):
        return False
    return PROGRAM.search(text) is not None or is_explicit(text, command)


def _is_a_deed_or_wish(text: str, command: Command, kind: Asks) -> bool:
    is_bare = len(text.split()) <= 2
    match command:
        case Command.THANKS | Command.GREET if _SAY_IT.search(text):
            return kind is Asks.DEEDS
        case Command.THANKS | Command.GREET:
            return kind is Asks.NEEDS and is_bare
        case Command.NOT_RIGHT:
            return bool(_FEELS.search(text))
        case Command.DELETE_ALL:
            return not (kind is Asks.NEEDS and _BARE_DELETION.search(text))
        case Command.EXPORT:
            return not _WISHES_NOW.search(text)
        case Command.STOP:
            return not (_BARE_END.search(text) or _HERE_AND_NOW.search(text))
    return not (LIKELY_PROGRAM.search(text) or (is_bare and command in _FITS_NO_WISH))
