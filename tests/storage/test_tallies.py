"""The kept tallies say what counting the items would say, whatever happens to the items."""

import random
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import col, select

from domain.dates.deadlines import days_overdue
from domain.states import OPEN_STATES, State
from domain.views.status_texts import ItemTotals
from storage.database import Database
from storage.tables import Item
from storage.tx import Tx
from storage.views import totals
from tests.building import county

DAYS = [None, *range(-9, 9)]


async def counted(tx: Tx, bounds: totals.Bounds) -> ItemTotals:
    """The same figures from the items themselves."""
    rows = (await tx.session.exec(select(Item).where(col(Item.parent_id).is_(None)))).all()
    still = [item for item in rows if item.state in OPEN_STATES]
    due = [item for item in still if item.deadline is not None]
    return ItemTotals(
        closed=sum(item.state is State.CLOSED for item in rows),
        open=len(still),
        overdue=sum(_is_late(item, bounds) for item in due),
        due_soon=sum(_is_near(item, bounds) for item in due),
        silent=sum(
            item.last_moved_on <= bounds.quiet and not _is_late(item, bounds) and not _is_near(item, bounds)
            for item in still
        ),
        oldest=min((item.last_moved_on for item in still), default=None),
    )


def _is_late(item: Item, bounds: totals.Bounds) -> bool:
    return days_overdue(item.deadline, bounds.today, asked_on=item.asked_on) > 0


def _is_near(item: Item, bounds: totals.Bounds) -> bool:
    return item.deadline is not None and bounds.today <= item.deadline <= bounds.soon


def _change(tx: Tx, chance: random.Random) -> dict[str, Any]:
    offset = chance.choice(DAYS)
    return chance.choice(
        [
            {"state": chance.choice(list(State))},
            {"deadline": None if offset is None else tx.today + timedelta(days=offset)},
            {"asked_on": None if offset is None else tx.today + timedelta(days=min(offset, 0))},
            {"last_moved_on": tx.today - timedelta(days=chance.randrange(40))},
        ]
    )


async def test_tallies_follow_every_change(database: Database) -> None:
    made = await county(database)
    chance = random.Random(4)
    for number in range(12):
        await made.item(f"第{number}件", units=("县财政局",))
    bounds_of = lambda tx: totals.Bounds(  # noqa: E731
        tx.today, tx.today + timedelta(days=7), tx.today - timedelta(days=14)
    )
    for _ in range(90):
        async with database.transaction() as tx:
            ids = (await tx.session.exec(select(Item.item_id).order_by(func.random()).limit(2))).all()
            connection = await tx.connection()
            await connection.execute(update(Item).where(col(Item.item_id) == ids[0]).values(**_change(tx, chance)))
            if chance.random() < 0.1:
                # A part of another item does not count apart.
                await connection.execute(update(Item).where(col(Item.item_id) == ids[1]).values(parent_id=ids[0]))
        async with database.reading() as tx:
            assert await totals.counts(tx, bounds_of(tx)) == await counted(tx, bounds_of(tx))


async def test_a_deleted_item_counts_no_more(database: Database) -> None:
    made = await county(database)
    await made.item("要删的", units=())
    async with database.transaction() as tx:
        await (await tx.connection()).execute(delete(Item))
    async with database.reading() as tx:
        assert (await totals.counts(tx, totals.Bounds(tx.today, tx.today, tx.today))).total == 0
