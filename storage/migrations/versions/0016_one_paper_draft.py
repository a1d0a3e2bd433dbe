"""papers, ledgers and calendars that were shown wait in one table

Revision ID: 0016_one_paper_draft
Revises: 0015_open_questions
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0016_one_paper_draft"
down_revision: str | None = "0015_open_questions"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_SHARED = ("office_id", "person_id", "version", "state", "text_hash", "source_name")
_STATES = {"imported": "written", "applied": "written", "cancelled": "dropped", "discarded": "dropped"}


def _table(name: str, *more: str) -> sa.TableClause:
    columns: list[Any] = [sa.column(one) for one in (*_SHARED, *more)]
    json, at = sa.column("reading", sa.JSON), sa.column("read_at", storage.columns.UtcDateTime())
    return sa.table(name, *columns, json, at)


def upgrade() -> None:
    papers = _rows(_table("paper_draft", "paper_draft_id"))
    ledgers = _rows(_table("ledger_draft", "ledger_draft_id", "kind"))
    # Beyond all ids that stand in buttons: an old button of a ledger never means another one.
    top = max([0, *(row["paper_draft_id"] for row in papers), *(row["ledger_draft_id"] for row in ledgers)])
    op.drop_index("ix_paper_draft_text_hash", "paper_draft")
    op.drop_table("paper_draft")
    op.drop_table("ledger_draft")
    table = _create()
    rows = [{**row, "kind": "paper"} for row in papers]
    rows += [{"paper_draft_id": top + row.pop("ledger_draft_id"), **row} for row in ledgers]
    if rows:
        op.bulk_insert(table, [{**row, "state": _STATES.get(row["state"], "open")} for row in rows])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('paper_draft', 'paper_draft_id'),"
            " (SELECT coalesce(max(paper_draft_id), 0) + 1 FROM paper_draft), false)"
        )


def _rows(table: sa.TableClause) -> list[dict[str, Any]]:
    return [dict(row) for row in op.get_bind().execute(sa.select(table)).mappings()]


def _create() -> sa.Table:
    table = op.create_table(
        "paper_draft",
        sa.Column("paper_draft_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("reading", sa.JSON(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("read_at", storage.columns.UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'written', 'dropped')", name=op.f("ck_paper_draft_state")),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_paper_draft_office_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.person_id"], name=op.f("fk_paper_draft_person_id")),
        sa.PrimaryKeyConstraint("paper_draft_id", name=op.f("pk_paper_draft")),
    )
    op.create_index(op.f("ix_paper_draft_text_hash"), "paper_draft", ["text_hash"], unique=False)
    return table


def downgrade() -> None:
    with op.batch_alter_table("paper_draft") as batch:
        batch.drop_column("kind")
    # Emptied of what it held: a database does not go back with its data.
    op.create_table("ledger_draft", sa.Column("office_id", sa.Integer()))
