"""Rows behind the views: what an item lacks, who cannot be reached, weeks that were kept."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.items.missing_texts import Gap
from domain.items.parts import DueOf
from domain.office.people import Role
from domain.states import OPEN_STATES, State
from domain.words import listed
from storage.rows import drop, grouped
from storage.tables import Assignment, Invitation, Item, Person, Seat, Unit, WeekFigures
from storage.tx import Tx
from storage.views.figures import LINE, FigureScope, ItemLine, is_late, is_open, whole


def _no_unit() -> ColumnElement[bool]:
    """In nobody's hands, nor any part of it."""
    part = aliased(Item)
    held = col(Assignment.state) != State.CANCELLED
    itself = Tx.columns(col(Assignment.assignment_id)).where(col(Assignment.item_id) == col(Item.item_id), held)
    by_part = (
        Tx.columns(col(Assignment.assignment_id))
        .join(part, col(part.item_id) == col(Assignment.item_id))
        .where(col(part.parent_id) == col(Item.item_id), held)
    )
    return and_(~itself.correlate(Item).exists(), ~by_part.correlate(Item).exists())


def _no_deadline() -> ColumnElement[bool]:
    """Neither a day nor long-term; an item whose open parts all have one needs none of its own."""
    part = aliased(Item)
    of_item = (col(part.parent_id) == col(Item.item_id), col(part.state).in_(OPEN_STATES))
    parts = Tx.columns(col(part.item_id)).where(*of_item)
    undated = parts.where(col(part.deadline).is_(None), col(part.long_term).is_(False))
    return and_(
        or_(col(Item.deadline).is_(None), col(Item.due_of) == DueOf.PARTS),
        col(Item.long_term).is_(False),
        or_(undated.correlate(Item).exists(), ~parts.correlate(Item).exists()),
    )


async def lacking(tx: Tx, limit: int, offset: int = 0) -> list[Gap]:
    """By number."""
    query = (
        tx.columns(*LINE, _no_unit(), _no_deadline())
        .where(*whole(), is_open(), or_(_no_unit(), _no_deadline()))
        .order_by(col(Item.number))
        .limit(limit)
        .offset(offset)
    )
    rows: Sequence[Any] = await tx.rows(query)
    found = [(ItemLine(*row), bool(no_unit), bool(no_deadline)) for *row, no_unit, no_deadline in rows]
    return [Gap(item.item_id, item.label, item.directive, *lacks) for item, *lacks in found]


async def lacking_count(tx: Tx) -> int:
    return await tx.one(
        tx.select(func.count()).select_from(Item).where(*whole(), is_open(), or_(_no_unit(), _no_deadline()))
    )


async def blocked(tx: Tx) -> list[tuple[int, str, str]]:
    """(person_id, name, units as one list) of people of the roster whom Telegram does not let us write to."""
    query = (
        tx.columns(col(Person.person_id), col(Person.name), col(Unit.name))
        .join(Seat, col(Seat.person_id) == col(Person.person_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Seat.unit_id))
        .where(col(Person.is_active).is_(True), col(Person.is_reachable).is_(False))
        .order_by(col(Person.person_id), col(Seat.seat_id))
    )
    found: dict[int, tuple[str, list[str]]] = {}
    for person_id, name, unit in await tx.rows(query):
        found.setdefault(person_id or 0, (name, []))[1].extend([unit] if unit else [])
    return [(key, name, listed(dict.fromkeys(units))) for key, (name, units) in found.items()]


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit with open items and nobody who could hear of them; `has_official` when there is one out of reach."""

    unit: str
    items: int
    has_official: bool


async def units_out_of_reach(tx: Tx) -> list[Silent]:
    """The unit with most open items first."""
    item_of = func.coalesce(col(Item.parent_id), col(Item.item_id))
    busy = (
        tx.columns(col(Assignment.unit_id), func.count(func.distinct(item_of)).label("open_items"))
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(col(Assignment.state).in_(OPEN_STATES), is_open())
        .group_by(col(Assignment.unit_id))
        .subquery()
    )
    seated = (
        tx.columns(col(Seat.unit_id), func.sum(case((col(Person.is_reachable), 1), else_=0)).label("reached"))
        .join(Person, col(Person.person_id) == col(Seat.person_id))
        .where(col(Seat.role) == Role.OFFICIAL, col(Person.is_active).is_(True))
        .group_by(col(Seat.unit_id))
        .subquery()
    )
    rows = await tx.rows(
        tx.columns(col(Unit.name), busy.c.open_items, seated.c.unit_id)
        .join(busy, busy.c.unit_id == col(Unit.unit_id))
        .outerjoin(seated, seated.c.unit_id == col(Unit.unit_id))
        .where(func.coalesce(seated.c.reached, 0) == 0)
        .order_by(busy.c.open_items.desc(), col(Unit.unit_id))
    )
    return [Silent(name, number, seat is not None) for name, number, seat in rows]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """The newest invitation to a seat that nobody has taken."""

    name: str
    role: Role
    unit: str | None
    expires_at: datetime


async def not_joined(tx: Tx, invited_before: datetime) -> list[OpenInvitation]:
    """Whom an older invitation waits for, or waited until it ran out."""
    rows = await tx.all(
        tx.select(Invitation, Unit.name)
        .outerjoin(Unit, col(Unit.unit_id) == col(Invitation.unit_id))
        .join(Person, col(Person.person_id) == col(Invitation.invited_by))
        .where(col(Person.is_active).is_(True))
        .order_by(col(Invitation.invitation_id))
    )
    newest = {(one.name, one.role, one.unit_id): (one, unit) for one, unit in rows}
    return [
        OpenInvitation(one.name, one.role, unit, one.expires_at)
        for one, unit in newest.values()
        if one.used_at is None and one.invited_at < invited_before
    ]


async def headed_units(tx: Tx, person_id: int) -> list[tuple[int, str]]:
    """(unit_id, name) of the units whose head this person is."""
    query = (
        tx.columns(col(Unit.unit_id), col(Unit.name))
        .join(Seat, col(Seat.unit_id) == col(Unit.unit_id))
        .where(col(Seat.person_id) == person_id, col(Seat.role) == Role.HEAD)
        .order_by(col(Unit.unit_id))
    )
    return [(key or 0, name) for key, name in await tx.rows(query)]


async def states_within(tx: Tx, unit_ids: Collection[int], states: Collection[State]) -> dict[int, frozenset[State]]:
    """Item id -> those of `states` at which the units' assignments stand."""
    query = tx.columns(col(Assignment.item_id), col(Assignment.state)).where(
        col(Assignment.unit_id).in_(unit_ids), col(Assignment.state).in_(states)
    )
    return {item_id: frozenset(own) for item_id, own in grouped(await tx.rows(query)).items()}


