"""Keeps words out of whatever Rasa's process prints: once the first message has come, library records lose their text.

Rasa logs messages in many places (debug records, `message.parsing.failed`, warnings that quote the line, tracebacks that quote
an answer of the actions). Rather than know them all, every record that is not ours is cut to its place in the code, and of an
exception only its class stays. Until the first message nothing of a person is in the process, and start-up problems stay readable.
"""

from __future__ import annotations

import logging
import warnings
from typing import Any

OURS = "attune."
_stock_factory = logging.getLogRecordFactory()
_quiet = False


def say_no_words() -> None:
    """From now on no record or warning of a library carries its text. Calling it again changes nothing."""
    global _quiet
    if _quiet:
        return
    _quiet = True
    logging.setLogRecordFactory(_record)
    warnings.showwarning = _show_warning
    # The last resort of a thread or a task that dies goes through records too, but formats its text first.
    logging.raiseExceptions = False


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _stock_factory(*args, **kwargs)
    if not record.name.startswith(OURS):
        kind = record.exc_info[0] if isinstance(record.exc_info, tuple) and record.exc_info else None
        record.msg = f"{record.module}:{record.lineno}" + (f" ({kind.__name__})" if kind else "")
        record.args = None
        record.exc_info = None
        record.exc_text = None
        record.stack_info = None
    return record


def _show_warning(_message: Any, category: type, filename: str, lineno: int, *_: Any) -> None:
    logging.getLogger(OURS + "sealed.warnings").warning(
        "%s at %s:%d", category.__name__, filename.rsplit("/", 1)[-1], lineno
    )
