"""Requests for completion, and the unit heads' words on them (领导审签), each with the assignment it is about."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col

from domain.office.people import Role
from domain.requests import STANDING, RequestKind, RequestState
from storage.items.items import FRESH
from storage.rows import first_of
from storage.tables import Assignment, Item, Person, Request, Seat, Unit
from storage.tx import Tx

VERDICTS = (RequestState.GRANTED, RequestState.REFUSED)


@dataclass(frozen=True, slots=True)
class Completion:
    """A request for completion or for a countersign, with the item and the unit's name."""

    request: Request
    assignment: Assignment
    item: Item
    unit: str


async def _found(
    tx: Tx, *where: Any, kind: RequestKind = RequestKind.COMPLETION, order: Sequence[Any] = ()
) -> list[Completion]:
    query = (
        tx.select(Request, Assignment, Item, Unit.name)
        .join(Assignment, col(Assignment.assignment_id) == col(Request.assignment_id))
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(col(Request.kind) == kind, *where)
        .order_by(*(order or (col(Item.number), col(Item.sub), col(Request.request_id))))
        .execution_options(**FRESH)
    )
    return [Completion(*row) for row in await tx.all(query)]


_STANDS = col(Request.state).in_(STANDING)
_NEWEST = (col(Request.decided_at).desc(), col(Item.parent_id).is_(None).desc(), col(Request.request_id).desc())


async def queue(tx: Tx) -> Sequence[Completion]:
    """All that wait for a verdict; not those with a unit's head, nor parts that a whole item's request covers."""
    standing = await _found(tx, _STANDS)
    whole = {(one.item.item_id, one.assignment.unit_id) for one in standing if one.item.parent_id is None}
    return [
        one
        for one in standing
        if one.request.state is RequestState.OPEN and (one.item.parent_id, one.assignment.unit_id) not in whole
    ]


async def standing_of(tx: Tx, assignment_id: int) -> Completion | None:
    """What waits for a verdict, or for the unit's head first."""
    return first_of(await _found(tx, _STANDS, col(Request.assignment_id) == assignment_id))


async def standing_on(tx: Tx, item_id: int) -> Sequence[Completion]:
    return await _found(tx, _STANDS, col(Assignment.item_id) == item_id)


async def along_with(tx: Tx, completion: Completion) -> Sequence[Completion]:
    """The requests of the unit's parts that wait with the one for the whole item."""
    whole = completion.assignment
    return await _found(tx, _STANDS, col(Item.parent_id) == whole.item_id, col(Assignment.unit_id) == whole.unit_id)


async def decided_of(tx: Tx, assignment_ids: Collection[int], seen: int | None = None) -> Completion | None:
    """The last one with a verdict (on that version of the assignment)."""
    where: list[Any] = [col(Request.assignment_id).in_(assignment_ids), col(Request.state).in_(VERDICTS)]
    if seen is not None:
        where.append(col(Request.seen) == seen)
    return first_of(await _found(tx, *where, order=_NEWEST))


async def decided_by(
    tx: Tx, person_id: int, since: datetime, assignment_ids: Collection[int] | None = None
) -> Completion | None:
    """The last verdict that a person gave after `since`, taken back or not, of these assignments if any are named."""
    where: list[Any] = [
        col(Request.decided_by) == person_id,
        col(Request.decided_at) >= since,
        col(Request.state).in_((*VERDICTS, RequestState.OPEN)),
    ]
    if assignment_ids is not None:
        where.append(col(Request.assignment_id).in_(assignment_ids))
    return first_of(await _found(tx, *where, order=_NEWEST))


async def decided_along_with(tx: Tx, completion: Completion) -> Sequence[Completion]:
    """The unit's parts that the same verdict covered."""
    whole, request = completion.assignment, completion.request
    return await _found(
        tx,
        col(Item.parent_id) == whole.item_id,
        col(Assignment.unit_id) == whole.unit_id,
        col(Request.state) == request.state,
        col(Request.decided_by) == request.decided_by,
        col(Request.decided_at) == request.decided_at,
    )


async def parts_of(tx: Tx, item_id: int, unit_id: int) -> Sequence[tuple[Assignment, Item]]:
    """The unit's assignments on the sub-items of an item."""
    query = (
        tx.select(Assignment, Item)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(col(Item.parent_id) == item_id, col(Assignment.unit_id) == unit_id)
        .order_by(col(Item.sub))
        .execution_options(**FRESH)
    )
    return [(assignment, item) for assignment, item in await tx.all(query)]


async def countersign(tx: Tx, request_id: int) -> Completion | None:
    return first_of(await _found(tx, col(Request.request_id) == request_id, kind=RequestKind.COUNTERSIGN))


async def countersign_of(tx: Tx, request: Request) -> Request | None:
    """What the unit's head was asked about this request for completion."""
    found = await _found(
        tx,
        col(Request.report_id) == request.report_id,
        col(Request.assignment_id) == request.assignment_id,
        kind=RequestKind.COUNTERSIGN,
    )
    return found[-1].request if found else None


async def with_head(tx: Tx, *where: Any) -> Sequence[Completion]:
    return await _found(tx, col(Request.state) == RequestState.OPEN, *where, kind=RequestKind.COUNTERSIGN)


async def with_head_of(tx: Tx, assignment_id: int) -> Completion | None:
    return first_of(await with_head(tx, col(Request.assignment_id) == assignment_id))


async def with_head_on(tx: Tx, item_ids: Collection[int], unit_id: int | None = None) -> Sequence[Completion]:
    """On any of these items, of one unit where it is named."""
    units = [] if unit_id is None else [col(Request.unit_id) == unit_id]
    return await with_head(tx, col(Request.item_id).in_(item_ids), *units)


async def next_silent(tx: Tx) -> Completion | None:
    """The oldest whose head kept silent until its time was over."""
    return first_of(
        await _found(
            tx,
            col(Request.state) == RequestState.OPEN,
            col(Request.due_at) <= tx.now,
            kind=RequestKind.COUNTERSIGN,
            order=(col(Request.due_at), col(Request.request_id)),
        )
    )


async def head_of(tx: Tx, unit_id: int) -> Person | None:
    """The active head of a unit."""
    return await tx.first(
        tx.select(Person)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(col(Seat.role) == Role.HEAD, col(Seat.unit_id) == unit_id, col(Person.is_active).is_(True))
        .order_by(col(Seat.seat_id))
    )
