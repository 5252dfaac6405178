"""Command or answer? Rasa's NLU says what a message looks like; the question that was open and the words themselves decide.

Losing an answer to a misread command is worse than asking once more, so doubt means answer. What a question asks for stands in
question_kinds.py, what a command must hold in command_signs.py, phrases that are surely meant for the program in
command_phrases.py, the signs that something is told in told.py.
"""

from __future__ import annotations

import re
from typing import Final

from bot.service.addressed import CALLED_AWAY, MAY_BE, Act, act_of
from bot.service.command_phrases import AT_PROGRAM, GUIDE_TITLES, LIKELY_PROGRAM, PROGRAM, is_explicit
from bot.service.command_signs import can_be, echoes_why, is_ruled_out
from bot.service.question_kinds import Asks, asks
from bot.service.spelled_out import spelled_out
from bot.service.told import PRONOUN, RELATION, SOMEBODY_DOES, TOGETHER, is_quoted, is_reported, is_told
from bot.working_model.dialogue import Command, Heard, Message, Stage

# Said to an open question, these are answers to it.
YES_OR_NO: Final = frozenset({Command.AFFIRM, Command.DENY})
# These may speak of somebody without more: "never ask about my father", "skip him", "what have you on him?".
MAY_NAME_SOMEONE: Final = frozenset(
    {Command.NEVER_ASK, Command.NOT_RIGHT, Command.SKIP, Command.CHOOSE_GUIDE, Command.SUMMARY}
)
# These may speak of him or her, where they are put explicitly: "why are you asking about him?"
MAY_SAY_HIM_OR_HER: Final = frozenset({Command.WHY, Command.WHAT_IS_KEPT, Command.REPEAT})
# The confidence a command needs before it is believed, by the number of words it came in.
SURE_SHORT, SURE_MIDDLE, SURE_LONG = 0.6, 0.75, 0.93
SURE_SHORT_PROGRAM: Final = 0.45  # with a word of the program's world in it
SURE_EXPLICIT, SURE_EXPLICIT_LONG = 0.35, 0.6  # where it is put in words that hardly mean anything else
SHORT_WORDS, MIDDLE_WORDS, LONG_WORDS = 6, 12, 24
HEARD_BESIDE: Final = 0.15  # what a command needs beside a likelier answer, where it is put so explicitly
PLAIN: Final = 0.85  # what is heard so clearly is nothing else, unless that is put explicitly
HEARD_A_LITTLE: Final = 0.1  # what one of the commands that a shape allows needs, to be that one
HEARD_HALF: Final = 0.4  # where nothing in the words says that it is that one
HEARD_AS_ANSWER: Final = 0.5
FEW_WORDS: Final = 6
YES_OR_NO_WORDS: Final = 3  # a yes or no in so few words is nothing else
TITLE_WORDS: Final = 9
# Heard clearly and with a word of the program's world, these need no other sign.
PLAIN_COMMANDS: Final = frozenset(
    {
        Command.STOP,
        Command.PAUSE,
        Command.SKIP,
        Command.HELP,
        Command.WHY,
        Command.WHAT_IS_KEPT,
        Command.EXPORT,
        Command.SUMMARY,
    }
)
_OF_CHOOSING: Final = frozenset({Command.CHOOSE_GUIDE, Command.START, Command.RESUME, Command.SKIP})
# Alone, these fit no question for a deed or a wish: they are for the program.
_FITS_NO_WISH: Final = frozenset(
    {Command.SKIP, Command.WHY, Command.REPEAT, Command.WHO_ARE_YOU, Command.WHAT_IS_KEPT, Command.NOT_RIGHT,
     Command.SUMMARY, Command.CHOOSE_GUIDE}
)  # fmt: skip


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Neither yes nor no to a question of the program's own.
_HEDGE: Final = _words(
    r"^\W*(?:(?:hm+|um+|well|i'm|i am|i|don't|maybe|perhaps|just|not|no|a|bit|it|really) )*(?:mind|sure|unsure|certain|know|maybe|perhaps|depends|later|more|possibly)(?: (?:yet|if|about that|really|depends|later|perhaps|to be honest))*\W*$"
)
_SURE: Final = _words(r"^\W*(?:(?:i'm|i am|yes|very|quite|pretty|for) )*sure\b")
_GOES_ON: Final = _words(r"\b(?:keep going|carry on|go on|continue)\b(?! (?:to|with) )")
_NO_STOP: Final = _words(
    r"^\W*(?:(?:no|stop|wait|please|don't|it|now|oh|god)\W+)*(?:no|don't)\W*(?:stop|wait|please|it)*\W*$"
)
_COMES_BACK: Final = _words(
    r"\b(?:back|pause|break|tomorrow|tonight|continue|minute|moment|sec|wait|hang on|hold on|next week|see you)\b"
)
_CLAUSES: Final = re.compile(r"[,.;!?]+\s+|\s+but\s+|\s+-+\s+")
_ASKS_OF_US: Final = _words(
    r"^\W*(?:ok |so |and |please )*(?:can (?:we|you|i)|could (?:we|you|i)|let's|shall we|please)\b"
)
_ASKED_LAST: Final = (Command.SKIP, Command.PAUSE, Command.STOP, Command.CHOOSE_GUIDE)
_ANOTHER_ONE: Final = _words(r"\b(?:different|another|other|new) (?:one|guide|topic)\b")
_NAMES_A_QUESTION: Final = _words(r"\b(?:skip|next|question|pass|another)\b")
# Two commands in the same words: declined for now or for good, never said or never to be asked, not on or on.
_NOT_NOW: Final = _words(
    r"\b(?:don't|do not|rather not|won't|can't|prefer not to|not) (?:\w+ ){0,2}?(?:talk|speak|discuss|go into|think|say|tell|answer)\b"
)
_FOR_GOOD: Final = _words(
    r"\b(?:never|ever|again|any ?more|from now|in (?:the )?future|always|off limits|no (?:more )?(?:questions|about)|questions|ask(?:ed|ing)?|mention\w*|bring\w*|out of|leave|avoid|topic|subject|taboo)\b"
)
_NEVER_SAID: Final = _words(
    r"\bi (?:never|didn't|did not|haven't) (?:mention|mentioned|said|say|wrote|write|talked|meant|mean)\b"
)
_NOT_ON: Final = _words(
    r"\b(?:don't|do not|won't|can't|not|rather not|no longer) (?:\w+ ){0,3}?(?:carry on|continue|go on|keep going|proceed)\b"
)
_LATER: Final = _words(
    r"\b(?:later|afterwards|tomorrow|tonight|soon|in a (?:bit|while|minute|moment)|another (?:day|time)|next (?:week|time)|at the weekend|after (?!an argument))\b"
)
_BACK_NOW: Final = _words(r"\b(?:i'm|i am|am) (?:back|here|ready)\b|\b(?:back )?now\b")
_A_LIGHTER_ONE: Final = _words(r"\b\w+er (?:one|question)\b(?<!another one)(?<!other one)")
_WHERE_WE_WERE: Final = _words(
    r"\b(?:continue|resume|back|last|left|stopped|where|again|yesterday|before|finish|go on|carry on)\b"
)
_SENDS: Final = _words(
    r"\b(?:send|e-?mail|mail|download|print|export|save)\b (?:me|it|this|that|my|out|a copy|everything|what)\b"
)
_WHAT_YOU_KNOW: Final = _words(r"\b(?:see|show|tell|read)\b.*\bwhat you (?:know|have|understood|got|wrote)\b")
_TALKS_ABOUT: Final = _words(r"\b(?:talk|speak|tell you) about (?:my|him|her|what|how)\b(?!.*\b(?:guide|one|topic)\b)")
_A_REQUEST: Final = _words(
    r"^\W*(?:please )?(?:can|could|will|would|do|are) you\b(?! (?:please )?(?:ask|repeat|explain|rephrase|skip|show|delete|save|export|send)\b)"
)
_JUST_NOW: Final = _words(r"\b(?:now|sorry|please|today|tonight|later|soon|back|tomorrow)\b")
_OF_SOMEBODY_ELSE: Final = _words(r"\b(?:he|she|they|your \w+) (?:need|want|wish|hop|expect|miss)\w*\b")
_AND_MORE: Final = _words(r"\b(?:and|then|until|instead|before|after|but|or)\b")
_MEANT: Final = _words(
    r"\b(?:please|you|your|later|tomorrow|i'll|here|bot|can (?:i|we)|could (?:i|we)|let's|now|today|tonight|question)\b"
)
_OF_THE_PAST: Final = _words(r"\b(?:did|was|were|had)\b")
_OF_PLANS: Final = _words(r"\b(?:will|would|going to|step|next time|this week|want to do|plan\w*|tomorrow|likely)\b")
_WISHES_NOW: Final = _words(r"^\W*(?:\w+ ){0,2}(?:i'd like|i would like|i want|can i|could i|may i|let me|please)\b")
_OF_ASKING: Final = _words(
    r"\b(?:ask\w*|mention\w*|bring|talk\w*|speak\w*|discuss\w*|leave|keep|drop|avoid|never|again|stop|questions?|topics?|subject|skip|out|limits|go|touch|about|no more|any ?more)\b"
)
# What fits a question for a feeling, a wish, a deed.
_FEELS: Final = _words(
    r"^\W*(?:it(?:'s| is| feels| felt)? |that(?:'s| is)? |all |just |very |so |a bit |kind of |really |still )*(?:wrong|not right|right|confusing|confused|unclear|not clear|unfair|off|not quite right|no sense|makes no sense|not good)\b"
)
_HOW_IT_IS: Final = _words(
    r"^\W*(?:i'm |it's |it was |all |very |pretty |quite |not |really )*(?:fine|good|ok|great|well|bad|better|alright|all right|nice|lovely|so-so)\W+(?:thanks?|thank you|cheers)\W*$"
)
_SOMEBODY_NAMED: Final = _words(r"\b(?:him|her|them|my \w+|his|questions?)\b")
_A_REST: Final = _words(
    r"^\W*(?:just |only |maybe )?(?:a|some|a little|one) (?:\w+ )?(?:break|minute|moment|pause|second|rest)\W*$"
)
_BARE_END: Final = _words(
    r"^\W*(?:please )?(?:(?:stop|exit|quit|bye|goodbye|enough|finish|the end|end)\W*(?:now|please|this|here)?\W*$|enough (?:about|with|of)\b)"
)
_BARE_DELETION: Final = _words(
    r"^\W*(?:please |just )*(?:delete|erase|wipe) (?:everything|all|it all)\W*(?:now|please)?\W*$"
)
_HERE_AND_NOW: Final = _words(r"\b(?:today|tonight|now|here|bye)\b")
_ASKED_BACK: Final = _words(
    r"\b(?:what|how|who|which)\b.*\?\W*$|\b(?:what|how|who|which)\?\W*$|\b(?:do|did) you mean\b|\bmean by\b|^\W*(?:and |\w+\W+)?(?:what|which|who) \w+\W*$"
)
_ASKS_YOU: Final = _words(r"\b(?:do|did|are|will|have|would) you\b(?! mean)|\bwhy\b")
_THE_GUIDES: Final = _words(r"\b(?:they|them)\b")
_CONTENT_WORD: Final = re.compile(r"[a-z]{4,}")
_NO_CONTENT: Final = frozenset(
    ["what", "when", "where", "which", "that", "this", "with", "have", "does", "your", "they", "them", "would", "think"]
)


