"""Ways back: a table of its own. The release before does not know it, and whoever made one comes back again after it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_27_ways_back"
down_revision: str | None = "2026_11_27_small_steps"
branch_labels: str | None = None
depends_on: str | None = None


def upgrade() -> None:
    """Makes it."""
    op.create_table(
        "ways_back",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("code_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("shut_until_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_ways_back_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_ways_back")),
        sa.UniqueConstraint("code_sha256", name=op.f("uq_ways_back_code_sha256")),
    )


def downgrade() -> None:
    """Takes it back: who made a way back has none then."""
    op.drop_table("ways_back")
