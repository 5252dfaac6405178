"""Reads what people say about trust, closeness, self-worth and security: `read` for one message, `SpacyReader` for the service."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.lighter import leave_out_spacys_commands

leave_out_spacys_commands()

from bot.language.lines import read_lines  # noqa: E402
from bot.language.reader import SpacyReader  # noqa: E402
from bot.working_model.person import KnownPerson  # noqa: E402
from bot.working_model.statement import Asked, Statement  # noqa: E402

__all__ = ["SpacyReader", "read", "read_lines", "reader"]


@cache
def reader() -> SpacyReader:
    """The shared reader, loaded on first use."""
    return SpacyReader()


def read(text: str, asked: Asked | None = None, known: Sequence[KnownPerson] = ()) -> list[Statement]:
    """The statements of one message, in order."""
    return list(reader().read(text, asked, known).statements)
