"""what is mended in papers of one kind is remembered for the next; a paper is known again in another format

Revision ID: 0031_paper_habit
Revises: 0030_slip_serial
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0031_paper_habit"
down_revision: str | None = "0030_slip_serial"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("paper_draft", sa.Column("sketch", sa.JSON(), server_default="[]", nullable=False))
    op.create_table(
        "paper_habit",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_paper_habit_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "form", "words", name=op.f("pk_paper_habit")),
    )


def downgrade() -> None:
    op.drop_table("paper_habit")
    op.drop_column("paper_draft", "sketch")
