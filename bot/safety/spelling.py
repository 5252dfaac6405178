"""Turns a message as people type it into plain words, one spelling each, so that rules need to know only one.

Undone here: curly quotes, missing apostrophes, zero-width characters, look-alike letters of other scripts, letters
spaced out or run together, digits and signs for letters, drawn-out letters, typing errors, texting shorthand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from bot.safety.folding import fold
from bot.safety.typing_errors import TypingErrors

SENTENCE_END: Final = "."
QUESTION: Final = "?"

_LETTER_SIGNS: Final = str.maketrans("0134578@$!|+€£", "oieastbasiitel")
# A word, with signs for letters only where a letter or digit follows; or the end of a sentence; or any other sign.
_TOKEN: Final = re.compile(
    r"(?:[^\W_]|'(?=[^\W_])|[@$!|*€](?=[^\W_]|[@$!|*€]+[^\W_]))+|[.!?\n\r\u2026\u3002]+|[^\w\s]", re.UNICODE
)
# Three or more single letters with signs or spaces between them: "k y s", "k.y.s", "d i e".
_SPACED_OUT: Final = re.compile(r"(?<![^\W_])(?:[^\W_][\s.\-_*~/,|]{1,3}){2,59}[^\W_](?![^\W_])")
_RUN: Final = re.compile(r"(.)\1{2,}", re.DOTALL)
# Letters run together end in "ded" for dead after one of these ("iwishiwasded"); else in a past tense ("sounded").
_BEFORE_DED: Final = ("am", "is", "are", "was", "were", "be", "been", "being", "im", "better", "feel", "already", "me")
# "ill" after one of these is sick; anywhere else it is "I'll".
_BEFORE_IS: Final = frozenset(["it", "he", "she", "that", "what", "who", "there", "where", "how"])
_BEFORE_ILL: Final = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "feel",
        "feels",
        "felt",
        "fall",
        "falls",
        "fell",
        "so",
        "very",
        "really",
        "mentally",
        "terminally",
        "seriously",
        "critically",
        "physically",
        "severely",
        "chronically",
        "got",
        "get",
        "gets",
        "a",
        "the",
        "an",
        "of",
        "and",
        "or",
        "too",
        "still",
        "your",
        "my",
        "his",
        "her",
        "their",
    ]
)
_OWNERS: Final = {"my": "myself", "your": "yourself", "him": "himself", "her": "herself", "them": "themselves"}
# Signs that say something: laughing, dying of laughter, and the things one can be hurt with.
_PICTURES: Final = {
    "😂": "lol",
    "🤣": "lol",
    "😹": "lol",
    "💀": "skullsign",
    "☠": "skullsign",
    "🔫": "gun",
    "🔪": "knife",
    "💊": "pills",
    "🪢": "noose",
}
_ASCII_WORD: Final = re.compile(r"[a-z]+\Z")


class Speller:
    """Knows the words of the rules and brings other spellings of them back to one.

    `typo_words` are the words worth recognising when mistyped, `swapped_words` short ones with two letters swapped; `real_words` are words of the language close to one of
    them that must stay as they are ("surviving" is not a typing error of anything); `masked_words` are those written with stars.
    """

    def __init__(
        self,
        words: Iterable[str],
        *,
        shorthand: Mapping[str, str] | None = None,
        typo_words: Iterable[str] = (),
        swapped_words: Iterable[str] = (),
        real_words: Iterable[str] = (),
        masked_words: Iterable[str] = (),
    ) -> None:
        self._shorthand = {key: tuple(long.split()) for key, long in (shorthand or {}).items()}
        self._words = frozenset(words) | frozenset(self._shorthand)
        self._real = frozenset(real_words)
        self._joinable = frozenset(w for w in typo_words if len(w) >= 5)
        self._slips = TypingErrors(self._joinable, swapped_words=swapped_words, real_words=self._real)
        self._masked = tuple(masked_words)
        self._longest = max((len(w) for w in self._words), default=1)
        self._respell = lru_cache(maxsize=8192)(self._respelt)

    def words(self, text: str) -> list[str]:
        """The words of the message in order; `SENTENCE_END` and `QUESTION` stand between sentences."""
        out: list[str] = []
        for match in _TOKEN.finditer(_SPACED_OUT.sub(self._pulled_together, fold(text))):
            token = match.group()
            if token[0] in ".!?\n\r\u2026\u3002":
                self._end(token, out)
            elif token[0].isalnum() or len(token) > 1:
                self._expand(token, out)
            elif token in _PICTURES:
                out.append(_PICTURES[token])
        return self._joined(out)

    def _pulled_together(self, match: re.Match[str]) -> str:
        run = "".join(c for c in match.group() if c.isalnum())
        for letters in (run, run.translate(_LETTER_SIGNS)):
            if not letters.isdigit() and (words := self._split(letters)):
                return " ".join(words)
        return match.group()

    @staticmethod
    def _end(token: str, out: list[str]) -> None:
        if token[0] == "\u2026" or (token.startswith("..") and "?" not in token and "!" not in token):
            return  # a pause, not an end
        out.append(QUESTION if "?" in token else SENTENCE_END)

    def _expand(self, typed: str, out: list[str]) -> None:
        if "'" in typed:
            typed = self._without_apostrophe(typed, out)
        if not typed:
            return
        if typed == "ill" and not (out and out[-1] in _BEFORE_ILL):
            out += ("i", "will")
            return
        if typed == "2" and out and out[-1].isalpha():
            out.append("to")
            return
        long = self._shorthand.get(typed)
        if long is not None:
            out.extend(long)
        elif typed in self._words:
            out.append(typed)
        else:
            out.extend(self._respell(typed[:40]))

    def _without_apostrophe(self, token: str, out: list[str]) -> str:
        bare = token.replace("'", "")
        if bare in self._shorthand and bare not in ("its", "id"):
            return bare
        if token.endswith(("'s", "'ve", "'re", "'ll", "'d", "'m", "'nt")):
            stem, _, tail = token.rpartition("'")
            full = {"ve": "have", "re": "are", "ll": "will", "d": "would", "m": "am", "nt": "not"}.get(tail)
            if stem:
                out.append(stem)  # none where it was typed apart: "he 's gone"
            owner = out[-1] if out else ""
            if owner == "let":
                out.append("us")
            elif full:
                out.append(full)
            else:
                out.append("is" if owner in _BEFORE_IS else "s")
            return ""
        return bare

    def _respelt(self, token: str) -> tuple[str, ...]:
        """Another spelling of known words, or the token as it is."""
        if token.isdigit():
            return (token,)
        if not _ASCII_WORD.match(token):
            return self._from_signs(token)
        for shorter in (_RUN.sub(r"\1\1", token), _RUN.sub(r"\1", token)):
            if shorter != token:
                if shorter in self._shorthand:
                    return self._shorthand[shorter]
                if shorter in self._words:
                    return (shorter,)
        if any(pair in token for pair in ("ae", "oe", "ue")):
            plain = token.replace("ae", "a").replace("oe", "o").replace("ue", "u")
            if plain in self._words:
                return (plain,)
        if token in self._real:
            return (token,)
        meant = self._slips.meant_by(token)
        if meant is not None:
            return (meant,)
        if len(token) >= 7:
            parts = self._split(token)
            if parts and any(
                part in self._joinable or part in ("kill", "die", "dead", "end", "kms", "live") for part in parts
            ):
                return tuple(parts)
        return (token,)

    def _from_signs(self, token: str) -> tuple[str, ...]:
        if "*" in token:
            parts = re.findall(r"\*+|[^*]+", token)
            mask = re.compile(
                "".join(f"[a-z]{{1,{len(part)}}}" if part[0] == "*" else re.escape(part) for part in parts) + r"\Z"
            )
            for word in self._masked:
                if mask.match(word):
                    return (word,)
        for one in ("i", "l"):
            plain = token.replace("1", one).translate(_LETTER_SIGNS)
            if plain in self._shorthand:
                return self._shorthand[plain]
            if plain in self._words:
                return (plain,)
            if _ASCII_WORD.match(plain) and not token[0].isdigit():
                known = self._respelt(plain)
                if known != (plain,):
                    return known
        pieces = [piece for piece in re.split(r"[@$!|*€']+", token) if piece]
        if len(pieces) > 1:
            return tuple(word for piece in pieces for word in self._respell(piece))
        return (token,)

    def _split(self, run: str) -> list[str] | None:
        """Letters without spaces as known words, the fewest; None where they are not known words throughout."""
        if len(run) > 60:
            return None
        best: list[tuple[int, int] | None] = [(0, 0)] + [None] * len(run)
        last = 0
        for end in range(1, len(run) + 1):
            if end - last > self._longest:
                return None  # no word reaches this far
            for start in range(max(0, end - self._longest), end):
                before = best[start]
                word = run[start:end]
                if before is None or word not in self._words or (len(word) == 1 and word not in "ia"):
                    continue
                if best[end] is None or before[0] + 1 < best[end][0]:  # type: ignore[index]
                    best[end] = (before[0] + 1, start)
                    last = end
        if best[-1] is None:
            return None
        words: list[str] = []
        end = len(run)
        while end:
            start = best[end][1]  # type: ignore[index]
            if end == len(run) and run[start:] == "ded" and not run[:start].endswith(_BEFORE_DED):
                return None
            words[:0] = self._shorthand.get(run[start:end], (run[start:end],))
            end = start
        return words

    def _joined(self, words: Sequence[str]) -> list[str]:
        """Words torn in two ("sui cide") put together again."""
        out: list[str] = []
        for word in words:
            if out and word == "self" and out[-1] in _OWNERS:
                out[-1] = _OWNERS[out[-1]]
            elif out and out[-1] not in self._words and word not in self._words and out[-1] + word in self._joinable:
                out[-1] += word
            else:
                out.append(word)
        return out
