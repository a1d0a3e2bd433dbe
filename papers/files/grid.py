"""The sheets of a workbook or a .csv as rows of words."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import ROW_LIMIT, XLSX, archive_kind

_OLD_BOOK = b"\xd0\xcf\x11\xe0"
_DELIMITERS = (",", "\t", ";", "，", "|")
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
    return [Sheet(name, _csv_rows(_decoded(content)))]


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


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadablePaper(unreadable.DAMAGED)


def _csv_rows(text: str) -> list[list[str]]:
    delimiter = max(_DELIMITERS, key=text[:4000].count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
    if len(rows) > ROW_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY_ROWS.format(limit=ROW_LIMIT))
    return [[cell.strip() for cell in row[:_WIDEST]] for row in rows]
