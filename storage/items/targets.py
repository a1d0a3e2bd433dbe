"""Rows behind targets: items that carry one, what was reported towards it, in the target's own measure."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from sqlalchemy import case, func
from sqlmodel import col

from domain.states import OPEN_STATES, State
from storage.rows import grouped
from storage.tables import Assignment, Item, Report, Unit
from storage.talk.reports import IN_ORDER
from storage.tx import Tx


async def with_target(tx: Tx, limit: int, offset: int = 0) -> Sequence[Item]:
    """Items and sub-items with a target, the open ones first."""
    return await tx.all(
        tx.select(Item)
        .where(col(Item.target_amount).is_not(None), col(Item.state) != State.CANCELLED)
        .order_by(case((col(Item.state).in_(OPEN_STATES), 0), else_=1), col(Item.number), col(Item.sub))
        .limit(limit)
        .offset(offset)
    )


async def responsible(tx: Tx, item_ids: Collection[int]) -> dict[int, list[str]]:
    query = (
        tx.select(Assignment.item_id, Unit.name)
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(col(Assignment.item_id).in_(item_ids), col(Assignment.state) != State.CANCELLED)
        .order_by(col(Assignment.assignment_id))
    )
    return grouped(await tx.all(query))


async def amounts(tx: Tx, item_ids: Collection[int]) -> dict[int, dict[str, Decimal]]:
    """By item and unit. Money reported on a target of farms counts towards nothing."""
    query = (
        tx.select(Report.item_id, Unit.name, func.sum(col(Report.quantity)))
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .join(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(
            col(Report.item_id).in_(item_ids),
            col(Report.is_current).is_(True),
            col(Report.quantity).is_not(None),
            col(Report.measure) == col(Item.target_measure),
        )
        .group_by(col(Report.item_id), col(Unit.name))
        .order_by(func.min(IN_ORDER[0]), func.min(IN_ORDER[1]))
    )
    found: dict[int, dict[str, Decimal]] = {}
    for item_id, unit, amount in await tx.all(query):
        found.setdefault(item_id, {})[unit] = Decimal(str(amount or 0))
    return found