def command_of(message: Message, heard: Heard, stage: Stage) -> Command | None:
    """The command a message is, None where it is an answer. A pressed button is always its command."""
    if message.command is not None:
        return message.command
    text = spelled_out(message.text)
    question = message.asked.question if message.asked is not None and stage is not Stage.CONFIRMING else ""
    if stage is Stage.CHOOSING and GUIDE_TITLES.search(text) and len(text.split()) < TITLE_WORDS:
        return Command.CHOOSE_GUIDE
    if (heard.confidence < SURE_SHORT or heard.command is Command.REPEAT) and _echoes(text, question):
        return Command.REPEAT
    asked_last = _asked_last(text, question) if stage is Stage.ASKING else None
    if asked_last is not None:
        return asked_last
    command = _by_the_words(_possible(heard, text, stage), text, question, stage)
    if command is None and stage is not Stage.CONFIRMING:
        return _by_the_shape(heard, text, question, stage)
    return command


def _asked_last(text: str, question: str) -> Command | None:
    """What the last of several clauses asks of the program, if it does: "he never did, can we go to another one?"."""
    *told, last = (clause for clause in _CLAUSES.split(text) if clause.strip(" .,!?"))
    if not told or asks(question) is Asks.WORDS or not _ASKS_OF_US.search(last) or len(text.split()) > LONG_WORDS:
        return None
    if PRONOUN.search(last) or is_told(last) or is_reported(text):
        return None
    return next((command for command in _ASKED_LAST if is_explicit(last, command) and can_be(last, command)), None)


