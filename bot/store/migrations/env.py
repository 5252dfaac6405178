"""Alembic's entry: runs the migrations on the connection that `bot.store.migrating` has opened and locked."""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import Connection

from bot.store.columns import UtcDateTime
from bot.store.tables import Base


def rendered(kind: str, item: object, _autogen: object) -> str | Literal[False]:
    """A migration names plain types only: our own may change long after it was written."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


connection = context.config.attributes["connection"]
assert isinstance(connection, Connection)  # noqa: S101
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=rendered,
    transactional_ddl=True,
)
context.run_migrations()
