"""a signature under an issue is a request

Revision ID: 0027_signatures
Revises: 0026_desk
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.migrations.widened import change_words

revision: str = "0027_signatures"
down_revision: str | None = "0026_desk"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_OLD = (
    "completion",
    "countersign",
    "extension",
    "late_plan",
    "difficulty",
    "instruction",
    "look_back",
    "slip_answer",
    "held_post",
    "question",
    "enquiry",
    "coordination",
)
_NEW = (*_OLD, "signature")


def upgrade() -> None:
    op.add_column("request", sa.Column("bulletin_id", sa.Integer(), nullable=True))
    change_words("request", "kind", before=_OLD, after=_NEW)


def downgrade() -> None:
    op.execute("DELETE FROM request_chase WHERE request_id IN (SELECT request_id FROM request WHERE kind = 'signature')")
    op.execute("DELETE FROM request WHERE kind = 'signature'")
    change_words("request", "kind", before=_NEW, after=_OLD)
    op.execute("ALTER TABLE request DROP COLUMN bulletin_id")
