"""planned dates of assignments

Revision ID: 0011_planned_dates
Revises: 0010_countersign
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0011_planned_dates"
down_revision: str | None = "0010_countersign"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("assignment", sa.Column("planned_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("assignment", "planned_on")
