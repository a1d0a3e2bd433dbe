"""Rows of how items end and live on: endings, rhythms, rolled targets, look-backs, judgements."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import SQLModel, col, func

from domain.states import OPEN_STATES, State
from storage.items.items import FRESH
from storage.rows import change
from storage.tables import (
    Bulletin,
    Cooperation,
    Ending,
    EndingKind,
    Item,
    ItemLeader,
    Judgement,
    Report,
    Rhythm,
    YearRollOver,
)
from storage.tx import Tx


async def ending_of(tx: Tx, item_id: int) -> Ending | None:
    """Why the item stands at cancelled; None when it does not, or ended in another way."""
    return await tx.first(
        tx.select(Ending)
        .where(col(Ending.item_id) == item_id, col(Ending.lifted_at).is_(None))
        .order_by(col(Ending.ending_id).desc())
        .limit(1)
        .execution_options(**FRESH)
    )


async def taken_along(tx: Tx, item_id: int) -> Sequence[Ending]:
    """Endings of the parts that ended together with the item."""
    return await tx.all(
        tx.select(Ending)
        .where(col(Ending.along_with) == item_id, col(Ending.lifted_at).is_(None))
        .order_by(col(Ending.ending_id))
    )


async def merged_into(tx: Tx, item_id: int) -> Sequence[Item]:
    """The items that were merged into this one, and still are."""
    return await tx.all(
        tx.select(Item)
        .join(Ending, col(Ending.item_id) == col(Item.item_id))
        .where(col(Ending.into_id) == item_id, col(Ending.lifted_at).is_(None))
        .order_by(col(Item.number))
    )


async def stopped(
    tx: Tx, meeting_id: int | None = None, since: datetime | None = None, until: datetime | None = None
) -> Sequence[tuple[Item, str]]:
    """Whole items that were stopped without being done (停办), each with its reason, by number."""
    query = (
        tx.select(Item, Ending.reason)
        .join(Ending, col(Ending.item_id) == col(Item.item_id))
        .where(col(Ending.kind) == EndingKind.STOPPED, _stands(until), col(Item.parent_id).is_(None))
        .order_by(col(Item.number))
    )
    if meeting_id is not None:
        query = query.where(col(Item.meeting_id) == meeting_id)
    if since is not None and until is not None:
        query = query.where(col(Ending.ended_at) >= since, col(Ending.ended_at) < until)
    return await tx.all(query)


def _stands(until: datetime | None) -> ColumnElement[bool]:
    """Not taken up again, or only after the period."""
    is_lifted = col(Ending.lifted_at).is_(None)
    return or_(is_lifted, col(Ending.lifted_at) >= until) if until is not None else is_lifted


async def last_sub(tx: Tx, item_id: int) -> int:
    """The highest number of a sub-item; 0 when there is none."""
    return await tx.one(tx.select(func.max(Item.sub)).where(col(Item.parent_id) == item_id)) or 0


async def published_since(tx: Tx, at: datetime) -> bool:
    query = tx.select(Bulletin.bulletin_id).where(col(Bulletin.published_at) >= at)
    return await tx.first(query.limit(1)) is not None


async def rhythm_of(tx: Tx, item_id: int) -> Rhythm | None:
    return await tx.first(tx.select(Rhythm).where(col(Rhythm.item_id) == item_id).execution_options(**FRESH))


async def report_moments(tx: Tx, item_id: int) -> Sequence[datetime]:
    """When the item or one of its parts was reported on."""
    return await tx.all(
        tx.select(Report.reported_at)
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .where(col(Report.is_current).is_(True), func.coalesce(Item.parent_id, Item.item_id) == item_id)
    )


async def targets_to_roll(tx: Tx, year: int) -> Sequence[Item]:
    """Whole open items with a target that began before `year` and have not gone on into it."""
    done = tx.select(YearRollOver.item_id).where(col(YearRollOver.year) == year)
    made = tx.select(YearRollOver.to_item_id).where(col(YearRollOver.year) >= year)
    return await tx.all(
        tx.select(Item)
        .where(
            col(Item.parent_id).is_(None),
            col(Item.state).in_(OPEN_STATES),
            col(Item.target_amount).is_not(None),
            col(Item.item_id).not_in(done),
            col(Item.item_id).not_in(made),
        )
        .order_by(col(Item.number))
        .execution_options(**FRESH)
    )


async def copy_people(tx: Tx, from_id: int, to_id: int) -> None:
    """The leaders and cooperating units of one item, for another."""
    leaders = tx.select(ItemLeader).where(col(ItemLeader.item_id) == from_id)
    helpers = tx.select(Cooperation).where(col(Cooperation.item_id) == from_id)
    rows: list[SQLModel] = [
        ItemLeader(item_id=to_id, part=one.part, place=one.place, name=one.name) for one in await tx.all(leaders)
    ]
    rows += [Cooperation(item_id=to_id, unit_id=one.unit_id) for one in await tx.all(helpers)]
    await tx.add(*rows)


async def judgement_of(tx: Tx, item_id: int, today: date) -> Judgement | None:
    """The newest one that still counts."""
    return await tx.first(
        tx.select(Judgement)
        .where(col(Judgement.item_id) == item_id, col(Judgement.ends_on) >= today)
        .order_by(col(Judgement.judgement_id).desc())
        .limit(1)
    )


async def end_judgements(tx: Tx, item_id: int, last_day: date) -> None:
    """Those that still count end with `last_day`."""
    await change(tx, Judgement, col(Judgement.item_id) == item_id, col(Judgement.ends_on) > last_day, ends_on=last_day)


async def parent_state(tx: Tx, item: Item) -> State | None:
    word = await tx.first(tx.select(Item.state).where(col(Item.item_id) == item.parent_id))
    return State(word) if word else None


async def rolled_items(tx: Tx) -> set[int]:
    return set(await tx.all(tx.select(YearRollOver.to_item_id)))
