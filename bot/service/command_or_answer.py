"""Command or answer? Rasa's NLU says what a message looks like; the question that was open and the words themselves decide.

Losing an answer to a misread command is worse than asking once more, so doubt means answer. What a question asks for stands in
question_kinds.py, what is said of the question itself in about_the_question.py, whether the words fit it in fits_question.py, what a command must hold in command_signs.py, phrases that are surely meant for the program in
command_phrases.py, the signs that something is told in told.py.
"""

from __future__ import annotations

import re
from typing import Final

from bot.service.about_the_question import echoes, objects_to_the_question
from bot.service.addressed import MAY_BE, act_of
from bot.service.command_phrases import AT_PROGRAM, GUIDE_TITLES, PROGRAM, is_explicit, phrases
from bot.service.command_signs import can_be, echoes_why, is_ruled_out
from bot.service.fits_question import GIVES_A_NUMBER, PLAIN, answers, asks_about_numbers, contradicts, shape_fits
from bot.service.question_kinds import Asks, asks
from bot.service.same_words import GOES_ON, HERE_AGAIN, NEVER_SAID, SAYS_YES_TO_IT, meant, meant_while_confirming
from bot.service.spelled_out import spelled_out
from bot.service.told import PRONOUN, RELATION, SOMEBODY_DOES, TOGETHER, is_reported, is_spoken, is_that_clause, is_told
from bot.service.weigh import together
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
HEARD_A_LITTLE: Final = 0.1  # what one of the commands that a shape allows needs, to be that one
HEARD_HALF: Final = 0.4  # where nothing in the words says that it is that one
# Nobody gives a command in more, and the patterns look at a text from each of its places.
LONGEST_COMMAND_CHARS: Final = 240
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
_WHY_ASKED: Final = phrases(r"\bwhy\b")
_OF_THE_PROGRAM: Final = frozenset({Command.WHAT_IS_KEPT, Command.WHO_ARE_YOU})
# Said where the program waits for the person to go on.
_BACK_AGAIN: Final = frozenset({Command.AFFIRM, Command.GREET, Command.DENY})
_NUMBER_AND: Final = phrases(r"^\W*(\d+) (?:and|but) ")
_READY_NOW: Final = phrases(r"^\W*(?:ok |yes |i'm |i am )*(?:now|back|ready|here)(?: now| again| please)*\W*$")
_BY_NUMBER: Final = phrases(
    r"^\W*(?:the |number |i take |i'll take )*(?:first|second|third|fourth|fifth|sixth|seventh|last|one|two|three|four|five|six|seven|[1-7])(?: (?:one|guide|please))*\W*$"
)
_ASKS_WHETHER_YOU: Final = phrases(
    r"^\W*(?:and |so |but |wait )*(?:do|will|can|could|are|would|have|does) (?:you|there|real|any)\b"
)
_CLAUSES: Final = re.compile(r"[,.;!?]+\s+|\s+but\s+|\s+-+\s+")
_ASKS_OF_US: Final = phrases(
    r"^\W*(?:ok |so |and |but |now |please |anyway |then |sorry )*(?:(?:can|could|may|shall|should) (?:we|you|i)|let's|let me|please|show me|give me|tell me first|i (?:want|need|would like|have) to|i'd (?:like|rather|prefer)|i want)\b"
    r"|^\W*(?:and |but |ok |now |so )*(?:who|what|where|why|how|are|is|do|does|will)\b[^?]*\b(?:you|this|these|it|my answers|here)\b"
    r"|\bplease\W*$|^\W*(?:ok |so |and )*(?:good ?night|good ?bye|bye)\b|^\W*(?:ok |just |so |and )*(?:next|skip|pass|pause)(?: (?:one|question|this|please|it|now))*\W*$"
)
# What the last clause may ask, likeliest first where the ear says nothing.
_ASKED_LAST: Final = (Command.SKIP, Command.PAUSE, Command.STOP, Command.CHOOSE_GUIDE)
_NEVER_LAST: Final = frozenset({*YES_OR_NO, Command.NOT_RIGHT, Command.THANKS, Command.GREET, Command.NEVER_ASK})
_TALKS_ABOUT: Final = phrases(r"\b(?:talk|speak|tell you) about (?:my|him|her|what|how)\b(?!.*\b(?:guide|one|topic)\b)")
_THE_GUIDES: Final = phrases(r"\b(?:they|them)\b")


def command_of(message: Message, heard: Heard, stage: Stage, weighed: Heard | None = None) -> Command | None:
    """The command a message is, None where it is an answer. A pressed button is always its command.

    `heard` is what Rasa made of the message, `weighed` what a network made of it beside its question, where one was asked.
    """
    if message.command is not None:
        return message.command
    ruled = _ruled(message, heard, stage)
    command = ruled if weighed is None else together(weighed, heard, ruled, stage)
    return None if command is Command.NOT_RIGHT and objects_to_the_question(message, stage) else command


def _ruled(message: Message, heard: Heard, stage: Stage) -> Command | None:
    if len(message.text) > LONGEST_COMMAND_CHARS:
        return None
    text = spelled_out(message.text)
    question = message.asked.question if message.asked is not None and stage is not Stage.CONFIRMING else ""
    if (
        stage is Stage.CHOOSING
        and (GUIDE_TITLES.search(text) or _BY_NUMBER.search(text))
        and len(text.split()) < TITLE_WORDS
    ):
        return Command.CHOOSE_GUIDE
    if stage is Stage.PAUSED and _goes_on(heard, text):
        return Command.RESUME
    if (heard.confidence < SURE_SHORT or heard.command is Command.REPEAT) and echoes(text, question):
        return Command.REPEAT
    asked_last = _asked_last(heard, text, question) if stage in (Stage.ASKING, Stage.RATING) else None
    if asked_last is not None:
        return asked_last
    if contradicts(text, question):
        return Command.NOT_RIGHT
    command = _by_thephrases(_possible(heard, text, stage), text, question, stage)
    if command is None and stage is not Stage.CONFIRMING:
        return _by_the_shape(heard, text, question, stage)
    return command


