"""Exports the teacher as the screen's second look: two int8 files, since one would be more than a repository host takes."""

# mypy: disable-error-code="import-not-found,misc,no-untyped-call,unused-ignore"

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from bot.encoder.larger import LARGER_INNER, LARGER_WIDTH
from bot.encoder.network import export
from bot.safety.second_look import LOWER, UPPER
from bot.safety.training.fit import Network

_FREE = ("windows", "pieces")


class _Lower(nn.Module):
    def __init__(self, teacher: Network) -> None:
        super().__init__()
        self.encoder = teacher.encoder

    def forward(self, ids: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        return self.encoder.first(ids, self.encoder.bias(lengths_mask))  # type: ignore[no-any-return]


class _Upper(nn.Module):
    def __init__(self, teacher: Network) -> None:
        super().__init__()
        self.teacher = teacher

    def forward(self, hidden: torch.Tensor, lengths_mask: torch.Tensor) -> torch.Tensor:
        encoder = self.teacher.encoder
        return self.teacher.heads(encoder.rest(hidden, encoder.bias(lengths_mask)), lengths_mask)


def export_second_look(teacher: Network, folder: Path) -> None:
    """Writes `LOWER` and `UPPER` into the folder."""
    teacher.eval()
    ids, mask = torch.full((2, 12), 2000), torch.ones(2, 12)
    lower, upper = _Lower(teacher), _Upper(teacher)
    with torch.no_grad():
        hidden = lower(ids, mask)
    free = {"lengths_mask": _FREE, "hidden": _FREE}
    export(lower, (ids, mask), folder / LOWER, axes={"ids": _FREE, **free}, output="hidden")
    export(
        upper,
        (hidden, mask),
        folder / UPPER,
        axes={"hidden": _FREE, "lengths_mask": _FREE, "answers": _FREE[:1]},
        output="answers",
        # What goes into the second half of a feed-forward is mostly small and now and then huge: as int8 the small is lost,
        # and with it half of what this network knows better (docs/decisions/0036-a-second-look.md).
        in_full=((LARGER_INNER, LARGER_WIDTH),),
    )
