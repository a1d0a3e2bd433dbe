"""Rows of requests: what one side asked for and the other decides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from domain.requests import ASKED_IN_HAND, OUTLIVES_ITEM, STANDING, RequestKind, RequestState
from domain.states import IN_HAND, OPEN_STATES, State
from storage.items.items import FRESH
from storage.rows import first_of
from storage.tables import Assignment, Item, MirrorPart, Request, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class RequestWithItem:
    """A request with its item and the name of its unit, "" for none."""

    request: Request
    item: Item
    unit: str


def asking(select: Any, *where: Any) -> Any:
    """A SELECT of what a `RequestWithItem` is made of, the oldest first; `select` is `tx.select` or `bare.select`."""
    return (
        select(Request, Item, Unit.name)
        .join(Item, col(Item.item_id) == col(Request.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Request.unit_id))
        .where(*where)
        .order_by(col(Request.request_id))
        .execution_options(**FRESH)
    )


def with_items(rows: Sequence[Any]) -> list[RequestWithItem]:
    return [RequestWithItem(row, item, unit or "") for row, item, unit in rows]


async def asked(tx: Tx, kind: RequestKind, *where: Any) -> list[RequestWithItem]:
    """The oldest first."""
    return with_items(await tx.all(asking(tx.select, col(Request.kind) == kind, *where)))


async def by_id(tx: Tx, kind: RequestKind, request_id: int) -> RequestWithItem | None:
    return first_of(await asked(tx, kind, col(Request.request_id) == request_id))


async def open_of(tx: Tx, kind: RequestKind, item_id: int) -> list[RequestWithItem]:
    return await asked(tx, kind, col(Request.item_id) == item_id, col(Request.state) == RequestState.OPEN)


async def open_of_units(tx: Tx, item_id: int, unit_id: int | None = None) -> list[RequestWithItem]:
    """What units, or one unit, wait for on an item while they have it."""
    whose = [] if unit_id is None else [col(Request.unit_id) == unit_id]
    query = asking(tx.select, col(Request.kind).in_(ASKED_IN_HAND), col(Request.item_id) == item_id, *whose)
    return with_items(await tx.all(query.where(col(Request.state) == RequestState.OPEN)))


async def open_on_remarks(tx: Tx, remark_ids: Collection[int]) -> list[RequestWithItem]:
    """Questions that nobody has answered yet."""
    query = asking(tx.select, col(Request.remark_id).in_(remark_ids), col(Request.state) == RequestState.OPEN)
    return with_items(await tx.all(query))


async def about(tx: Tx, request_id: int) -> list[RequestWithItem]:
    """To whom a difficulty was passed."""
    return with_items(await tx.all(asking(tx.select, col(Request.about_id) == request_id)))


async def overtaken_at(tx: Tx, kind: RequestKind, item_id: int, at: datetime) -> list[RequestWithItem]:
    """What lost its object at that moment."""
    ended = (col(Request.state) == RequestState.SUPERSEDED, col(Request.decided_at) == at)
    return await asked(tx, kind, col(Request.item_id) == item_id, *ended)


async def standing_of(tx: Tx, kind: RequestKind, item_id: int) -> list[RequestWithItem]:
    """Not decided yet, whether the decider is asked already or not."""
    return await asked(tx, kind, col(Request.item_id) == item_id, col(Request.state).in_(STANDING))


async def of_item(tx: Tx, kind: RequestKind, item_id: int) -> list[RequestWithItem]:
    return await asked(tx, kind, col(Request.item_id) == item_id)


async def last_of(tx: Tx, kind: RequestKind, item_id: int) -> RequestWithItem | None:
    found = await of_item(tx, kind, item_id)
    return found[-1] if found else None


async def look_back_due(tx: Tx, day: date) -> RequestWithItem | None:
    """The next one whose day has come, or that is asked although its item is open again."""
    is_due = and_(col(Request.state) == RequestState.DEFERRED, col(Request.due_on) <= day)
    is_void = and_(col(Request.state) == RequestState.OPEN, col(Item.state) != State.CLOSED)
    found = await asked(tx, RequestKind.LOOK_BACK, or_(is_due, is_void))
    return min(found, key=lambda one: (one.request.due_on or day, one.request.request_id), default=None)


async def granted_by_item(tx: Tx, kind: RequestKind) -> dict[int, int]:
    """How often it was granted on each item; items where it never was are left out."""
    query = (
        tx.select(Request.item_id, func.count())
        .where(col(Request.kind) == kind, col(Request.state) == RequestState.GRANTED)
        .group_by(col(Request.item_id))
    )
    return {item_id: count for item_id, count in await tx.all(query) if item_id}


async def granted_count(tx: Tx, kind: RequestKind, item_id: int) -> int:
    query = tx.select(func.count()).where(
        col(Request.kind) == kind, col(Request.item_id) == item_id, col(Request.state) == RequestState.GRANTED
    )
    return await tx.one(query)


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A claim (of a post, or of the week's decision), or a part of a robot's post."""

    claim_id: int | None = None
    part_id: int | None = None


