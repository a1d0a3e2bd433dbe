"""A ledger that came back: which cells were edited there, and what that changes here.

Three values meet in a cell: as it was written (its mark), as it came back, and as it stands here now. Only a
cell that was edited counts, and when it changed here as well the two are shown, never overwritten unasked.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from domain.dates.reading import read_date
from domain.hygiene import clean, same_name_key
from domain.papers import ledger_return_texts as texts
from domain.papers.ledger import NOTES, Column, LedgerRow, cell, identity, mark
from domain.papers.ledger_cells import (
    STRUCK_OFF,
    Cell,
    CellReading,
    LedgerBasis,
    LedgerDeadline,
    UnusableCell,
    Value,
    iso_day,
    read_cell,
)
from domain.states import State
from domain.stored import read_stored

# Read of a new row in this order; the rest follows from them.
_OF_NEW = (
    Column.MEETING,
    Column.DIRECTIVE,
    Column.LEADERS,
    Column.UNITS,
    Column.COOPERATING,
    Column.DUE,
    Column.PROGRESS,
    *NOTES,
)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """`cells` holds what was edited (of a new row all that is filled in), `marks` those cells as written.

    `line` is the row of the sheet, `number` what stands under 序号.
    """

    line: int
    cells: Mapping[Column, str]
    item_id: int | None = None
    identity: str = ""
    marks: Mapping[Column, str] = field(default_factory=dict)
    number: str = ""


@dataclass(frozen=True, slots=True)
class ReturnedLedger:
    """`copies` are the lines of rows that were copied and left as they were; `untouched` counts the others."""

    rows: tuple[ReturnedRow, ...]
    untouched: int
    copies: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def returned_from_json(stored: dict[str, Any]) -> ReturnedLedger:
    """The inverse of `ReturnedLedger.to_json` (JSON keys are words)."""
    return read_stored(ReturnedLedger, stored)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is to be `value`. `before` is how it stands here, `after` how a person reads the new one."""

    line: int
    item_id: int
    label: str
    column: Column
    before: str
    after: str
    value: Value
    is_conflict: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that was added; with `parent_id` it is a sub-item."""

    line: int
    meeting: str
    directive: str
    leaders: tuple[str, ...]
    units: tuple[str, ...]
    cooperating: tuple[str, ...]
    due: LedgerDeadline
    assigned_on: date | None
    progress: str
    notes: tuple[str, str, str]
    state: State
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class CellRefusal:
    """What is not taken, and why."""

    line: int
    label: str
    column: Column | None
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """`known` are the lines of added rows that are there already."""

    changes: tuple[CellChange, ...] = ()
    added: tuple[AddedRow, ...] = ()
    left: tuple[CellRefusal, ...] = ()
    known: tuple[int, ...] = ()

    @property
    def conflicts(self) -> tuple[CellChange, ...]:
        return tuple(one for one in self.changes if one.is_conflict)

    def to_apply(self, *, over_conflicts: bool) -> tuple[CellChange, ...]:
        return tuple(one for one in self.changes if over_conflicts or not one.is_conflict)

    def digest(self) -> str:
        """Twelve letters that change with anything a person was shown."""
        return hashlib.sha256(repr((self.changes, self.added, self.left)).encode()).hexdigest()[:12]


def compare(returned: ReturnedLedger, standing: LedgerBasis) -> Difference:
    """What the returned ledger changes, as things stand."""
    found = _Comparison([], [], [CellRefusal(line, "", None, texts.COPY) for line in returned.copies], [])
    for row in returned.rows:
        if row.item_id is None:
            found.add(row, standing)
        else:
            found.change(row, standing)
    found.strike_off_subs_first(standing)
    left = sorted(found.left, key=lambda one: one.line)
    return Difference(tuple(found.changes), tuple(found.added), tuple(left), tuple(found.known))


@dataclass(slots=True)
class _Comparison:
    changes: list[CellChange]
    added: list[AddedRow]
    left: list[CellRefusal]
    known: list[int]

    def change(self, row: ReturnedRow, standing: LedgerBasis) -> None:
        here = standing.rows.get(row.item_id or 0)
        if here is None or identity(here) != row.identity:
            self.left.append(CellRefusal(row.line, "", None, texts.STRANGE))
            return
        for column, words in row.cells.items():
            try:
                change = _change(row, here, Cell(column, words, here, standing))
            except UnusableCell as reason:
                self.left.append(CellRefusal(row.line, here.label, column, reason.why))
                continue
            if change is not None:
                self.changes.append(change)

    def add(self, row: ReturnedRow, standing: LedgerBasis) -> None:
        try:
            new = _new_item(row, standing)
        except UnusableCell as reason:
            self.left.append(CellRefusal(row.line, "", None, reason.why))
            return
        key = same_name_key(new.directive)
        above = {same_name_key(one.directive) for one in self.added if one.meeting == new.meeting}
        if key in standing.directives.get(new.meeting, ()) or key in above:
            self.known.append(row.line)
        else:
            self.added.append(new)

    def strike_off_subs_first(self, standing: LedgerBasis) -> None:
        """An item is not struck off before its sub-items are."""
        wanted = {one.item_id: one.value for one in self.changes if one.column is Column.STATE}
        for one in list(self.changes):
            if one.column is not Column.STATE or one.value not in STRUCK_OFF:
                continue
            subs = [row for row in standing.rows.values() if row.parent_id == one.item_id]
            undone = [row.label for row in subs if wanted.get(row.item_id, row.state) not in STRUCK_OFF]
            if undone:
                self.changes.remove(one)
                self.left.append(CellRefusal(one.line, one.label, one.column, texts.subs_open(undone)))


def _change(row: ReturnedRow, here: LedgerRow, one: Cell) -> CellChange | None:
    """None when it stands here like that already."""
    now = cell(here, one.column)
    if mark(one.column, one.words) == mark(one.column, now):
        return None
    read = read_cell(one)
    if mark(one.column, read.shown) == mark(one.column, now):
        return None
    is_conflict = row.marks.get(one.column) != mark(one.column, now)
    return CellChange(
        row.line, here.item_id, here.label, one.column, now, read.shown, read.value, is_conflict, read.doubt
    )


def _new_item(row: ReturnedRow, standing: LedgerBasis) -> AddedRow:
    if "." in row.number:
        raise UnusableCell(texts.NO_NEW_SUBS)
    read = {one: read_cell(Cell(one, row.cells.get(one, ""), None, standing)) for one in _OF_NEW}
    due, handed = read[Column.DUE].value, row.cells.get(Column.ASSIGNED_ON, "")
    assert isinstance(due, LedgerDeadline)
    day = iso_day(handed) or (read_date(handed, standing.today, standing.calendar).day if handed else None)
    problems, next_steps, remark = (read[one].shown for one in NOTES)
    return AddedRow(
        line=row.line,
        meeting=read[Column.MEETING].shown,
        directive=read[Column.DIRECTIVE].shown,
        leaders=_names(read[Column.LEADERS]),
        units=_names(read[Column.UNITS]),
        cooperating=_names(read[Column.COOPERATING]),
        due=due,
        assigned_on=day,
        progress=read[Column.PROGRESS].shown,
        notes=(problems, next_steps, remark),
        state=_new_state(row.cells.get(Column.STATE, ""), bool(read[Column.PROGRESS].shown), standing),
        doubt="；".join(dict.fromkeys(one.doubt for one in read.values() if one.doubt)),
    )


def _names(read: CellReading) -> tuple[str, ...]:
    return tuple(str(name) for name in read.value) if isinstance(read.value, tuple) else ()


def _new_state(words: str, is_told: bool, standing: LedgerBasis) -> State:
    """Who asked for completion, and who stopped it, is not told by a new row."""
    state = read_cell(Cell(Column.STATE, words, None, standing)).value if clean(words) else State.ASSIGNED
    if state is State.CLOSED or (state is State.ASSIGNED and not is_told):
        return state
    return State.IN_PROGRESS
