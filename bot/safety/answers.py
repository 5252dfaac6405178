"""How an answer to one of the protocol's own questions is read: a button's label, or what the person typed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.safety.replies import Words
from bot.safety.rules import RuleBook, load_rules

ANSWERS_DIR: Final = Path(__file__).resolve().parents[2] / "data" / "safety" / "answers"
BARRIERS: Final = (
    "barrier-wait",
    "barrier-police",
    "barrier-money",
    "barrier-phone",
    "barrier-ashamed",
    "barrier-nobody",
    "barrier-useless",
)


class AnswerReader:
    """Reads what a message answers, as marks such as "yes", "no", "go-on", "safe", "barrier-phone"."""

    def __init__(self, book: RuleBook | None = None, *, path: Path = ANSWERS_DIR) -> None:
        self._book = book if book is not None else load_rules(path)

    def read(self, text: str, words: Words) -> frozenset[str]:
        """The marks; a button's label is its own mark alone."""
        pressed = words.labels.get(text.strip().lower())
        if pressed is not None:
            return frozenset({pressed})
        found = self._book.findings(self._book.encode(text))
        return frozenset(one.rule.marks for one in found if one.rule.marks is not None)
