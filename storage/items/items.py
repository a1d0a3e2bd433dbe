"""Rows about items: the item with everything around it, by number; compare-and-set on versions."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, or_
from sqlmodel import col

from domain.items.parts import DueOf, nearest_part
from domain.states import OPEN_STATES, State, all_asked_on, state_of_item
from storage.fence import PreparedStatement, bare
from storage.rows import change, drop
from storage.tables import Assignment, Cooperation, Item, ItemLeader, LeaderPart, Meeting, Office, Unit
from storage.tx import Tx

_NUMBER = re.compile(r"#?\s*(\d{1,7})(?:\.(\d{1,3}))?")

# A row that a rolled-back part of a group commit moved in memory must not be believed by the next part.
FRESH = {"populate_existing": True}


def _with_units(*where: Any) -> PreparedStatement:
    return PreparedStatement(
        bare.select(Item, Assignment, Unit.name)
        .outerjoin(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(*where)
        .order_by(col(Assignment.assignment_id))
        .execution_options(**FRESH)
    )


# Statements of each report are built once: building them costs more than running them.
_BY_LABEL = _with_units(col(Item.number) == bindparam("number"), col(Item.sub) == bindparam("sub"))
_BY_ID = _with_units(col(Item.item_id) == bindparam("item_id"))
# Who helps with an item helps with its sub-items.
_HELPING = PreparedStatement(
    bare.select(col(Cooperation.unit_id)).where(
        or_(col(Cooperation.item_id) == bindparam("item_id"), col(Cooperation.item_id) == bindparam("parent_id"))
    )
)
_PART_STATES = PreparedStatement.union(
    PreparedStatement(
        bare.select(col(Assignment.state), col(Assignment.asked_on)).where(
            col(Assignment.item_id) == bindparam("item_id")
        )
    ),
    PreparedStatement(
        bare.select(col(Item.state), col(Item.asked_on)).where(col(Item.parent_id) == bindparam("item_id"))
    ),
)


def parse_label(words: str) -> tuple[int, int] | None:
    """ "#37", "37" or "37.1" as (number, sub)."""
    match = _NUMBER.fullmatch(words.strip())
    return (int(match[1]), int(match[2] or 0)) if match else None


@dataclass(frozen=True, slots=True)
class ItemParts:
    """An item with its responsible units (assignment and unit name) and cooperating unit ids."""

    item: Item
    assignments: tuple[tuple[Assignment, str], ...]
    cooperating: frozenset[int]

    @property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(assignment.unit_id for assignment, _ in self.in_charge) | self.cooperating

    @property
    def in_charge(self) -> tuple[tuple[Assignment, str], ...]:
        """Without the units that had to hand the item over; of a cancelled item all."""
        if self.item.state is State.CANCELLED:
            return self.assignments
        return tuple(pair for pair in self.assignments if pair[0].state is not State.CANCELLED)

    def of_units(self, unit_ids: frozenset[int]) -> tuple[Assignment, ...]:
        return tuple(assignment for assignment, _ in self.in_charge if assignment.unit_id in unit_ids)


@dataclass(frozen=True, slots=True)
class Holding:
    """An item in the hands of one unit, with the unit's name."""

    assignment: Assignment
    item: Item
    unit: str


async def held(tx: Tx, assignment_id: int) -> Holding | None:
    found = await tx.first(
        tx.select(Assignment, Item, Unit.name)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(col(Assignment.assignment_id) == assignment_id)
        .execution_options(**FRESH)
    )
    if found is None:
        return None
    tx.met.add(found[1])
    return Holding(*found)


async def by_label(tx: Tx, label: str) -> ItemParts | None:
    """The item of a number that a person typed."""
    parsed = parse_label(label)
    if parsed is None:
        return None
    return await _load(tx, _BY_LABEL, number=parsed[0], sub=parsed[1])


async def by_id(tx: Tx, item_id: int) -> ItemParts | None:
    return await _load(tx, _BY_ID, item_id=item_id)


