"""The screen's second look: a larger network that is asked only where the small one sees something, since it is slow.

Several times slower on the same message (docs/safety.md tells how long that is). It shares the small one's pieces, so a message is cut once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from bot.encoder.running import Session
from bot.logs import Events

LOWER: Final = "larger-lower.onnx"
UPPER: Final = "larger-upper.onnx"
"""Its layers in two files: one would be more than a repository host takes."""
SHARE: Final = 0.75
"""How much its answer weighs beside the small one's: chosen on phrases left out of training, where either alone does worse."""
_events: Final = Events("safety.classifier")


class SecondLook:
    """The larger network of a folder."""

    def __init__(self, folder: Path) -> None:
        """Loads the files; raises whatever is wrong with them."""
        self._lower, self._upper = Session(folder / LOWER), Session(folder / UPPER)

    @classmethod
    def load(cls, folder: Path) -> SecondLook | None:
        """The network of a folder; None where it has none, and with one line in the log where a file is broken."""
        if not (folder / LOWER).exists() and not (folder / UPPER).exists():
            return None
        try:
            return cls(folder)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with the files, the first look must stand
            _events.warning("safety_second_look_missing", reason=type(error).__name__)
            return None

    def scores(self, ids: Sequence[int], first: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """What both say: `ids` are the window of most concern, `first` the small network's answer for the whole message.

        A long message has several windows; the others are left to the small network, since this takes longer than its look at all of them.
        Raises `ValueError` where the shapes differ or an answer is no number.
        """
        mask: npt.NDArray[Any] = np.ones((1, len(ids)), dtype=np.float32)
        hidden = self._lower.run({"ids": np.array([ids], dtype=np.int64), "lengths_mask": mask})
        found = self._upper.run({"hidden": hidden, "lengths_mask": mask})[0]
        if found.shape != first.shape:
            raise ValueError("the larger model has another shape")
        if not np.isfinite(found).all():
            raise ValueError("the larger model's answer is no number")
        both: npt.NDArray[np.float32] = SHARE * found + (1.0 - SHARE) * first
        return both
