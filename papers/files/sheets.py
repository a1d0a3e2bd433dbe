"""Spreadsheets as text: a row a line, cells at tabs; .xlsx and .xls by calamine, .csv."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import ROW_LIMIT
from papers.reading.columns import header_kinds
from papers.reading.grids import CELL_BREAK

_WIDEST = 200
_DELIMITERS = (",", "\t", ";", "，", "|")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the first of the sheet on; `merged` as ((top, left), (bottom, right))."""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    def fill_down(self, first: int = 0) -> None:
        """What a cell merged over rows says, it says of each of them, from the row `first` on."""
        for (top, left), (bottom, _) in self.merged:
            for row in self.rows[top + 1 : bottom + 1]:
                if top >= first and left < min(len(row), len(self.rows[top])):
                    row[left] = self.rows[top][left]


def book_sheets(content: bytes, words: Callable[[Any], str], widest: int) -> list[Sheet]:
    """The sheets of a workbook by calamine, each cell as `words` says its value."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book.get_sheet_by_name(name), words, widest) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        is_locked = "password" in str(error).lower()
        raise UnreadablePaper(unreadable.ENCRYPTED if is_locked else unreadable.DAMAGED) from error


def _sheet(sheet: Any, words: Callable[[Any], str], widest: int) -> Sheet:
    if sheet.height > ROW_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY_ROWS.format(limit=ROW_LIMIT))
    rows = [[words(value) for value in row[:widest]] for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()))


def workbook_text(content: bytes) -> str:
    """The sheets that hold a table of items one after the other, or the first sheet with words."""
    sheets = [_lines(sheet) for sheet in book_sheets(content, _words, _WIDEST)]
    told = [lines for lines in sheets if any(header_kinds(line.split("\t")) for line in lines)]
    filled = [lines for lines in sheets if any(line.strip() for line in lines)]
    return "\n".join(line for lines in told or filled[:1] for line in lines)


def _lines(sheet: Sheet) -> list[str]:
    # A cell merged over columns is named once.
    sheet.fill_down()
    return ["\t".join(row) for row in sheet.rows]


def _words(value: Any) -> str:
    """Numbers as typed, dates as written in papers, line breaks as marks."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return cell_words(str(value))


def cell_words(text: str) -> str:
    """A cell on one line."""
    lines = (line.strip() for line in text.replace("\t", " ").splitlines())
    return CELL_BREAK.join(line for line in lines if line)


def csv_text(text: str) -> str:
    return "\n".join("\t".join(cell_words(cell) for cell in row) for row in csv_rows(text))


def csv_rows(text: str) -> list[list[str]]:
    """Rows by the delimiter that the text uses most."""
    head = text[:4000]
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
    if len(rows) > ROW_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY_ROWS.format(limit=ROW_LIMIT))
    return rows


def decoded(content: bytes) -> str:
    """UTF-16 with its mark, else UTF-8, else what Chinese Windows writes."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadablePaper(unreadable.DAMAGED)