def _by_the_words(heard: Heard, text: str, question: str, stage: Stage) -> Command | None:
    """What was heard, where it is likely enough and the words are not told and do not fit the question."""
    command = _confirming(text, heard.command) if stage is Stage.CONFIRMING else _meant(text, heard.command, stage)
    if command is None or command in YES_OR_NO:
        return command if stage is Stage.CONFIRMING and heard.confidence >= SURE_EXPLICIT else None
    if heard.confidence < _needed(text, command, stage):
        return None
    return None if _is_told(text, command, stage) or _answers(text, command, question) else command


def _by_the_shape(heard: Heard, text: str, question: str, stage: Stage) -> Command | None:
    """What a short reply in a shape that is for the program is, whatever words it uses; None where it has no such shape."""
    kind = asks(question)
    if len(text.split()) > MIDDLE_WORDS or (kind is Asks.WORDS and not AT_PROGRAM.search(text)):
        return None
    act = act_of(text)
    if act is None or _fits(act, kind, heard, text, question):
        return None
    ranking = ((heard.command, heard.confidence), *heard.also)
    for command, confidence in ranking:
        if command is None or command not in MAY_BE[act] or is_ruled_out(text, command):
            continue
        if confidence >= (HEARD_A_LITTLE if is_explicit(text, command) else HEARD_HALF):
            return _meant(text, command, stage)
    return MAY_BE[act][-1]


