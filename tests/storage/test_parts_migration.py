"""A database of the version before parts had units and dates of their own: what was the same goes on as the same."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, select

from domain.items.parts import DueOf
from storage.database import Database
from storage.tables import Item
from storage.views import totals
from tests.storage.test_requests_migration import AT, Old

BEFORE = "0016_one_paper_draft"
ONE, TWO = 1, 2


def item(
    old: Old, item_id: int, parent_id: int | None, due: date | None, units: Sequence[int], state: str, **more: Any
) -> None:
    old.put(
        "item",
        item_id=item_id,
        number=parent_id or item_id,
        sub=item_id - parent_id if parent_id else 0,
        parent_id=parent_id,
        state=state,
        version=1,
        long_term=False,
        deadline=due,
        last_moved_on=date(2026, 11, 2),
        registered_at=AT,
        **more,
    )
    for unit_id in units:
        old.put("assignment", item_id=item_id, unit_id=unit_id, state=state, version=1, assigned_on=date(2026, 11, 2))


def write(connection: Connection) -> None:
    old = Old(connection)
    old.put("office", office_id=1, name="督查室", last_item_number=30)
    old.put("audit_head", position=0, entry_hash="")
    for unit_id in (ONE, TWO):
        old.put("unit", unit_id=unit_id, name=f"县{unit_id}局", name_key=f"县{unit_id}局")
    item(old, 10, None, date(2026, 12, 31), (ONE,), "in_progress")
    item(old, 11, 10, date(2026, 12, 31), (ONE,), "in_progress")
    item(old, 12, 10, date(2026, 12, 10), (TWO,), "in_progress")
    item(old, 20, None, None, (ONE,), "in_progress")
    item(old, 21, 20, date(2026, 12, 1), (ONE,), "closed")
    item(old, 22, 20, date(2026, 12, 8), (ONE, TWO), "assigned")
    item(old, 23, 20, None, (), "assigned")


async def test_parts_follow_their_item_where_they_were_as_it_is(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        rows = (await tx.session.exec(select(Item).order_by(col(Item.item_id)))).all()
        found = {row.item_id: (row.due_of, row.own_hands, row.deadline) for row in rows}
        assert found == {
            10: (DueOf.OWN, True, date(2026, 12, 31)),
            11: (DueOf.WHOLE, False, date(2026, 12, 31)),
            12: (DueOf.OWN, True, date(2026, 12, 10)),
            20: (DueOf.PARTS, True, date(2026, 12, 8)),
            21: (DueOf.OWN, False, date(2026, 12, 1)),
            22: (DueOf.OWN, True, date(2026, 12, 8)),
            23: (DueOf.WHOLE, True, None),
        }


async def test_the_tallies_know_of_the_new_dates(upgraded: Database) -> None:
    async with upgraded.reading() as tx:
        day = date(2026, 12, 9)
        counts = await totals.counts(tx, totals.Bounds(day, day, date(2026, 1, 1)))
        assert (counts.total, counts.overdue) == (2, 1)
