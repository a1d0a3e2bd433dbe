"""Spreadsheets as text: a row a line, cells at tabs; .xlsx and .xls by calamine, .csv."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from papers.files.grid import Sheet, book_sheets, csv_rows
from papers.reading.tables.find import find_tables
from papers.reading.tables.grid import CELL_BREAK, MERGED

_WIDEST = 200
_MOST_COVER_LINES, _LONGEST_TITLE = 6, 60


def workbook_text(content: bytes) -> str:
    """The sheets that hold a table of items one after the other, or the first sheet with words."""
    sheets = [_lines(sheet) for sheet in book_sheets(content, _words, _WIDEST)]
    told = [lines for lines in sheets if find_tables("\n".join(lines))[0]]
    if told and sheets[0] is not told[0] and _is_cover(sheets[0]):
        told.insert(0, sheets[0])
    filled = [lines for lines in sheets if any(line.strip() for line in lines)]
    return "\n".join(line for lines in told or filled[:1] for line in lines)


def _is_cover(lines: Sequence[str]) -> bool:
    """A few words, each alone in its row: the title, who, when."""
    words = [line.strip() for line in lines if line.strip()]
    return 0 < len(words) <= _MOST_COVER_LINES and all("\t" not in one and len(one) <= _LONGEST_TITLE for one in words)


def _lines(sheet: Sheet) -> list[str]:
    # A cell merged over columns is named once.
    sheet.fill_down(mark=MERGED)
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
