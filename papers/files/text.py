"""The text of a file: .txt, .docx (paragraphs and tables in order), .pdf with a text layer, .xlsx, .xls, .csv."""

from domain.ideographs import folded
from domain.papers import unreadable
from domain.papers.unreadable import SIZE_LIMIT, UnreadablePaper
from papers.files.archives import XLSX, archive_kind
from papers.files.docx_text import docx_text
from papers.files.grid import decoded, unmarked_utf16
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


_OLD_FILE, _PACKED = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
# Of what cannot be read, what to do instead.
_NAMED = {
    unreadable.OFD: (".ofd",),
    unreadable.OLD_SHEET: (".et", ".ett"),
    unreadable.OLD_WORD: (".doc", ".wps", ".wpt", ".rtf"),
    unreadable.SLIDES: (".ppt", ".pptx", ".dps"),
    unreadable.PACKED: (".zip", ".rar", ".7z"),
    unreadable.PICTURE: PICTURE_NAMES,
}


def _by_kind(name: str, content: bytes) -> str:
    """By what is in the file; its name only where that says nothing."""
    if content.startswith(_OLD_FILE):
        return _old_text(name, content)
    if content.startswith(b"%PDF"):
        return pdf_text(content)
    if content.startswith(_PACKED):
        return _archive_text(name, content)
    if name.endswith(".csv"):
        return csv_text(_decoded(content))
    if name.endswith((".txt", ".text", ".md")):
        return _decoded(content)
    raise _unknown(name)


def _unknown(name: str) -> UnreadablePaper:
    named = (sentence for sentence, endings in _NAMED.items() if name.endswith(endings))
    return UnreadablePaper(next(named, unreadable.UNKNOWN_KIND))


def _old_text(name: str, content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadablePaper(unreadable.ENCRYPTED)
    if name.endswith(".xls"):
        return workbook_text(content)
    refusal = _unknown(name)
    raise UnreadablePaper(unreadable.OLD_WORD) if refusal.sentence == unreadable.UNKNOWN_KIND else refusal


def _archive_text(name: str, content: bytes) -> str:
    if name.endswith((".ofd", ".pptx", ".zip")):
        raise _unknown(name)
    return workbook_text(content) if archive_kind(content) == XLSX else docx_text(content)


def _decoded(content: bytes) -> str:
    is_marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content and not is_marked and not unmarked_utf16(content):
        raise UnreadablePaper(unreadable.UNKNOWN_KIND)
    return decoded(content)
