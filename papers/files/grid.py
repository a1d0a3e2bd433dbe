"""The sheets of a workbook or a .csv as rows of words."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.ideographs import HAN, folded
from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import ROW_LIMIT, XLSX, archive_kind

_OLD_BOOK = b"\xd0\xcf\x11\xe0"
_WIDEST = 100
_IDEOGRAPHS = re.compile(rf"[{HAN}]")
_MOSTLY = 0.8
_DELIMITERS = (",", "\t", ";", "，", "|")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows from the first of the sheet on; `merged` as ((top, left), (bottom, right))."""

    name: str
    rows: list[list[str]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()

    def fill_down(self, first: int = 0, mark: str = "") -> None:
        """What a cell merged over rows says, it says of each of them, from the row `first` on, behind the mark."""
        for (top, left), (bottom, _) in self.merged:
            for row in self.rows[top + 1 : bottom + 1]:
                if top >= first and left < min(len(row), len(self.rows[top])):
                    row[left] = mark + self.rows[top][left] if self.rows[top][left] else ""


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
        return list(book_sheets(content, _words, _WIDEST))
    if content.startswith(b"PK\x03\x04"):
        if archive_kind(content) != XLSX:
            raise UnreadablePaper(unreadable.UNKNOWN_KIND)
        return list(book_sheets(content, _words, _WIDEST))
    if not name.lower().endswith(".csv"):
        raise UnreadablePaper(unreadable.DAMAGED)
    rows = [[folded(cell.strip()) for cell in row[:_WIDEST]] for row in csv_rows(decoded(content))]
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


def book_sheets(content: bytes, words: Callable[[Any], str], widest: int) -> Iterator[Sheet]:
    """The sheets of a workbook by calamine one by one, each cell as `words` says its value."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            yield _sheet(book.get_sheet_by_name(name), words, widest)
    except (CalamineError, ValueError, OSError) as error:
        is_locked = "password" in str(error).lower()
        raise UnreadablePaper(unreadable.ENCRYPTED if is_locked else unreadable.DAMAGED) from error


def _sheet(sheet: Any, words: Callable[[Any], str], widest: int) -> Sheet:
    if sheet.height > ROW_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY_ROWS.format(limit=ROW_LIMIT))
    rows = [[folded(words(value)) for value in row[:widest]] for row in sheet.to_python(skip_empty_area=False)]
    return Sheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()))


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
    """UTF-16, else UTF-8, else what Chinese Windows writes, or that of Taiwan and Hong Kong."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _if_big5(content, text) if encoding == "gb18030" else text
    raise UnreadablePaper(unreadable.DAMAGED)


def _encodings(content: bytes) -> list[str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ["utf-16"]
    unmarked = unmarked_utf16(content)
    return [unmarked] if unmarked else ["utf-8-sig", "gb18030"]


def unmarked_utf16(content: bytes) -> str:
    """Which half of each pair is zero in line ends, digits and marks tells the order of bytes."""
    if len(content) % 2 or b"\0" not in content:
        return ""
    high, low = content[::2].count(0), content[1::2].count(0)
    order = "utf-16-be" if high > low else "utf-16-le"
    try:
        text = content.decode(order)
    except UnicodeDecodeError:
        return ""
    is_told = "\0" not in text and 3 * len(_IDEOGRAPHS.findall(text)) >= len(text)
    return order if is_told else ""


def _if_big5(content: bytes, text: str) -> str:
    """Big5 can be read as GB18030, but then hardly a word of it is a common one."""
    if _common(text, "gb2312") >= _MOSTLY:
        return text
    try:
        other = content.decode("big5")
    except UnicodeDecodeError:
        return text
    return other if _common(other, "big5") > _common(text, "gb2312") else text


def _common(text: str, charset: str) -> float:
    """The share of ideographs that stand in the first, common level of a character set."""
    words = _IDEOGRAPHS.findall(text)
    held = (word.encode(charset, "ignore")[:1] for word in words)
    last = b"\xd7" if charset == "gb2312" else b"\xc6"
    return sum(b"\xa4" <= first <= last for first in held) / len(words) if words else 1.0
