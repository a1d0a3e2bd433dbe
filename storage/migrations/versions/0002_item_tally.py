"""Tallies of items by day, kept by the database itself, so that figures do not count the items.

A trigger sees every way in which an item changes, those to come included.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ADD = """
INSERT INTO item_tally (office_id, sort, day, items)
{parts}
ON CONFLICT (office_id, sort, day) DO UPDATE SET items = item_tally.items + excluded.items
"""
# Sub-items do not count apart; cancelled items count nowhere.
_PARTS = """
SELECT {row}.office_id, 'closed', {never}, {sign} WHERE {row}.parent_id IS NULL AND {row}.state = 'closed'
UNION ALL SELECT {row}.office_id, 'due', COALESCE({row}.deadline, {never}), {sign} WHERE {open}
UNION ALL SELECT {row}.office_id, 'moved', {row}.last_moved_on, {sign} WHERE {open}
"""
_OPEN = "{row}.parent_id IS NULL AND {row}.state IN ('assigned', 'in_progress', 'awaiting_review')"
_WATCHED = "state, deadline, last_moved_on, parent_id"
_EVENTS = {
    "INSERT": (("NEW", "1"),),
    f"UPDATE OF {_WATCHED}": (("OLD", "-1"), ("NEW", "1")),
    "DELETE": (("OLD", "-1"),),
}


def upgrade() -> None:
    op.create_table(
        "item_tally",
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.office_id"], name=op.f("fk_item_tally_office_id_office")),
        sa.PrimaryKeyConstraint("office_id", "sort", "day", name=op.f("pk_item_tally")),
    )
    _count_what_is_there()
    (_postgres if _is_postgres() else _sqlite)()


def downgrade() -> None:
    for name in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER tally_{name}" + (" ON item" if _is_postgres() else ""))
        if _is_postgres():
            op.execute(f"DROP FUNCTION tally_{name}()")
    op.drop_table("item_tally")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _statements(pairs: tuple[tuple[str, str], ...]) -> str:
    never = "DATE '9999-12-31'" if _is_postgres() else "'9999-12-31'"
    made = []
    for row, sign in pairs:
        values = {"row": row, "sign": sign, "never": never, "open": _OPEN.format(row=row)}
        # Without the outer SELECT, SQLite takes ON CONFLICT for a join's ON.
        made.append(_ADD.format(parts=f"SELECT * FROM ({_PARTS.format(**values)}) AS part WHERE true") + ";")
    return "".join(made)


def _count_what_is_there() -> None:
    never = "DATE '9999-12-31'" if _is_postgres() else "'9999-12-31'"
    is_open = _OPEN.format(row="item")
    for sort, day, where in (
        ("closed", never, "parent_id IS NULL AND state = 'closed'"),
        ("due", f"COALESCE(deadline, {never})", is_open),
        ("moved", "last_moved_on", is_open),
    ):
        op.execute(
            f"INSERT INTO item_tally (office_id, sort, day, items) "
            f"SELECT office_id, '{sort}', {day}, COUNT(*) FROM item WHERE {where} GROUP BY 1, 3"
        )


def _sqlite() -> None:
    for event, pairs in _EVENTS.items():
        op.execute(f"CREATE TRIGGER tally_{_name(event)} AFTER {event} ON item BEGIN {_statements(pairs)} END")


def _postgres() -> None:
    for event, pairs in _EVENTS.items():
        name = _name(event)
        body = f"BEGIN {_statements(pairs)} RETURN NULL; END"
        op.execute(f"CREATE FUNCTION tally_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        op.execute(
            f"CREATE TRIGGER tally_{name} AFTER {event} ON item FOR EACH ROW EXECUTE FUNCTION tally_{name}()"
        )


def _name(event: str) -> str:
    return event.partition(" ")[0].lower()
