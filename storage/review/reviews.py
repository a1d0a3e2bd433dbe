"""Rows of completion requests and verdicts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col

from domain.states import State
from storage.items.items import FRESH
from storage.review.countersigns import with_heads
from storage.tables import Assignment, Item, Person, Review, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that waits: the assignment with its item and unit name."""

    assignment: Assignment
    item: Item
    unit: str


async def _waiting(tx: Tx, *where: object) -> Sequence[Waiting]:
    query = (
        tx.select(Assignment, Item, Unit.name)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(*where)  # type: ignore[arg-type]
        .order_by(col(Item.number), col(Item.sub), col(Assignment.assignment_id))
        .execution_options(**FRESH)
    )
    return [Waiting(*row) for row in await tx.all(query)]


async def queue(tx: Tx) -> Sequence[Waiting]:
    """All requests that wait for a verdict; not those with a unit's head, nor parts that a whole item's covers."""
    rows = await _waiting(tx, col(Assignment.state) == State.AWAITING_REVIEW)
    whole = {(row.item.item_id, row.assignment.unit_id) for row in rows if row.item.parent_id is None}
    held = await with_heads(tx)
    return [
        row
        for row in rows
        if (row.item.parent_id, row.assignment.unit_id) not in whole
        and row.assignment.assignment_id not in held
    ]


async def of_assignment(tx: Tx, assignment_id: int) -> Waiting | None:
    rows = await _waiting(tx, col(Assignment.assignment_id) == assignment_id)
    return rows[0] if rows else None


async def waiting_of_item(tx: Tx, item_id: int) -> Sequence[Waiting]:
    state = col(Assignment.state) == State.AWAITING_REVIEW
    return await _waiting(tx, state, col(Assignment.item_id) == item_id)


async def parts_of_unit(tx: Tx, item_id: int, unit_id: int) -> Sequence[Waiting]:
    """The unit's assignments on the sub-items of an item."""
    return await _waiting(tx, col(Item.parent_id) == item_id, col(Assignment.unit_id) == unit_id)


async def last_verdict(tx: Tx, assignment_id: int, version: int | None = None) -> tuple[Review, str] | None:
    """The newest verdict (on that version of the request) with its reviewer's name."""
    query = (
        tx.select(Review, Person.name)
        .join(Person, col(Person.person_id) == col(Review.reviewer_id))
        .where(col(Review.assignment_id) == assignment_id)
        .order_by(col(Review.review_id).desc())
        .limit(1)
    )
    if version is not None:
        query = query.where(col(Review.assignment_version) == version)
    row = await tx.first(query)
    return (row[0], row[1]) if row else None


async def add(tx: Tx, review: Review) -> None:
    await tx.add(review)
