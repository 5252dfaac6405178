"""The copy of a message that Rasa sees. It serves only to recognise commands; the original stays in the store."""

from __future__ import annotations

import unicodedata
from typing import Final

from bot.service.spelled_out import spelled_out
from bot.working_model.dialogue import BUTTONS_ALONE, Command

ANSWER_INTENT: Final = "answer"
LONGEST_COPY_CHARS: Final = 300
# Nobody gives a command in more words, and a longer message is never believed to be one (bot/service/command_or_answer.py).
# So what people tell at length does not enter Rasa at all.
LONGEST_COMMAND_WORDS: Final = 24


def rasa_copy(text: str, command: Command | None = None) -> str:
    """What Rasa is sent for `text`: `/<intent>` for a pressed button (`/answer` where there is no intent of it), the words where they may be a command, else `/answer`.

    Rasa takes a text that begins with a slash for an intent, with `@` and `{` after it for confidence and entities
    (rasa/shared/core/training_data/story_reader/yaml_story_reader.py, unpack_regex_message), strips white space before it
    looks, and cannot parse an empty text. So no copy of words begins with a slash, control characters (NUL, lone surrogates,
    direction marks) become spaces, and a text without a letter or digit is sent as an answer outright.
    """
    if command is not None:
        return f"/{ANSWER_INTENT if command in BUTTONS_ALONE else command.value}"
    if len(text.split(maxsplit=LONGEST_COMMAND_WORDS)) > LONGEST_COMMAND_WORDS:
        return f"/{ANSWER_INTENT}"
    visible = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text[: LONGEST_COPY_CHARS * 4])
    plain = spelled_out(" ".join(visible.split()))
    copy = plain.lstrip("/ ")[:LONGEST_COPY_CHARS].rstrip()
    return copy if any(char.isalnum() for char in copy) else f"/{ANSWER_INTENT}"