def _fits(act: Act, kind: Asks, heard: Heard, text: str, question: str) -> bool:
    """Whether words of this shape may answer the question all the same."""
    as_answer = next((p for command, p in ((heard.command, heard.confidence), *heard.also) if command is None), 0.0)
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
            return kind in (Asks.NEEDS, Asks.FEELINGS) and len(text.split()) <= YES_OR_NO_WORDS
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


def _possible(heard: Heard, text: str, stage: Stage) -> Heard:
    """What was heard without what cannot be: the likeliest of the rest, and how likely that is among them."""
    if heard.command is None:
        return _put_explicitly(heard, text, stage) or heard
    if _can_be_now(text, heard.command, stage) or _is_plainly_for_the_program(heard, text):
        return heard
    rest = [each for each in heard.also if each[0] is None or _can_be_now(text, each[0], stage)]
    total = sum(confidence for _, confidence in rest)
    if heard.command in YES_OR_NO and len(text.split()) <= YES_OR_NO_WORDS and not (rest and _is_put(text, rest[0][0])):
        return Heard(None)
    if (
        total == 0
        or (rest[0][1] < HEARD_BESIDE and not _is_put(text, rest[0][0]))
        or (heard.confidence >= PLAIN and not _is_put(text, rest[0][0]))
    ):
        return Heard(None)
    return Heard(rest[0][0], rest[0][1] / total, tuple(rest[1:]))


