"""The ledger (台账): a row an item or sub-item, in the columns and order that offices keep.

A row that leaves carries a mark per cell. When the file comes back, each cell says by itself whether it was
edited there, and whether it changed here meanwhile: nothing has to be remembered about files that are out.
"""

import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from domain.dates.deadlines import days_overdue
from domain.hygiene import clean, plain_dots, plain_name, same_name_key
from domain.states import OPEN_STATES, STATE_WORDS, State


class Column(StrEnum):
    """In the printed order, each with its heading."""

    heading: str

    def __new__(cls, value: str, heading: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.heading = heading
        return member

    NUMBER = "number", "序号"
    MEETING = "meeting", "来源/会议"
    DIRECTIVE = "directive", "事项内容"
    LEADERS = "leaders", "牵头领导"
    UNITS = "units", "责任单位"
    COOPERATING = "cooperating", "配合单位"
    CONTACTS = "contacts", "责任人/联络员"
    ASSIGNED_ON = "assigned_on", "交办日期"
    DUE = "due", "完成时限"
    PROGRESS = "progress", "进展情况"
    PROBLEMS = "problems", "存在问题"
    NEXT_STEPS = "next_steps", "下步打算"
    STATE = "state", "状态"
    REMARK = "remark", "备注"


# A renumbered ledger is no changed ledger: the hidden mark says which item a row is.
MARKED = tuple(column for column in Column if column is not Column.NUMBER)
NAME_LISTS = frozenset({Column.LEADERS, Column.UNITS, Column.COOPERATING, Column.CONTACTS})
NOTES = (Column.PROBLEMS, Column.NEXT_STEPS, Column.REMARK)

# The heading of the hidden column; the number is the form's.
MARK_HEADING = "DUBAN-LEDGER-1"
LONG_TERM = "长期"
# What a cell of a workbook holds.
CELL_LIMIT = 32_000
_SHORT = 40

# Most cells; for them `clean`, which looks at each character, changes nothing.
_PLAIN = re.compile(r"[ -~\u4e00-\u9fff、。，；：？！（）《》“”—…·]*")
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_FINGERPRINT = re.compile(rf"(\d{{1,10}})\.([0-9a-f]{{8}})\.((?:[0-9a-f]{{8}}){{{len(MARKED)}}})")


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An item as the ledger tells it. `units` with the state of each; `progress` as (unit or "", words)."""

    item_id: int
    parent_id: int | None
    number: int
    sub: int
    meeting: str
    directive: str
    leaders: tuple[str, ...]
    units: tuple[tuple[str, State], ...]
    cooperating: tuple[str, ...]
    contacts: tuple[str, ...]
    assigned_on: date | None
    deadline: date | None
    long_term: bool
    progress: tuple[tuple[str, str], ...]
    notes: tuple[str, str, str]
    state: State
    last_moved_on: date
    registered_at: datetime
    asked_on: date | None = None

    @property
    def label(self) -> str:
        return f"#{self.number}.{self.sub}" if self.sub else f"#{self.number}"

    def is_late(self, today: date) -> bool:
        """If it is open."""
        return days_overdue(self.deadline, today, asked_on=self.asked_on) > 0

    @property
    def unit_names(self) -> tuple[str, ...]:
        """Units that had to hand the item over are left out, unless all did."""
        kept = tuple(name for name, state in self.units if state is not State.CANCELLED)
        return kept if self.state is not State.CANCELLED else tuple(name for name, _ in self.units)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whose name may stand in front of a line of progress."""
        told = (unit for unit, _ in self.progress if unit)
        return tuple(dict.fromkeys([*(name for name, _ in self.units), *self.cooperating, *told]))


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry of the history, its facts as stored."""

    label: str
    at: datetime
    who: str
    action: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that the file shows. `title` of a meeting's ledger names the meeting."""

    title: str
    written_at: datetime
    zone: ZoneInfo
    rows: tuple[LedgerRow, ...]
    history: tuple[Happening, ...] = ()
    history_is_cut: bool = False

    @property
    def today(self) -> date:
        return self.written_at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class UnitFigures:
    name: str
    total: int
    closed: int
    overdue: int
    due_soon: int


def tidy(words: str) -> str:
    """`hygiene.clean`, quick for the hundred thousand cells of a ledger."""
    return words.strip() if _PLAIN.fullmatch(words) else clean(words)


def split_names(words: str) -> tuple[str, ...]:
    """Each once, in order; "无" is nobody."""
    names = dict.fromkeys(
        plain_name(name) for name in _BETWEEN_NAMES.split(plain_dots(clean(words)).rstrip("。")) if name
    )
    return () if tuple(names) in ((), ("无",), ("-",)) else tuple(names)


def cell(row: LedgerRow, column: Column) -> str:
    """What stands in the cell; days as ISO words."""
    return tidy(_words(row, column))[:CELL_LIMIT]


def _words(row: LedgerRow, column: Column) -> str:
    match column:
        case Column.NUMBER:
            return row.label.lstrip("#")
        case Column.MEETING:
            return row.meeting
        case Column.DIRECTIVE:
            return row.directive
        case Column.LEADERS:
            return "、".join(row.leaders)
        case Column.UNITS:
            return "、".join(row.unit_names)
        case Column.COOPERATING:
            return "、".join(row.cooperating)
        case Column.CONTACTS:
            return "、".join(row.contacts)
        case Column.ASSIGNED_ON:
            return row.assigned_on.isoformat() if row.assigned_on else ""
        case Column.DUE:
            return due_words(row.deadline, long_term=row.long_term)
        case Column.PROGRESS:
            return progress_words(row)
        case Column.STATE:
            return STATE_WORDS[row.state]
        case _:
            return row.notes[NOTES.index(column)]


def due_words(day: date | None, *, long_term: bool) -> str:
    return day.isoformat() if day else LONG_TERM if long_term else ""


def progress_words(row: LedgerRow) -> str:
    """A line a unit, named where there may be several."""
    is_shared = len(row.unit_names) > 1 or len(row.progress) > 1
    return "\n".join(f"{unit}：{words}" if unit and is_shared else words for unit, words in row.progress)


def read_progress(words: str, row: LedgerRow) -> dict[str, str]:
    """The inverse of `progress_words`: by unit what is said; what names none is the only unit's."""
    alone = row.unit_names[0] if len(row.unit_names) == 1 else ""
    whose = row.progress[0][0] if len(row.progress) == 1 and not row.speakers[1:] else alone
    told: dict[str, list[str]] = {}
    for line in words.split("\n"):
        named = next((name for name in row.speakers if re.match(rf"{re.escape(name)}\s*[：:]", line)), None)
        if named is not None:
            whose, line = named, re.sub(r"^[^：:]*[：:]\s*", "", line)
        told.setdefault(whose, []).append(line)
    return {unit: text for unit, lines in told.items() if (text := clean("\n".join(lines)))}


def mark(column: Column, words: str) -> str:
    """Equal for equal cells: spaces at ends, spellings and the order of names do not count."""
    make = _names_mark if column in NAME_LISTS else _short_mark if len(words) < _SHORT else _mark
    return make(words)


def _mark(words: str) -> str:
    return f"{zlib.crc32(tidy(words).encode()):08x}"


# The same meetings, days and names stand on thousands of rows.
_short_mark = lru_cache(maxsize=8192)(_mark)


@lru_cache(maxsize=8192)
def _names_mark(words: str) -> str:
    return _mark("\n".join(sorted(same_name_key(name) for name in split_names(words))))


def identity(row: LedgerRow) -> str:
    """Another office's item of the same id was not registered in the same microsecond."""
    return f"{zlib.crc32(f'{row.item_id} {row.registered_at.timestamp():.6f}'.encode()):08x}"


def fingerprint(row: LedgerRow, cells: Mapping[Column, str]) -> str:
    """The words of the hidden cell: which item, and a mark per cell as it was written."""
    marks = "".join(mark(column, cells[column]) for column in MARKED)
    return f"{row.item_id}.{identity(row)}.{marks}"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    item_id: int
    identity: str
    marks: Mapping[Column, str]


def read_fingerprint(words: str) -> Fingerprint | None:
    """The inverse of `fingerprint`; None when the words are none."""
    found = _FINGERPRINT.fullmatch(words.strip())
    if found is None:
        return None
    marks = [found[3][place : place + 8] for place in range(0, len(found[3]), 8)]
    return Fingerprint(int(found[1]), found[2], dict(zip(MARKED, marks, strict=True)))


def by_meeting(rows: Sequence[LedgerRow]) -> list[tuple[str, list[LedgerRow]]]:
    """Meetings in the order of their first items; a sub-item stands below its item."""
    groups: dict[str, list[LedgerRow]] = {}
    for row in sorted(rows, key=lambda one: (one.number, one.sub)):
        groups.setdefault(row.meeting, []).append(row)
    return list(groups.items())


def count_items(rows: Iterable[LedgerRow]) -> tuple[int, int, int]:
    """(items, closed, stopped); sub-items do not count apart."""
    states = [row.state for row in rows if row.parent_id is None]
    return len(states), states.count(State.CLOSED), states.count(State.CANCELLED)


@dataclass(slots=True)
class _UnitPart:
    """What a unit has of one item and its sub-items."""

    is_closed: bool = True
    is_late: bool = False
    is_near: bool = False


def unit_figures(rows: Sequence[LedgerRow], today: date, soon: date) -> list[UnitFigures]:
    """As /status counts them: a unit's part of an item is closed when all its assignments in it are."""
    parts: dict[tuple[str, int], _UnitPart] = {}
    for row in rows:
        if row.state is State.CANCELLED:
            continue
        for name, state in row.units:
            if state is State.CANCELLED:
                continue
            part = parts.setdefault((name, row.parent_id or row.item_id), _UnitPart())
            part.is_closed &= state is State.CLOSED
            is_open = state in OPEN_STATES and row.state in OPEN_STATES
            part.is_late |= is_open and row.is_late(today)
            part.is_near |= is_open and row.deadline is not None and today <= row.deadline <= soon
    units: dict[str, list[_UnitPart]] = {}
    for (name, _), part in parts.items():
        units.setdefault(name, []).append(part)
    figures = [
        UnitFigures(
            name,
            len(own),
            sum(part.is_closed for part in own),
            sum(part.is_late for part in own),
            sum(part.is_near and not part.is_late for part in own),
        )
        for name, own in units.items()
    ]
    return sorted(figures, key=lambda one: (-one.overdue, one.closed - one.total, one.name))
