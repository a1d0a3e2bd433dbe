"""Items of a version before knew when they were asked to be closed: what waited in time is late no more."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection
from sqlmodel import col, select, update

from storage.database import Database
from storage.tables import Item
from storage.views import totals
from tests.storage.test_parts_migration import item
from tests.storage.test_requests_migration import Old

BEFORE = "0021_promises_in_words"
DUE, DAY = date(2026, 11, 20), date(2026, 11, 24)
# 23:30 and 00:30 in China, both on the 20th by the clock of Greenwich.
IN_TIME, TOO_LATE = datetime(2026, 11, 20, 15, 30, tzinfo=UTC), datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
WAITS, WORKS = "awaiting_review", "in_progress"


def write(connection: Connection) -> None:
    old = Old(connection)
    old.put("office", office_id=1, name="督查室", last_item_number=60)
    old.put("audit_head", position=0, entry_hash="")
    for unit_id in (1, 2):
        old.put("unit", unit_id=unit_id, name=f"县{unit_id}局", name_key=f"县{unit_id}局")
    item(old, 10, None, DUE, (1,), WAITS, due_of="own")
    item(old, 20, None, DUE, (1,), WAITS, due_of="own")
    item(old, 30, None, DUE, (1, 2), WAITS, due_of="own")
    item(old, 40, None, DUE, (1,), WORKS, due_of="own")
    item(old, 50, None, DUE, (1,), "closed", due_of="own")
    item(old, 60, None, DUE, (1,), WAITS, due_of="own")
    item(old, 61, 60, DUE, (1,), WAITS, due_of="own")
    asked = ((1, 10, IN_TIME), (2, 20, TOO_LATE), (3, 30, IN_TIME), (4, 30, TOO_LATE), (5, 40, IN_TIME))
    for assignment_id, item_id, at in (*asked, (6, 50, IN_TIME), (7, 60, IN_TIME), (8, 61, TOO_LATE)):
        old.put(
            "request",
            kind="completion",
            state="open" if item_id != 40 else "refused",
            item_id=item_id,
            assignment_id=assignment_id,
            asked_at=at,
            known_at=at,
        )


async def test_what_waited_knows_since_when(upgraded: Database) -> None:
    late = date(2026, 11, 21)
    async with upgraded.reading() as tx:
        found = dict((await tx.session.exec(select(Item.item_id, Item.asked_on))).all())
        assert found == {10: DUE, 20: late, 30: late, 40: None, 50: DUE, 60: late, 61: late}
        counts = await totals.counts(tx, totals.Bounds(DAY, DAY, date(2026, 1, 1)))
        assert (counts.total, counts.closed, counts.overdue) == (6, 1, 4)


async def test_the_tallies_go_on_from_there(upgraded: Database) -> None:
    async with upgraded.transaction() as tx:
        await (await tx.connection()).execute(update(Item).where(col(Item.item_id) == 10).values(asked_on=None))
        await (await tx.connection()).execute(update(Item).where(col(Item.item_id) == 20).values(asked_on=DUE))
        await (await tx.connection()).execute(update(Item).where(col(Item.item_id) == 40).values(asked_on=DUE))
    async with upgraded.reading() as tx:
        counts = await totals.counts(tx, totals.Bounds(DAY, DAY, date(2026, 1, 1)))
        assert (counts.open, counts.overdue) == (5, 3)
