"""Rows of the unit heads' words on requests for completion (领导审签)."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from storage.tables import Assignment, Countersign, CountersignState, LadderSeat, Person
from storage.tx import Tx


async def add(tx: Tx, row: Countersign) -> None:
    tx.session.add(row)
    await tx.session.flush()


async def by_id(tx: Tx, countersign_id: int) -> Countersign | None:
    query = select(Countersign).where(
        col(Countersign.office_id) == tx.office_id, col(Countersign.countersign_id) == countersign_id
    )
    return (await tx.session.exec(query)).first()


async def of_request(tx: Tx, report_id: int) -> Countersign | None:
    """By the report that asked for completion."""
    query = select(Countersign).where(
        col(Countersign.office_id) == tx.office_id, col(Countersign.report_id) == report_id
    )
    return (await tx.session.exec(query)).first()


async def open_of(tx: Tx, assignment_id: int) -> Countersign | None:
    """The one that waits for the head."""
    query = select(Countersign).where(
        col(Countersign.office_id) == tx.office_id,
        col(Countersign.assignment_id) == assignment_id,
        col(Countersign.state) == CountersignState.WAITING,
    )
    return (await tx.session.exec(query)).first()


async def open_on(tx: Tx, item_ids: Collection[int], unit_id: int) -> Countersign | None:
    """The first one that waits of a unit's requests on any of these items."""
    query = (
        select(Countersign)
        .join(Assignment, col(Assignment.assignment_id) == col(Countersign.assignment_id))
        .where(
            col(Countersign.office_id) == tx.office_id,
            col(Countersign.state) == CountersignState.WAITING,
            col(Assignment.item_id).in_(item_ids),
            col(Assignment.unit_id) == unit_id,
        )
        .order_by(col(Countersign.countersign_id))
    )
    return (await tx.session.exec(query)).first()


async def with_heads(tx: Tx) -> frozenset[int]:
    """Assignments whose requests wait for a head."""
    query = select(Countersign.assignment_id).where(
        col(Countersign.office_id) == tx.office_id, col(Countersign.state) == CountersignState.WAITING
    )
    return frozenset((await tx.session.exec(query)).all())


async def next_silent(tx: Tx) -> Countersign | None:
    """The oldest whose time to answer is over."""
    query = (
        select(Countersign)
        .where(
            col(Countersign.office_id) == tx.office_id,
            col(Countersign.state) == CountersignState.WAITING,
            col(Countersign.due_at) <= tx.now,
        )
        .order_by(col(Countersign.due_at), col(Countersign.countersign_id))
        .limit(1)
    )
    return (await tx.session.exec(query)).first()


async def move(tx: Tx, row: Countersign, **changes: Any) -> bool:
    """Compare-and-set on the version; False when somebody was first."""
    connection = await tx.connection()
    where = (
        col(Countersign.office_id) == tx.office_id,
        col(Countersign.countersign_id) == row.countersign_id,
        col(Countersign.version) == row.version,
    )
    statement = update(Countersign).where(*where).values(version=row.version + 1, **changes)
    won = (await connection.execute(statement)).rowcount == 1
    await tx.session.refresh(row)
    return won


async def head_of(tx: Tx, unit_id: int) -> Person | None:
    """The active head of a unit."""
    query = (
        select(Person)
        .join(LadderSeat, col(LadderSeat.person_id) == col(Person.person_id))
        .where(
            col(LadderSeat.office_id) == tx.office_id,
            col(LadderSeat.unit_id) == unit_id,
            col(Person.is_active).is_(True),
        )
    )
    return (await tx.session.exec(query)).first()
