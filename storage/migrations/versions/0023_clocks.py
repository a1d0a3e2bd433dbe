"""questions are requests, a difficulty can be passed on, and each request remembers when it was chased

Revision ID: 0023_clocks
Revises: 0022_asked_on
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0023_clocks"
down_revision: str | None = "0022_asked_on"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_OLD_KINDS = (
    "completion",
    "countersign",
    "extension",
    "late_plan",
    "difficulty",
    "instruction",
    "look_back",
    "slip_answer",
    "held_post",
)
_NEW_KINDS = ("question", "enquiry", "coordination")
_POINTERS = {"remark_id": "remark.remark_id", "about_id": "request.request_id", "taken_by": "person.person_id"}


def _kinds(*words: str) -> str:
    return f"kind IN ({', '.join(repr(word) for word in words)})"


def upgrade() -> None:
    """Questions asked before wait for nothing: their clocks would all ring at once."""
    with op.batch_alter_table("request") as batch:
        batch.drop_constraint(op.f("ck_request_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_request_kind"), sa.text(_kinds(*_OLD_KINDS, *_NEW_KINDS)))
        for column, target in _POINTERS.items():
            table, key = target.split(".")
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(op.f(f"fk_request_{column}"), table, [column], [key])
        batch.add_column(sa.Column("taken_at", storage.columns.UtcDateTime(), nullable=True))
    op.create_index(op.f("ix_request_remark_id"), "request", ["remark_id"], unique=False)
    op.create_table(
        "request_chase",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("chase_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("chased_at", storage.columns.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_request_chase_office_id")),
        sa.ForeignKeyConstraint(["request_id"], ["request.request_id"], name=op.f("fk_request_chase_request_id")),
        sa.PrimaryKeyConstraint("chase_id", name=op.f("pk_request_chase")),
        sa.UniqueConstraint("request_id", "step", name=op.f("uq_request_chase_request_id_step")),
    )
    op.create_index(op.f("ix_request_chase_request_id"), "request_chase", ["request_id"], unique=False)


def downgrade() -> None:
    op.drop_table("request_chase")
    op.drop_index(op.f("ix_request_remark_id"), table_name="request")
    op.execute(f"DELETE FROM request WHERE {_kinds(*_NEW_KINDS)}")
    with op.batch_alter_table("request") as batch:
        for column in _POINTERS:
            batch.drop_constraint(op.f(f"fk_request_{column}"), type_="foreignkey")
        for column in (*_POINTERS, "taken_at"):
            batch.drop_column(column)
        batch.drop_constraint(op.f("ck_request_kind"), type_="check")
        batch.create_check_constraint(op.f("ck_request_kind"), sa.text(_kinds(*_OLD_KINDS)))
