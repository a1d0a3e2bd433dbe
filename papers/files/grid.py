"""The sheets of a workbook or a .csv as rows of words."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import ROW_LIMIT, XLSX, archive_kind
from papers.files.sheets import csv_rows, decoded

_OLD_BOOK = b"\xd0\xcf\x11\xe0"
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the first of the sheet on, days as ISO words; `merged` as ((top, left), (bottom, right))."""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()


def is_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a matter for this room."""
    ending = name.lower().rpartition(".")[2]
    if content.startswith(_OLD_BOOK):
        return ending in ("xls", "xlsx")
    return ending in ("xlsx", "xlsm", "csv")


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """UnreadablePaper says what to do with a file that is none, locked, damaged or endless."""
    if content.startswith(_OLD_BOOK):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadablePaper(unreadable.ENCRYPTED)
        return _book(content)
    if content.startswith(b"PK\x03\x04"):
        if archive_kind(content) != XLSX:
            raise UnreadablePaper(unreadable.UNKNOWN_KIND)
        return _book(content)
    if not name.lower().endswith(".csv"):
        raise UnreadablePaper(unreadable.DAMAGED)
    rows = [[cell.strip() for cell in row[:_WIDEST]] for row in csv_rows(decoded(content))]
    return [Sheet(name, rows)]


def _book(content: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        is_locked = "password" in str(error).lower()
        raise UnreadablePaper(unreadable.ENCRYPTED if is_locked else unreadable.DAMAGED) from error


def _sheet(sheet: Any) -> Sheet:
    if sheet.height > ROW_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY_ROWS.format(limit=ROW_LIMIT))
    rows = [[_words(value) for value in row[:_WIDEST]] for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()))


def _words(value: Any) -> str:
    if isinstance(value, str):
        # A carriage return as some programs write it into XML.
        return value.replace("_x000D_", "").strip()
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
