"""a bound group with topics knows the one where it was bound

Revision ID: 0028_topics
Revises: 0027_signatures
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0028_topics"
down_revision: str | None = "0027_signatures"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("boundgroup", sa.Column("topic_id", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("boundgroup", "topic_id")
