"""Rows of the unit heads' words on requests for completion (领导审签)."""

from collections.abc import Collection
from typing import Any

from sqlmodel import col

from storage.tables import Assignment, Countersign, CountersignState, LadderSeat, Person
from storage.tx import Tx


async def add(tx: Tx, row: Countersign) -> None:
    await tx.add(row)


async def by_id(tx: Tx, countersign_id: int) -> Countersign | None:
    query = tx.select(Countersign).where(col(Countersign.countersign_id) == countersign_id)
    return await tx.first(query)


async def of_request(tx: Tx, report_id: int) -> Countersign | None:
    """By the report that asked for completion."""
    query = tx.select(Countersign).where(col(Countersign.report_id) == report_id)
    return await tx.first(query)


async def open_of(tx: Tx, assignment_id: int) -> Countersign | None:
    """The one that waits for the head."""
    query = tx.select(Countersign).where(
        col(Countersign.assignment_id) == assignment_id,
        col(Countersign.state) == CountersignState.WAITING,
    )
    return await tx.first(query)


async def open_on(tx: Tx, item_ids: Collection[int], unit_id: int) -> Countersign | None:
    """The first one that waits of a unit's requests on any of these items."""
    query = (
        tx.select(Countersign)
        .join(Assignment, col(Assignment.assignment_id) == col(Countersign.assignment_id))
        .where(
            col(Countersign.state) == CountersignState.WAITING,
            col(Assignment.item_id).in_(item_ids),
            col(Assignment.unit_id) == unit_id,
        )
        .order_by(col(Countersign.countersign_id))
    )
    return await tx.first(query)


async def with_heads(tx: Tx) -> frozenset[int]:
    """Assignments whose requests wait for a head."""
    query = tx.select(Countersign.assignment_id).where(col(Countersign.state) == CountersignState.WAITING)
    return frozenset(await tx.all(query))


async def next_silent(tx: Tx) -> Countersign | None:
    """The oldest whose time to answer is over."""
    query = (
        tx.select(Countersign)
        .where(
            col(Countersign.state) == CountersignState.WAITING,
            col(Countersign.due_at) <= tx.now,
        )
        .order_by(col(Countersign.due_at), col(Countersign.countersign_id))
        .limit(1)
    )
    return await tx.first(query)


async def move(tx: Tx, row: Countersign, **changes: Any) -> bool:
    """Compare-and-set on the version; False when somebody was first."""
    where = (
        col(Countersign.countersign_id) == row.countersign_id,
        col(Countersign.version) == row.version,
    )
    statement = tx.update(Countersign).where(*where).values(version=row.version + 1, **changes)
    won = await tx.run(statement) == 1
    await tx.refresh(row)
    return won


async def head_of(tx: Tx, unit_id: int) -> Person | None:
    """The active head of a unit."""
    query = (
        tx.select(Person)
        .join(LadderSeat, col(LadderSeat.person_id) == col(Person.person_id))
        .where(
            col(LadderSeat.unit_id) == unit_id,
            col(Person.is_active).is_(True),
        )
    )
    return await tx.first(query)
