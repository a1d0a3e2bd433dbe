"""Counts over items and short lists, all done by the database: no item is loaded to be counted.

An item counts once, by its own state; sub-items do not count apart. Cancelled items count nowhere.
The conditions keep to the columns of ix_item_figures, office first, so that a count never reads a text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_
from sqlmodel import col

from domain.states import OPEN_STATES, State
from domain.views.status_texts import FigureLine
from domain.words import listed
from storage.fence import PreparedStatement, bare
from storage.rows import first_of, grouped
from storage.tables import Assignment, Item, ItemLeader, LeaderPart, Meeting, Unit
from storage.tx import Tx

Kind = Literal["all", "unit", "leader", "meeting"]


@dataclass(frozen=True, slots=True)
class FigureScope:
    """Whose items: of a unit (unit_id), a lead leader (name), a meeting (meeting_id), or all."""

    kind: Kind = "all"
    key: int | str = 0


ALL = FigureScope()


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What a list shows of an item."""

    item_id: int
    number: int
    sub: int
    directive: str
    state: State
    deadline: date | None
    long_term: bool
    last_moved_on: date
    asked_on: date | None

    @property
    def label(self) -> str:
        return f"#{self.number}.{self.sub}" if self.sub else f"#{self.number}"


LINE = (
    col(Item.item_id),
    col(Item.number),
    col(Item.sub),
    col(Item.directive),
    col(Item.state),
    col(Item.deadline),
    col(Item.long_term),
    col(Item.last_moved_on),
    col(Item.asked_on),
)


_TODAY: Any = bindparam("today")


def whole() -> tuple[ColumnElement[bool], ...]:
    """Not sub-items: they do not count apart."""
    return (col(Item.parent_id).is_(None),)


def is_open() -> ColumnElement[bool]:
    """Neither closed nor cancelled."""
    return col(Item.state).in_(OPEN_STATES)


def is_met() -> ColumnElement[bool]:
    """All of it was asked for in time: as domain.dates.deadlines.days_overdue has it."""
    return col(Item.asked_on) <= col(Item.deadline)


def is_late(today: Any = _TODAY) -> ColumnElement[bool]:
    return and_(col(Item.deadline) < today, or_(col(Item.asked_on).is_(None), ~is_met()))


# Statements of `/status` are built once for each kind of scope: building one costs more than running it.


def within(kind: Kind) -> tuple[ColumnElement[bool], ...]:
    """Items of a scope, its key named `of`; a unit or a leader also answers for an item by only a sub-item of it."""
    key: Any = bindparam("of")
    if kind == "unit":
        own = PreparedStatement(
            bare.select(func.coalesce(Item.parent_id, Item.item_id))
            .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
            # What it handed over is no longer its own.
            .where(col(Assignment.unit_id) == key, col(Assignment.state) != State.CANCELLED)
        )
        return (col(Item.item_id).in_(own.statement),)
    if kind == "leader":
        led = (
            bare.select(func.coalesce(Item.parent_id, Item.item_id))
            .join(ItemLeader, col(ItemLeader.item_id) == col(Item.item_id))
            .where(col(ItemLeader.name) == key, col(ItemLeader.part) == LeaderPart.LEAD)
        )
        return (col(Item.item_id).in_(PreparedStatement(led).statement),)
    return (col(Item.meeting_id) == key,) if kind == "meeting" else ()


@cache
def _last_moved(kind: Kind) -> PreparedStatement:
    where = (*whole(), *within(kind), is_open(), col(Item.last_moved_on) == bindparam("day"))
    # Of all items any will do: nothing is sorted.
    inner = PreparedStatement(
        bare.select(Item.item_id if kind == "all" else func.min(Item.item_id)).where(*where).limit(1)
    )
    return PreparedStatement(bare.select(*LINE).where(col(Item.item_id) == inner.statement.scalar_subquery()))


async def last_moved(tx: Tx, day: date, scope: FigureScope = ALL) -> ItemLine | None:
    """One of the open items that last moved on `day`; of a part of the office the first."""
    return first_of(await lines_of(tx, _last_moved(scope.kind), of=scope.key, day=day))


@cache
def _overdue(kind: Kind) -> PreparedStatement:
    return PreparedStatement(
        bare.select(*LINE)
        .where(*whole(), *within(kind), is_open(), is_late())
        .order_by(col(Item.deadline), col(Item.item_id))
        .limit(bindparam("most"))
        .offset(bindparam("start"))
    )


