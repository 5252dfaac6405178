"""Contexts of a match: what stands around it and changes what it counts as (denied, told as past, of somebody else)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.safety.patterns import END, IDIOM, Alphabet

_BEFORE: Final = 14  # words looked back on for what must reach the match
_TOLD: Final = 10  # words before the core in which its verb may stand
_SENTENCE: Final = 40  # words to either side, within the sentence
_MESSAGE: Final = 80  # words to either side, over sentences
_KEYS: Final = (
    *("before", "after", "sentence", "message", "lead", "onward", "told", "settled"),
    *("unless", "unless_before", "unless_after", "unless_within"),
)
_REACHING: Final = frozenset({"before", "told"})  # these must reach to the end of what is searched


@dataclass(frozen=True, slots=True)
class Context:
    """Where to look for a context of a match: before it (reaching it), after it (from its end), in its sentence, in the message.

    "Before" is before the core of the match, or before its first word with `at_start`. `lead` looks in its sentence and
    the one before, `onward` from the match on; `told` must besides be found in the match or in the words that lead to it.
    `settled` are spans that `unless` does not see.
    """

    name: str
    at_start: bool
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    sentence: re.Pattern[str] | None
    message: re.Pattern[str] | None
    lead: re.Pattern[str] | None
    onward: re.Pattern[str] | None
    told: re.Pattern[str] | None
    settled: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    unless_within: re.Pattern[str] | None

    def holds(self, codes: str, start: int, end: int) -> bool:
        """Whether the match at `start`..`end` stands in this context."""
        first = codes.rfind(END, 0, start) + 1
        last = codes.find(END, end)
        last = len(codes) if last < 0 else last
        return (
            self._stands(codes, start, end, first, last)
            and (self.told is None or self.told.search(codes[max(first, start - _TOLD) : end]) is not None)
            and not self._is_taken_back(codes, start, end, first, last)
        )

    def _stands(self, codes: str, start: int, end: int, first: int, last: int) -> bool:
        led = max(0, start - _MESSAGE, codes.rfind(END, 0, max(0, first - 1)) + 1)
        return (
            (self.before is not None and self.before.search(codes[max(first, start - _BEFORE) : start]) is not None)
            or (self.after is not None and self.after.match(codes, end, last) is not None)
            or _found(self.sentence, codes[max(first, start - _SENTENCE) : min(last, end + _SENTENCE)])
            or _found(self.message, codes[max(0, start - _MESSAGE) : end + _MESSAGE])
            or _found(self.lead, codes[led : min(last, end + _SENTENCE)])
            or _found(self.onward, codes[start : end + _MESSAGE])
        )

    def _is_taken_back(self, codes: str, start: int, end: int, first: int, last: int) -> bool:
        around = codes[max(0, start - _MESSAGE) : end + _MESSAGE]
        if self.settled is not None:
            around = self.settled.sub(lambda span: IDIOM * len(span.group()), around)
        return (
            _found(self.unless, around)
            or _found(self.unless_before, codes[max(first, start - _BEFORE) : start])
            or (self.unless_after is not None and self.unless_after.match(codes, end, last) is not None)
            or _found(self.unless_within, codes[start:end])
        )


def context(name: str, written: Mapping[str, Any], alphabet: Alphabet) -> Context:
    """The context as written in contexts.yml. Raises `PatternError`, and `ValueError` for a field it does not know."""
    if unknown := set(written) - {"at", *_KEYS}:
        raise ValueError(f"unknown field {sorted(unknown)[0]}")
    compiled = {key: alphabet.compile_any(_flat(written.get(key, ())), end=key in _REACHING) for key in _KEYS}
    return Context(name, written.get("at") == "start", **compiled)


def _flat(written: Sequence[Any]) -> list[str]:
    """The patterns of a field, those of a list shared between contexts (a list in the list) among them."""
    return [one for entry in written for one in ([entry] if isinstance(entry, str) else entry)]


def _found(pattern: re.Pattern[str] | None, where: str) -> bool:
    return pattern is not None and pattern.search(where) is not None