def _is_plainly_for_the_program(heard: Heard, text: str) -> bool:
    """Heard clearly, in words that name something of the program's: then it need not hold the usual signs."""
    return (
        heard.command in PLAIN_COMMANDS
        and heard.confidence >= PLAIN
        and PROGRAM.search(text) is not None
        and not is_ruled_out(text, heard.command)
    )


def _is_put(text: str, command: Command | None) -> bool:
    return command is not None and is_explicit(text, command)


def _can_be_now(text: str, command: Command, stage: Stage) -> bool:
    """A guide is chosen, or begun, by a word or two where guides are offered; elsewhere that must be said."""
    if command in YES_OR_NO:
        return stage is Stage.CONFIRMING
    if stage is Stage.CHOOSING and command is Command.RESUME:
        return True  # "let's go" is heard as going on; there it begins
    if stage is Stage.CHOOSING:
        return can_be(text, command) and not (command is Command.CHOOSE_GUIDE and _TALKS_ABOUT.search(text))
    if command is Command.CHOOSE_GUIDE and stage is Stage.CONFIRMING and GUIDE_TITLES.search(text):
        return True
    if command is Command.START and stage is Stage.PAUSED:
        return True
    if command in (Command.CHOOSE_GUIDE, Command.START):
        return is_explicit(text, command) and can_be(text, command)
    return can_be(text, command) or (command is Command.NEVER_ASK and bool(_NEVER_SAID.search(text)))


def _put_explicitly(heard: Heard, text: str, stage: Stage) -> Heard | None:
    """An answer heard with little certainty, where the likeliest command is put in words that hardly mean anything else."""
    command, confidence = next((each for each in heard.also if each[0] not in (None, *YES_OR_NO)), (None, 0.0))
    if command is None or confidence < HEARD_BESIDE or len(text.split()) > MIDDLE_WORDS:
        return None
    if PRONOUN.search(text) and (command not in MAY_NAME_SOMEONE or SOMEBODY_DOES.match(text)):
        return None
    is_put = is_explicit(text, command) and _can_be_now(text, command, stage)
    return Heard(command, SURE_EXPLICIT) if is_put else None


def _needed(text: str, command: Command, stage: Stage) -> float:
    if stage is Stage.CHOOSING and command in _OF_CHOOSING:
        return SURE_EXPLICIT
    if stage is Stage.CONFIRMING and command is Command.RESUME and _GOES_ON.search(text):
        return SURE_EXPLICIT
    words = len(text.split())
    if words <= LONG_WORDS and is_explicit(text, command):
        return SURE_EXPLICIT if words <= MIDDLE_WORDS else SURE_EXPLICIT_LONG
    if words <= SHORT_WORDS:
        return SURE_SHORT_PROGRAM if PROGRAM.search(text) else SURE_SHORT
    if words <= MIDDLE_WORDS:
        return SURE_MIDDLE
    return SURE_LONG if words <= LONG_WORDS else 1.01


def _echoes(text: str, question: str) -> bool:
    """Whether a few words of the question are asked back: "rely on how?"."""
    if len(text.split()) > FEW_WORDS or not _ASKED_BACK.search(text) or _ASKS_YOU.search(text):
        return False
    return bool((set(_CONTENT_WORD.findall(text.lower())) - _NO_CONTENT) & set(_CONTENT_WORD.findall(question.lower())))


def _meant(text: str, command: Command | None, stage: Stage) -> Command | None:
    """What is meant where two commands use the same words."""
    match command:
        case Command.START if stage is Stage.PAUSED:
            return Command.RESUME
        case Command.RESUME if _NOT_ON.search(text):
            return Command.STOP
        case Command.RESUME if _LATER.search(text) and not _BACK_NOW.search(text):
            return Command.PAUSE
        case Command.CHOOSE_GUIDE if stage is Stage.ASKING and _A_LIGHTER_ONE.search(text):
            return Command.SKIP
        case Command.RESUME if stage is Stage.CHOOSING and not _WHERE_WE_WERE.search(text):
            return Command.START
        case Command.SUMMARY if _SENDS.search(text):
            return Command.EXPORT
        case Command.WHAT_IS_KEPT if _WHAT_YOU_KNOW.search(text):
            return Command.SUMMARY
        case Command.NEVER_ASK if _NEVER_SAID.search(text):
            return Command.NOT_RIGHT
        case Command.NEVER_ASK if _NOT_NOW.search(text) and not _FOR_GOOD.search(text):
            return Command.SKIP
    return command


