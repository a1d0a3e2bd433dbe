"""a sentence that is shown to a unit has the unit's own words beside it

Revision ID: 0029_proof_original
Revises: 0028_topics
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0029_proof_original"
down_revision: str | None = "0028_topics"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("proof", sa.Column("original", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("proof", "original")
