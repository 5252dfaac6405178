"""A message as the classifier sees it: people blinded, words in pieces, and where each clause stands among the pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.encoder.running import CLASS, SEPARATOR, Pieces
from bot.language.clauses import Clause
from bot.language.normaliser import Word
from bot.language.people import Meant

LONGEST_PIECES: Final = 256
"""Pieces of one window, the question's included; a longer message is cut into several windows at its sentences."""
LONGEST_QUESTION: Final = 40
_BLIND: Final = "[unused1]"


@dataclass(frozen=True, slots=True)
class Window:
    """Piece ids and segments of one window; for each clause in it, its number and the places of its pieces (end exclusive)."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    clauses: tuple[tuple[int, int, int], ...]


class Windower:
    """Cuts messages into windows. People named by a role or a name become one blind piece: "mother" shall never mean "insecure"."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._pieces = Pieces(tokenizer_file)
        self._class = self._pieces.id_of(CLASS)
        self._separator = self._pieces.id_of(SEPARATOR)
        self.blind = self._pieces.id_of(_BLIND)

    def pieces_of(self, words: str) -> list[int]:
        """The pieces of some words."""
        return self._pieces.of_words(words)

    def windows(
        self, words: Sequence[Word], meant: Sequence[Meant], clauses: Sequence[Clause], *, question: str = ""
    ) -> list[Window]:
        """All windows of one message, every clause in exactly one; each begins with the question, where one was open."""
        blinded = {m.start: m.end for m in meant if m.mark == "@fig" and m.how == "named"}
        head = [self._class, *self._question(question)]
        if len(head) > 1:
            head.append(self._separator)
        room = LONGEST_PIECES - len(head) - 1
        made: list[Window] = []
        pieces: list[int] = []
        places: list[tuple[int, int, int]] = []
        for number, clause in enumerate(clauses):
            upto = clauses[number + 1].start if number + 1 < len(clauses) else len(words)
            own = self._clause_pieces(words, blinded, clause.start, clause.end)[: room - 8]
            tail = self._clause_pieces(words, blinded, clause.end, upto)[:8]
            if pieces and len(pieces) + len(own) + len(tail) > room:
                made.append(self._window(head, pieces, places))
                pieces, places = [], []
            start = len(head) + len(pieces)
            places.append((number, start, start + max(len(own), 1)))
            pieces.extend(own or [self._separator])
            pieces.extend(tail)
        if places:
            made.append(self._window(head, pieces, places))
        return made

    def _window(self, head: list[int], pieces: list[int], places: list[tuple[int, int, int]]) -> Window:
        second = 1 if len(head) > 1 else 0
        return Window(
            (*head, *pieces, self._separator), (0,) * len(head) + (second,) * (len(pieces) + 1), tuple(places)
        )

    def _question(self, question: str) -> list[int]:
        return self._pieces.of_words(question.lower())[:LONGEST_QUESTION]

    def _clause_pieces(self, words: Sequence[Word], blinded: dict[int, int], start: int, end: int) -> list[int]:
        ids: list[int] = []
        i = start
        while i < end:
            if i in blinded:
                ids.append(self.blind)
                i = max(blinded[i], i + 1)
                continue
            ids.extend(self._pieces.of_word(words[i].norm.strip()[:30]))
            i += 1
        return ids
