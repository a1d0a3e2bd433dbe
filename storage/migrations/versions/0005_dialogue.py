"""0005_dialogue"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0005_dialogue"
down_revision: str | None = "0004_nudging"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def _references(table: str, **targets: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"))
        for column, target in targets.items()
    ]


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, storage.columns.UtcDateTime(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "difficulty",
        sa.Column("difficulty_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("flagged_by", sa.Integer(), nullable=False),
        _instant("flagged_at"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        _instant("settled_at", nullable=True),
        sa.CheckConstraint("state IN ('open', 'settled')", name=op.f("ck_difficulty_state")),
        *_references(
            "difficulty",
            office_id="office.office_id",
            item_id="item.item_id",
            unit_id="unit.unit_id",
            flagged_by="person.person_id",
            settled_by="person.person_id",
        ),
        sa.PrimaryKeyConstraint("difficulty_id", name=op.f("pk_difficulty")),
    )
    op.create_index(op.f("ix_difficulty_item_id"), "difficulty", ["item_id"])
    op.create_table(
        "instruction",
        sa.Column("instruction_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        _instant("given_at"),
        sa.Column("newest_report", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        _instant("answered_at", nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("report_id", sa.Integer(), nullable=True),
        *_references(
            "instruction",
            office_id="office.office_id",
            item_id="item.item_id",
            leader_id="person.person_id",
            answered_by="person.person_id",
            report_id="report.report_id",
        ),
        sa.PrimaryKeyConstraint("instruction_id", name=op.f("pk_instruction")),
    )
    op.create_index(op.f("ix_instruction_item_id"), "instruction", ["item_id"])
    op.create_index(op.f("ix_instruction_report_id"), "instruction", ["report_id"])
    op.create_table(
        "promise",
        sa.Column("promise_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        _instant("made_at"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        _instant("asked_at", nullable=True),
        _instant("settled_at", nullable=True),
        sa.CheckConstraint("state IN ('open', 'kept', 'broken', 'withdrawn')", name=op.f("ck_promise_state")),
        *_references(
            "promise",
            office_id="office.office_id",
            item_id="item.item_id",
            unit_id="unit.unit_id",
            report_id="report.report_id",
            made_by="person.person_id",
        ),
        sa.PrimaryKeyConstraint("promise_id", name=op.f("pk_promise")),
        sa.UniqueConstraint("report_id", name=op.f("uq_promise_report_id")),
    )
    op.create_index(op.f("ix_promise_item_id"), "promise", ["item_id"])
    op.create_index(op.f("ix_promise_day"), "promise", ["day"])
    op.create_table(
        "remark",
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        _instant("said_at"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        *_references(
            "remark",
            office_id="office.office_id",
            item_id="item.item_id",
            person_id="person.person_id",
            unit_id="unit.unit_id",
            answers_id="remark.remark_id",
        ),
        sa.PrimaryKeyConstraint("remark_id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_item_id"), "remark", ["item_id"])


def downgrade() -> None:
    for table in ("remark", "promise", "instruction", "difficulty"):
        op.drop_table(table)
