"""The state of a tie: whether there is still something to do with somebody, apart from the tense in which they are told of."""

from __future__ import annotations

from enum import StrEnum


class Tie(StrEnum):
    """How things stand with somebody now."""

    CURRENT = "current"
    ENDED = "ended"
    DIED = "died"
    NO_CONTACT = "no_contact"
