"""The error tree. No error holds what a person said, a token, or a platform's id.

AttuneError
├── InputError            400  what was sent cannot be taken
│   └── TooLargeError     413  a text over the limit may bring a safety reply with it
├── AccessError           401  no token, or not a valid one
├── NotFoundError         404  not there, or not yours
├── RuleError             409  not now: a rule of use forbids it
├── ConflictError         409  somebody else changed it first
│   ├── DuplicateMessageError
│   └── StaleError             it changed since it was shown
├── RateError             429  too many in too short a time
├── UpstreamError         503  a part that is needed does not answer
│   ├── StoreError             the store refuses
│   └── DialogueError          Rasa or the actions do not answer as they should
└── SetUpError        (exit 2) the installation is not as it must be; lists every problem at once
"""

from __future__ import annotations

from collections.abc import Sequence


class AttuneError(Exception):
    """The root: everything this program raises on purpose."""


class InputError(AttuneError):
    """What was sent cannot be taken."""


class TooLargeError(InputError):
    """What was sent is too large."""


class AccessError(AttuneError):
    """No token, or not a valid one."""


class NotFoundError(AttuneError):
    """Not there, or not yours: the two are told apart to nobody."""


class RuleError(AttuneError):
    """A rule of use forbids this now."""


class ConflictError(AttuneError):
    """Somebody else changed it first."""


class DuplicateMessageError(ConflictError):
    """A message with this id, or a reply to this message, is there already."""


class StaleError(ConflictError):
    """What was to be changed has changed since it was shown; trying again with what was shown changes nothing."""


class RateError(AttuneError):
    """Too many in too short a time. `retry_after_s` tells when to come back."""

    def __init__(self, message: str, *, retry_after_s: int = 1) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class UpstreamError(AttuneError):
    """A part that is needed does not answer."""


class StoreError(UpstreamError):
    """The store refuses to be read or written."""


class DialogueError(UpstreamError):
    """Rasa or the actions do not answer as they should."""


class SetUpError(AttuneError):
    """The installation is not as it must be."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))
