"""Sealing: nothing opens but with its own key, at its own place, unchanged."""

from __future__ import annotations

import pytest

from bot.errors import SetUpError, StoreError
from bot.store.sealing import MasterKey, PersonKey, new_person_secret

SECRET = bytes(range(32))
WORDS = b"I felt alone"


def test_what_is_sealed_opens_again():
    key = PersonKey(SECRET)
    assert key.unseal(key.seal(WORDS, "messages/m1/sealed"), "messages/m1/sealed") == WORDS


def test_the_same_words_never_look_the_same():
    key = PersonKey(SECRET)
    assert key.seal(WORDS, "here") != key.seal(WORDS, "here")


@pytest.mark.parametrize("words", [b"", WORDS, b"\x00" * 5000], ids=["nothing", "words", "long"])
def test_the_words_do_not_show(words):
    sealed = PersonKey(SECRET).seal(words, "here")
    assert len(sealed) == 1 + 12 + len(words) + 16
    assert not words or words not in sealed


@pytest.mark.parametrize("place", ["messages/m2/sealed", "statements/m1/sealed", "messages/m1/other", ""])
def test_moved_elsewhere_it_does_not_open(place):
    key = PersonKey(SECRET)
    sealed = key.seal(WORDS, "messages/m1/sealed")
    with pytest.raises(StoreError):
        key.unseal(sealed, place)


def test_another_persons_key_does_not_open_it():
    sealed = PersonKey(SECRET).seal(WORDS, "here")
    with pytest.raises(StoreError):
        PersonKey(bytes(32)).unseal(sealed, "here")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda sealed: b"", id="empty"),
        pytest.param(lambda sealed: sealed[:5], id="cut short"),
        pytest.param(lambda sealed: sealed[:-1], id="last byte gone"),
        pytest.param(lambda sealed: b"\x02" + sealed[1:], id="another format"),
        pytest.param(lambda sealed: sealed[:-1] + bytes([sealed[-1] ^ 1]), id="tag changed"),
        pytest.param(lambda sealed: sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:], id="words changed"),
        pytest.param(lambda sealed: sealed[:3] + bytes([sealed[3] ^ 1]) + sealed[4:], id="nonce changed"),
    ],
)
def test_damaged_it_does_not_open_and_the_error_holds_nothing(damage):
    key = PersonKey(SECRET)
    with pytest.raises(StoreError) as caught:
        key.unseal(damage(key.seal(WORDS, "here")), "here")
    assert "alone" not in str(caught.value)


def test_a_digest_is_keyed_and_steady():
    key, other = PersonKey(SECRET), PersonKey(bytes(32))
    assert key.digest("client-1") == PersonKey(SECRET).digest("client-1")
    assert key.digest("client-1") not in (key.digest("client-2"), other.digest("client-1"))


def test_a_persons_key_is_wrapped_for_that_person_alone():
    master = MasterKey(SECRET)
    secret = new_person_secret()
    wrapped = master.wrap(secret, "anna")
    assert master.unwrap(wrapped, "anna") == secret
    assert secret not in wrapped
    with pytest.raises(StoreError):
        master.unwrap(wrapped, "ben")
    with pytest.raises(StoreError):
        MasterKey(bytes(32)).unwrap(wrapped, "anna")


def test_fingerprints_tell_master_keys_apart_and_tell_nothing_else():
    assert MasterKey(SECRET).fingerprint == MasterKey(SECRET).fingerprint
    assert MasterKey(SECRET).fingerprint != MasterKey(bytes(32)).fingerprint
    assert SECRET.hex()[:16] not in MasterKey(SECRET).fingerprint


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_master_key_has_32_bytes(length):
    with pytest.raises(SetUpError):
        MasterKey(bytes(length))


@pytest.mark.parametrize("key", [PersonKey(SECRET), MasterKey(SECRET)], ids=["person", "master"])
def test_a_key_does_not_show_itself(key):
    assert SECRET.hex() not in repr(key)
    assert not hasattr(key, "__dict__")
