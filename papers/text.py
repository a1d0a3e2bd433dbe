"""The text of a file: .txt, .docx (paragraphs and tables in order), .pdf with a text layer."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from papers import errors
from papers.errors import SIZE_LIMIT, UnreadablePaper

if TYPE_CHECKING:
    from docx.table import Table

PAGE_LIMIT = 300
# A docx of text shrinks about tenfold; a bomb shrinks a thousandfold.
_RATIO_LIMIT = 100
_UNPACKED_LIMIT = 200 * 1024 * 1024
_ENTRY_LIMIT = 2000


def extract_text(name: str, content: bytes) -> str:
    """UnreadablePaper says what to do when there is no text to be had."""
    if len(content) > SIZE_LIMIT:
        raise UnreadablePaper(errors.TOO_LARGE)
    text = _by_kind(name.lower(), content)
    if not text.strip():
        raise UnreadablePaper(errors.EMPTY)
    return text


def _by_kind(name: str, content: bytes) -> str:
    is_old = content.startswith(b"\xd0\xcf\x11\xe0")
    if is_old and "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadablePaper(errors.ENCRYPTED)
    if is_old or name.endswith((".doc", ".wps")):
        raise UnreadablePaper(errors.OLD_WORD)
    if content.startswith(b"%PDF"):
        return _pdf_text(content)
    if content.startswith(b"PK\x03\x04"):
        return _docx_text(content)
    if name.endswith((".txt", ".text", ".md")):
        return _decoded(content)
    raise UnreadablePaper(errors.UNKNOWN_KIND)


def _decoded(content: bytes) -> str:
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadablePaper(errors.UNKNOWN_KIND)
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadablePaper(errors.DAMAGED)


def _pdf_text(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePaper(errors.ENCRYPTED)
        if len(reader.pages) > PAGE_LIMIT:
            raise UnreadablePaper(errors.TOO_LONG.format(pages=len(reader.pages)))
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # pypdf raises plain errors of all kinds on damaged files.
        raise UnreadablePaper(errors.DAMAGED) from error
    if not text.strip():
        raise UnreadablePaper(errors.SCANNED)
    return text


def _docx_text(content: bytes) -> str:
    _check_zip(content)
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        document = Document(io.BytesIO(content))
        lines: list[str] = []
        for block in document.iter_inner_content():
            lines.extend(_rows(block) if isinstance(block, Table) else [block.text])
    except (
        OpcError,
        KeyError,
        ValueError,
        IndexError,
        AttributeError,
        SyntaxError,
        zipfile.BadZipFile,
    ) as error:
        # Broken XML is a SyntaxError to lxml; a document without a body an AttributeError to python-docx.
        raise UnreadablePaper(errors.DAMAGED) from error
    return "\n".join(lines)


def _rows(table: "Table") -> Iterator[str]:
    """A row a line, cells at tabs; one that spans columns is named once and leaves the others empty."""
    for row in table.rows:
        cells: list[str] = []
        before = None
        for cell in row.cells:
            cells.append("" if cell._tc is before else " ".join(cell.text.split()))  # noqa: SLF001
            before = cell._tc  # noqa: SLF001
        yield "\t".join(cells)


def _check_zip(content: bytes) -> None:
    """Before anything unpacks: sizes, ratio, entries, and no document type declarations."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise UnreadablePaper(errors.DAMAGED) from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _ENTRY_LIMIT or unpacked > max(len(content) * _RATIO_LIMIT, 1024 * 1024):
        raise UnreadablePaper(errors.SUSPICIOUS)
    if unpacked > _UNPACKED_LIMIT:
        raise UnreadablePaper(errors.SUSPICIOUS)
    if "word/document.xml" not in archive.namelist():
        raise UnreadablePaper(errors.UNKNOWN_KIND)
    try:
        for entry in entries:
            if entry.flag_bits & 1:
                raise UnreadablePaper(errors.ENCRYPTED)
            if entry.filename.endswith((".xml", ".rels")) and _declares_type(archive.read(entry)):
                raise UnreadablePaper(errors.SUSPICIOUS)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise UnreadablePaper(errors.DAMAGED) from error


def _declares_type(xml: bytes) -> bool:
    """A DOCTYPE anywhere, in one byte a letter or two."""
    return b"<!DOCTYPE" in xml or b"<\0!\0D\0O\0C" in xml
