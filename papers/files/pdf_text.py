"""The text layer of a .pdf, without what the printer puts on every page."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.pdf_pages import open_pdf, unlocked
from papers.files.pdf_tables import PdfTable, as_lines, parts_of

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
        ruled = _ruled_pages(content)
        pages = [_plain(next(ruled, []) or page.extract_text().splitlines()) for page in reader.pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # pypdf raises plain errors of all kinds on damaged files.
        raise UnreadablePaper(unreadable.DAMAGED) from error
    told = as_lines(_without_running_lines(pages))
    if sum(len("".join(line.split())) for page in told for line in page) < _FEWEST_LETTERS_A_PAGE * count:
        raise UnreadablePaper(unreadable.SCANNED)
    return "\n".join(line for page in told for line in page)


_Part = str | PdfTable


def _ruled_pages(content: bytes) -> Iterator[list[_Part]]:
    """Of each page that holds tables its parts, of others nothing."""
    try:
        document = open_pdf(content)
    except UnreadablePaper:
        return
    for number in range(len(document)):
        yield parts_of(document[number])


def _plain(parts: Sequence[_Part]) -> list[_Part]:
    """The lines of a page; a number alone at its head or foot is the page's."""
    lines = [part for part in parts if not isinstance(part, str) or part.strip()]
    while lines and _is_page_number(lines[-1]):
        lines.pop()
    while lines and _is_page_number(lines[0]):
        lines.pop(0)
    return lines


def _is_page_number(part: _Part) -> bool:
    return isinstance(part, str) and _NUMBER.match(part.strip()) is not None


def _without_running_lines(pages: list[list[_Part]]) -> list[list[_Part]]:
    """A line at the head or foot of most pages is no part of the paper; the first page keeps its own."""
    if len(pages) < _FEWEST_PAGES:
        return pages
    ends = Counter(key for page in pages for key in {_key(part) for part in (*page[:1], *page[-1:])} if key)
    running = {key for key, times in ends.items() if times > len(pages) / 2}
    kept = [pages[0]]
    for page in pages[1:]:
        lines = page[1:] if page and _key(page[0]) in running else page
        kept.append(lines[:-1] if lines and _key(lines[-1]) in running else lines)
    return kept


def _key(part: _Part) -> str:
    """What is the same of a line on all pages; nothing of what is never the printer's."""
    if not isinstance(part, str) or _COUNTED.match(part):
        return ""
    return re.sub(r"[\d\s]", "", part)