async def overdue(tx: Tx, today: date, limit: int, offset: int = 0, scope: FigureScope = ALL) -> list[ItemLine]:
    """Open items past their deadline that were not asked to be closed in time, the longest overdue first."""
    return await lines_of(tx, _overdue(scope.kind), of=scope.key, today=today, most=limit, start=offset)


@cache
def _of_scope(kind: Kind) -> PreparedStatement:
    return PreparedStatement(
        bare.select(*LINE)
        .where(*whole(), *within(kind), col(Item.state) != State.CANCELLED)
        .order_by(
            case((col(Item.state) == State.CLOSED, 1), else_=0),
            case((col(Item.deadline).is_(None), 1), else_=0),
            col(Item.deadline),
            col(Item.number),
        )
        .limit(bindparam("most"))
        .offset(bindparam("start"))
    )


async def of_scope(tx: Tx, scope: FigureScope, limit: int, offset: int = 0) -> list[ItemLine]:
    """A scope's items: open ones first, by deadline; then the closed."""
    return await lines_of(tx, _of_scope(scope.kind), of=scope.key, most=limit, start=offset)


async def lines_of(tx: Tx, query: Any, **named: Any) -> list[ItemLine]:
    return [ItemLine(*row) for row in await tx.rows(query, **named)]


def _most_overdue_units() -> PreparedStatement:
    """It starts from the overdue items, which are few."""
    count = func.count().label("overdue")
    worst = PreparedStatement(
        bare.select(Assignment.unit_id, count)
        .select_from(Item)
        .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
        .where(*whole(), is_open(), is_late(), col(Assignment.state).in_(OPEN_STATES))
        .group_by(col(Assignment.unit_id))
        .order_by(count.desc(), col(Assignment.unit_id))
        .limit(bindparam("most"))
    ).statement.subquery()
    return PreparedStatement(
        bare.select(Unit.name, worst.c.overdue)
        .join(worst, worst.c.unit_id == col(Unit.unit_id))
        .order_by(worst.c.overdue.desc(), worst.c.unit_id)
    )


_MOST_OVERDUE_UNITS = _most_overdue_units()


async def most_overdue_units(tx: Tx, today: date, limit: int) -> list[tuple[str, int]]:
    """(unit, overdue items), the worst first."""
    return [(name, count) for name, count in await tx.rows(_MOST_OVERDUE_UNITS, today=today, most=limit)]


_MOST_OVERDUE_LEADERS = PreparedStatement(
    bare.select(ItemLeader.name, func.count())
    .select_from(Item)
    .join(ItemLeader, col(ItemLeader.item_id) == col(Item.item_id))
    .where(*whole(), is_open(), is_late(), col(ItemLeader.part) == LeaderPart.LEAD)
    .group_by(col(ItemLeader.name))
    .order_by(func.count().desc(), col(ItemLeader.name))
    .limit(bindparam("most"))
)


async def most_overdue_leaders(tx: Tx, today: date, limit: int) -> list[tuple[str, int]]:
    """(lead leader, overdue items), the worst first."""
    return [(name, count) for name, count in await tx.rows(_MOST_OVERDUE_LEADERS, today=today, most=limit)]


# It starts from the items: beside an index of the office alone, SQLite would rather read all assignments.
_UNITS_OF = PreparedStatement(
    bare.select(Assignment.item_id, Assignment.assignment_id, Unit.name)
    .select_from(Item)
    .join(Assignment, col(Assignment.item_id) == col(Item.item_id))
    .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
    .where(col(Item.item_id).in_(bindparam("item_ids", expanding=True)))
)


async def units_of(tx: Tx, item_ids: Sequence[int]) -> dict[int, str]:
    """The responsible units of a page's items, as one list each: "县农林局、县财政局"."""
    rows = sorted(await tx.rows(_UNITS_OF, item_ids=list(item_ids)), key=lambda row: row[1])
    return {item_id: listed(names) for item_id, names in grouped((row[0], row[2]) for row in rows).items()}


