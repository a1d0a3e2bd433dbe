"""The office's working days from a file: a table of 日期 and 类型 anywhere in it, or the words of a notice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.dates import calendar_texts as texts
from domain.dates.calendar_paper import CalendarPaper, days_in_cell, names_year, works_on
from domain.dates.notices import read_notice
from domain.hygiene import cut
from domain.papers.unreadable import UnreadablePaper
from domain.refusals import BadInput
from papers.files.grid import is_workbook, read_sheets
from papers.files.text import extract_text

_DATE_NAMES = re.compile(r".{0,6}日期.{0,4}|(?:起止|放假|上班|开始|调休)?时间|开始|起")
_END_NAMES = re.compile(r"(?:结束|截止).{0,4}|止|至|到")
_KIND_NAMES = re.compile(r".{0,6}(?:类型|类别|安排|性质|状态|属性).{0,4}|(?:放假|上班)[/或、](?:放假|上班)")
_YEAR = re.compile(r"(20\d{2})\s*年")

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Places of the columns; `below` is the first row under the header."""

    start: int
    end: int | None
    kind: int
    below: int


@dataclass(slots=True)
class _CalendarDays:
    year: int
    years: frozenset[int]
    days: dict[date, bool] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    takes_year: bool = False


def read_calendar(name: str, content: bytes, today: date) -> CalendarPaper:
    """UnreadablePaper says why nothing of it can be taken; a day that is both off and worked refuses it whole."""
    try:
        return _read(name, content, today)
    except UnreadablePaper:
        raise
    except BadInput as refusal:
        raise UnreadablePaper(refusal.sentence) from refusal


def _read(name: str, content: bytes, today: date) -> CalendarPaper:
    if is_workbook(name, content):
        read = read_sheets(name, content)
        for sheet in read:
            sheet.fill_down()
        sheets: list[tuple[str, Rows]] = [(sheet.name, sheet.rows) for sheet in read]
        words = "\n".join(cell for _, rows in sheets for row in rows for cell in row if cell)
    else:
        words = extract_text(name, content)
        sheets = [("", [line.split("\t") for line in words.splitlines()])]
    tables = [(title, rows, columns) for title, rows in sheets if (columns := _columns(rows))]
    if not tables:
        return read_notice(words, today)
    days: dict[date, bool] = {}
    left: list[str] = []
    for title, rows, columns in tables:
        found = _table(rows, columns, _named_year(rows[: columns.below], title, name), today)
        for day, works in found.days.items():
            _put(days, day, works)
        left += found.left
    if not days:
        raise UnreadablePaper(texts.NO_ROWS)
    return CalendarPaper(dict(sorted(days.items())), tuple(left))


def _columns(rows: Rows) -> _Columns | None:
    for at, row in enumerate(rows):
        names = ["".join(cell.split()) for cell in row]
        kinds = [place for place, one in enumerate(names) if _KIND_NAMES.fullmatch(one)]
        starts = [place for place, one in enumerate(names) if _DATE_NAMES.fullmatch(one)]
        ends = [place for place, one in enumerate(names) if _END_NAMES.fullmatch(one)]
        starts = [place for place in starts if place not in (*kinds, *ends)]
        if starts and kinds:
            return _Columns(starts[0], ends[0] if ends else None, kinds[0], at + 1)
    return None


def _named_year(above: Rows, *titles: str) -> int | None:
    words = [cell for row in above for cell in row] + list(titles)
    return next((int(year[1]) for one in words if (year := _YEAR.search(one))), None)


def _table(rows: Rows, columns: _Columns, named: int | None, today: date) -> _CalendarDays:
    """Without a named year it is this one, or the next when all of its days are over."""
    if named is not None:
        return _taken(rows, columns, _CalendarDays(named, frozenset({named})))
    years = frozenset({today.year, today.year + 1})
    found = _taken(rows, columns, _CalendarDays(today.year, years))
    if found.takes_year and not any(day >= today for day in found.days):
        return _taken(rows, columns, _CalendarDays(today.year + 1, years))
    return found


def _taken(rows: Rows, columns: _Columns, found: _CalendarDays) -> _CalendarDays:
    for number, row in enumerate(rows[columns.below :], columns.below + 1):
        cells = [*row, *[""] * (columns.start + columns.kind + (columns.end or 0))]
        start, kind = cells[columns.start].strip(), cells[columns.kind].strip()
        end = cells[columns.end].strip() if columns.end is not None else ""
        is_header = _DATE_NAMES.fullmatch(start) and _KIND_NAMES.fullmatch(kind)
        if (start or kind) and not is_header:
            _take_row(found, f"{start}至{end}" if end and end != start else start, kind, number)
    return found


def _take_row(found: _CalendarDays, cell: str, kind: str, number: int) -> None:
    shown = cut(" ".join(f"{cell} {kind}".split()), 40)
    try:
        days = [day for span in days_in_cell(cell, found.year) for day in span]
        found.takes_year = found.takes_year or not names_year(cell)
        worked = {day: works_on(kind, day) for day in days}
    except BadInput as refusal:
        found.left.append(texts.row_left(number, shown, refusal.sentence))
        return
    if not worked or None in worked.values():
        found.left.append(texts.row_left(number, shown, texts.NO_KIND if worked else texts.NO_DAY))
        return
    outside = [day for day in days if day.year not in found.years]
    if outside:
        found.left.append(texts.outside(number, outside, sorted(found.years)))
    for day, works in worked.items():
        if works is not None and day not in outside:
            _put(found.days, day, works)


def _put(days: dict[date, bool], day: date, works: bool) -> None:
    if days.get(day, works) is not works:
        raise UnreadablePaper(texts.BOTH.format(day=texts.say(day)))
    days[day] = works