async def _load(tx: Tx, query: PreparedStatement, **named: int) -> ItemParts | None:
    rows = await tx.prepared(query, **named)
    if not rows:
        return None
    item = rows[0][0]
    tx.met.add(item)
    pairs = tuple((assignment, name) for _, assignment, name in rows if assignment is not None)
    helping = await tx.rows(_HELPING, item_id=item.item_id, parent_id=item.parent_id)
    return ItemParts(item, pairs, frozenset(unit_id for (unit_id,) in helping))


async def by_ids(tx: Tx, item_ids: Collection[int]) -> dict[int, Item]:
    """The items alone."""
    found = await tx.all(tx.select(Item).where(col(Item.item_id).in_(item_ids))) if item_ids else ()
    return {item.item_id: item for item in found}


async def sub_items(tx: Tx, item_id: int) -> Sequence[Item]:
    return await tx.all(
        tx.select(Item).where(col(Item.parent_id) == item_id).order_by(col(Item.sub)).execution_options(**FRESH)
    )


async def units_of_parts(tx: Tx, item: Item) -> frozenset[int]:
    """Units with a part of the item in hand, or done."""
    query = (
        tx.select(Assignment.unit_id)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(col(Item.parent_id) == item.item_id, col(Assignment.state) != State.CANCELLED)
    )
    return frozenset(await tx.all(query))


async def leaders(tx: Tx, item: Item) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(lead leaders, consulted leaders) in the printed order; a part without its own has those of its item."""
    query = tx.select(ItemLeader).where(
        or_(col(ItemLeader.item_id) == item.item_id, col(ItemLeader.item_id) == item.parent_id)
    )
    found = await tx.all(query.order_by(col(ItemLeader.place), col(ItemLeader.item_leader_id)))
    rows = [row for row in found if row.item_id == item.item_id] or found
    lead = tuple(row.name for row in rows if row.part is LeaderPart.LEAD)
    return lead, tuple(row.name for row in rows if row.part is LeaderPart.CONSULTED)


async def cooperating_names(tx: Tx, item: Item) -> tuple[str, ...]:
    """Those that help with a part, or with the item that it belongs to."""
    query = (
        tx.select(Unit.name)
        .join(Cooperation, col(Cooperation.unit_id) == col(Unit.unit_id))
        .where(or_(col(Cooperation.item_id) == item.item_id, col(Cooperation.item_id) == item.parent_id))
        .order_by(col(Cooperation.cooperation_id))
    )
    return tuple(dict.fromkeys(await tx.all(query)))


async def meeting_of(tx: Tx, item: Item) -> Meeting | None:
    if item.meeting_id is None:
        return None
    return await tx.first(tx.select(Meeting).where(col(Meeting.meeting_id) == item.meeting_id))


async def open_of_units(tx: Tx, unit_ids: Sequence[int]) -> Sequence[Item]:
    """Items (sub-items too) that the units answer for, the most pressing deadline first."""
    theirs = tx.select(Assignment.item_id).where(
        col(Assignment.unit_id).in_(unit_ids), col(Assignment.state).in_(OPEN_STATES)
    )
    return await tx.all(
        tx.select(Item)
        .where(col(Item.item_id).in_(theirs), col(Item.state).in_(OPEN_STATES))
        .order_by(col(Item.deadline).is_(None), col(Item.deadline), col(Item.number), col(Item.sub))
    )


async def unsigned_of_units(tx: Tx, unit_ids: Sequence[int]) -> Sequence[Item]:
    """What the units have not signed for; parts are signed with their whole."""
    waiting = tx.select(Assignment.item_id).where(
        col(Assignment.unit_id).in_(unit_ids), col(Assignment.state) == State.ASSIGNED
    )
    found = await tx.all(
        tx.select(Item)
        .where(col(Item.item_id).in_(waiting), col(Item.state).in_(OPEN_STATES))
        .order_by(col(Item.number), col(Item.sub))
    )
    ids = {one.item_id for one in found}
    return [one for one in found if one.parent_id not in ids]


async def next_number(tx: Tx) -> int:
    """A fresh short number for life."""
    statement = (
        tx.update(Office)
        .values(last_item_number=col(Office.last_item_number) + 1)
        .returning(col(Office.last_item_number))
    )
    return int((await tx.rows(statement))[0][0])


async def follow_parts(tx: Tx, item: Item) -> State:
    """Recompute an item's state from its assignments and sub-items, upwards to its parent, and the dates with it."""
    parts = [(State(state), asked_on) for state, asked_on in await tx.rows(_PART_STATES, item_id=item.item_id)]
    before, after = item.state, state_of_item([state for state, _ in parts], item.state)
    asked_on = all_asked_on(parts, after)
    if after is not before:
        closed_at = tx.happened_at if after is State.CLOSED else None
        await tx.move(item, state=after, closed_at=closed_at, asked_on=asked_on)
    elif asked_on != item.asked_on:
        await tx.follow(item, asked_on=asked_on)
    if item.parent_id is not None:
        parent = await by_id(tx, item.parent_id)
        if parent is not None:
            await follow_parts(tx, parent.item)
            await _come_back(tx, parent.item, before, after)
    elif _has_no_date(item):
        await settle_dates(tx, item)
    return after


