"""What a cell of a ledger says: read by its column into the value that is to be kept, or not taken and why."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from domain.dates.deadlines import say_deadline
from domain.dates.reading import read_date
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean
from domain.office.units import UnitDirectory
from domain.papers import ledger_return_texts as texts
from domain.papers.ledger import LONG_TERM, NAME_LISTS, Column, LedgerRow, cell, due_words, read_progress, split_names
from domain.papers.ledger_words import is_name, read_state, way_to
from domain.states import STATE_WORDS, State

LIMITS = {Column.DIRECTIVE: 1000, Column.PROGRESS: 4000, Column.MEETING: 200}
NOTE_LIMIT = 2000
SHORTEST_DIRECTIVE = 4
STRUCK_OFF = frozenset({State.CLOSED, State.CANCELLED})
_NONE = ("", "无", "-")


@dataclass(frozen=True, slots=True)
class LedgerDeadline:
    """A deadline as it is to be: a day, long-term, or none."""

    day: date | None
    long_term: bool
    words: str = ""


Value = str | tuple[str, ...] | LedgerDeadline | State | tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LedgerBasis:
    """What a ledger is compared with. `units` are those of the office, `directives` are such keys by meeting."""

    rows: Mapping[int, LedgerRow]
    units: UnitDirectory
    directives: Mapping[str, Collection[str]]
    today: date
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class Cell:
    """`here` is the row as it stands, None when the row is new."""

    column: Column
    words: str
    here: LedgerRow | None
    standing: LedgerBasis

    @property
    def is_struck_off(self) -> bool:
        return self.here is not None and self.here.state in STRUCK_OFF

    @property
    def is_of_sub(self) -> bool:
        return self.here is not None and self.here.parent_id is not None


@dataclass(frozen=True, slots=True)
class CellReading:
    """The value, the words a person reads for it, and what should make them look twice."""

    value: Value
    shown: str
    doubt: str = ""


class UnusableCell(Exception):
    """`why` as a person reads it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_cell(one: Cell) -> CellReading:
    """NotTaken says why the words cannot be kept."""
    return _READERS.get(one.column, _text)(one)


def _text(one: Cell) -> CellReading:
    text = clean(one.words)
    limit = LIMITS.get(one.column, NOTE_LIMIT)
    if len(text) > limit:
        raise UnusableCell(texts.TOO_LONG.format(length=len(text), limit=limit))
    if one.column is Column.DIRECTIVE and len(text) < SHORTEST_DIRECTIVE:
        raise UnusableCell(texts.TOO_SHORT)
    return CellReading(text, text)


def _by_system(_one: Cell) -> CellReading:
    raise UnusableCell(texts.BY_SYSTEM)


def _meeting(one: Cell) -> CellReading:
    if one.is_of_sub:
        raise UnusableCell(texts.MOVES_WITH_ITEM)
    text = " ".join(str(_text(one).value).split())
    if not text and one.here is not None:
        raise UnusableCell(texts.NO_MEETING)
    return CellReading(text, text)


def _names(one: Cell) -> CellReading:
    names = split_names(one.words)
    for name in names:
        if not is_name(name):
            raise UnusableCell(texts.BAD_NAME.format(name=name[:20]))
    if one.is_of_sub and one.column is not Column.UNITS:
        raise UnusableCell(texts.MOVES_WITH_ITEM)
    if one.here is not None and one.column is Column.UNITS and not names:
        raise UnusableCell(texts.NO_UNITS)
    if one.column is Column.UNITS and one.is_struck_off:
        raise UnusableCell(texts.STRUCK_OFF)
    if one.column is Column.LEADERS:
        return CellReading(names, "、".join(names))
    return _units(names, one.standing.units, one.here.unit_names if one.here else ())


def _units(names: tuple[str, ...], book: UnitDirectory, here: Collection[str]) -> CellReading:
    """As the office writes them; a file cannot be asked, so that what may be a known unit is left."""
    unsure = [match for match in map(book.look_up, names) if not match.is_sure]
    for match in unsure:
        if match.is_group:
            raise UnusableCell(texts.GROUP_UNTOLD.format(name=match.name))
        if match.likely:
            raise UnusableCell(texts.LIKELY.format(name=match.name, unit=match.likely[0].name))
    meant = book.meant(names)
    for unit in book.units:
        if not unit.is_open and unit.name in meant and unit.name not in here:
            raise UnusableCell(texts.CLOSED_UNIT.format(name=unit.name))
    return CellReading(meant, "、".join(meant), texts.new_units([match.name for match in unsure]) if unsure else "")


def _due(one: Cell) -> CellReading:
    if one.is_struck_off:
        raise UnusableCell(texts.STRUCK_OFF)
    text, today = clean(one.words), one.standing.today
    if text in _NONE:
        return CellReading(LedgerDeadline(None, long_term=False), "")
    day, doubt = iso_day(text), ""
    if day is None:
        reading = read_date(text, today, one.standing.calendar)
        if reading.long_term and reading.day is None:
            return CellReading(LedgerDeadline(None, long_term=True, words=text[:60]), LONG_TERM)
        if reading.day is None:
            raise UnusableCell(texts.NO_DAY.format(words=text[:20]))
        day, doubt = reading.day, "" if reading.sure else (reading.why_unsure or texts.UNSURE)
    if day < today:
        doubt = say_deadline(day, today)
    return CellReading(LedgerDeadline(day, long_term=False, words=text[:60]), due_words(day, long_term=False), doubt)


def iso_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _progress(one: Cell) -> CellReading:
    """By unit only what is new; what was said cannot be unsaid."""
    _text(one)
    if one.here is None:
        return CellReading(clean(one.words), clean(one.words))
    if one.is_struck_off:
        raise UnusableCell(texts.STRUCK_OFF)
    before = {unit: clean(words) for unit, words in one.here.progress}
    told = read_progress(clean(one.words), one.here)
    if any(unit not in told for unit in before):
        raise UnusableCell(texts.UNSAID)
    fresh = tuple((unit, text) for unit, text in told.items() if before.get(unit) != text)
    if not fresh:
        return CellReading((), cell(one.here, one.column))
    lines = [f"{unit}：{text}" if unit and len(told) > 1 else text for unit, text in fresh]
    return CellReading(fresh, "\n".join(lines))


def _state(one: Cell) -> CellReading:
    state = read_state(one.words)
    if state is None:
        raise UnusableCell(texts.NO_STATE.format(words=clean(one.words)[:20]))
    why = way_to(state, one.here) if one.here is not None else ""
    if why:
        raise UnusableCell(why)
    return CellReading(state, STATE_WORDS[state])


_READERS: dict[Column, Callable[[Cell], CellReading]] = {
    **dict.fromkeys(NAME_LISTS, _names),
    Column.CONTACTS: _by_system,
    Column.ASSIGNED_ON: _by_system,
    Column.MEETING: _meeting,
    Column.DUE: _due,
    Column.PROGRESS: _progress,
    Column.STATE: _state,
}
