"""Statements moved to somebody else, and the index that finds what was set aside."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_27_moved_statements"
down_revision: str | None = "2026_11_27_ways_back"
branch_labels: str | None = None
depends_on: str | None = None

SET_ASIDE = "(standing <> 'live' OR is_moved)"


def upgrade() -> None:
    """Adds the column, false for what is there (nothing could be moved before), and the index over few rows."""
    with op.batch_alter_table("statements") as statements:
        statements.add_column(sa.Column("is_moved", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index(
        "ix_statements_set_aside",
        "statements",
        ["person_id", "number"],
        unique=False,
        sqlite_where=sa.text(SET_ASIDE),
        postgresql_where=sa.text(SET_ASIDE),
    )


def downgrade() -> None:
    """Takes them away."""
    op.drop_index("ix_statements_set_aside", "statements")
    with op.batch_alter_table("statements") as statements:
        statements.drop_column("is_moved")
