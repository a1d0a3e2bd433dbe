"""What stands in a .pdf beside the text that is read: remarks, properties, attachments; and a lock without a key."""

import io
from collections.abc import Iterator
from typing import Any

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper

# A file of evidence may be longer than a paper that is read.
_LOOKED_AT = 2000


def pdf_words(content: bytes) -> Iterator[str]:
    """Page by page, then what is said of the whole. UnreadablePaper where it does not open."""
    import pypdfium2

    document = open_pdf(content)
    yield "\n".join(document.get_metadata_dict(skip_empty=True).values())
    for number in range(min(len(document), _LOOKED_AT)):
        try:
            page = document[number]
            yield page.get_textpage().get_text_bounded()
            yield from _remarks(page)
        except pypdfium2.PdfiumError:
            # The others may open.
            continue


def attachments(content: bytes) -> Iterator[tuple[str, bytes]]:
    document = open_pdf(content)
    for number in range(document.count_attachments()):
        attached = document.get_attachment(number)
        yield attached.get_name(), bytes(attached.get_data())


def unlocked(content: bytes) -> bytes:
    """The same file without its lock, where the lock needs no word. UnreadablePaper where it does."""
    import pypdfium2.raw as pdfium

    copy = io.BytesIO()
    open_pdf(content).save(copy, flags=pdfium.FPDF_REMOVE_SECURITY)
    return copy.getvalue()


def open_pdf(content: bytes) -> Any:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        raise UnreadablePaper(unreadable.ENCRYPTED if is_locked else unreadable.DAMAGED) from error


def _remarks(page: Any) -> Iterator[str]:
    import pypdfium2.raw as pdfium

    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        remark = pdfium.FPDFPage_GetAnnot(page, number)
        size = pdfium.FPDFAnnot_GetStringValue(remark, b"Contents", None, 0)
        words = (pdfium.FPDF_WCHAR * (size // 2 or 1))()
        pdfium.FPDFAnnot_GetStringValue(remark, b"Contents", words, size)
        pdfium.FPDFPage_CloseAnnot(remark)
        yield bytes(words).decode("utf-16-le", "ignore").rstrip("\0")
