"""The text of a file: .txt, .docx (paragraphs and tables in order), .pdf with a text layer, .xlsx, .xls, .csv."""

from domain.ideographs import folded
from domain.papers import unreadable
from domain.papers.unreadable import SIZE_LIMIT, UnreadablePaper
from papers.files.archives import XLSX, archive_kind
from papers.files.docx_text import docx_text
from papers.files.grid import decoded
from papers.files.pdf_text import pdf_text
from papers.files.sheets import csv_text, workbook_text
from papers.scans.pages import PICTURE_NAMES


def extract_text(name: str, content: bytes) -> str:
    """UnreadablePaper says what to do when there is no text to be had."""
    if len(content) > SIZE_LIMIT:
        raise UnreadablePaper(unreadable.TOO_LARGE)
    text = folded(_by_kind(name.lower(), content))
    if not text.strip():
        raise UnreadablePaper(unreadable.EMPTY)
    return text


def _by_kind(name: str, content: bytes) -> str:
    is_old = content.startswith(b"\xd0\xcf\x11\xe0")
    if is_old and "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadablePaper(unreadable.ENCRYPTED)
    if is_old and name.endswith(".xls"):
        return workbook_text(content)
    if name.endswith(".et"):
        raise UnreadablePaper(unreadable.OLD_SHEET)
    if is_old or name.endswith((".doc", ".wps")):
        raise UnreadablePaper(unreadable.OLD_WORD)
    if content.startswith(b"%PDF"):
        return pdf_text(content)
    if content.startswith(b"PK\x03\x04"):
        return _archive_text(name, content)
    if name.endswith(".csv"):
        return csv_text(_decoded(content))
    if name.endswith((".txt", ".text", ".md")):
        return _decoded(content)
    raise UnreadablePaper(unreadable.PICTURE if name.endswith(PICTURE_NAMES) else unreadable.UNKNOWN_KIND)


def _archive_text(name: str, content: bytes) -> str:
    if archive_kind(content) != XLSX:
        return docx_text(content)
    if not name.endswith((".xlsx", ".xlsm")):
        raise UnreadablePaper(unreadable.UNKNOWN_KIND)
    return workbook_text(content)


def _decoded(content: bytes) -> str:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadablePaper(unreadable.UNKNOWN_KIND)
    return decoded(content)
