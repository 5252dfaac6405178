"""Minimal pairs and invariance: what must change the reading, and what must not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from bot.language.corpus import Labelled
from bot.working_model.statement import Asked, Reading

PAIRS: Final = Path(__file__).parents[2] / "data" / "statements" / "pairs.yml"
Read = Callable[[str, Asked | None], Reading]


def pairs(read: Read, file: Path = PAIRS) -> dict[str, tuple[float, int, list[str]]]:
    """For each kind of pair: the share where both halves are read right, how many pairs, and the halves that were not."""
    data: dict[str, list[list[str]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    found: dict[str, tuple[float, int, list[str]]] = {}
    for kind, listed in data.items():
        wrong = [
            [half for half in ((a, x), (b, y)) if not _right(kind, read(half[0], None), half[1])]
            for a, x, b, y in listed
        ]
        found[kind] = (sum(not w for w in wrong) / len(wrong), len(wrong), [half[0] for w in wrong for half in w])
    return found


def _right(kind: str, reading: Reading, wanted: str) -> bool:
    if kind in ("figure", "time"):
        return wanted in {str(getattr(s, kind)) for s in reading.statements}
    poles = {f"{s.theme} {s.direction}" for s in reading.statements}
    return poles == (set() if wanted == "none" else {wanted})


_KIN: Final = {
    "mum": "mam",
    "mom": "mum",
    "dad": "father",
    "brother": "older brother",
    "sister": "little sister",
    "husband": "hubby",
    "wife": "missus",
    "boyfriend": "bf",
    "gran": "nana",
    "nan": "gran",
}
_TYPED_APART: Final = {
    "don't": "dont",
    "can't": "cant",
    "i'm": "im",
    "he's": "hes",
    "she's": "shes",
    "doesn't": "doesnt",
    "didn't": "didnt",
    "won't": "wont",
    "isn't": "isnt",
    "wasn't": "wasnt",
    "never": "nevr",
    "because": "bc",
    "people": "ppl",
    "really": "rly",
    "you": "u",
    "with": "w",
}


def _swap(table: dict[str, str]) -> Callable[[str], str]:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, table)) + r")\b", re.IGNORECASE)
    return lambda text: pattern.sub(lambda m: table[m.group().lower()], text)


CHANGES: Final[dict[str, Callable[[str], str]]] = {
    "lower case": str.lower,
    "upper case": str.upper,
    "curly quotes": lambda text: text.replace("'", "’"),
    "no apostrophes and chat spelling": _swap(_TYPED_APART),
    "no final stop": lambda text: text.rstrip(".! "),
    "kin terms": _swap(_KIN),
}
"""Changes of form that must leave every theme × direction as it was."""


def invariance(read: Read, messages: Sequence[Labelled]) -> dict[str, tuple[float, int]]:
    """For each change of form: the share of messages it touches whose reading stays, and how many it touches."""
    found: dict[str, tuple[float, int]] = {}
    for name, change in CHANGES.items():
        kept = touched = 0
        for message in messages:
            changed = change(message.text)
            if changed != message.text:
                touched += 1
                kept += _poles(read(message.text, message.asked)) == _poles(read(changed, message.asked))
        found[name] = (kept / touched if touched else 1.0, touched)
    return found


def _poles(reading: Reading) -> set[tuple[Any, ...]]:
    return {(s.theme, s.direction) for s in reading.statements}
