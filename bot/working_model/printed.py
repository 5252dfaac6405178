"""What is printed beside the summary: the days, what to bring, what was corrected, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the pages beside the summary; every part may be empty.

    `first` and `last` are the days the quotes are taken from. `to_bring` is what the person wants to bring; `corrections` what
    they corrected; `changed` what changed since an earlier time, each in one sentence.
    """

    first: date
    last: date
    to_bring: str = ""
    corrections: Sequence[str] = ()
    changed: Sequence[str] = ()
    unfold: bool = False
