"""Command or answer? Rasa's NLU says what a message looks like; the question that was open and the words themselves decide.

Losing an answer to a misread command is worse than asking once more, so doubt means answer. What a question asks for stands in
question_kinds.py, what a command must hold in command_signs.py, phrases that are surely meant for the program in
command_phrases.py, the signs that something is told in told.py.
"""

from __future__ import annotations

import re
from typing import Final

from bot.service.command_phrases import GUIDE_TITLES, LIKELY_PROGRAM, PROGRAM, is_explicit
from bot.service.command_signs import can_be, echoes_why
from bot.service.question_kinds import Asks, asks
from bot.service.spelled_out import spelled_out
from bot.service.told import PRONOUN, RELATION, TOGETHER, is_told
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
SURE_EXPLICIT, SURE_EXPLICIT_LONG = 0.35, 0.6  # where it is put in words that hardly mean anything else
SHORT_WORDS, MIDDLE_WORDS, LONG_WORDS = 6, 12, 24
HEARD_BESIDE: Final = 0.15  # what a command needs beside a likelier answer, where it is put so explicitly
PLAIN: Final = 0.85  # what is heard so clearly is nothing else, unless that is put explicitly
FEW_WORDS: Final = 6
YES_OR_NO_WORDS: Final = 3  # a yes or no in so few words is nothing else
TITLE_WORDS: Final = 9
# Alone, these fit no question for a deed or a wish: they are for the program.
_FITS_NO_WISH: Final = frozenset(
    {Command.SKIP, Command.WHY, Command.REPEAT, Command.WHO_ARE_YOU, Command.WHAT_IS_KEPT, Command.NOT_RIGHT,
     Command.SUMMARY, Command.CHOOSE_GUIDE}
)  # fmt: skip


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Neither yes nor no to a question of the program's own.
_HEDGE: Final = _words(
    r"^\W*(?:(?:hm+|um+|well|i'm|i am|i|don't|maybe|perhaps|just|not|no|a|bit|it|really) )*(?:sure|unsure|certain|know|maybe|perhaps|depends|later|more|possibly)(?: (?:yet|if|about that|really|depends|later|perhaps|to be honest))*\W*$"
)
_SURE: Final = _words(r"^\W*(?:(?:i'm|i am|yes|very|quite|pretty|for) )*sure\b")
_GOES_ON: Final = _words(r"\b(?:keep going|carry on|go on|continue)\b(?! (?:to|with) )")
_NO_STOP: Final = _words(
    r"^\W*(?:(?:no|stop|wait|please|don't|it|now|oh|god)\W+)*(?:no|don't)\W*(?:stop|wait|please|it)*\W*$"
)
_COMES_BACK: Final = _words(
    r"\b(?:back|pause|break|tomorrow|tonight|continue|minute|moment|sec|wait|hang on|hold on|next week|see you)\b"
)
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
_WHERE_WE_WERE: Final = _words(
    r"\b(?:continue|resume|back|last|left|stopped|where|again|yesterday|before|finish|go on|carry on)\b"
)
_SENDS: Final = _words(
    r"\b(?:send|e-?mail|mail|download|print|export|save)\b (?:me|it|this|that|my|out|a copy|everything|what)\b"
)
_WHAT_YOU_KNOW: Final = _words(r"\b(?:see|show|tell|read)\b.*\bwhat you (?:know|have|understood|got|wrote)\b")
_TALKS_ABOUT: Final = _words(r"\b(?:talk|speak|tell you) about (?:my|him|her|what|how)\b(?!.*\b(?:guide|one|topic)\b)")
# What fits a question for a feeling, a wish, a deed.
_FEELS: Final = _words(
    r"^\W*(?:it(?:'s| is| feels| felt)? |that(?:'s| is)? |all |just |very |so |a bit |kind of |really |still )*(?:wrong|not right|right|confusing|confused|unclear|not clear|unfair|off|not quite right|no sense|makes no sense|not good)\b"
)
_A_REST: Final = _words(
    r"^\W*(?:just |only |maybe )?(?:a|some|a little|one) (?:\w+ )?(?:break|minute|moment|pause|second|rest)\W*$"
)
_BARE_END: Final = _words(
    r"^\W*(?:please )?(?:stop|exit|quit|bye|goodbye|enough|finish|the end|end)\W*(?:now|please|it|this|here)?\W*$"
)
_BARE_DELETION: Final = _words(
    r"^\W*(?:please |just )*(?:delete|erase|wipe) (?:everything|all|it all)\W*(?:now|please)?\W*$"
)
_HERE_AND_NOW: Final = _words(r"\b(?:today|tonight|now|here|bye)\b")
_ASKED_BACK: Final = _words(r"\b(?:what|how|who|which)\b.*\?\W*$|\b(?:what|how|who|which)\?\W*$")
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
    if heard.confidence < SURE_SHORT and _echoes(text, question):
        return Command.REPEAT
    heard = _possible(heard, text, stage)
    command = _confirming(text, heard.command) if stage is Stage.CONFIRMING else _meant(text, heard.command, stage)
    if command is None or command in YES_OR_NO:
        return command if stage is Stage.CONFIRMING and heard.confidence >= SURE_EXPLICIT else None
    if heard.confidence < (SURE_EXPLICIT if stage is Stage.CHOOSING else _needed(text, command)):
        return None
    return None if _is_told(text, command, stage) or _answers(text, command, asks(question)) else command


