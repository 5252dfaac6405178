"""The way back: what a person who closed the page needs to open their conversation again, and how many wrong tries it bears."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.working_model.identity import PersonId

FREE_TRIES: Final = 5  # wrong in a row, before it shuts for a while
FIRST_SHUT: Final = timedelta(minutes=15)
LONGEST_SHUT: Final = timedelta(
    hours=1
)  # not longer: whoever knows the code could otherwise lock its owner out for good


@dataclass(frozen=True, slots=True)
class WayBack:
    """A return code and a passphrase, both kept only as hashes. `tries` counts those since it last opened."""

    person_id: PersonId
    code_sha256: str
    passphrase_hash: str
    made_at_utc: datetime
    tries: int = 0
    shut_until_utc: datetime | None = None

    def is_shut(self, now_utc: datetime) -> bool:
        """Whether not even the right passphrase opens it now."""
        return self.shut_until_utc is not None and now_utc < self.shut_until_utc

    def tried(self, now_utc: datetime) -> WayBack:
        """After one more try, counted before it is looked at, so that many at once are no more than many in a row."""
        tries = self.tries + 1
        if tries < FREE_TRIES:
            return replace(self, tries=tries)
        doubled = min(tries - FREE_TRIES, 16)
        return replace(self, tries=tries, shut_until_utc=now_utc + min(FIRST_SHUT * 2**doubled, LONGEST_SHUT))

    def opened(self) -> WayBack:
        """After the right passphrase: what went wrong before is forgotten."""
        return replace(self, tries=0, shut_until_utc=None)
