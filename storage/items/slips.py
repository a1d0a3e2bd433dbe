"""Rows of formal slips, and when each was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, func

from domain.requests import RequestKind, RequestState
from domain.states import OPEN_STATES
from storage.items.items import FRESH
from storage.tables import Item, Report, Request, Slip, Unit
from storage.talk.reports import IN_ORDER
from storage.tx import Tx


def _standing(tx: Tx) -> Any:
    return (
        tx.select(Slip, Unit.name)
        .join(Unit, col(Unit.unit_id) == col(Slip.unit_id))
        .where(col(Slip.withdrawn_at).is_(None))
        .execution_options(**FRESH)
    )


async def of_item(tx: Tx, item_id: int) -> Sequence[tuple[Slip, str]]:
    """The slips on an item with the unit's name, the newest first; withdrawn ones left out."""
    query = _standing(tx).where(col(Slip.item_id) == item_id).order_by(col(Slip.slip_id).desc())
    return [(row[0], row[1]) for row in await tx.all(query)]


async def open_items(tx: Tx) -> Sequence[Item]:
    """Items under way that have a slip."""
    given = tx.select(Slip.item_id).where(col(Slip.withdrawn_at).is_(None))
    query = tx.select(Item).where(col(Item.state).in_(OPEN_STATES), col(Item.item_id).in_(given))
    return await tx.all(query.order_by(col(Item.item_id)))


async def by_id(tx: Tx, slip_id: int) -> tuple[Slip, str] | None:
    row = await tx.first(_standing(tx).where(col(Slip.slip_id) == slip_id))
    return (row[0], row[1]) if row else None


async def last_to(tx: Tx, item_id: int, unit_id: int) -> Slip | None:
    """The newest slip to a unit on an item."""
    row = await tx.first(
        _standing(tx)
        .where(col(Slip.item_id) == item_id, col(Slip.unit_id) == unit_id)
        .order_by(col(Slip.slip_id).desc())
    )
    return row[0] if row else None


async def next_number(tx: Tx, year: int) -> int:
    """One above all of the office and year; withdrawn slips keep their numbers."""
    query = tx.select(func.max(Slip.number)).where(col(Slip.year) == year)
    return (await tx.one(query) or 0) + 1


async def next_round(tx: Tx, item_id: int, unit_id: int) -> int:
    """A round that no slip of the unit on the item was numbered with, withdrawn ones included."""
    query = tx.select(func.max(Slip.round)).where(col(Slip.item_id) == item_id, col(Slip.unit_id) == unit_id)
    return (await tx.one(query) or 0) + 1


async def answered_at(tx: Tx, slip: Slip) -> datetime | None:
    """The unit's first report on the item after the slip: it is the answer, nothing is asked twice."""
    query = tx.select(func.min(Report.reported_at)).where(
        col(Report.item_id) == slip.item_id,
        col(Report.unit_id) == slip.unit_id,
        col(Report.is_current).is_(True),
        col(Report.reported_at) >= slip.issued_at,
    )
    return await tx.one(query)


def _answers(tx: Tx) -> Any:
    """Reports of the unit that count as the answer to a request."""
    return tx.select(Report.report_id).where(
        col(Report.item_id) == col(Request.item_id),
        col(Report.unit_id) == col(Request.unit_id),
        col(Report.is_current).is_(True),
        col(Report.reported_at) >= col(Request.asked_at),
    )


async def next_answered(tx: Tx) -> tuple[Request, Report, Item] | None:
    """A slip that still waits, with the first report that answers it."""
    query = (
        tx.select(Request, Report, Item)
        .join(Report, col(Report.report_id).in_(_answers(tx).correlate(Request)))
        .join(Item, col(Item.item_id) == col(Request.item_id))
        .where(col(Request.kind) == RequestKind.SLIP_ANSWER, col(Request.state) == RequestState.OPEN)
        .order_by(col(Request.request_id), *IN_ORDER)
        .limit(1)
    )
    return await tx.first(query.execution_options(**FRESH))


async def next_taken_back(tx: Tx) -> Request | None:
    """A slip that was answered by reports of which none counts any more."""
    query = tx.select(Request).where(
        col(Request.kind) == RequestKind.SLIP_ANSWER,
        col(Request.state) == RequestState.ANSWERED,
        ~_answers(tx).correlate(Request).exists(),
    )
    return await tx.first(query.limit(1).execution_options(**FRESH))