def _confirming(text: str, command: Command | None) -> Command | None:
    """A yes or no of ours is open: "rather not" is a no, and "later" or "not sure" neither."""
    match command:
        case Command.DENY if _GOES_ON.search(text):
            return Command.RESUME
        case Command.STOP if _NO_STOP.search(text):
            return Command.DENY
        case Command.AFFIRM | Command.DENY | Command.REPEAT if _HEDGE.search(text) and not _SURE.search(text):
            return None
        case Command.REPEAT if len(text.split()) > 2 and not is_explicit(text, command):
            return None
        case Command.PAUSE if not _COMES_BACK.search(text):
            return None
        case Command.SKIP if _ANOTHER_ONE.search(text):
            return Command.CHOOSE_GUIDE
        case Command.SKIP if not _NAMES_A_QUESTION.search(text):
            return Command.DENY
    return command


def _is_told(text: str, command: Command, stage: Stage) -> bool:
    """Whether what looks like a command is rather told, whatever was asked."""
    if command in (Command.NOT_RIGHT, Command.THANKS, Command.GREET):
        return command is not Command.NOT_RIGHT and is_quoted(text)
    if command is Command.WHY and stage is not Stage.CONFIRMING and echoes_why(text):
        return True
    return is_told(text, of_another_thing=command is not Command.NEVER_ASK) or _is_of_someone(text, command, stage)


def _is_of_someone(text: str, command: Command, stage: Stage) -> bool:
    """Somebody else in it: then it is about them, unless the command may name people or is put in so many words."""
    if command in MAY_NAME_SOMEONE:
        return False
    if stage is Stage.CHOOSING:
        text = _THE_GUIDES.sub(" ", text)
    rest, explicit = TOGETHER.sub(" ", text), is_explicit(text, command)
    if PRONOUN.search(rest):
        return not (explicit and command in MAY_SAY_HIM_OR_HER)
    return bool(RELATION.search(rest)) and not explicit


def _answers(text: str, command: Command, question: str) -> bool:
    """Whether the words fit the question as its answer."""
    kind = asks(question)
    match kind:
        case Asks.OTHER:
            return False
        case Asks.PERSON:
            return command is Command.NEVER_ASK and not _OF_ASKING.search(text)
        case Asks.NUMBER:
            return bool(re.search(r"\d", text)) or command is Command.THANKS
        case Asks.FEELINGS if command is Command.THANKS:
            return bool(_HOW_IT_IS.search(text)) and not PROGRAM.search(text)
        case Asks.FEELINGS:
            return command in (Command.NOT_RIGHT, Command.REPEAT) and bool(_FEELS.search(text)) and " you" not in text
        case Asks.WORDS:
            if command is Command.THANKS and PROGRAM.search(text):
                return False
            return not is_explicit(text, command, among_words=True)
        case Asks.NEEDS | Asks.DEEDS:
            if kind is Asks.DEEDS and _AND_MORE.search(text) and not (_MEANT.search(text) or AT_PROGRAM.search(text)):
                return command is not Command.NOT_RIGHT
            if kind is Asks.NEEDS and _WISHES_NOW.search(text) and _OF_SOMEBODY_ELSE.search(question):
                return False
            return not _is_for_the_program(text, command) and _is_a_deed_or_wish(text, command, kind)
    return False


def _is_for_the_program(text: str, command: Command) -> bool:
    if command is Command.PAUSE and _A_REST.search(text):
        return False
    return PROGRAM.search(text) is not None or is_explicit(text, command)


def _is_a_deed_or_wish(text: str, command: Command, kind: Asks) -> bool:
    is_bare = len(text.split()) <= 2
    match command:
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


__all__ = ["command_of"]
