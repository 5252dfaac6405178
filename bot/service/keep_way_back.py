"""Makes a way back: a return code of ours and a passphrase of theirs, of which only hashes are kept; changes it, takes it back."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from typing import Final

from bot.errors import InputError
from bot.logs import Events
from bot.service.parts import Parts
from bot.working_model.identity import PersonId
from bot.working_model.way_back import WayBack

log = Events("way_back")
# Crockford's base 32 (https://www.crockford.com/base32.html): no letter that is taken for a digit.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_CHARS: Final = 16  # 80 random bits
GROUP_CHARS: Final = 4
SHORTEST_CHARS: Final = 8
LONGEST_CHARS: Final = 200
DIFFERENT_CHARS: Final = 5
_MISREAD: Final = str.maketrans("oil", "011")


def keep_way_back(parts: Parts, person_id: PersonId, passphrase: str) -> str:
    """The new return code, shown this once; one that was there before opens nothing any more. Raises `InputError`, `NotFoundError`."""
    _check(passphrase)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_CHARS))
    way_back = WayBack(person_id, code_digest(code), parts.passphrases.hashed(passphrase), parts.clock.now())
    with parts.store.begin() as uow:
        uow.ways_back.put(way_back)
        uow.commit()
    log.info("way_back_kept")
    return "-".join(code[start : start + GROUP_CHARS] for start in range(0, CODE_CHARS, GROUP_CHARS))


def take_way_back_away(parts: Parts, person_id: PersonId) -> None:
    """From now on nothing opens what was written, once the page is closed. Does nothing where there is no way back."""
    with parts.store.begin() as uow:
        uow.ways_back.remove(person_id)
        uow.commit()
    log.info("way_back_taken_away")


def code_digest(code: str) -> str:
    """What is kept of a code: its SHA-256 as hex, the same for capitals, with or without hyphens, and with o, i, l for 0, 1, 1."""
    plain = unicodedata.normalize("NFKC", code).lower().translate(_MISREAD)
    return hashlib.sha256("".join(filter(str.isalnum, plain)).encode()).hexdigest()


def _check(passphrase: str) -> None:
    """Length before everything, as NIST SP 800-63B advises; with the code it need not withstand guessing by itself."""
    words = " ".join(passphrase.split())
    if len(words) < SHORTEST_CHARS:
        raise InputError(f"A passphrase needs at least {SHORTEST_CHARS} characters. A few words work well.")
    if len(passphrase) > LONGEST_CHARS:
        raise InputError(f"A passphrase has at most {LONGEST_CHARS} characters.")
    if len(set(words)) < DIFFERENT_CHARS:
        raise InputError("That is too easy to guess. A few words that do not belong together work well.")
    if not words.isprintable():
        raise InputError("That holds a character which cannot be typed again. A few plain words work well.")
