"""Rows behind the comparison of units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.states import State
from storage.items.past import History, histories, stood_at
from storage.tables import Assignment, Item, Report, ReportKind, Unit
from storage.tx import Tx

# The rest is the office's time.
_FINISHED = (State.CLOSED, State.AWAITING_REVIEW)


@dataclass(frozen=True, slots=True)
class AssignmentOutcome:
    """An item, or a part of one, in a unit's hands that was asked to be closed, is closed, or is past its deadline.

    `whole_id`, `label` and `directive` are those of the whole item.
    """

    unit_id: int
    unit: str
    whole_id: int
    label: str
    directive: str
    deadline: date
    finished_at: datetime | None


async def duties(
    tx: Tx, first: date, last: date, *, today: date, unit_id: int | None = None
) -> list[AssignmentOutcome]:
    """With a deadline from `first` to `last`; an item with parts stands back for them. By deadline.

    A unit answers for what it had when the deadline came: not for what came to it, or to the office, only after
    that, and still for what was taken from it afterwards. What came in closed has no day on which it was finished.
    """
    pasts = await histories(tx, Assignment, _end_of(tx, first - timedelta(days=1)))
    found = [_Duty(*row) for row in await tx.rows(_query(tx, first, last, unit_id))]
    return [_outcome(one) for one in found if _counts(tx, one, pasts.get(one.own.assignment_id, ()), today)]


@dataclass(frozen=True, slots=True)
class _Duty:
    own: Assignment
    item: Item
    whole: Item | None
    unit: str
    asked_at: datetime | None


def _query(tx: Tx, first: date, last: date, unit_id: int | None) -> Any:
    part, whole = aliased(Item), aliased(Item)
    has_parts = (
        tx.select(part.item_id)
        .where(col(part.parent_id) == col(Item.item_id), col(part.state) != State.CANCELLED)
        .correlate(Item)
        .exists()
    )
    asked = (
        tx.select(func.max(Report.reported_at))
        .where(
            col(Report.item_id) == col(Assignment.item_id),
            col(Report.unit_id) == col(Assignment.unit_id),
            col(Report.kind) == ReportKind.COMPLETION,
        )
        .correlate(Assignment)
        .scalar_subquery()
    )
    return (
        tx.columns(Assignment, Item, whole, col(Unit.name), asked)
        .select_from(Item)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .outerjoin(whole, col(whole.item_id) == col(Item.parent_id))
        .where(
            col(Item.state) != State.CANCELLED,
            col(Item.long_term).is_(False),
            col(Item.deadline).between(first, last),
            ~has_parts,
            *([col(Assignment.unit_id) == unit_id] if unit_id is not None else []),
        )
        .order_by(col(Item.deadline), col(Item.number), col(Item.sub), col(Assignment.assignment_id))
    )


def _end_of(tx: Tx, day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tx.profile.zone)


def _counts(tx: Tx, one: _Duty, past: Sequence[History], today: date) -> bool:
    own, deadline = one.own, one.item.deadline
    assert deadline is not None
    item = one.item
    came_in_closed = item.has_come_in and own.closed_at is not None and own.closed_at <= item.registered_at
    if came_in_closed or tx.day(one.item.registered_at) > deadline:
        return False
    if deadline >= today:
        return own.state in _FINISHED
    then = stood_at(own, past, _end_of(tx, deadline))
    return then.state is not State.CANCELLED and then.assigned_on <= deadline


def _outcome(one: _Duty) -> AssignmentOutcome:
    shown, deadline = one.whole or one.item, one.item.deadline
    assert deadline is not None
    finished_at = (one.asked_at or one.own.closed_at) if one.own.state in _FINISHED else None
    return AssignmentOutcome(
        one.own.unit_id, one.unit, shown.item_id, shown.label, shown.directive, deadline, finished_at
    )
