"""Logs: one JSON object a line, with an event's name and a fixed set of fields; words that a person wrote have no way in.

Other libraries' records keep their level and logger and lose their message, since nobody can promise what it holds.
Of an exception only the classes and code places are written, never its message.
"""

from __future__ import annotations

import json
import logging
import logging.config
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final

FIELDS: Final = frozenset(
    [
        "conversation",
        "message",
        "turn",
        "level",
        "rules",
        "kind",
        "attempt",
        "ms",
        "status",
        "route",
        "method",
        "count",
        "reason",
        "process",
        "port",
        "path",
        "revision",
        "guide",
        "step",
        "command",
        "pid",
        "holder",
        "version",
        "seconds",
        "setting",
    ]
)
MAX_VALUE_CHARS: Final = 120

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Events:
    """A logger of named events: `events.info("turn_answered", conversation=..., ms=12)`. Unknown fields are programming errors."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(f"attune.{name}")

    def debug(self, event: str, **fields: Any) -> None:
        self._write(logging.DEBUG, event, fields)

    def info(self, event: str, **fields: Any) -> None:
        self._write(logging.INFO, event, fields)

    def warning(self, event: str, **fields: Any) -> None:
        self._write(logging.WARNING, event, fields)

    def error(self, event: str, *, error: BaseException | None = None, **fields: Any) -> None:
        self._write(logging.ERROR, event, fields, error)

    def _write(self, level: int, event: str, fields: dict[str, Any], error: BaseException | None = None) -> None:
        unknown = fields.keys() - FIELDS
        if unknown:
            raise TypeError(f"not a field of the log: {', '.join(sorted(unknown))}")
        exc_info = (type(error), error, error.__traceback__) if error else None
        self._logger.log(level, event, extra={"attune_fields": fields}, exc_info=exc_info)


class WordlessFormatter(logging.Formatter):
    """Writes what may be written and nothing else."""

    def format(self, record: logging.LogRecord) -> str:
        """One line of JSON."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
        }
        fields = getattr(record, "attune_fields", None)
        if fields is None:
            line["event"] = "library_message"
            line["place"] = f"{record.module}:{record.lineno}"
        else:
            line["event"] = record.msg
            line.update({name: _plain(value) for name, value in fields.items()})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = _error(record.exc_info)
        return json.dumps(line, ensure_ascii=True, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, (bool, int, float)) or value is None:
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value[:20]]
    return str(value)[:MAX_VALUE_CHARS]


def _error(exc_info: Any) -> list[str]:
    kind, error, trace = exc_info
    places = [f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in traceback.extract_tb(trace)[-8:]]
    chain = [kind.__name__]
    cause = error.__cause__ if error is not None else None
    while cause is not None and len(chain) < 4:
        chain.append(type(cause).__name__)
        cause = cause.__cause__
    return [*chain, *places]


def configure(level: str = "info") -> None:
    """Routes every logger of this process through `WordlessFormatter` to standard error."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"wordless": {"()": WordlessFormatter}},
            "handlers": {
                "err": {"class": "logging.StreamHandler", "formatter": "wordless", "stream": "ext://sys.stderr"}
            },
            "root": {"handlers": ["err"], "level": "WARNING"},
            "loggers": {
                "attune": {"level": level.upper()},
                "uvicorn": {"handlers": [], "propagate": True, "level": "WARNING"},
                "uvicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
                "httpx": {"level": "WARNING"},
                "httpcore": {"level": "WARNING"},
                "sqlalchemy": {"level": "WARNING"},
                "sanic": {"level": "WARNING"},
                "rasa_sdk": {"level": "WARNING"},
            },
        }
    )
