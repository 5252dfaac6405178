"""Small steps: a table of their own. The release before does not know it, and loses nothing by it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_27_small_steps"
down_revision: str | None = "2026_11_22_first_tables"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Makes it."""
    op.create_table(
        "small_steps",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("taken_at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_small_steps_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_steps")),
    )
    op.create_index(op.f("ix_small_steps_person_id"), "small_steps", ["person_id"], unique=False)


def downgrade() -> None:
    """Takes it back, with the steps in it."""
    op.drop_index(op.f("ix_small_steps_person_id"), table_name="small_steps")
    op.drop_table("small_steps")
