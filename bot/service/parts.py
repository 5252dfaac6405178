"""What every use case works with, put together once by `bot.bootstrap`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.working_model.protocols import (
    Clock,
    CommandClassifier,
    Guides,
    IdFactory,
    Passphrases,
    Phrases,
    Printer,
    Reader,
    SafetyProtocol,
    Screen,
    Store,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The collaborators of the use cases. `default_country` chooses helplines where the person named none.

    Without `commands` Rasa's recognition and the rules tell a command from an answer.
    """

    store: Store
    reader: Reader
    screen: Screen
    safety: SafetyProtocol
    guides: Guides
    phrases: Phrases
    passphrases: Passphrases
    printer: Printer
    clock: Clock
    ids: IdFactory
    commands: CommandClassifier | None = None
    default_country: str | None = None
    max_message_chars: int = 20_000
    return_after_h: float = 12.0