@dataclass(frozen=True, slots=True)
class ScopeFigures:
    scope: FigureScope
    day: date
    total: int
    closed: int
    overdue: int


async def last_kept_day(tx: Tx) -> date | None:
    return await tx.one(tx.select(func.max(col(WeekFigures.day))))


async def keep_standings(tx: Tx, week: date, standings: Sequence[ScopeFigures]) -> None:
    """A week's figures take the place of those of an earlier day of it."""
    await drop(tx, WeekFigures, col(WeekFigures.week) == week)
    rows = [
        WeekFigures(
            kind=one.scope.kind,
            key=key_of(one.scope),
            week=week,
            day=one.day,
            total=one.total,
            closed=one.closed,
            overdue=one.overdue,
        )
        for one in standings
    ]
    await tx.add(*rows)


def key_of(scope: FigureScope) -> str:
    return "" if scope.kind == "all" else str(scope.key)


async def standings(tx: Tx, scope: FigureScope, before: date, limit: int) -> list[ScopeFigures]:
    """The scope's kept weeks before the Monday `before`, the oldest first."""
    rows = await tx.rows(
        tx.columns(col(WeekFigures.day), col(WeekFigures.total), col(WeekFigures.closed), col(WeekFigures.overdue))
        .where(
            col(WeekFigures.kind) == scope.kind, col(WeekFigures.key) == key_of(scope), col(WeekFigures.week) < before
        )
        .order_by(col(WeekFigures.week).desc())
        .limit(limit)
    )
    return [ScopeFigures(scope, *row) for row in reversed(rows)]


async def unit_standings(tx: Tx, today: date) -> list[ScopeFigures]:
    """Each unit by the states of the items that it answers for, as `totals.counts` of the unit has them."""
    part = aliased(Item)
    own = (
        tx.columns(
            col(Assignment.unit_id).label("unit_id"),
            func.coalesce(col(part.parent_id), col(part.item_id)).label("item_id"),
        )
        .join(part, col(part.item_id) == col(Assignment.item_id))
        .where(col(Assignment.state) != State.CANCELLED)
        .distinct()
        .subquery()
    )
    rows = await tx.rows(
        tx.columns(
            own.c.unit_id,
            func.count(),
            func.sum(case((col(Item.state) == State.CLOSED, 1), else_=0)),
            func.sum(case((and_(is_open(), is_late(today)), 1), else_=0)),
        )
        .join(own, own.c.item_id == col(Item.item_id))
        .where(*whole(), col(Item.state) != State.CANCELLED)
        .group_by(own.c.unit_id)
    )
    return [
        ScopeFigures(FigureScope("unit", unit_id), today, total, int(closed), int(late))
        for unit_id, total, closed, late in rows
    ]
