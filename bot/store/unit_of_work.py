"""One unit of work: the repositories over one transaction."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from bot.store.conversations import SqlConversations
from bot.store.keys import KeyRing, Keys
from bot.store.messages import SqlMessages
from bot.store.people import SqlKnownPeople, SqlPeople
from bot.store.revisions import SqlRevisions
from bot.store.small_steps import SqlSmallSteps
from bot.store.statements import SqlStatements
from bot.store.transaction import Transaction
from bot.store.ways_back import SqlWaysBack
from bot.working_model.repositories import (
    Conversations,
    KnownPeople,
    Messages,
    People,
    Revisions,
    SmallSteps,
    Statements,
    WaysBack,
)


class SqlUnitOfWork:
    """Used as a context manager, by one thread. `wipe` is called after a commit that erased a person.

    After a database error it can only be left; after `DuplicateMessageError`, `ConflictError` from `add` or `save`, and
    `NotFoundError` from a look-up it can still be used. Work after `commit` belongs to a new transaction.
    """

    def __init__(self, transaction: Transaction, ring: KeyRing, *, wipe: Callable[[], None]) -> None:
        self.transaction = transaction
        self._keys = Keys(ring, transaction)
        self._wipe = wipe
        self._people = SqlPeople(transaction, self._keys)
        self.people: People = self._people
        self.known_people: KnownPeople = SqlKnownPeople(transaction, self._keys)
        self.conversations: Conversations = SqlConversations(transaction, self._keys)
        self.messages: Messages = SqlMessages(transaction, self._keys)
        self.statements: Statements = SqlStatements(transaction, self._keys)
        self.small_steps: SmallSteps = SqlSmallSteps(transaction, self._keys)
        self.ways_back: WaysBack = SqlWaysBack(transaction, self._keys)
        self.revisions: Revisions = SqlRevisions(transaction, self._keys)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.transaction.has_written:
            self._keys.settle()
        self.transaction.close()

    def commit(self) -> None:
        """Raises `StoreError` where the store refuses; nothing is kept then."""
        self.transaction.commit()
        self._keys.settle()
        if self._people.has_erased:
            self._people.has_erased = False
            self.transaction.close()
            self._wipe()
