"""open questions as types

What the bot waited for was a kind and a loose payload. A question that is open at the upgrade is kept as one that
has to be asked anew; words that wait for a button keep waiting, and photos of an album are no question.

Revision ID: 0015_open_questions
Revises: 0014_settings
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0015_open_questions"
down_revision: str | None = "0014_settings"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "open_question",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("asked_for", sa.String(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("asked_at", storage.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_open_question_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_open_question_person_id")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_open_question")),
        sa.UniqueConstraint(
            "office_id", "person_id", "chat_id", name=op.f("uq_open_question_office_id_person_id_chat_id")
        ),
    )
    op.execute(
        "INSERT INTO open_question (office_id, person_id, chat_id, kind, fields, asked_for, stamp, asked_at) "
        "SELECT office_id, person_id, chat_id, CASE kind WHEN 'match' THEN 'match' ELSE 'outdated' END, "
        "payload, '', 0, asked_at FROM draft WHERE kind <> 'album'"
    )
    op.drop_table("draft")


def downgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("asked_at", storage.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_draft_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_draft_person_id")),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft")),
        sa.UniqueConstraint("office_id", "person_id", "chat_id", name=op.f("uq_draft_office_id_person_id_chat_id")),
    )
    op.drop_table("open_question")
