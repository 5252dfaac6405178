"""Every error of the tree has a status, and so a test that fails when one is added without it."""

from __future__ import annotations

import pytest

from bot import errors
from bot.gateway.problems import status_of
from bot.service.accept_message import NotKeptError

EXPECTED = {
    "AttuneError": 500,
    "InputError": 400,
    "TooLargeError": 413,
    "TooLongError": 413,
    "AccessError": 401,
    "NotFoundError": 404,
    "RuleError": 409,
    "ConflictError": 409,
    "DuplicateMessageError": 409,
    "StaleError": 409,
    "TakenAsSaidError": 409,
    "RateError": 429,
    "UpstreamError": 503,
    "StoreError": 503,
    "NotKeptError": 503,
    "TooManyError": 429,
    "DialogueError": 503,
    "SetUpError": 500,
}


def _tree(kind: type[errors.AttuneError]) -> list[type[errors.AttuneError]]:
    return [kind, *(each for child in kind.__subclasses__() for each in _tree(child))]


@pytest.mark.parametrize(
    "kind", [k for k in _tree(errors.AttuneError) if k.__module__.startswith("bot.")], ids=lambda k: k.__name__
)
def test_every_error_has_its_status(kind: type[errors.AttuneError]) -> None:
    assert status_of(kind) == EXPECTED[kind.__name__]


def test_the_docstring_draws_the_whole_tree() -> None:
    drawn = errors.__doc__ or ""
    for kind in _tree(errors.AttuneError):
        if kind.__module__ == errors.__name__:
            assert kind.__name__ in drawn
    assert issubclass(NotKeptError, errors.StoreError)
