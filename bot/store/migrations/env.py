"""Alembic's entry: runs the migrations on the connection that `bot.store.migrating` has opened and locked."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from bot.store.tables import Base

connection = context.config.attributes["connection"]
assert isinstance(connection, Connection)  # noqa: S101
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True)
context.run_migrations()
