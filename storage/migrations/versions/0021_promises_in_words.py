"""a promise may be made in words that report nothing

Revision ID: 0021_promises_in_words
Revises: 0020_units
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0021_promises_in_words"
down_revision: str | None = "0020_units"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table("promise") as table:
        table.alter_column("report_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM promise WHERE report_id IS NULL"))
    with op.batch_alter_table("promise") as table:
        table.alter_column("report_id", existing_type=sa.Integer(), nullable=False)
