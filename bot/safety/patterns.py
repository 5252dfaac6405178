"""The small language in which risk rules are written, compiled to regular expressions over words.

Every word the rules know is one character of a private alphabet, so that a pattern over words is a plain regular
expression over a short string: a gap is `[^.]{0,3}`, never nested repetition, and hostile text cannot make it explode.

    word            that word                      <class>      any word of a class of the lexicon
    [a b <class>]   one word of several            @name        a named sequence of the lexicon
    (a b | c)       one sequence of several        ~3  ~~3      up to three words of the same sentence; of any
    x?  x*  x**  x+ optional; up to four; up to eight; one to four    !x  not followed by x      ^!x  not preceded by x
    ^  $            start and end of a sentence    #            any number
    ~3-<class>      up to three words of the same sentence, none of the class
    ..              up to four words that change nothing (the class `soft`)
    (.. | [a b])*   a run of soft words and of these, up to eight; with ** up to fourteen
    :               here the core begins: a denial before it denies the match, even after the match's first words
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
CORE: Final = "core"
_SPECIAL: Final = {"unknown": UNKNOWN, "number": NUMBER, "year": YEAR}
_FIRST_CODE: Final = 0x4E00
_LEX: Final = re.compile(r"\^!|\.\.|\*\*|[!()\[\]|?*+^$#:]|~\d+-<\w+>|~~?\d+|[<@]\w+>?|\w+|\S")
_SOFT_RUNS: Final = {"?": "{0,4}", "*": "{0,8}", "+": "{0,8}", "**": "{0,14}"}
_QUANTIFIERS: Final = {"?": "?", "*": "{0,4}", "+": "{1,4}", "**": "{0,8}"}


class PatternError(ValueError):
    """A pattern that cannot be read; the message says where."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Regular expression source over codes, with the codes one of which must be there for it to match (None: any text).

    `codes` are the codes of a piece that is one word of several; with `is_soft`, up to four of them or none.
    """

    source: str
    anchor: frozenset[str] | None
    codes: frozenset[str] | None = None
    is_soft: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, its source as written, and its anchor (see `Piece`)."""

    written: str
    regex: re.Pattern[str]
    anchor: frozenset[str] | None


