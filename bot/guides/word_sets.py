"""Writes a set of words as one readable line."""

from __future__ import annotations


def word_set(line: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(line.split())
