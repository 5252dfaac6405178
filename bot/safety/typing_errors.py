"""Words one slip of the fingers away from those worth recognising: a letter put in, left out, replaced or swapped with its neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Final

_LEAST_LETTERS: Final = 4  # of a shorter word one slip may make any other


class TypingErrors:
    """Knows which of some words may be meant by what was typed.

    `swapped_words` are short ones, looked for only with two letters swapped; `real_words` are never taken for such a swap.
    """

    def __init__(
        self, words: Iterable[str], *, swapped_words: Iterable[str] = (), real_words: Set[str] = frozenset()
    ) -> None:
        self._near: dict[str, set[str]] = {}
        for word in words:
            for part in _deletes(word):
                self._near.setdefault(part, set()).add(word)
        self._swapped = {typed: word for word in swapped_words for typed in _swaps(word) if typed not in real_words}

    def meant_by(self, typed: str) -> str | None:
        """The word that is meant, of several the one with the same first letter; None where no slip explains it."""
        if typed in self._swapped:
            return self._swapped[typed]
        if len(typed) < _LEAST_LETTERS:
            return None
        near = {word for part in _deletes(typed) for word in self._near.get(part, ()) if _one_apart(typed, word)}
        return min(near, key=lambda word: (word[0] != typed[0], word), default=None)


def _deletes(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))} | {word}


def _swaps(word: str) -> set[str]:
    """The word with two neighbouring letters swapped, as fingers do it: "wnat", "lfie"."""
    return {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)} - {word}


def _one_apart(a: str, b: str) -> bool:
    """True where the words differ by one letter put in, left out, replaced or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
