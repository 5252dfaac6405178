"""Hashes of passphrases: Argon2id (RFC 9106), one setting for all, upgraded by nobody since a passphrase is set anew instead."""

from __future__ import annotations

import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.errors import StoreError


class Argon2Passphrases:
    """By default 46 MiB and one pass on one lane, the first choice of OWASP's Password Storage Cheat Sheet: some 50 ms here."""

    def __init__(self, *, memory_kib: int = 47_104, passes: int = 1) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)

    def hashed(self, passphrase: str) -> str:
        """With a salt of its own."""
        return self._hasher.hash(_typed(passphrase))

    def is_right(self, passphrase: str, hashed: str | None) -> bool:
        """Raises `StoreError` where the hash is none."""
        try:
            self._hasher.verify(hashed or self._of_nobody, _typed(passphrase))
        except VerificationError:
            return False
        except InvalidHashError:
            raise StoreError("a kept hash is not of a form this release knows") from None
        return hashed is not None

    @cached_property
    def _of_nobody(self) -> str:
        return self._hasher.hash("nobody's passphrase")


def _typed(passphrase: str) -> str:
    """The same however a keyboard composes its letters, and however many blanks stand around or between the words."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())