@cache
def _by_unit(kind: Kind) -> PreparedStatement:
    item_of = func.coalesce(col(Item.parent_id), col(Item.item_id))
    late = and_(is_open(), col(Assignment.state).in_(OPEN_STATES), is_late())
    # Of the whole items of a scope.
    ids = PreparedStatement(bare.select(Item.item_id).where(*whole(), *within(kind)))
    # A unit's part of an item is closed when all its assignments in it are.
    part = PreparedStatement(
        bare.select(
            col(Assignment.unit_id).label("unit_id"),
            func.min(case((col(Assignment.state) == State.CLOSED, 1), else_=0)).label("closed"),
            func.max(case((late, 1), else_=0)).label("late"),
        )
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(
            col(Assignment.state) != State.CANCELLED,
            col(Item.state) != State.CANCELLED,
            *([] if kind == "all" else [item_of.in_(ids.statement.correlate(None))]),
        )
        .group_by(col(Assignment.unit_id), item_of)
    ).statement.subquery()
    return PreparedStatement(
        bare.select(col(Unit.unit_id), col(Unit.name), func.count(), func.sum(part.c.closed), func.sum(part.c.late))
        .join(part, part.c.unit_id == col(Unit.unit_id))
        .group_by(col(Unit.unit_id), col(Unit.name))
    )


async def by_unit(tx: Tx, today: date, scope: FigureScope = ALL) -> list[FigureLine]:
    """Each unit with its items of the scope, the one with most overdue items first."""
    return await _table(tx, _by_unit(scope.kind), of=scope.key, today=today)


_TALLIES = (
    func.count(),
    func.sum(case((col(Item.state) == State.CLOSED, 1), else_=0)),
    func.sum(case((and_(is_open(), is_late()), 1), else_=0)),
)
_BY_LEADER = PreparedStatement(
    bare.select(func.min(ItemLeader.item_leader_id), ItemLeader.name, *_TALLIES)
    .join(Item, col(Item.item_id) == col(ItemLeader.item_id))
    .where(*whole(), col(Item.state) != State.CANCELLED, col(ItemLeader.part) == LeaderPart.LEAD)
    .group_by(col(ItemLeader.name))
)
_BY_MEETING = PreparedStatement(
    bare.select(Meeting.meeting_id, Meeting.title, *_TALLIES)
    .join(Item, col(Item.meeting_id) == col(Meeting.meeting_id))
    .where(*whole(), col(Item.state) != State.CANCELLED)
    .group_by(col(Meeting.meeting_id), col(Meeting.title))
)


async def by_leader(tx: Tx, today: date) -> list[FigureLine]:
    """Each lead leader; `key` is the id of one of the rows that carry the name."""
    return await _table(tx, _BY_LEADER, today=today)


async def by_meeting(tx: Tx, today: date) -> list[FigureLine]:
    return await _table(tx, _BY_MEETING, today=today)


async def _table(tx: Tx, query: PreparedStatement, **named: Any) -> list[FigureLine]:
    rows = await tx.rows(query, **named)
    lines = [FigureLine(key, name, total, int(closed), int(late)) for key, name, total, closed, late in rows]
    return sorted(lines, key=lambda line: (-line.overdue, line.closed - line.total, line.name))


async def named(tx: Tx) -> list[tuple[FigureScope, int, str]]:
    """Every unit, lead leader and meeting as (scope, button key, name)."""
    units = tx.select(Unit.unit_id, Unit.name).where(col(Unit.merged_into).is_(None))
    meetings = tx.select(Meeting.meeting_id, Meeting.title)
    leaders = (
        tx.select(func.min(ItemLeader.item_leader_id), ItemLeader.name)
        .where(col(ItemLeader.part) == LeaderPart.LEAD)
        .group_by(col(ItemLeader.name))
    )
    return [
        *((FigureScope("unit", key), key, name) for key, name in await tx.rows(units)),
        *((FigureScope("leader", name), key, name) for key, name in await tx.rows(leaders)),
        *((FigureScope("meeting", key), key, name) for key, name in await tx.rows(meetings)),
    ]


async def scope_of_key(tx: Tx, kind: str, key: int) -> tuple[FigureScope, str] | None:
    """What a button's (kind, key) stands for, with its name; None when it is gone or was never there."""
    if kind == "unit":
        # A button of before stands for the unit that took this one in.
        unit = await tx.first(tx.select(Unit).where(col(Unit.unit_id) == key))
        key = unit.merged_into or key if unit else key
    queries: dict[str, Any] = {
        "unit": tx.select(Unit.unit_id, Unit.name).where(col(Unit.unit_id) == key),
        "meeting": tx.select(Meeting.meeting_id, Meeting.title).where(col(Meeting.meeting_id) == key),
        "leader": tx.select(ItemLeader.name, ItemLeader.name).where(col(ItemLeader.item_leader_id) == key),
    }
    if kind not in queries:
        return None
    row = await tx.first(queries[kind])
    return (FigureScope(kind, row[0]), row[1]) if row else None  # type: ignore[arg-type]
