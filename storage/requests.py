"""Rows of requests: what one side asked for and the other decides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col, func, select

from domain.requests import OUTLIVES_ITEM, RequestKind, RequestState
from domain.states import OPEN_STATES
from storage.items.items import FRESH
from storage.tables import Item, Request, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its item and the name of its unit, "" for none."""

    request: Request
    item: Item
    unit: str


async def asked(tx: Tx, kind: RequestKind, *where: Any) -> list[Asked]:
    """The oldest first."""
    query = (
        select(Request, Item, Unit.name)
        .join(Item, col(Item.item_id) == col(Request.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Request.unit_id))
        .where(col(Request.office_id) == tx.office_id, col(Request.kind) == kind, *where)
        .order_by(col(Request.request_id))
        .execution_options(**FRESH)
    )
    return [Asked(row, item, unit or "") for row, item, unit in (await tx.session.exec(query)).all()]


async def by_id(tx: Tx, kind: RequestKind, request_id: int) -> Asked | None:
    found = await asked(tx, kind, col(Request.request_id) == request_id)
    return found[0] if found else None


async def open_of(tx: Tx, kind: RequestKind, item_id: int) -> list[Asked]:
    """What waits of that kind on an item."""
    return await asked(tx, kind, col(Request.item_id) == item_id, col(Request.state) == RequestState.OPEN)


async def granted_by_item(tx: Tx, kind: RequestKind) -> dict[int, int]:
    """How often it was granted on each item; items where it never was are left out."""
    query = (
        select(Request.item_id, func.count())
        .where(
            col(Request.office_id) == tx.office_id,
            col(Request.kind) == kind,
            col(Request.state) == RequestState.GRANTED,
        )
        .group_by(col(Request.item_id))
    )
    return {item_id: count for item_id, count in (await tx.session.exec(query)).all() if item_id}


async def granted_count(tx: Tx, kind: RequestKind, item_id: int) -> int:
    query = select(func.count()).where(
        col(Request.office_id) == tx.office_id,
        col(Request.kind) == kind,
        col(Request.item_id) == item_id,
        col(Request.state) == RequestState.GRANTED,
    )
    return (await tx.session.exec(query)).one()


async def add(tx: Tx, request: Request) -> Request:
    """Its id is known afterwards."""
    tx.session.add(request)
    await tx.session.flush()
    return request


async def move(tx: Tx, request: Request, **changes: Any) -> bool:
    """Compare-and-set on the version; False when somebody was first."""
    connection = await tx.connection()
    where = (
        col(Request.office_id) == tx.office_id,
        col(Request.request_id) == request.request_id,
        col(Request.version) == request.version,
    )
    statement = update(Request).where(*where).values(version=request.version + 1, **changes)
    won = (await connection.execute(statement)).rowcount == 1
    await tx.session.refresh(request)
    return won


async def listed(
    tx: Tx, kinds: Collection[RequestKind] = tuple(RequestKind), decider_id: int | None = None
) -> Sequence[tuple[Request, Item | None, str]]:
    """Every open request of these kinds with its item and unit, the longest waiting first.

    `decider_id`: of those that a certain person is to decide, this person's only. A request for completion of a
    part that the same unit's request for the whole item covers is not decided by itself.
    """
    query = (
        select(Request, Item, Unit.name)
        .outerjoin(Item, col(Item.item_id) == col(Request.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Request.unit_id))
        .where(
            col(Request.office_id) == tx.office_id,
            col(Request.state) == RequestState.OPEN,
            col(Request.kind).in_(kinds),
            or_(col(Request.kind).in_(OUTLIVES_ITEM), col(Item.state).in_(OPEN_STATES)),
        )
        .order_by(col(Request.asked_at), col(Request.request_id))
        .execution_options(**FRESH)
    )
    if decider_id is not None:
        query = query.where(or_(col(Request.decider_id).is_(None), col(Request.decider_id) == decider_id))
    return [(row, item, unit or "") for row, item, unit in (await tx.session.exec(query)).all()]
