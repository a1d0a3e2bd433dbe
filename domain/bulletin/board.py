"""The board: how things stand on a day, as figures; the room `papers` draws it for a phone."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BoardUnit:
    """A row of the table by unit."""

    name: str
    total: int
    closed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class BoardItem:
    """An overdue item; `label` is "#37", `units` the responsible ones as one list."""

    label: str
    directive: str
    units: str
    days_overdue: int


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """How things stood on a day of an earlier week (and this week's own, the last)."""

    day: date
    total: int
    closed: int
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class BoardStill:
    """What stands still longest."""

    label: str
    directive: str
    days: int


@dataclass(frozen=True, slots=True)
class Board:
    """The lights add up: closed + overdue + due_soon + silent + what is on course = total.

    `weeks` run from the oldest to this one, eight at most are drawn; `overdue_items` begin with the longest
    overdue, `units` stand as they are to be shown (of `all_units` when some share a row).
    """

    agency: str
    as_of: date
    total: int
    closed: int
    overdue: int
    due_soon: int
    silent: int
    units: tuple[BoardUnit, ...] = ()
    overdue_items: tuple[BoardItem, ...] = ()
    weeks: tuple[BoardWeek, ...] = ()
    title: str = "督办事项进展"
    still: BoardStill | None = None
    all_units: int = 0

    @property
    def on_course(self) -> int:
        return self.total - self.closed - self.overdue - self.due_soon - self.silent


def other_units(count: int) -> str:
    """The last line of a page that has no room for all units."""
    return f"其余{count}个单位"
