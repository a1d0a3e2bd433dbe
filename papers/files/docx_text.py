"""The text of a .docx: paragraphs with the numbers that Word counts by itself, tables a row a line."""

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.word.parts import word_parts
from papers.files.word.reading import word_reading


def docx_text(content: bytes) -> str:
    """A line a paragraph; the archive was looked through before (papers.files.archives)."""
    parts = word_parts(content)
    try:
        text = "\n".join(word_reading(parts).lines(parts.body))
    except (RecursionError, ValueError) as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
    if not text.strip() and parts.has_pictures:
        raise UnreadablePaper(unreadable.ONLY_PICTURES)
    return text
