"""The openings of reflections: read from data/replies/reflections.yml, checked, and never the same twice within five turns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from bot.errors import SetUpError
from bot.guides.marked_yaml import read_marked

KINDS: Final[dict[str, frozenset[str]]] = {
    "plain": frozenset({"said", "Said"}), "others": frozenset({"said"}), "feels": frozenset({"said"}), "blame": frozenset({"said"}),
    "severe": frozenset(), "strong": frozenset(), "harm": frozenset(), "loss": frozenset(),
    "two_sides": frozenset({"one", "other"}), "quote": frozenset({"quote"}), "fragment": frozenset({"said", "Said"}),
    "person": frozenset({"who", "Who"}), "person_and_loss": frozenset({"who", "Who"}), "no_one": frozenset(), "unsure": frozenset(), "declined": frozenset(),
    "wordless": frozenset(), "at_bot": frozenset(), "answer_and_anger": frozenset(), "ask_bot": frozenset(), "misread": frozenset(),
    "ask_about_bot": frozenset(), "heard": frozenset(), "said_already": frozenset(), "other_subject": frozenset(),
    "parting": frozenset(), "closing_words": frozenset({"quote"}), "child_lost": frozenset(), "loss_beside": frozenset({"said", "Said"}),
    "answer_kept": frozenset({"said", "Said"}), "answer_quoted": frozenset({"quote"}), "subject_and_answer": frozenset({"said", "Said"}),
}  # fmt: skip
OPENINGS_MIN: Final = 6  # one more than the turns in which none may come twice
REMEMBERED: Final = 5


class Openings:
    """The texts of each kind of reflection, each known by its first two words."""

    def __init__(self, *, texts: Mapping[str, Sequence[str]]) -> None:
        self._texts = {kind: tuple((opening_id(text), text) for text in each) for kind, each in texts.items()}

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads the texts. Raises `SetUpError` listing every mistake."""
        file = read_marked(path)
        problems = list(file.problems)
        texts = file.values if isinstance(file.values, dict) else {}
        if not problems:
            problems += [
                f"{file.place(())}: the list {kind} is missing" for kind in sorted(KINDS.keys() - texts.keys())
            ]
            for kind, each in texts.items():
                problems += _mistakes(file.place((kind,)), kind, each)
        if problems:
            raise SetUpError(problems)
        return cls(texts=texts)

    def fresh(self, kind: str, recent: Sequence[str], *, seed: int) -> tuple[str, str]:
        """One opening of a kind, id and text, whose id is not among the last five of `recent`."""
        used = set(recent[-REMEMBERED:])
        fresh = [each for each in self._texts[kind] if each[0] not in used]
        return fresh[seed % len(fresh)]


def opening_id(text: str) -> str:
    """What an opening is known by: its first two words, or what follows the person's own words where it begins with them."""
    head, slot, tail = text.partition("{")
    found = re.findall(r"[a-z]+", head.casefold())[:2]
    if found or not slot:
        return "_".join(found)
    return "_".join(["echo", *re.findall(r"[a-z]+", tail.partition("}")[2].casefold())[:2]])


def _mistakes(place: str, kind: str, texts: object) -> list[str]:
    if kind not in KINDS:
        return [f"{place}: there is no such list"]
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        return [f"{place}: must be a list of texts"]
    found = []
    if len({opening_id(text) for text in texts}) < OPENINGS_MIN:
        found.append(f"{place}: needs at least {OPENINGS_MIN} texts whose first two words differ")
    for text in texts:
        if set(re.findall(r"\{(\w*)\}", text)) - KINDS[kind]:
            found.append(f"{place}: {text!r} has a slot that this list does not have")
        if "!" in text or "?" in text:
            found.append(f"{place}: {text!r} asks or exclaims; a reflection does neither")
    return found
