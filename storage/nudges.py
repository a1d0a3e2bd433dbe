"""Whose round of nudges is due: people with a pressing duty who have not had this round's digest.

Round keys read "{sort}-{which}": "day-2026-11-23" of an official, "watch-…" of a supervisor, "hand-…".

A duty is an assignment of one of the person's units that waits for the unit (not for a review).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, literal, not_, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from domain.people import Role
from domain.states import State
from storage.tables import Assignment, CalendarOverride, Item, NudgeSent, Outbox, Person, Seat, Unit
from storage.tx import Tx

WAITS_FOR_UNIT = (State.ASSIGNED, State.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class Window:
    """Days (both included) that share a stage; its key is `name` and the day itself ("after-3:2026-12-01")."""

    first: date
    last: date
    name: str


@dataclass(frozen=True, slots=True)
class Stages:
    """What is due today. Near deadlines have stages, each told once; what is older is told at intervals.

    `near` are the windows of deadlines without a gap, earliest first; deadlines before them are told again
    once the last word is before `late_again`. Items at rest (long-term or without a deadline) are asked about
    when they last moved on `rest_since` or before and the last word is before `rest_again`.
    """

    near: tuple[Window, ...]
    late_again: datetime
    rest_since: date
    rest_again: datetime


@dataclass(frozen=True, slots=True)
class Duty:
    """An item in the hands of a unit."""

    item: Item
    unit: str


def _has_deadline() -> ColumnElement[bool]:
    return and_(col(Item.long_term).is_(False), col(Item.deadline).is_not(None))


def _is_due(person_id: Any, stages: Stages, sort: str) -> ColumnElement[bool]:
    """Whether the item is at a stage, or past an interval, of which the person has not heard in `sort`."""
    day, oldest = col(Item.deadline), stages.near[0].first
    names = case(*((day.between(one.first, one.last), literal(one.name)) for one in stages.near))
    stage = literal(sort).concat(names).concat(":").concat(cast(day, String))
    near = and_(
        day.between(oldest, stages.near[-1].last), ~_told_of(person_id, col(NudgeSent.stage) == stage)
    )
    late = and_(day < oldest, ~_told_of(person_id, *_since(stages.late_again, sort)))
    rest = and_(
        not_(_has_deadline()),
        col(Item.last_moved_on) <= stages.rest_since,
        ~_told_of(person_id, *_since(stages.rest_again, sort)),
    )
    return or_(and_(_has_deadline(), or_(near, late)), rest)


def _since(at: datetime, sort: str) -> tuple[ColumnElement[bool], ...]:
    return (col(NudgeSent.nudged_at) > at, col(NudgeSent.stage).startswith(sort))


def _told_of(person_id: Any, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = (
        col(NudgeSent.office_id) == col(Item.office_id),
        col(NudgeSent.person_id) == person_id,
        col(NudgeSent.item_id) == col(Item.item_id),
    )
    return select(NudgeSent.nudge_id).where(*mine, *where).exists()


def _waiting(tx: Tx) -> tuple[ColumnElement[bool], ...]:
    return (
        col(Item.office_id) == tx.office_id,
        col(Item.state).in_(WAITS_FOR_UNIT),
        col(Assignment.state).in_(WAITS_FOR_UNIT),
    )


def digest_key(round_key: str, person_id: int | str | None) -> str:
    """The dedupe key of a digest's note: one a person a round."""
    return f"nudge:{round_key}:{person_id}"


def _hearing(tx: Tx, round_key: str) -> tuple[ColumnElement[bool], ...]:
    """Active, reachable people without a digest of the round."""
    key = literal(digest_key(round_key, "")).concat(cast(col(Person.person_id), String))
    had = select(Outbox.outbox_id).where(col(Outbox.office_id) == tx.office_id, col(Outbox.dedupe_key) == key)
    return (
        col(Person.office_id) == tx.office_id,
        col(Person.is_active).is_(True),
        col(Person.is_reachable).is_(True),
        ~had.exists(),
    )


async def next_official(tx: Tx, round_key: str, stages: Stages, sort: str) -> Person | None:
    """The first official by id with a due duty and without this round's digest."""
    # Nested, so that a database starts from the few units of a person and not from all items.
    item = select(Item.item_id).where(
        *_waiting(tx),
        col(Item.item_id) == col(Assignment.item_id),
        _is_due(col(Person.person_id), stages, sort),
    )
    duty = select(Assignment.assignment_id).where(
        col(Assignment.unit_id) == col(Seat.unit_id), item.exists()
    )
    seat = select(Seat.seat_id).where(
        col(Seat.person_id) == col(Person.person_id), col(Seat.role) == Role.OFFICIAL, duty.exists()
    )
    query = (
        select(Person).where(*_hearing(tx, round_key), seat.exists()).order_by(col(Person.person_id)).limit(1)
    )
    return (await tx.session.exec(query)).first()