async def _come_back(tx: Tx, whole: Item, before: State, after: State) -> None:
    """What was decided for an item while its part was closed holds for the part that is open again."""
    if before not in OPEN_STATES and after in OPEN_STATES:
        await settle_dates(tx, whole)


def _has_no_date(item: Item) -> bool:
    return item.decided_deadline is None and not item.long_term


async def settle_dates(tx: Tx, whole: Item) -> list[Item]:
    """What follows from the dates that were decided; gives the parts that follow.

    Open parts without a date of their own have their item's; an open item without one has its nearest part's. Neither
    is a decision on the row, so that its version stays.
    """
    parts = [part for part in await sub_items(tx, whole.item_id) if part.state in OPEN_STATES]
    decided = (whole.decided_deadline, whole.long_term)
    behind = [one for one in parts if one.due_of is DueOf.WHOLE and (one.deadline, one.long_term) != decided]
    for part in behind:
        await tx.follow(part, deadline=decided[0], long_term=whole.long_term, deadline_text=whole.deadline_text)
    if whole.state in OPEN_STATES and _has_no_date(whole):
        near = nearest_part(parts)
        if near != whole.deadline:
            await tx.follow(whole, deadline=near, due_of=DueOf.PARTS if near else DueOf.OWN)
    return behind


async def open_led_by(tx: Tx, name: str) -> Sequence[Item]:
    """Open items that a leader of this name leads, the most pressing deadline first."""
    return await tx.all(
        tx.select(Item)
        .join(ItemLeader, col(ItemLeader.item_id) == col(Item.item_id))
        .where(col(ItemLeader.name) == name, col(ItemLeader.part) == LeaderPart.LEAD, col(Item.state).in_(OPEN_STATES))
        .order_by(col(Item.deadline).is_(None), col(Item.deadline), col(Item.number))
    )


async def open_helped_by(tx: Tx, unit_ids: Sequence[int]) -> Sequence[Item]:
    """Open items that the units help with, the most pressing deadline first."""
    theirs = tx.select(Cooperation.item_id).where(col(Cooperation.unit_id).in_(unit_ids))
    return await tx.all(
        tx.select(Item)
        .where(col(Item.item_id).in_(theirs), col(Item.state).in_(OPEN_STATES))
        .order_by(col(Item.deadline).is_(None), col(Item.deadline), col(Item.number))
    )


async def parent_moved(tx: Tx, item: Item) -> None:
    """A report on a sub-item moves its item too: "N 天未动" counts from it."""
    day = tx.happened_on
    rested = col(Item.last_moved_on) < day
    await change(tx, Item, col(Item.item_id) == item.parent_id, rested, last_moved_on=day)


async def assignments_of(tx: Tx, item_id: int) -> dict[int, Assignment]:
    """All assignments of an item by unit, cancelled ones included."""
    query = tx.select(Assignment).where(col(Assignment.item_id) == item_id)
    return {one.unit_id: one for one in await tx.all(query)}


async def end_cooperation(tx: Tx, item_id: int, unit_ids: Collection[int]) -> None:
    """A unit that becomes responsible no longer merely cooperates."""
    await drop(tx, Cooperation, col(Cooperation.item_id) == item_id, col(Cooperation.unit_id).in_(unit_ids))
