"""The totals and lights of everything, a unit, a leader or a meeting."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlmodel import col

from domain.states import State
from storage.tables import Item, ItemTally
from storage.tx import Tx
from storage.views.figures import ALL, FigureScope, is_open, whole, within


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that part the lights: due soon up to `soon`, silent too long when unmoved since `quiet`.

    `quiet` is the last day that is too long ago.
    """

    today: date
    soon: date
    quiet: date


@dataclass(frozen=True, slots=True)
class ItemTotals:
    """`silent` counts what is neither overdue nor due soon, so that the lights add up to `open`.

    `oldest` is the day on which the open item that stands still longest last moved.
    """

    closed: int
    open: int
    overdue: int
    due_soon: int
    silent: int
    oldest: date | None

    @property
    def total(self) -> int:
        return self.closed + self.open


async def counts(tx: Tx, bounds: Bounds, scope: FigureScope = ALL) -> ItemTotals:
    """Of everything from the kept tallies, of a scope by counting its items."""
    if scope == ALL:
        return await _kept_counts(tx, bounds)
    late, near = (col(Item.deadline) < bounds.today, col(Item.deadline).between(bounds.today, bounds.soon))
    quiet = and_(col(Item.last_moved_on) <= bounds.quiet, _not_hot(bounds))

    def number(*where: ColumnElement[bool]) -> Any:
        return func.count(case((and_(*where), 1)))

    query = tx.columns(
        number(col(Item.state) == State.CLOSED),
        number(is_open()),
        number(is_open(), late),
        number(is_open(), near),
        number(is_open(), quiet),
        func.min(case((is_open(), col(Item.last_moved_on)))),
    ).where(*whole(), *within(tx, scope))
    return ItemTotals(*(await tx.rows(query))[0])


def _not_hot(bounds: Bounds) -> ColumnElement[bool]:
    """Neither overdue nor due soon."""
    return or_(col(Item.deadline).is_(None), col(Item.deadline) > bounds.soon)


async def _kept_counts(tx: Tx, bounds: Bounds) -> ItemTotals:
    """A few rows a day of deadlines and movements, however many items there are."""
    sort, day, kept = col(ItemTally.sort), col(ItemTally.day), col(ItemTally.items)

    def total(*where: ColumnElement[bool]) -> Any:
        return func.coalesce(func.sum(case((and_(*where), kept), else_=0)), 0)

    moved = sort == "moved"
    hot_and_quiet = (
        tx.select(func.count())
        .select_from(Item)
        .where(*whole(), is_open(), col(Item.deadline) <= bounds.soon)
        .where(col(Item.last_moved_on) <= bounds.quiet)
    )
    query = tx.columns(
        total(sort == "closed"),
        total(moved),
        total(sort == "due", day < bounds.today),
        total(sort == "due", day.between(bounds.today, bounds.soon)),
        total(moved, day <= bounds.quiet) - hot_and_quiet.scalar_subquery(),
        func.min(case((and_(moved, kept > 0), day))),
    )
    return ItemTotals(*(await tx.rows(query))[0])


async def longest_at_rest(tx: Tx) -> date | None:
    """The day on which the open item that stands still longest last moved; None when nothing is open."""
    query = tx.select(func.min(ItemTally.day)).where(col(ItemTally.sort) == "moved", col(ItemTally.items) > 0)
    return await tx.one(query)
