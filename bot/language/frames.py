"""The language of rule frames, compiled to regular expressions over a clause's plain words.

# ruff: noqa: SIM905 (word lists read better as running text)

| in a frame | means |
|---|---|
| `word` | that word |
| `trust+` | any form of the verb |
| `(a\\|b c\\|d)` | one of these; `[a\\|b]` one of these or nothing |
| `I` | the speaker as subject; may be left out at a clause's start, or be "it's hard for me to" before a chain |
| `~` | a chain (auxiliaries, adverbs, negation, "find it hard to"): what it does to the meaning is read afterwards |
| `=` | a plain chain (auxiliaries, adverbs, negation) |
| `-` | a plain run of adverbs and auxiliaries that changes nothing |
| `ALW` | always, never, not: one of them must stand there |
| `NOTHING` | the word "nothing", which turns the meaning |
| `HARD` | a phrase that turns what follows ("find it hard to", "hate") |
| `<name>` | the macro of that name from lexicons/macros.yml |
| `FIG` | somebody: a person, people, nobody; `FIGS` theirs ("his", "my mother's") |
| `PART` | somebody in particular (not people in general, not nobody) |
| `OTH` | people in general, or nobody |
| `..` `...` | up to three, up to seven words |
| `^` `$` | the clause's start, its end |
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from bot.language.chains import AGAINST, ALWAYS, FULL_CHAIN, IMPERSONAL, PLAIN_CHAIN, TAGS
from bot.language.verbs import forms

_QUANTIFIER: Final = rf"(?:{TAGS}(?:none|all|both|each|most|some|any|one|half|neither|many|few|one) {TAGS}of )?"
_PARTICULAR: Final = r"(?:@figh?)(?: (?:and|or) @figh?)?"
_GENERAL: Final = r"(?:@oth|@nobody)"
_TAIL: Final = r"(?: [=~]?(?:else|alive|here|there|around me|in my life|at work|at school|i know|i love|i date|i meet|i get close to|on earth|in the world))?"
_OPENER: Final = (
    r"[=~]?(?:and|but|so|because|honestly|just|like|also|plus|though|although|anyway|well|oh|yeah|yes|no|now|then|or|if|when|still|really|actually|maybe|lately|sometimes|always|"
    r"these =?days|recently|currently|deep =?down|basically|literally|cos|since|and =?then|even|often|usually|at =?the =?moment|right =?now|most =?days|some =?days|again|to =?be =?honest|as|while|whenever|i =?guess|i =?think) "
)
_I: Final = rf"(?:(?<= )[=~]?i |(?<=\^ )(?:{_OPENER}){{0,3}}(?!{TAGS}(?:getting|being|depending|relying|asking|opening|letting|trusting|needing|telling|sharing|not being) ))"
_IT: Final = rf"(?<= ){IMPERSONAL}"

_ATOM: Final = re.compile(r"\(|\)|\[|\]|\||[^\s()\[\]|]+")


# People in general are marks in a clause, so they are marks in a frame too.
_MARKED: Final = dict.fromkeys(
    ["people", "everyone", "everybody", "anyone", "anybody", "someone", "somebody", "others", "men", "guys"], "@oth"
) | {"nobody": "@nobody"}


class FrameError(ValueError):
    """A frame that cannot be read; the message says where."""


@dataclass(frozen=True)
class Frame:
    """One frame. `anchors` are words of which every match holds one; empty where none could be worked out.

    Its regular expression is compiled when a clause first holds an anchor: all of them together take a second or more to compile.
    """

    source: str
    regex: str
    anchors: frozenset[str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression, over a tagged clause."""
        return re.compile(self.regex)


def compile_frame(source: str, macros: Mapping[str, str] = MappingProxyType({})) -> Frame:
    """Compiles one frame. Raises `FrameError`."""
    atoms = _ATOM.findall(_expand(source, macros))
    if not atoms:
        raise FrameError("the frame is empty")
    builder = _Builder(atoms)
    body, anchors = builder.sequence(end="")
    if builder.position != len(atoms):
        raise FrameError(f"a bracket is closed that was not opened in {source!r}")
    return Frame(source, r"(?<= )" + body if not source.startswith("^") else body, anchors)


def _expand(source: str, macros: Mapping[str, str]) -> str:
    """Puts the macros' text in, macros within macros too."""
    for _ in range(4):
        for name in re.findall(r"<([a-z_]+)>", source):
            if name not in macros:
                raise FrameError(f"there is no macro <{name}>")
            source = source.replace(f"<{name}>", f"({macros[name]})")
    return source