async def held(tx: Tx, held: HeldPost) -> Sequence[Request]:
    """What is open about it."""
    same = col(Request.claim_id) == held.claim_id if held.claim_id else col(Request.part_id) == held.part_id
    query = tx.select(Request).where(
        col(Request.kind) == RequestKind.HELD_POST, col(Request.state) == RequestState.OPEN, same
    )
    return await tx.all(query.execution_options(**FRESH))


async def signatures_of(tx: Tx, bulletin_id: int) -> Sequence[Request]:
    """Who is still asked to sign it."""
    query = tx.select(Request).where(
        col(Request.kind) == RequestKind.SIGNATURE,
        col(Request.state) == RequestState.OPEN,
        col(Request.bulletin_id) == bulletin_id,
    )
    return await tx.all(query.execution_options(**FRESH))


async def held_of_robot(tx: Tx, robot_id: int) -> Sequence[Request]:
    query = (
        tx.select(Request)
        .join(MirrorPart, col(MirrorPart.part_id) == col(Request.part_id))
        .where(col(Request.state) == RequestState.OPEN, col(MirrorPart.robot_id) == robot_id)
    )
    return await tx.all(query.execution_options(**FRESH))


# A unit that is done, or has handed the item on, plans no longer.
_STILL_PLANNED = (col(Assignment.planned_on) == col(Request.day), col(Assignment.state).in_(IN_HAND))


async def listed(
    tx: Tx,
    kinds: Collection[RequestKind] = tuple(RequestKind),
    decider_id: int | None = None,
    unit_ids: Collection[int] = (),
) -> Sequence[tuple[Request, Item | None, str]]:
    """Every open request of these kinds with its item and unit, the longest waiting first.

    `decider_id`: of those that a certain person is to decide, this person's only, and of instructions those on
    what the units have in hand. A request for completion of a
    part that the same unit's request for the whole item covers is not decided by itself.
    """
    whole = aliased(Request)
    covering = tx.select(whole.request_id).where(
        col(whole.kind) == RequestKind.COMPLETION,
        col(whole.state).in_(STANDING),
        col(whole.item_id) == col(Item.parent_id),
        col(whole.unit_id) == col(Request.unit_id),
    )
    is_covered = and_(col(Request.kind) == RequestKind.COMPLETION, covering.correlate(Item, Request).exists())
    query = (
        tx.select(Request, Item, Unit.name)
        .outerjoin(Item, col(Item.item_id) == col(Request.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Request.unit_id))
        .outerjoin(Assignment, col(Assignment.assignment_id) == col(Request.assignment_id))
        .where(
            col(Request.state) == RequestState.OPEN,
            col(Request.kind).in_(kinds),
            or_(col(Request.kind).in_(OUTLIVES_ITEM), col(Item.state).in_(OPEN_STATES)),
            or_(col(Request.kind) != RequestKind.LATE_PLAN, and_(*_STILL_PLANNED)),
            ~is_covered,
        )
        .order_by(col(Request.asked_at), col(Request.request_id))
        .execution_options(**FRESH)
    )
    if decider_id is not None:
        theirs = tx.select(Assignment.item_id).where(
            col(Assignment.unit_id).in_(unit_ids), col(Assignment.state) != State.CANCELLED
        )
        query = query.where(
            or_(col(Request.decider_id).is_(None), col(Request.decider_id) == decider_id),
            or_(col(Request.kind) != RequestKind.INSTRUCTION, col(Request.item_id).in_(theirs)),
        )
    return [(row, item, unit or "") for row, item, unit in await tx.all(query)]