def _possible(heard: Heard, text: str, stage: Stage) -> Heard:
    """What was heard without what cannot be: the likeliest of the rest, and how likely that is among them."""
    if heard.command is None:
        return _put_explicitly(heard, text, stage) or heard
    if _can_be_now(text, heard.command, stage):
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
    if command in (Command.CHOOSE_GUIDE, Command.START):
        return is_explicit(text, command) and can_be(text, command)
    return can_be(text, command) or (command is Command.NEVER_ASK and bool(_NEVER_SAID.search(text)))


def _put_explicitly(heard: Heard, text: str, stage: Stage) -> Heard | None:
    """An answer heard with little certainty, where the likeliest command is put in words that hardly mean anything else."""
    command, confidence = next((each for each in heard.also if each[0] not in (None, *YES_OR_NO)), (None, 0.0))
    if command is None or confidence < HEARD_BESIDE or len(text.split()) > MIDDLE_WORDS or PRONOUN.search(text):
        return None
    is_put = is_explicit(text, command) and _can_be_now(text, command, stage)
    return Heard(command, SURE_EXPLICIT) if is_put else None


def _needed(text: str, command: Command) -> float:
    words = len(text.split())
    if words <= LONG_WORDS and is_explicit(text, command):
        return SURE_EXPLICIT if words <= MIDDLE_WORDS else SURE_EXPLICIT_LONG
    if words <= SHORT_WORDS:
        return SURE_SHORT
    if words <= MIDDLE_WORDS:
        return SURE_MIDDLE
    return SURE_LONG if words <= LONG_WORDS else 1.01


def _echoes(text: str, question: str) -> bool:
    """Whether a few words of the question are asked back: "rely on how?"."""
    if len(text.split()) > FEW_WORDS or not _ASKED_BACK.search(text):
        return False
    return bool((set(_CONTENT_WORD.findall(text.lower())) - _NO_CONTENT) & set(_CONTENT_WORD.findall(question.lower())))


def _meant(text: str, command: Command | None, stage: Stage) -> Command | None:
    """What is meant where two commands use the same words."""
    match command:
        case Command.RESUME if _NOT_ON.search(text):
            return Command.STOP
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
        return False
    if command is Command.WHY and stage is not Stage.CONFIRMING and echoes_why(text):
        return True
    return is_told(text, of_another_thing=command is not Command.NEVER_ASK) or _is_of_someone(text, command)


def _is_of_someone(text: str, command: Command) -> bool:
    """Somebody else in it: then it is about them, unless the command may name people or is put in so many words."""
    if command in MAY_NAME_SOMEONE:
        return False
    rest, explicit = TOGETHER.sub(" ", text), is_explicit(text, command)
    if PRONOUN.search(rest):
        return not (explicit and command in MAY_SAY_HIM_OR_HER)
    return bool(RELATION.search(rest)) and not explicit


def _answers(text: str, command: Command, kind: Asks) -> bool:
    """Whether the words fit the question as its answer."""
    match kind:
        case Asks.OTHER:
            return False
        case Asks.NUMBER:
            return bool(re.search(r"\d", text)) or command is Command.THANKS
        case Asks.FEELINGS:
            return command in (Command.NOT_RIGHT, Command.REPEAT) and bool(_FEELS.search(text)) and " you" not in text
        case Asks.WORDS:
            if command is Command.THANKS and PROGRAM.search(text):
                return False
            return not is_explicit(text, command, among_words=True)
        case Asks.NEEDS | Asks.DEEDS:
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
        case Command.DELETE_ALL:
            return not (kind is Asks.NEEDS and _BARE_DELETION.search(text))
        case Command.EXPORT:
            return True
        case Command.STOP:
            return not (_BARE_END.search(text) or _HERE_AND_NOW.search(text))
    return not (LIKELY_PROGRAM.search(text) or (is_bare and command in _FITS_NO_WISH))


__all__ = ["command_of"]
