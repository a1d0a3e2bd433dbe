"""an item knows when all of it was asked to be closed, and what was asked for in time is tallied as met

Revision ID: 0022_asked_on
Revises: 0021_promises_in_words
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision: str = "0022_asked_on"
down_revision: str | None = "0021_promises_in_words"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

_INDEX = ["office_id", "parent_id", "state", "deadline", "last_moved_on", "long_term"]
_DAY_OF = ZoneInfo("Asia/Shanghai")
_LAST_ASKED = """
SELECT assignment.assignment_id, max(request.asked_at) AS asked_at FROM assignment
JOIN request ON request.assignment_id = assignment.assignment_id
WHERE request.kind = 'completion' AND assignment.state IN ('awaiting_review', 'closed')
GROUP BY assignment.assignment_id
"""
_WHEN_ALL_WAS_ASKED = """
UPDATE item SET asked_on = (
  SELECT max(own.asked_on) FROM assignment AS own JOIN item AS part ON part.item_id = own.item_id
  WHERE (part.item_id = item.item_id OR part.parent_id = item.item_id) AND own.state IN ('awaiting_review', 'closed'))
WHERE state IN ('awaiting_review', 'closed')
"""

_ADD = """
INSERT INTO item_tally (office_id, sort, day, items)
SELECT * FROM ({parts}) AS part WHERE true
ON CONFLICT (office_id, sort, day) DO UPDATE SET items = item_tally.items + excluded.items;
"""
_CLOSED = (
    "SELECT {row}.office_id, 'closed' AS sort, {never} AS day, {sign} AS items WHERE {row}.parent_id IS NULL AND {row}.state = 'closed'"
)
_OPEN = "{row}.parent_id IS NULL AND {row}.state IN ('assigned', 'in_progress', 'awaiting_review')"
_DUE = "'due'"
_DUE_OR_MET = "CASE WHEN {row}.asked_on <= {row}.deadline THEN 'met' ELSE 'due' END"
_EVENTS = {
    "INSERT": (("NEW", "1"),),
    "UPDATE OF state, deadline, last_moved_on, parent_id{more}": (("OLD", "-1"), ("NEW", "1")),
    "DELETE": (("OLD", "-1"),),
}


def upgrade() -> None:
    for table in ("assignment", "item"):
        op.add_column(table, sa.Column("asked_on", sa.Date(), nullable=True))
    _index([*_INDEX, "asked_on"])
    _say_when_it_was_asked()
    _tally(_DUE_OR_MET, ", asked_on")


def downgrade() -> None:
    _tally(_DUE, "")
    _index(_INDEX)
    for table in ("assignment", "item"):
        op.execute(f"ALTER TABLE {table} DROP COLUMN asked_on")


def _index(columns: list[str]) -> None:
    op.drop_index("ix_item_figures", table_name="item")
    op.create_index("ix_item_figures", "item", columns, unique=False)


def _say_when_it_was_asked() -> None:
    bind = op.get_bind()
    found = sa.text(_LAST_ASKED).columns(sa.column("assignment_id", sa.Integer), sa.column("asked_at", sa.DateTime(timezone=True)))
    days = [{"which": assignment_id, "day": _day(asked_at)} for assignment_id, asked_at in bind.execute(found)]
    assignment = sa.table("assignment", sa.column("assignment_id"), sa.column("asked_on", sa.Date))
    this = assignment.update().where(assignment.c.assignment_id == sa.bindparam("which"))
    if days:
        bind.execute(this.values(asked_on=sa.bindparam("day")), days)
    op.execute(_WHEN_ALL_WAS_ASKED)


def _day(at: datetime) -> date:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(_DAY_OF).date()


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _tally(sort: str, more: str) -> None:
    """The triggers anew, and all counted anew by their rule."""
    for event, pairs in _EVENTS.items():
        _count(event.format(more=more), pairs, sort)
    op.execute("DELETE FROM item_tally")
    op.execute(
        "INSERT INTO item_tally (office_id, sort, day, items) SELECT office_id, sort, day, count(*) FROM ("
        f"{_parts('item', '1', sort, source='FROM item ')}) AS one GROUP BY office_id, sort, day"
    )


def _count(event: str, pairs: tuple[tuple[str, str], ...], sort: str) -> None:
    name = f"tally_{event.partition(' ')[0].lower()}"
    made = "".join(_ADD.format(parts=_parts(row, sign, sort)) for row, sign in pairs)
    if _is_postgres():
        op.execute(f"DROP TRIGGER {name} ON item")
        op.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {made} RETURN NULL; END $$"
        )
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON item FOR EACH ROW EXECUTE FUNCTION {name}()")
        return
    op.execute(f"DROP TRIGGER {name}")
    op.execute(f"CREATE TRIGGER {name} AFTER {event} ON item BEGIN {made} END")


def _parts(row: str, sign: str, sort: str, source: str = "") -> str:
    never = "DATE '9999-12-31'" if _is_postgres() else "'9999-12-31'"
    due = f"SELECT {{row}}.office_id, {sort}, COALESCE({{row}}.deadline, {{never}}), {{sign}} {source}WHERE {_OPEN}"
    moved = f"SELECT {{row}}.office_id, 'moved', {{row}}.last_moved_on, {{sign}} {source}WHERE {_OPEN}"
    closed = _CLOSED.replace(" WHERE", f" {source}WHERE", 1)
    return " UNION ALL ".join((closed, due, moved)).format(row=row, never=never, sign=sign)
