"""What an answer holds beside a loss, and beside what it says to the program: worth giving back, where it is plain."""

from __future__ import annotations

import re
from typing import Final

from bot.guides.addressed import asks_for_another_subject, is_at_the_bot
from bot.guides.answers import sentences, words
from bot.guides.clauses import WORDS_MIN, tidy
from bot.guides.grammar import is_plain_english, is_question, says_you, stands_alone
from bot.guides.tones import Tone, tells_of_loss, tone_of

CLOSING_WORDS_MAX: Final = 12  # more than this read back at the end would open the talk again
# What goes on after somebody's death, and no detail of it: "I still hear the slippers".
_GOES_ON: Final = re.compile(
    r"i (?:still|miss|keep|often|always|sometimes|even now|think (?:of|about)|talk to|dream (?:of|about)|carry|wear)\b"
)
_ODD: Final = re.compile(r"[<>{}\[\]\\|=@\u201c\u201d\"]|https?|\d{4,}")


def beside_the_anger(text: str) -> str:
    """The answer without the sentences that are angry at the program; "" where too little is left to be an answer."""
    rest = [each for each in sentences(text) if not is_at_the_bot(each)]
    return " ".join(rest) if sum(len(words(each)) for each in rest) >= WORDS_MIN else ""


def before_another_subject(text: str) -> str:
    """What was answered before another subject was asked for; what comes after belongs to that one."""
    before: list[str] = []
    for sentence in sentences(text):
        if asks_for_another_subject(sentence):
            break
        before.append(sentence)
    return " ".join(before) if sum(len(words(each)) for each in before) >= WORDS_MIN else ""


def carried_on(text: str) -> str | None:
    """What the speaker says of themselves since a death, None where nothing of it can be given back."""
    for sentence in sentences(text):
        clause = tidy(sentence)
        if (
            _GOES_ON.match(clause.casefold())
            and not tells_of_loss(clause)
            and tone_of(clause) is Tone.PLAIN
            and stands_alone(clause)
            and is_plain_english(clause)
        ):
            return clause
    return None


def may_close(text: str) -> bool:
    """True for a few plain words that can close a talk as they were said."""
    is_plain = tone_of(text) in (Tone.PLAIN, Tone.OTHERS) and not (says_you(text) or is_question(text))
    return 0 < len(words(text)) <= CLOSING_WORDS_MAX and is_plain and not _ODD.search(text)
