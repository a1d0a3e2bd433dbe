"""The paragraphs of a docx that somebody finished by hand: what was inserted counts, what was struck out does not."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from domain.bulletin.editions.returned import ReturnedDocx
from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import DOCX, archive_kind
from papers.files.docx_text import WordNumbers

if TYPE_CHECKING:
    from docx.document import Document as Whole

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Struck out or moved away in a tracked change, or floating beside the text.
_NOT_SAID = (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent")
_BREAKS = (f"{_W}br", f"{_W}cr")


def docx_paragraphs(content: bytes) -> ReturnedDocx:
    """Those of the text without tables, which a bulletin computes; UnreadablePaper where it is no docx."""
    from docx import Document
    from docx.opc.exceptions import OpcError

    if archive_kind(content) != DOCX:
        raise UnreadablePaper(unreadable.UNKNOWN_KIND)
    try:
        document = Document(io.BytesIO(content))
        mark = document.core_properties.keywords or ""
        paragraphs = tuple(_said_in(document))
    except (OpcError, KeyError, ValueError, IndexError, AttributeError, SyntaxError, zipfile.BadZipFile) as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
    return ReturnedDocx(mark, paragraphs)


def _said_in(document: "Whole") -> Iterator[str]:
    from docx.text.paragraph import Paragraph

    numbers = WordNumbers(document)
    body = document.element.body
    for element in body.iter(f"{_W}p"):
        if not any(one.tag in (f"{_W}tbl", *_NOT_SAID) for one in element.iterancestors()):
            words = "".join(_pieces(element)).strip()
            if words:
                yield numbers.of(Paragraph(element, document)) + words


def _pieces(element: Any) -> Iterator[str]:
    for one in element:
        if one.tag in _NOT_SAID:
            continue
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag == f"{_W}tab":
            yield "\t"
        elif one.tag in _BREAKS:
            yield "\n"
        elif one.tag != f"{_W}pPr":
            yield from _pieces(one)
