"""each person's desk knows what was told of it, and a question from which desk it was asked

Revision ID: 0026_desk
Revises: 0025_former
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0026_desk"
down_revision: str | None = "0025_former"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("open_question", sa.Column("desk_message", sa.BigInteger(), nullable=True))
    op.create_table(
        "desk_note",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_desk_note_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_desk_note_person_id")),
        sa.PrimaryKeyConstraint("office_id", "person_id", name=op.f("pk_desk_note")),
    )
    op.drop_table("daily_note")


def downgrade() -> None:
    op.create_table(
        "daily_note",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_daily_note_office_id")),
        sa.PrimaryKeyConstraint("office_id", "day", name=op.f("pk_daily_note")),
    )
    op.drop_table("desk_note")
    op.drop_column("open_question", "desk_message")
