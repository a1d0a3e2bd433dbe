"""Office files are zip archives: looked through before anything unpacks or parses them."""

import io
import re
import zipfile
import zlib

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper

# A docx of text shrinks about tenfold, a sheet thirtyfold; a bomb shrinks a thousandfold.
_RATIO_LIMIT = 100
_UNPACKED_LIMIT = 200 * 1024 * 1024
_ENTRY_LIMIT = 2000
_CHUNK = 1 << 20
ROW_LIMIT = 20_000
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
# A DOCTYPE anywhere, in one byte a letter or two.
_DOCTYPES = (b"<!DOCTYPE", b"<\0!\0D\0O\0C", b"\0<\0!\0D\0O\0C")
# Some programs number the part.
_WORD = re.compile(r"word/document\d*\.xml")
DOCX, XLSX = "word/document.xml", "xl/workbook.xml"


def opened(content: bytes) -> zipfile.ZipFile:
    """Any archive that unpacks to a size worth looking at; UnreadablePaper for a bomb."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    _check_sizes(archive.infolist(), len(content))
    return archive


def archive_kind(content: bytes) -> str:
    """DOCX or XLSX. UnreadablePaper for bombs, document type declarations, endless sheets and other archives."""
    try:
        archive = opened(content)
        entries = archive.infolist()
        names = set(archive.namelist())
        kind = DOCX if any(_WORD.fullmatch(one) for one in names) else XLSX if XLSX in names else None
        if kind is None:
            raise UnreadablePaper(unreadable.UNKNOWN_KIND)
        for entry in entries:
            if entry.flag_bits & 1:
                raise UnreadablePaper(unreadable.ENCRYPTED)
            if entry.filename.endswith((".xml", ".rels")):
                _check_xml(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
    return kind


def _check_sizes(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRY_LIMIT or unpacked > max(size * _RATIO_LIMIT, 1024 * 1024):
        raise UnreadablePaper(unreadable.SUSPICIOUS)
    if unpacked > _UNPACKED_LIMIT:
        raise UnreadablePaper(unreadable.SUSPICIOUS)


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """In pieces, so that a big part never stands in memory whole."""
    is_sheet = "/worksheets/" in entry.filename
    rows, tail = 0, b""
    with archive.open(entry) as part:
        while piece := part.read(_CHUNK):
            both = tail + piece
            if any(mark in both for mark in _DOCTYPES):
                raise UnreadablePaper(unreadable.SUSPICIOUS)
            # What is cut at the border is counted with the next piece.
            border = max(len(both) - 16, 0)
            rows += sum(1 for _ in _ROW.finditer(both, 0, border)) if is_sheet else 0
            tail = both[border:]
            if rows > ROW_LIMIT:
                raise UnreadablePaper(unreadable.TOO_MANY_ROWS.format(limit=ROW_LIMIT))
