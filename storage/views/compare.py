"""Rows behind the comparison of units."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.states import State
from storage.tables import Assignment, Item, Report, ReportKind, Unit
from storage.tx import Tx

# The rest is the office's time.
_FINISHED = (State.CLOSED, State.AWAITING_REVIEW)


@dataclass(frozen=True, slots=True)
class AssignmentOutcome:
    """An item in a unit's hands that was asked to be closed, is closed, or is past its deadline."""

    unit_id: int
    unit: str
    item_id: int
    label: str
    directive: str
    deadline: date
    finished_at: datetime | None


async def duties(
    tx: Tx, first: date, last: date, *, today: date, unit_id: int | None = None
) -> list[AssignmentOutcome]:
    """With a deadline from `first` to `last`; an item with parts stands back for them. By deadline."""
    part = aliased(Item)
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
    query = (
        tx.columns(
            col(Assignment.unit_id),
            col(Unit.name),
            col(Item.item_id),
            col(Item.directive),
            col(Item.number),
            col(Item.sub),
            col(Item.deadline),
            col(Assignment.state),
            col(Assignment.closed_at),
            asked,
        )
        .select_from(Item)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(
            col(Item.state) != State.CANCELLED,
            col(Item.long_term).is_(False),
            col(Item.deadline).between(first, last),
            ~has_parts,
            _counts(today),
            *([col(Assignment.unit_id) == unit_id] if unit_id is not None else []),
        )
        .order_by(col(Item.deadline), col(Item.number), col(Item.sub), col(Assignment.assignment_id))
    )
    return [_duty(*row) for row in await tx.rows(query)]


def _counts(today: date) -> ColumnElement[bool]:
    finished = col(Assignment.state).in_(_FINISHED)
    late = and_(col(Assignment.state) != State.CANCELLED, col(Item.deadline) < today)
    return or_(finished, late)


def _duty(
    unit_id: int,
    unit: str,
    item_id: int,
    directive: str,
    number: int,
    sub: int,
    deadline: date,
    state: State,
    closed_at: datetime | None,
    asked_at: datetime | None,
) -> AssignmentOutcome:
    label = f"#{number}.{sub}" if sub else f"#{number}"
    finished_at = (asked_at or closed_at) if state in _FINISHED else None
    return AssignmentOutcome(unit_id, unit, item_id, label, directive, deadline, finished_at)
