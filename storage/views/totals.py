"""The totals and lights of everything, a unit, a leader or a meeting."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.states import State
from domain.views.status_texts import ItemTotals
from storage.fence import PreparedStatement, bare
from storage.tables import Item, ItemTally, Report, ReportKind
from storage.tx import Tx
from storage.views.figures import ALL, FigureScope, Kind, is_late, is_met, is_open, whole, within


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that part the lights: due soon up to `soon`, silent too long when unmoved since `quiet`.

    `quiet` is the last day that is too long ago.
    """

    today: date
    soon: date
    quiet: date


async def counts(tx: Tx, bounds: Bounds, scope: FigureScope = ALL) -> ItemTotals:
    """Of everything from the kept tallies, of a scope by counting its items."""
    query = _KEPT if scope == ALL else _counted(scope.kind)
    days = {"today": bounds.today, "soon": bounds.soon, "quiet": bounds.quiet}
    return ItemTotals(*(await tx.rows(query, of=scope.key, **days))[0])


_TODAY: Any = bindparam("today")
_SOON: Any = bindparam("soon")
_QUIET: Any = bindparam("quiet")


def _is_over() -> ColumnElement[bool]:
    """Past its deadline and in time all the same."""
    return and_(col(Item.deadline) < _TODAY, is_met())


@cache
def _counted(kind: Kind) -> PreparedStatement:
    near = col(Item.deadline).between(_TODAY, _SOON)
    # Neither overdue nor due soon.
    is_calm = or_(col(Item.deadline).is_(None), col(Item.deadline) > _SOON, _is_over())

    def number(*where: ColumnElement[bool]) -> Any:
        return func.count(case((and_(*where), 1)))

    return PreparedStatement(
        bare.select(
            number(col(Item.state) == State.CLOSED),
            number(is_open()),
            number(is_open(), is_late()),
            number(is_open(), near),
            number(is_open(), col(Item.last_moved_on) <= _QUIET, is_calm),
            func.min(case((is_open(), col(Item.last_moved_on)))),
        ).where(*whole(), *within(kind))
    )


def _kept() -> PreparedStatement:
    """A few rows a day of deadlines and movements, however many items there are."""
    sort, day, kept = col(ItemTally.sort), col(ItemTally.day), col(ItemTally.items)

    def total(*where: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((and_(*where), kept), else_=0)), 0)

    moved = sort == "moved"
    hot_and_quiet = PreparedStatement(
        bare.select(func.count())
        .select_from(Item)
        .where(
            *whole(),
            is_open(),
            col(Item.deadline) <= _SOON,
            or_(col(Item.deadline) >= _TODAY, is_late()),
            col(Item.last_moved_on) <= _QUIET,
        )
    ).statement
    return PreparedStatement(
        bare.select(
            total(sort == "closed"),
            total(moved),
            total(sort == "due", day < _TODAY),
            total(sort.in_(("due", "met")), day.between(_TODAY, _SOON)),
            total(moved, day <= _QUIET) - hot_and_quiet.scalar_subquery(),
            func.min(case((and_(moved, kept > 0), day))),
        )
    )


_KEPT = _kept()


@cache
def _without_report(kind: Kind) -> PreparedStatement:
    part = aliased(Item)
    told = PreparedStatement(
        bare.select(func.coalesce(part.parent_id, part.item_id))
        .join(Report, col(Report.item_id) == col(part.item_id))
        .where(
            col(Report.reported_at) >= bindparam("since"),
            col(Report.is_current).is_(True),
            col(Report.kind) != ReportKind.IMPORTED,
        )
    )
    where = (*whole(), *within(kind), is_open(), col(Item.item_id).not_in(told.statement))
    return PreparedStatement(bare.select(func.count()).select_from(Item).where(*where))


async def without_report_since(tx: Tx, since: datetime, scope: FigureScope = ALL) -> int:
    """Open items on which (or on whose parts) nobody has reported since."""
    return int((await tx.rows(_without_report(scope.kind), of=scope.key, since=since))[0][0])
