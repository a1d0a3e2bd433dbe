"""The sheets of a workbook or a .csv as rows of words."""

from datetime import date, datetime
from typing import Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import XLSX, archive_kind
from papers.files.sheets import Sheet, book_sheets, csv_rows, decoded

_OLD_BOOK = b"\xd0\xcf\x11\xe0"
_WIDEST = 100


def is_workbook(name: str, content: bytes) -> bool:
    """Whether a file is a matter for this room."""
    ending = name.lower().rpartition(".")[2]
    if content.startswith(_OLD_BOOK):
        return ending in ("xls", "xlsx")
    return ending in ("xlsx", "xlsm", "csv")


def read_sheets(name: str, content: bytes) -> list[Sheet]:
    """Days as ISO words. UnreadablePaper says what to do with a file that is none, locked, damaged or endless."""
    if content.startswith(_OLD_BOOK):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadablePaper(unreadable.ENCRYPTED)
        return book_sheets(content, _words, _WIDEST)
    if content.startswith(b"PK\x03\x04"):
        if archive_kind(content) != XLSX:
            raise UnreadablePaper(unreadable.UNKNOWN_KIND)
        return book_sheets(content, _words, _WIDEST)
    if not name.lower().endswith(".csv"):
        raise UnreadablePaper(unreadable.DAMAGED)
    rows = [[cell.strip() for cell in row[:_WIDEST]] for row in csv_rows(decoded(content))]
    return [Sheet(name, rows)]


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
