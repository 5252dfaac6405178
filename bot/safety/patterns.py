"""The small language in which risk rules are written, compiled to regular expressions over words.

Every word the rules know is one character of a private alphabet, so that a pattern over words is a plain regular
expression over a short string: a gap is `[^.]{0,3}`, never nested repetition, and hostile text cannot make it explode.

    word            that word                      <class>      any word of a class of the lexicon
    a|b|<class>     one word of several            @name        a named sequence of the lexicon
    ( a b / c )     one sequence of several        ~3           up to three words of the same sentence
    x?  x*  x+      optional; up to four; one to four            !x  not followed by x      ^!x  not preceded by x
    ^  $            start and end of a sentence    #            any number
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = "x"
NUMBER: Final = "0"
YEAR: Final = "y"
IDIOM: Final = "_"
END: Final = "."
_FIRST_CODE: Final = 0x4E00
_LEX: Final = re.compile(r"\s*(\(|\)|/|\S+?(?=[()\s]|\Z))")
_QUANTIFIERS: Final = {"?": "?", "*": "{0,4}", "+": "{1,4}"}


class PatternError(ValueError):
    """A pattern that cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Regular expression source over codes, with the codes one of which must be there for it to match (None: any text)."""

    source: str
    anchor: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, its source as written, and its anchor (see `Piece`)."""

    written: str
    regex: re.Pattern[str]
    anchor: frozenset[str] | None


class Alphabet:
    """Gives each known word its character. `classes` are sets of words, `sequences` named patterns."""

    def __init__(self, classes: Mapping[str, Sequence[str]], sequences: Mapping[str, str]) -> None:
        self._codes: dict[str, str] = {}
        self._classes = {name: frozenset(words) for name, words in classes.items()}
        self._sequences = dict(sequences)
        self._pieces: dict[str, Piece] = {}
        self._common: frozenset[str] = frozenset()
        for words in self._classes.values():
            for word in words:
                self.code(word)
        self._common = frozenset(self.code(word) for word in self._classes.get("common", ()))

    @property
    def words(self) -> frozenset[str]:
        """Every word known so far."""
        return frozenset(self._codes)

    def code(self, word: str) -> str:
        """The word's character; a new one where it has none."""
        return self._codes.setdefault(word, chr(_FIRST_CODE + len(self._codes)))

    def encode(self, words: Sequence[str]) -> str:
        """A message as a string of codes."""
        codes = self._codes
        return "".join([codes.get(word) or _other(word) for word in words])

    def compile(self, written: str) -> Pattern:
        """Raises `PatternError`."""
        piece = self._piece(written)
        return Pattern(written, re.compile(piece.source), piece.anchor)

    def compile_any(self, written: Sequence[str], *, end: bool = False) -> re.Pattern[str] | None:
        """All patterns as one expression; with `end`, each must reach to the end of what is searched."""
        if not written:
            return None
        body = "|".join(f"(?:{self._piece(one).source})" for one in written)
        return re.compile(f"(?:{body})\\Z" if end else body)

    def _piece(self, written: str) -> Piece:
        found = self._pieces.get(written)
        if found is None:
            tokens = _LEX.findall(written)
            found, at = self._sequence(tokens, 0, written)
            if at != len(tokens):
                raise PatternError(f"a bracket too many in: {written}")
            self._pieces[written] = found
        return found

    def _sequence(self, tokens: Sequence[str], at: int, written: str) -> tuple[Piece, int]:
        """Alternatives separated by `/`, up to a closing bracket or the end."""
        alternatives: list[Piece] = []
        parts: list[str] = []
        anchors: list[frozenset[str]] = []
        while True:
            token = tokens[at] if at < len(tokens) else ")"
            if token in ("/", ")"):
                alternatives.append(Piece("".join(parts), self._best(anchors)))
                parts, anchors = [], []
                if token == ")":
                    break
                at += 1
                continue
            piece, at, needed = self._item(tokens, at, written)
            parts.append(piece.source)
            if needed and piece.anchor is not None:
                anchors.append(piece.anchor)
        anchor = None if any(one.anchor is None for one in alternatives) else frozenset[str]().union(*(one.anchor or () for one in alternatives))
        source = "|".join(one.source for one in alternatives)
        return Piece(f"(?:{source})" if len(alternatives) > 1 else source, anchor), at

    def _item(self, tokens: Sequence[str], at: int, written: str) -> tuple[Piece, int, bool]:
        token = tokens[at]
        look = ""
        for sign, source in (("^!", "(?<!"), ("!", "(?!")):
            if token.startswith(sign):
                look, token = source, token[len(sign) :]
                break
        if token == "(":
            inside, at = self._sequence(tokens, at + 1, written)
            if at >= len(tokens):
                raise PatternError(f"a bracket is not closed in: {written}")
            piece = Piece(f"(?:{inside.source})", inside.anchor)
            at += 1
            quantifier = ""
            if at < len(tokens) and tokens[at] in _QUANTIFIERS:
                quantifier = tokens[at]
                at += 1
        else:
            quantifier = token[-1] if len(token) > 1 and token[-1] in _QUANTIFIERS else ""
            piece = self._atom(token[:-1] if quantifier else token, written)
            at += 1
        if look:
            return Piece(f"{look}{piece.source})", None), at, False
        if quantifier:
            return Piece(f"(?:{piece.source}){_QUANTIFIERS[quantifier]}", piece.anchor), at, quantifier == "+"
        return piece, at, True

    def _atom(self, token: str, written: str) -> Piece:
        if token == "^":
            return Piece("(?:(?<=[.])|^)", None)
        if token == "$":
            return Piece("(?=[.]|\\Z)", None)
        if token == "#":
            return Piece("[0y]", frozenset("0y"))
        if token.startswith("~"):
            if not token[1:].isdigit():
                raise PatternError(f"a gap needs a number in: {written}")
            return Piece(f"[^.]{{0,{token[1:]}}}?", None)
        if token.startswith("@"):
            if token[1:] not in self._sequences:
                raise PatternError(f"no sequence {token} (in: {written})")
            piece = self._piece(self._sequences[token[1:]])
            return Piece(f"(?:{piece.source})", piece.anchor)
        codes: set[str] = set()
        for word in token.split("|"):
            codes |= self._one(word, written)
        source = "".join(sorted(codes))
        return Piece(source if len(codes) == 1 and source not in ".^$" else f"[{re.escape(source)}]", frozenset(codes))

    def _one(self, word: str, written: str) -> set[str]:
        if word.startswith("<") and word.endswith(">"):
            name = word[1:-1]
            special = {"unknown": UNKNOWN, "number": NUMBER, "year": YEAR, "end": END}
            if name in special:
                return {special[name]}
            if name not in self._classes:
                raise PatternError(f"no class {word} (in: {written})")
            return {self.code(one) for one in self._classes[name]}
        if not word or not word.replace("'", "").isalnum():
            raise PatternError(f"not a word: {word!r} (in: {written})")
        return {self.code(word)}

    def _best(self, anchors: Sequence[frozenset[str]]) -> frozenset[str] | None:
        """The required set that is least likely to be there by chance: fewest everyday words, then fewest words."""
        return min(anchors, key=lambda one: (len(one & self._common), len(one)), default=None)


def _other(word: str) -> str:
    if word in (END, "?"):
        return END
    if word[:4].isdigit() and len(word) == 4 and word[:2] in ("19", "20"):
        return YEAR
    return NUMBER if word[0].isdigit() else UNKNOWN
