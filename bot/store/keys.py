"""Where opened keys are found: a small, short-lived cache for the process, and what one unit of work made or read itself."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import bindparam, select

from bot.errors import NotFoundError, StoreError
from bot.store.sealing import MasterKey, PersonKey, new_person_secret
from bot.store.tables import ConversationRow, PersonKeyRow
from bot.store.transaction import Transaction
from bot.working_model.identity import ConversationId, PersonId

_KEY = select(PersonKeyRow.master, PersonKeyRow.wrapped).where(PersonKeyRow.person_id == bindparam("person"))
_OWNER = select(ConversationRow.person_id).where(ConversationRow.id == bindparam("conversation"))

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """The last `size` entries used, each kept at most `age_s` seconds, so that a key erased elsewhere is not held for ever."""

    def __init__(self, *, size: int, age_s: float, time_s: Callable[[], float] = time.monotonic) -> None:
        self._size = size
        self._age_s = age_s
        self._time_s = time_s
        self._entries: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value, or None where it is not there or too old."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if self._time_s() - entry[0] > self._age_s:
                del self._entries[key]
                return None
            self._entries.move_to_end(key)
            return entry[1]

    def put(self, key: K, value: V) -> None:
        """Keeps a value; its age begins when it is first put."""
        with self._lock:
            if key not in self._entries:
                self._entries[key] = (self._time_s(), value)
            self._entries.move_to_end(key)
            while len(self._entries) > self._size:
                self._entries.popitem(last=False)

    def drop(self, key: K) -> None:
        """Forgets one entry."""
        with self._lock:
            self._entries.pop(key, None)


class KeyRing:
    """The process's cache of opened person keys, and of whose a conversation is (which never changes)."""

    def __init__(self, master: MasterKey, *, size: int = 512, age_s: float = 900.0) -> None:
        self.master = master
        self.keys: Recent[PersonId, PersonKey] = Recent(size=size, age_s=age_s)
        self.owners: Recent[ConversationId, PersonId] = Recent(size=4 * size, age_s=age_s)


class Keys:
    """The keys as one unit of work sees them. The process's cache learns of them only by `settle`, after a commit or a mere reading."""

    def __init__(self, ring: KeyRing, transaction: Transaction) -> None:
        self._ring = ring
        self._transaction = transaction
        self._keys: dict[PersonId, PersonKey] = {}
        self._owners: dict[ConversationId, PersonId] = {}
        self._erased: set[PersonId] = set()

    def make(self, person_id: PersonId) -> tuple[PersonKey, dict[str, Any]]:
        """A new key for a new person, and its row, to be added once the person's own row is there."""
        secret = new_person_secret()
        master = self._ring.master
        row = {"person_id": person_id, "master": master.fingerprint, "wrapped": master.wrap(secret, person_id)}
        return PersonKey(secret), row

    def hold(self, person_id: PersonId, key: PersonKey) -> None:
        """Keeps a new person's key for the rest of the unit of work."""
        self._erased.discard(person_id)
        self._keys[person_id] = key

    def of(self, person_id: PersonId) -> PersonKey:
        """The person's key. Raises `NotFoundError` where there is no such person (any more)."""
        key = self._keys.get(person_id)
        if key is None and person_id not in self._erased:
            key = self._ring.keys.get(person_id) or self._read(person_id)
            self._keys[person_id] = key
        if key is None:
            raise NotFoundError("no such person")
        return key

    def owner(self, conversation_id: ConversationId) -> PersonId:
        """Whose conversation it is. Raises `NotFoundError` where there is none."""
        owner = self._owners.get(conversation_id) or self._ring.owners.get(conversation_id)
        if owner is None:
            found = self._transaction.row(_OWNER, conversation=conversation_id)
            if found is None:
                raise NotFoundError("no such conversation")
            owner = PersonId(found.person_id)
        self._owners[conversation_id] = owner
        return owner

    def of_conversation(self, conversation_id: ConversationId) -> PersonKey:
        """The key of the person whose conversation it is."""
        return self.of(self.owner(conversation_id))

    def forget(self, person_id: PersonId) -> None:
        """Lets go of an erased person's key, here and in the process's cache."""
        self._erased.add(person_id)
        self._keys.pop(person_id, None)
        self._ring.keys.drop(person_id)

    def settle(self) -> None:
        """Hands what was learnt to the process's cache. Not after a rollback: a key made in it was never kept."""
        for person_id in self._erased:
            self._ring.keys.drop(person_id)
        for person_id, key in self._keys.items():
            self._ring.keys.put(person_id, key)
        for conversation_id, owner in self._owners.items():
            if owner not in self._erased:
                self._ring.owners.put(conversation_id, owner)

    def _read(self, person_id: PersonId) -> PersonKey:
        found = self._transaction.row(_KEY, person=person_id)
        if found is None:
            raise NotFoundError("no such person")
        if found.master != self._ring.master.fingerprint:
            raise StoreError("a person's key was wrapped by another master key")
        return PersonKey(self._ring.master.unwrap(found.wrapped, person_id))
