"""Rows behind targets: items that carry one, what was reported towards it, in the target's own measure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, bindparam, case
from sqlmodel import col

from domain.items.standing import MeantFigure, standing
from domain.states import OPEN_STATES, State
from storage.fence import PreparedStatement, bare
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


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """A figure of a current report, in the measure of the item's target; `place` is its first edition's id."""

    place: int
    item_id: int
    unit_id: int
    unit: str
    person_id: int | None
    reported_at: datetime
    meant: MeantFigure


# Money reported on a target of farms counts towards nothing.
_FIGURES = (
    col(Report.is_current).is_(True),
    col(Report.quantity).is_not(None),
    col(Report.measure) == col(Item.target_measure),
)
_COLUMNS = (
    IN_ORDER[1],
    col(Report.item_id),
    col(Report.unit_id),
    col(Unit.name),
    col(Report.person_id),
    col(Report.reported_at),
    col(Report.quantity),
    col(Report.meaning),
)
# Built once, as each report on an item with a target runs it.
_OF_ITEM = PreparedStatement(
    bare.select(*_COLUMNS)
    .join(Item, col(Item.item_id) == col(Report.item_id))
    .join(Unit, col(Unit.unit_id) == col(Report.unit_id))
    .where(*_FIGURES, col(Report.item_id) == bindparam("item_id"))
    .order_by(*IN_ORDER)
)


async def figures_of(tx: Tx, item_id: int) -> list[ReportedFigure]:
    """All figures that count on an item, in the order of happening."""
    return [_figure(row) for row in await tx.rows(_OF_ITEM, item_id=item_id)]


async def standings(tx: Tx, *items: ColumnElement[bool]) -> dict[int, dict[str, Decimal]]:
    """By item and unit what each stands at, those first that first said something; `items` tells which items."""
    query = (
        tx.columns(*_COLUMNS)
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .join(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(*_FIGURES, col(Item.target_amount).is_not(None), *items)
        .order_by(*IN_ORDER)
    )
    said = grouped(((one.item_id, one.unit), one.meant) for one in map(_figure, await tx.rows(query)))
    found: dict[int, dict[str, Decimal]] = {}
    for (item_id, unit), figures in said.items():
        found.setdefault(item_id, {})[unit] = standing(figures)
    return found


async def amounts(tx: Tx, item_ids: Collection[int]) -> dict[int, dict[str, Decimal]]:
    return await standings(tx, col(Item.item_id).in_(item_ids))


def _figure(row: Any) -> ReportedFigure:
    place, item_id, unit_id, unit, person_id, reported_at, quantity, meaning = row
    meant = MeantFigure(Decimal(str(quantity)).normalize(), meaning)
    return ReportedFigure(place, item_id, unit_id, unit, person_id, reported_at, meant)
