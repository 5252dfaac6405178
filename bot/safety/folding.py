"""Folds a message to plain small letters: no marks, no invisible characters, no curly quotes, no look-alikes of other scripts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LOOKALIKES: Final = str.maketrans(
    # Cyrillic, Greek and small-capital letters that look like Latin ones (Unicode confusables, the common part).
    "абвгеёзікмнорѕтухсԁһјӏԛԝґіїўҍαβεζηικμνορστυχωϲϳɑɡɩᴀʙᴄᴅᴇғɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
    "abbreeзikmhopstyxcdhjlqwriiybabeznikmvopotuxwcjagiabcdefghijklmnoprstuvwyz",
)
_DROPPED: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef]"
)
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("‘’‚‛′ʼ´`＇׳", "'"))
_MARKS: Final = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_FOLDS: Final = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ẞ": "ss"})


def fold(text: str) -> str:
    """Lower case, compatibility forms, no marks, no invisible characters, plain apostrophes."""
    if not text.isascii():
        text = _DROPPED.sub("", text)
        text = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES)
        text = _DROPPED.sub("", text)
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_FOLDS)
        return _latinised(text)
    return text.lower().replace("`", "'")


def _latinised(text: str) -> str:
    """Look-alike letters become Latin ones in words that mix scripts, and in lone words among Latin ones."""
    if text.isascii():
        return text
    latin = sum("a" <= c <= "z" for c in text)
    other = sum(c.isalpha() and c > "\u036f" for c in text)
    if not other:
        return text
    words = re.split(r"(\s+)", text)
    out = []
    for word in words:
        mixed = any("a" <= c <= "z" for c in word)
        out.append(word.translate(_LOOKALIKES) if mixed or latin > other else word)
    return "".join(out)
