"""an issue has a life: one draft is open about a thing, and who brought it to its state is known

Revision ID: 0024_life_of_an_issue
Revises: 0023_clocks
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns
from storage.migrations.widened import change_words

revision: str = "0024_life_of_an_issue"
down_revision: str | None = "0023_clocks"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_OLD = ("draft", "published", "discarded")
_NEW = ("draft", "proofing", "signing", "signed", "published", "corrected", "withdrawn", "discarded")
_OPEN = "state IN ('draft', 'proofing', 'signing', 'signed')"
# Of several drafts about the same thing the week's stays, else the newest.
_OLDER = """
UPDATE bulletin SET state = 'discarded' WHERE state = 'draft' AND EXISTS (
  SELECT 1 FROM bulletin AS other WHERE other.office_id = bulletin.office_id AND other.line = bulletin.line
  AND other.state = 'draft' AND other.bulletin_id <> bulletin.bulletin_id
  AND (CASE WHEN other.period = 'manual' THEN 0 ELSE 1 END > CASE WHEN bulletin.period = 'manual' THEN 0 ELSE 1 END
    OR ((other.period = 'manual') = (bulletin.period = 'manual') AND other.bulletin_id > bulletin.bulletin_id)))
"""


def upgrade() -> None:
    op.add_column("bulletin", sa.Column("line", sa.String(), server_default="all", nullable=False))
    op.add_column("bulletin", sa.Column("moved_by", sa.Integer(), nullable=True))
    op.add_column("bulletin", sa.Column("moved_at", storage.columns.UtcDateTime(), nullable=True))
    op.add_column("bulletin", sa.Column("accepted", sa.JSON(), server_default="[]", nullable=False))
    change_words("bulletin", "state", before=_OLD, after=_NEW)
    op.execute("UPDATE bulletin SET line = scope")
    op.execute("UPDATE bulletin SET line = 'meeting:' || meeting_id WHERE meeting_id IS NOT NULL")
    op.execute("UPDATE bulletin SET line = 'correct:' || corrects_id WHERE corrects_id IS NOT NULL")
    op.execute("UPDATE bulletin SET state = 'corrected' WHERE state = 'published' AND edition > 1")
    op.execute(_OLDER)
    only = sa.text(_OPEN)
    op.create_index(
        "uq_bulletin_open",
        "bulletin",
        ["office_id", "line"],
        unique=True,
        sqlite_where=only,
        postgresql_where=only,
    )


def downgrade() -> None:
    op.drop_index("uq_bulletin_open", table_name="bulletin")
    op.execute(f"UPDATE bulletin SET state = 'draft' WHERE {_OPEN}")
    op.execute("UPDATE bulletin SET state = 'published' WHERE state = 'corrected'")
    op.execute("UPDATE bulletin SET state = 'discarded' WHERE state = 'withdrawn'")
    change_words("bulletin", "state", before=_NEW, after=_OLD)
    for column in ("accepted", "moved_at", "moved_by", "line"):
        op.execute(f"ALTER TABLE bulletin DROP COLUMN {column}")