class _Builder:
    """A recursive-descent reader of one frame."""

    def __init__(self, atoms: list[str]) -> None:
        self.atoms = atoms
        self.position = 0
        self.slots = 0

    def sequence(self, *, end: str) -> tuple[str, frozenset[str]]:
        """Alternatives up to `end`; returns the regex and its anchors."""
        options: list[tuple[str, frozenset[str]]] = []
        parts: list[str] = []
        anchors: list[frozenset[str]] = []
        while self.position < len(self.atoms):
            atom = self.atoms[self.position]
            if atom in (")", "]"):
                break
            self.position += 1
            if atom == "|":
                options.append(("".join(parts), _best(anchors)))
                parts, anchors = [], []
            elif atom == "(":
                body, found = self.sequence(end=")")
                self._close(")")
                parts.append(f"(?:{body})")
                anchors.append(found)
            elif atom == "[":
                body, _ = self.sequence(end="]")
                self._close("]")
                parts.append(f"(?:{body})?")
            else:
                regex, found = self._atom(atom)
                parts.append(regex)
                anchors.append(found)
        options.append(("".join(parts), _best(anchors)))
        if len(options) == 1:
            return options[0]
        every = [found for _, found in options]
        return "|".join(body for body, _ in options), frozenset().union(*every) if all(every) else frozenset()

    def _close(self, bracket: str) -> None:
        if self.position >= len(self.atoms) or self.atoms[self.position] != bracket:
            raise FrameError(f"a bracket is not closed by {bracket!r}")
        self.position += 1

    def _slot(self, chain: str) -> str:
        self.slots += 1
        return f"(?P<c{self.slots}>{chain})"

    def _atom(self, atom: str) -> tuple[str, frozenset[str]]:
        none: frozenset[str] = frozenset()
        match atom:
            case "I":
                following = self.atoms[self.position] if self.position < len(self.atoms) else ""
                if following == "~":
                    self.position += 1
                    self.slots += 1
                    return f"(?:{_I}{self._slot(FULL_CHAIN)}|(?P<it{self.slots}>{_IT}))", none
                return _I, none
            case "~":
                return self._slot(
                    FULL_CHAIN if self.position >= 2 and self.atoms[self.position - 2] in ("i", "we") else PLAIN_CHAIN
                ), none
            case "=":
                return self._slot(PLAIN_CHAIN), none
            case "-":
                return PLAIN_CHAIN, none
            case "ALW":
                return self._slot(ALWAYS), none
            case "HARD":
                self.slots += 1
                return f"(?P<h{self.slots}>{AGAINST})", none
            case "NOTHING":
                return self._slot("nothing "), frozenset(("nothing",))
            case "FIG":
                return f"(?P<f{self._number()}>{_QUANTIFIER}(?:{_PARTICULAR}|{_GENERAL}){_TAIL} )", none
            case "PART":
                return f"(?P<f{self._number()}>{_QUANTIFIER}(?:{_PARTICULAR}) )", none
            case "OTH":
                return f"(?P<f{self._number()}>{_QUANTIFIER}(?:{_GENERAL}){_TAIL} )", none
            case "FIGS":
                return f"(?P<f{self._number()}>(?:@figs|@figh|@fig =?'s|@oth =?'s|@nobody =?'s) )", none
            case "..":
                return r"(?:[^ ]+ ){0,3}?", none
            case "...":
                return r"(?:[^ ]+ ){0,7}?", none
            case "^":
                return rf"(?<=\^ )(?:{_OPENER}){{0,3}}", none
            case "$":
                return r"(?=\$)", none
        if atom.endswith("+") and len(atom) > 2:
            words = forms(atom[:-1])
            return f"{TAGS}(?:" + "|".join(re.escape(word) for word in words) + ") ", frozenset(words)
        if not re.fullmatch(r"[a-z0-9'@,-]+", atom):
            raise FrameError(f"{atom!r} is no word of the frame language")
        atom = _MARKED.get(atom, atom)
        return TAGS + re.escape(atom) + " ", frozenset((atom,))

    def _number(self) -> int:
        self.slots += 1
        return self.slots


_COMMON: Final = frozenset(
    [
        "i",
        "me",
        "my",
        "to",
        "not",
        "no",
        "is",
        "am",
        "are",
        "was",
        "be",
        "do",
        "have",
        "has",
        "the",
        "a",
        "an",
        "of",
        "for",
        "in",
        "on",
        "with",
        "and",
        "or",
        "but",
        "so",
        "that",
        "it",
        "you",
        "when",
        "if",
        "what",
        "as",
        "at",
        "up",
    ]
)


def _best(anchors: list[frozenset[str]]) -> frozenset[str]:
    """The most telling anchor set of a sequence: the smallest without common words."""
    usable = [found for found in anchors if found]
    return min(usable, key=lambda found: (bool(found & _COMMON), len(found)), default=frozenset())
