"""what stood in a row before a change is kept, and what a paper told of says which paper it was

Revision ID: 0025_former
Revises: 0024_life_of_an_issue
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision: str = "0025_former"
down_revision: str | None = "0024_life_of_an_issue"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "former",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("former_id", sa.Integer(), nullable=False),
        sa.Column("row_table", sa.String(length=32), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("stood", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_former_office_id_office")),
        sa.PrimaryKeyConstraint("former_id", name=op.f("pk_former")),
    )
    op.create_index("ix_former_until", "former", ["office_id", "row_table", "until"])
    op.create_index("ix_former_row", "former", ["row_table", "row_id", "former_id"])
    for table in ("item", "report"):
        op.add_column(table, sa.Column("origin", sa.String(), nullable=False, server_default=""))
    # What came in with a paper in the days before: of which, nobody knows any more.
    op.execute(
        "UPDATE item SET origin = '导入文件' WHERE closed_at <= registered_at "
        "AND item_id IN (SELECT report.item_id FROM report WHERE report.kind = 'imported')"
    )


def downgrade() -> None:
    for table in ("item", "report"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN origin")
    op.drop_table("former")