@dataclass(slots=True)
class _Tokens:
    """The tokens of a pattern, read from left to right."""

    written: str
    tokens: Sequence[str]
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        token = self.peek()
        if not token:
            raise self.wrong("it ends too soon")
        self.at += 1
        return token

    def wrong(self, what: str) -> PatternError:
        return PatternError(f"{what} (in: {self.written})")


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
        # A number that a class names ("the smallage 12") is a number still: "took 12 tablets" must not slip by `#`.
        self._numbers = {self.code(word) for word in self.words if word.isdigit()}

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
            reader = _Tokens(written, _LEX.findall(written))
            found = self._sequences_of(reader)
            if reader.peek():
                raise reader.wrong("a bracket too many")
            self._pieces[written] = found
        return found

    def _sequences_of(self, tokens: _Tokens) -> Piece:
        """Sequences separated by `|`, up to a closing bracket or the end."""
        alternatives = [self._sequence(tokens)]
        while tokens.peek() == "|":
            tokens.next()
            alternatives.append(self._sequence(tokens))
        if len(alternatives) == 1:
            return alternatives[0]
        anchors = [one.anchor for one in alternatives]
        anchor = None if None in anchors else frozenset[str]().union(*(one or () for one in anchors))
        return Piece(
            f"(?:{'|'.join(one.source for one in alternatives)})",
            anchor,
            None
            if any(one.codes is None for one in alternatives)
            else frozenset().union(*(one.codes or () for one in alternatives)),
            any(one.is_soft for one in alternatives),
        )

    def _sequence(self, tokens: _Tokens) -> Piece:
        parts: list[str] = []
        anchors: list[frozenset[str]] = []
        only: Piece | None = None
        while tokens.peek() not in ("", "|", ")"):
            look = tokens.next() if tokens.peek() in ("!", "^!") else ""
            piece = self._atom(tokens)
            if look:
                parts.append(f"(?{'<' if look == '^!' else ''}!{piece.source})")
                continue
            quantifier = tokens.next() if tokens.peek() in _QUANTIFIERS else ""
            parts.append(_repeated(piece, quantifier))
            only = piece if not quantifier else None
            if quantifier in ("", "+") and piece.anchor is not None:
                anchors.append(piece.anchor)
        if not parts:
            raise tokens.wrong("an empty sequence")
        if only is None or len(parts) > 1:
            return Piece("".join(parts), self._best(anchors))
        return Piece("".join(parts), self._best(anchors), only.codes, only.is_soft)

    def _atom(self, tokens: _Tokens) -> Piece:
        sign = tokens.next()
        if sign == "(":
            inside = self._sequences_of(tokens)
            if not tokens.peek() or tokens.next() != ")":
                raise tokens.wrong("a bracket is not closed")
            return Piece(f"(?:{inside.source})", inside.anchor, inside.codes, inside.is_soft)
        if sign == "..":
            soft = frozenset(self._one("<soft>", tokens))
            return Piece(f"[{''.join(sorted(soft))}]{{0,4}}", None, soft, is_soft=True)
        if sign == ":":
            return Piece(f"(?P<{CORE}>)", None)
        if sign == "^":
            return Piece("(?:(?<=[.])|^)", None)
        if sign == "$":
            return Piece("(?=[.]|\\Z)", None)
        if sign == "#":
            found = frozenset(self._one(sign, tokens))
            return Piece(f"[{''.join(sorted(found))}]", found)
        if sign[:2] == "~~" and sign[2:].isdigit():
            return Piece(f"[\\s\\S]{{0,{sign[2:]}}}?", None)
        if sign[0] == "~" and "-" in sign:
            gap, _, name = sign[1:].partition("-")
            without = "".join(sorted(self._one(name, tokens)))
            return Piece(f"[^.{without}]{{0,{gap}}}?", None)
        if sign[0] == "~" and sign[1:].isdigit():
            return Piece(f"[^.]{{0,{sign[1:]}}}?", None)
        if sign[0] == "@":
            if sign[1:] not in self._sequences:
                raise tokens.wrong(f"no sequence {sign}")
            piece = self._piece(self._sequences[sign[1:]])
            return Piece(f"(?:{piece.source})", piece.anchor)
        codes: set[str] = set()
        if sign == "[":
            while tokens.peek() not in ("]", ""):
                codes |= self._one(tokens.next(), tokens)
            if not tokens.peek() or tokens.next() != "]":
                raise tokens.wrong("a bracket is not closed")
        else:
            codes = self._one(sign, tokens)
        source = "".join(sorted(codes))
        found = frozenset(codes)
        return Piece(source if len(codes) == 1 and source != END else f"[{source}]", found, found)

    def _one(self, word: str, tokens: _Tokens) -> set[str]:
        if word == "#":
            return {NUMBER, YEAR, *self._numbers}
        if word.startswith("<") and word.endswith(">"):
            name = word[1:-1]
            if name == "number":
                return {NUMBER, *self._numbers}
            if name in _SPECIAL:
                return {_SPECIAL[name]}
            if name not in self._classes:
                raise tokens.wrong(f"no class {word}")
            return {self.code(one) for one in self._classes[name]}
        if not word.isalnum():
            raise tokens.wrong(f"not a word: {word!r}")
        return {self.code(word)}

    def _best(self, anchors: Sequence[frozenset[str]]) -> frozenset[str] | None:
        """The required set that is least likely to be there by chance: fewest everyday words, then fewest words."""
        return min(anchors, key=lambda one: (len(one & self._common), len(one)), default=None)


def _repeated(piece: Piece, quantifier: str) -> str:
    """The piece repeated. Words of one class, soft ones among them, are one run: repeated repetition could be made to take seconds."""
    if not quantifier:
        return piece.source
    if piece.codes is not None and piece.is_soft:
        return f"[{''.join(sorted(piece.codes))}]{_SOFT_RUNS[quantifier]}"
    return f"(?:{piece.source}){_QUANTIFIERS[quantifier]}"


def _other(word: str) -> str:
    if word in (END, "?"):
        return END
    if word[:4].isdigit() and len(word) == 4 and word[:2] in ("19", "20"):
        return YEAR
    return NUMBER if word[0].isdigit() else UNKNOWN
