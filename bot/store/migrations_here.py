"""Which migrations this release has and how far a database is, read without Alembic: every process asks, and Alembic takes a second to import."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

SCRIPTS: Final = Path(__file__).parent / "migrations"
_NAMED: Final = re.compile(r'^(revision|down_revision)\b[^=\n]*= *(?:"([^"]+)"|None)', re.MULTILINE)
_TABLE: Final = "alembic_version"
_CURRENT: Final = text(f"SELECT version_num FROM {_TABLE}")  # noqa: S608  a name of our own


def migrations() -> dict[str, str | None]:
    """Each migration of this release with the one before it, None for the first."""
    found: dict[str, str | None] = {}
    for path in (SCRIPTS / "versions").glob("*.py"):
        named = {name: value or None for name, value in _NAMED.findall(path.read_text(encoding="utf-8"))}
        if (revision := named.get("revision")) is not None:
            found[revision] = named.get("down_revision")
    return found


def last_migration() -> str:
    """The migration that no other follows."""
    found = migrations()
    (last,) = found.keys() - set(found.values())
    return last


def is_behind(connection: Connection) -> bool:
    """True where a migration of this release has not run. A database that is ahead passes: migrations suit the release before."""
    if not inspect(connection).has_table(_TABLE):
        return True
    current = connection.execute(_CURRENT).scalar()
    return current is None or (current in migrations() and current != last_migration())
