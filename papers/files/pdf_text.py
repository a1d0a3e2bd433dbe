"""The text layer of a .pdf, without what the printer puts on every page."""

import io
import re
from collections import Counter

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.pdf_pages import unlocked

PAGE_LIMIT = 300
# A scan that only carries page numbers has no text worth the name.
_FEWEST_LETTERS_A_PAGE = 12
_NUMBER = re.compile(r"^(?:[—–－\-·\s]*\d{1,3}[—–－\-·\s]*|\d{1,3}\s*/\s*\d{1,3}|第\s*\d{1,3}\s*页.*|Page\s+\d+.*)$")
_FEWEST_PAGES = 3
# An entry of a list is none of the printer's lines, however alike all of them are.
_COUNTED = re.compile(
    r"\s*[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})\s*[、.．)）](?!\d)|\s*[①-⑳]|\s*第[一二三四五六七八九十百\d]+条"
)


def pdf_text(content: bytes) -> str:
    """UnreadablePaper for locked, endless, broken and scanned files."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        # Most locks keep from changing, not from reading.
        reader = PdfReader(io.BytesIO(unlocked(content) if b"/Encrypt" in content else content))
        count = len(reader.pages)
        if count > PAGE_LIMIT:
            raise UnreadablePaper(unreadable.TOO_LONG.format(pages=count))
        pages = [_lines(page.extract_text()) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # pypdf raises plain errors of all kinds on damaged files.
        raise UnreadablePaper(unreadable.DAMAGED) from error
    if sum(len("".join(line.split())) for page in pages for line in page) < _FEWEST_LETTERS_A_PAGE * count:
        raise UnreadablePaper(unreadable.SCANNED)
    return "\n".join(line for page in _without_running_lines(pages) for line in page)


def _lines(text: str) -> list[str]:
    """The lines of a page; a number alone at its head or foot is the page's."""
    lines = [line for line in text.splitlines() if line.strip()]
    while lines and _NUMBER.match(lines[-1].strip()):
        lines.pop()
    while lines and _NUMBER.match(lines[0].strip()):
        lines.pop(0)
    return lines


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """A line at the head or foot of most pages is no part of the paper; the first page keeps its own."""
    if len(pages) < _FEWEST_PAGES:
        return pages
    ends = Counter(_key(line) for page in pages for line in {*page[:1], *page[-1:]} if not _COUNTED.match(line))
    running = {key for key, times in ends.items() if times > len(pages) / 2}
    kept = [pages[0]]
    for page in pages[1:]:
        lines = page[1:] if page and _key(page[0]) in running else page
        kept.append(lines[:-1] if lines and _key(lines[-1]) in running else lines)
    return kept


def _key(line: str) -> str:
    return re.sub(r"[\d\s]", "", line)
