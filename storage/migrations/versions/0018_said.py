"""when it happened and when it became known are two columns; what waits knows its messages

Revision ID: 0018_said
Revises: 0017_parts_of_their_own
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import storage.columns

revision: str = "0018_said"
down_revision: str | None = "0017_parts_of_their_own"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

# What was stored until now was dated by its processing, so both times are the same.
_KNOWN = (
    ("report", "reported_at", "known_at"),
    ("request", "asked_at", "known_at"),
    ("remark", "said_at", "known_at"),
    ("sign_off", "signed_at", "known_at"),
    ("promise", "made_at", "known_at"),
    ("inbox", "received_at", "happened_at"),
)
_MAYBE = (("item", "closed_at", "closed_known_at"), ("request", "decided_at", "decided_known_at"))


def _instant(name: str, *, is_known: bool) -> sa.Column[object]:
    kind = storage.columns.UtcDateTime()
    if is_known:
        return sa.Column(name, kind, nullable=False, server_default="1970-01-01 00:00:00")
    return sa.Column(name, kind, nullable=True)


def upgrade() -> None:
    for table, happened, known in (*_KNOWN, *_MAYBE):
        op.add_column(table, _instant(known, is_known=(table, happened, known) in _KNOWN))
        op.execute(f"UPDATE {table} SET {known} = {happened}")
    op.add_column("inbox", _instant("told_at", is_known=False))
    op.add_column("report", sa.Column("first_id", sa.Integer(), nullable=True))
    _give_amendments_their_place()
    for table in ("open_question", "paper_draft"):
        op.add_column(table, sa.Column("sources", sa.JSON(), nullable=False, server_default="[]"))


def _give_amendments_their_place() -> None:
    """An amendment stands where its first edition stood, and was known when it was made."""
    first = (
        "SELECT {} FROM report AS first WHERE first.edition = 1 AND first.office_id = report.office_id "
        "AND first.source_chat = report.source_chat AND first.source_message = report.source_message "
        "AND first.item_id = report.item_id"
    )
    op.execute(
        f"UPDATE report SET first_id = ({first.format('first.report_id')}), "
        f"reported_at = coalesce(({first.format('first.reported_at')}), reported_at) WHERE edition > 1"
    )


def downgrade() -> None:
    for table in ("open_question", "paper_draft"):
        op.drop_column(table, "sources")
    op.drop_column("report", "first_id")
    op.drop_column("inbox", "told_at")
    for table, _, known in (*_KNOWN, *_MAYBE):
        op.drop_column(table, known)
