"""What the program says around the guides: answers to commands, notices, lead-ins. Implements the Phrases Protocol."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Self

from bot.errors import SetUpError
from bot.guides.marked_yaml import MarkedFile, read_marked

DATA: Final = Path(__file__).parents[2] / "data" / "replies" / "commands.yml"

# Every saying there must be, with the slots it may use.
SAYINGS: Final[dict[str, frozenset[str]]] = {
    "consent": frozenset({"age", "days", "closed_days"}), "greeting": frozenset(), "greeted": frozenset(), "choose": frozenset(),
    "already_in_guide": frozenset({"title"}), "welcome_back": frozenset({"title"}), "welcome_back_no_guide": frozenset(),
    "skipped": frozenset(), "paused": frozenset(), "resumed": frozenset(), "kept_while_paused": frozenset(),
    "stopped": frozenset(), "stopped_for_care": frozenset(), "all_right": frozenset(), "thanks": frozenset(), "help": frozenset(), "who_are_you": frozenset(),
    "what_is_kept": frozenset(), "why_in_general": frozenset(), "never_ask": frozenset({"person"}),
    "never_ask_whom": frozenset(), "misread": frozenset({"command"}), "press_the_button": frozenset(),
    "empty_message": frozenset(), "language_unknown": frozenset(), "could_not_read": frozenset(), "delayed": frozenset(),
    "summary": frozenset(), "summary_beside": frozenset(), "summary_not_enough": frozenset(), "not_right_how": frozenset(),
    "which_is_not_right": frozenset(), "nothing_to_contest": frozenset(), "contested": frozenset(),
    "moved": frozenset({"person", "first"}), "turned_to": frozenset({"person"}), "not_any_more": frozenset(), "brought_back": frozenset(), "reworded": frozenset(),
    "our_words_again": frozenset(), "whom_is_it_about": frozenset(), "in_your_words": frozenset(), "which_of_these": frozenset(),
    "how_true": frozenset({"line"}), "how_true_done": frozenset(), "how_true_none": frozenset(), "export": frozenset(),
    "delete_confirm": frozenset(), "delete_done": frozenset(), "kept_everything": frozenset(), "closing_offer": frozenset(),
    "closing_lead_in": frozenset(), "before_0_10": frozenset(), "after_0_10": frozenset(), "after_lower": frozenset(),
    "noted_0_10": frozenset(), "step_recalled": frozenset({"plan", "expected", "sure"}),
    "step_recalled_plain": frozenset({"expected", "sure"}), "step_beside": frozenset({"expected", "happened"}),
    "no_step_where_unsafe": frozenset(), "welcome_back_step": frozenset(), "welcome_back_about": frozenset({"title", "person"}), "resumed_next": frozenset(),
    "resumed_to_the_end": frozenset(), "step_as_expected": frozenset(), "step_otherwise": frozenset(), "skipped_to_the_end": frozenset(),
    "misread_twice": frozenset(), "said_again": frozenset(), "taken_as_answer": frozenset(),
}  # fmt: skip


class CommandReplies:
    """The sayings of data/replies/commands.yml."""

    def __init__(self, *, sayings: Mapping[str, Sequence[tuple[str, ...]]]) -> None:
        self._sayings = dict(sayings)

    @classmethod
    def load(cls, path: Path = DATA) -> Self:
        """Reads the sayings. Raises `SetUpError` listing every mistake."""
        file = read_marked(path)
        problems = list(file.problems)
        entries = file.values if isinstance(file.values, dict) else {}
        if not problems:
            problems += [
                f"{file.place(())}: the saying {key} is missing" for key in sorted(SAYINGS.keys() - entries.keys())
            ]
            for key, variants in entries.items():
                problems += _mistakes(file, key, variants)
        if problems:
            raise SetUpError(problems)
        return cls(sayings={key: [_paragraphs(variant) for variant in variants] for key, variants in entries.items()})

    def say(self, key: str, *, seed: int = 0, **slots: str) -> tuple[str, ...]:
        """The paragraphs of a saying, one of its variants by `seed`. Raises `KeyError` for a saying or a slot that is not there."""
        variants = self._sayings[key]
        return tuple(
            re.sub(r"\{(\w+)\}", lambda slot: slots[slot.group(1)], text) for text in variants[seed % len(variants)]
        )


def _paragraphs(variant: Any) -> tuple[str, ...]:
    return (variant,) if isinstance(variant, str) else tuple(variant)


def _mistakes(file: MarkedFile, key: str, variants: Any) -> list[str]:
    if key not in SAYINGS:
        return [f"{file.place((key,))}: there is no such saying"]
    if not isinstance(variants, list) or not variants:
        return [f"{file.place((key,))}: must be a list of variants"]
    found = []
    for index, variant in enumerate(variants):
        place = file.place((key, index))
        if not isinstance(variant, str) and not (
            isinstance(variant, list) and variant and all(isinstance(text, str) for text in variant)
        ):
            found.append(f"{place}: a variant is a text or a list of texts")
            continue
        for text in _paragraphs(variant):
            unknown = set(re.findall(r"\{(\w*)\}", text)) - SAYINGS[key]
            found += [f"{place}: there is no slot {{{slot}}} in this saying" for slot in sorted(unknown)]
            if "!" in text:
                found.append(f"{place}: no exclamation marks")
    return found
