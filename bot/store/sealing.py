"""How words are kept: AES-256-GCM under a key per person, which is itself wrapped by the master key.

Nonces are random 96-bit numbers, one a sealing; a key may seal 2**32 times before that becomes a worry (NIST SP 800-38D, 8.3).
The place of a value (table, row, column) is authenticated with it, so a sealed value moved elsewhere does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from bot.errors import SetUpError, StoreError

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"  # first byte of every sealed value, so that a later form can be told from this one


def _seal(cipher: AESGCM, plain: bytes, place: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + cipher.encrypt(nonce, plain, place.encode())


def _unseal(cipher: AESGCM, sealed: bytes, place: str) -> bytes | None:
    if sealed[:1] != _FORMAT:
        return None
    try:
        return cipher.decrypt(sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :], place.encode())
    except (InvalidTag, ValueError):
        return None


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=b"attune/1/" + purpose).derive(key)


class PersonKey:
    """One person's key, opened. It never shows itself: not in `repr`, not in an error."""

    __slots__ = ("_cipher", "_hash_key")

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(_derived(secret, b"seal"))
        self._hash_key = _derived(secret, b"client-id")

    def seal(self, plain: bytes, place: str) -> bytes:
        """Encrypts, bound to `place` ("table/row/column")."""
        return _seal(self._cipher, plain, place)

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Raises `StoreError` where the value was made with another key or for another place, or was changed."""
        plain = _unseal(self._cipher, sealed, place)
        if plain is None:
            raise StoreError("a sealed value does not open: another key, another place, or damaged")
        return plain

    def digest(self, text: str) -> bytes:
        """A keyed SHA-256, to find an equal text again without keeping it in clear."""
        return hmac.digest(self._hash_key, text.encode("utf-8", "surrogatepass"), "sha256")


class MasterKey:
    """The installation's key. It wraps the persons' keys and seals nothing else."""

    __slots__ = ("_cipher", "fingerprint")

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise SetUpError(["the master key must have 32 bytes"])
        self._cipher = AESGCM(_derived(secret, b"wrap"))
        self.fingerprint = hashlib.sha256(_derived(secret, b"fingerprint")).hexdigest()[:16]

    def wrap(self, person_secret: bytes, person_id: str) -> bytes:
        """Encrypts a person's key, bound to the person."""
        return _seal(self._cipher, person_secret, f"person_keys/{person_id}/wrapped")

    def unwrap(self, wrapped: bytes, person_id: str) -> bytes:
        """Raises `StoreError` where the key was wrapped by another master key or for another person."""
        secret = _unseal(self._cipher, wrapped, f"person_keys/{person_id}/wrapped")
        if secret is None:
            raise StoreError("a person's key does not open: another master key, another person, or damaged")
        return secret


def new_person_secret() -> bytes:
    """256 random bits."""
    return AESGCM.generate_key(bit_length=256)
