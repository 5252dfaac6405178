"""Once the first message has come, nothing a library logs or warns of carries its text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.slow

CANARY = "the canary sang at my sister's wedding"
LOGGED = """
import io, logging, warnings
import bot.sealed.wordless as wordless
stock_warning = warnings.showwarning
stream = io.StringIO()
handler = logging.StreamHandler(stream)
root = logging.getLogger()
kept, level, root.handlers = root.handlers, root.level, [handler]
root.setLevel(logging.DEBUG)
try:
    if quiet:
        wordless.say_no_words()
        wordless.say_no_words()
    exec(act)
finally:
    root.handlers = kept
    root.setLevel(level)
    logging.setLogRecordFactory(wordless._stock_factory)
    logging.raiseExceptions = True
    warnings.showwarning = stock_warning
    wordless._quiet = False
result = stream.getvalue()
"""
WAYS = [
    pytest.param("logging.getLogger('rasa.core').debug(CANARY)", id="a debug record"),
    pytest.param("logging.getLogger('rasa.core').error('heard %s', CANARY)", id="an argument"),
    pytest.param("logging.getLogger('rasa').info('%d', CANARY)", id="a record that cannot be formatted"),
    pytest.param(
        "try:\n    raise ValueError(CANARY)\nexcept ValueError:\n    logging.getLogger('rasa').exception(CANARY)",
        id="an exception",
    ),
    pytest.param("logging.getLogger('sanic').warning('x', stack_info=True, extra={'words': CANARY})", id="a stack"),
    pytest.param("warnings.simplefilter('always'); warnings.warn(CANARY)", id="a warning"),
]
InRasa = Callable[..., Any]


@pytest.mark.parametrize("act", WAYS)
def test_no_words_leave(in_rasa: InRasa, act: str) -> None:
    written = in_rasa(LOGGED, act=act, quiet=True, CANARY=CANARY)
    assert written != ""
    assert "canary" not in written


def test_what_is_ours_stays_readable(in_rasa: InRasa) -> None:
    act = "logging.getLogger('attune.sealed.channel').error('a turn broke off (%s)', 'KeyError')"
    assert "a turn broke off (KeyError)" in in_rasa(LOGGED, act=act, quiet=True, CANARY=CANARY)


def test_an_exception_keeps_its_class(in_rasa: InRasa) -> None:
    act = "try:\n    raise KeyError(CANARY)\nexcept KeyError:\n    logging.getLogger('rasa').exception('x')"
    assert "(KeyError)" in in_rasa(LOGGED, act=act, quiet=True, CANARY=CANARY)


def test_start_up_stays_readable(in_rasa: InRasa) -> None:
    act = "logging.getLogger('rasa').error('Could not load model')"
    assert "Could not load model" in in_rasa(LOGGED, act=act, quiet=False, CANARY=CANARY)
