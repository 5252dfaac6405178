"""Whether a message is taken for English, by its everyday words: the language the classifier was taught in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_ENGLISH_WORDS: Final = (
    "i the and you that was for are with he she they this have had not but what all me my is it we so if be do at "
    "by on or an as to of no just am can will would when like about him her them your been"
)
_ENGLISH: Final = frozenset(_ENGLISH_WORDS.split())
# German and Spanish have rules of their own; a guess about them would be a guess about the language.
_NOT_ENGLISH_WORDS: Final = (
    "ich und der die das nicht mit ein eine ist auch auf von dem den sich des wir ihr mein meine mich mir habe bin "
    "nach noch nur wenn aber wie kann mehr que los las por con una para como pero mas este esta mi yo muy cuando "
    "todo nada ser estoy tengo quiero siempre nunca ella porque el en se lo le su del es un y"
)
_NOT_ENGLISH: Final = frozenset(_NOT_ENGLISH_WORDS.split())


def is_english(words: Sequence[str]) -> bool:
    """False where more of the words are German or Spanish than English. `words` as by `bot.safety.spelling`."""
    return sum(word in _NOT_ENGLISH for word in words) <= sum(word in _ENGLISH for word in words)