async def supervisors_without(tx: Tx, round_key: str) -> Sequence[Person]:
    """Supervisors without this round's list of overdue items."""
    seat = select(Seat.seat_id).where(
        col(Seat.office_id) == tx.office_id,
        col(Seat.person_id) == col(Person.person_id),
        col(Seat.role) == Role.SUPERVISOR,
    )
    query = select(Person).where(*_hearing(tx, round_key), seat.exists()).order_by(col(Person.person_id))
    return (await tx.session.exec(query)).all()


async def due_duties(tx: Tx, person_id: int, stages: Stages, sort: str) -> list[Duty]:
    """The person's due duties, the most pressing deadline first."""
    query = (
        _duties(tx)
        .join(Seat, col(Seat.unit_id) == col(Assignment.unit_id))
        .where(
            col(Seat.person_id) == person_id,
            col(Seat.role) == Role.OFFICIAL,
            _is_due(person_id, stages, sort),
        )
    )
    return await _read(tx, query)


async def due_overdue(tx: Tx, supervisor_id: int, stages: Stages, sort: str) -> list[Duty]:
    """Overdue duties of all units of which this supervisor is due to hear."""
    query = _duties(tx).where(
        _has_deadline(), col(Item.deadline) < tx.today, _is_due(supervisor_id, stages, sort)
    )
    return await _read(tx, query)


async def still_owned(tx: Tx, person_id: int, round_key: str) -> list[Duty]:
    """What of a round's digest is still open and still in the hands of the person's units."""
    query = (
        _duties(tx)
        .join(Seat, col(Seat.unit_id) == col(Assignment.unit_id))
        .where(
            col(Seat.person_id) == person_id,
            col(Seat.role) == Role.OFFICIAL,
            col(Item.item_id).in_(_told(tx, person_id, round_key)),
        )
    )
    return await _read(tx, query)


async def still_overdue(tx: Tx, person_id: int, round_key: str) -> list[Duty]:
    """What of a supervisor's list is still open and overdue."""
    told = _told(tx, person_id, round_key)
    query = _duties(tx).where(col(Item.item_id).in_(told), col(Item.deadline) < tx.today)
    return await _read(tx, query)


def _told(tx: Tx, person_id: int, round_key: str) -> Any:
    """Item ids of a round, without those that a newer round of the same sort tells of again."""
    newer = aliased(NudgeSent)
    sort = round_key.partition("-")[0]
    again = select(newer.nudge_id).where(
        col(newer.person_id) == person_id,
        col(newer.item_id) == col(NudgeSent.item_id),
        col(newer.nudge_id) > col(NudgeSent.nudge_id),
        col(newer.round_key).startswith(f"{sort}-"),
    )
    return select(NudgeSent.item_id).where(
        col(NudgeSent.office_id) == tx.office_id,
        col(NudgeSent.person_id) == person_id,
        col(NudgeSent.round_key) == round_key,
        ~again.exists(),
    )


def _duties(tx: Tx) -> Any:
    return (
        select(Item, Unit.name)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(*_waiting(tx))
        .order_by(
            case((col(Item.deadline).is_(None), 1), else_=0),
            col(Item.deadline),
            col(Item.number),
            col(Item.sub),
            col(Assignment.assignment_id),
        )
    )


async def _read(tx: Tx, query: Any) -> list[Duty]:
    return [Duty(item, unit) for item, unit in (await tx.session.exec(query)).all()]


async def keep_sent(tx: Tx, person_id: int, stage_of: Mapping[int, str], round_key: str) -> None:
    """Remember by item id what a person is told; what is there already stays."""
    rows = [
        {
            "office_id": tx.office_id,
            "person_id": person_id,
            "item_id": item_id,
            "stage": stage,
            "round_key": round_key,
            "nudged_at": tx.now,
        }
        for item_id, stage in stage_of.items()
    ]
    connection = await tx.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    await connection.execute(dialect.insert(NudgeSent).on_conflict_do_nothing(), rows)


async def last_by_hand(tx: Tx, item_id: int) -> datetime | None:
    query = (
        select(NudgeSent.nudged_at)
        .where(
            col(NudgeSent.office_id) == tx.office_id,
            col(NudgeSent.item_id) == item_id,
            col(NudgeSent.stage).startswith("hand-"),
        )
        .order_by(col(NudgeSent.nudged_at).desc())
        .limit(1)
    )
    return (await tx.session.exec(query)).first()


async def seats_of_units(tx: Tx, unit_ids: Sequence[int]) -> Sequence[tuple[Person, int]]:
    """Active people with the unit each answers for."""
    query = (
        select(Person, Seat.unit_id)
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .where(
            col(Person.office_id) == tx.office_id,
            col(Person.is_active).is_(True),
            col(Seat.role) == Role.OFFICIAL,
            col(Seat.unit_id).in_(unit_ids),
        )
        .order_by(col(Person.person_id))
    )
    return [(person, unit_id) for person, unit_id in (await tx.session.exec(query)).all() if unit_id]


async def calendar_overrides(tx: Tx) -> dict[date, bool]:
    """The office's own days: worked or not."""
    query = select(col(CalendarOverride.day), col(CalendarOverride.is_workday)).where(
        col(CalendarOverride.office_id) == tx.office_id
    )
    return dict((await tx.session.exec(query)).all())