def _goes_on(heard: Heard, text: str) -> bool:
    """Whether a few words said in a pause ("yes", "hi, I'm here again") go on with the talk."""
    if _READY_NOW.search(text):
        return True
    if heard.command not in _BACK_AGAIN or len(text.split()) > SHORT_WORDS:
        return False
    return heard.command is Command.AFFIRM or bool(HERE_AGAIN.search(text))


def _asked_last(heard: Heard, text: str, question: str) -> Command | None:
    """What the last of several clauses asks of the program, if it does: "he never did, can we go to another one?"."""
    kind = asks(question)
    if kind is Asks.NUMBER:
        text = _NUMBER_AND.sub(r"\1. ", text)
    clauses = [clause for clause in _CLAUSES.split(text) if clause.strip(" .,!?")]
    if len(clauses) < 2 or len(text.split()) > LONG_WORDS or is_reported(text):
        return None
    likely = [
        command
        for command, confidence in ((heard.command, heard.confidence), *heard.also)
        if command is not None and confidence >= HEARD_A_LITTLE
    ]
    for last in reversed(clauses[1:]):
        if not _ASKS_OF_US.search(last) or PRONOUN.search(last) or is_told(last):
            continue
        if kind is Asks.WORDS and not AT_PROGRAM.search(last):
            continue
        for command in (*likely, *_ASKED_LAST):
            if command is Command.SKIP and kind is Asks.NUMBER and GIVES_A_NUMBER.search(text):
                continue  # the number is the answer, and the next question comes by itself
            if command not in _NEVER_LAST and is_explicit(last, command) and can_be(last, command):
                return meant(text, command, Stage.ASKING)
    return None


def _by_thephrases(heard: Heard, text: str, question: str, stage: Stage) -> Command | None:
    """What was heard, where it is likely enough and the words are not told and do not fit the question."""
    if stage is Stage.CONFIRMING and SAYS_YES_TO_IT.search(text):
        return Command.AFFIRM
    command = (
        meant_while_confirming(text, heard.command) if stage is Stage.CONFIRMING else meant(text, heard.command, stage)
    )
    if command is None or command in YES_OR_NO:
        return command if stage is Stage.CONFIRMING and heard.confidence >= SURE_EXPLICIT else None
    if _that_it_is_a_command(heard) < _needed(text, command, stage):
        return None
    return None if _is_told(text, command, stage) or answers(text, command, question) else command


def _that_it_is_a_command(heard: Heard) -> float:
    """How likely it is any command: two that share the likelihood ("stop", "pause") leave no more doubt than one.

    Where an answer is likely too, they share nothing but the doubt.
    """
    as_answer = next((p for command, p in heard.also if command is None), 0.0)
    if as_answer >= HEARD_A_LITTLE or heard.confidence < HEARD_HALF:
        return heard.confidence
    others = (p for command, p in heard.also if command is not None and command not in YES_OR_NO)
    return heard.confidence + max(others, default=0.0)


def _by_the_shape(heard: Heard, text: str, question: str, stage: Stage) -> Command | None:
    """What a short reply in a shape that is for the program is, whatever words it uses; None where it has no such shape."""
    kind = asks(question)
    if len(text.split()) > MIDDLE_WORDS or (kind is Asks.WORDS and not AT_PROGRAM.search(text)):
        return None
    if kind is Asks.NUMBER and asks_about_numbers(text) and not PRONOUN.search(text):
        return Command.WHY if _WHY_ASKED.search(text) else Command.REPEAT
    act = act_of(text)
    if act is None or shape_fits(act, kind, heard, text, question):
        return None
    ranking = ((heard.command, heard.confidence), *heard.also)
    for command, confidence in ranking:
        if command is None or command not in MAY_BE[act] or is_ruled_out(text, command):
            continue
        if confidence >= (HEARD_A_LITTLE if is_explicit(text, command) else HEARD_HALF):
            return meant(text, command, stage)
    return MAY_BE[act][-1]


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
    return can_be(text, command) or (command is Command.NEVER_ASK and bool(NEVER_SAID.search(text)))


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
    if stage is Stage.CONFIRMING and command is Command.RESUME and GOES_ON.search(text):
        return SURE_EXPLICIT
    words = len(text.split())
    if words <= LONG_WORDS and is_explicit(text, command):
        return SURE_EXPLICIT if words <= MIDDLE_WORDS else SURE_EXPLICIT_LONG
    if words <= SHORT_WORDS:
        return SURE_SHORT_PROGRAM if PROGRAM.search(text) else SURE_SHORT
    if words <= MIDDLE_WORDS:
        return SURE_MIDDLE
    return SURE_LONG if words <= LONG_WORDS else 1.01


def _is_told(text: str, command: Command, stage: Stage) -> bool:
    """Whether what looks like a command is rather told, whatever was asked."""
    if command in (Command.NOT_RIGHT, Command.THANKS, Command.GREET):
        return is_spoken(text) or (command is Command.NOT_RIGHT and is_that_clause(text))
    if command is Command.WHY and stage is not Stage.CONFIRMING and echoes_why(text) and not AT_PROGRAM.search(text):
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
    if command in _OF_THE_PROGRAM and _ASKS_WHETHER_YOU.search(text):
        return False
    return bool(RELATION.search(rest)) and not explicit
