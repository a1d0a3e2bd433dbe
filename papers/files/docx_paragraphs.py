"""The paragraphs of a docx that somebody finished by hand: what was inserted counts, what was struck out does not."""

from domain.bulletin.editions.returned import ReturnedDocx
from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.files.archives import DOCX, archive_kind
from papers.files.word.parts import word_parts
from papers.files.word.reading import word_reading


def docx_paragraphs(content: bytes) -> ReturnedDocx:
    """Those of the text without tables, which a bulletin computes; UnreadablePaper where it is no docx."""
    if archive_kind(content) != DOCX:
        raise UnreadablePaper(unreadable.UNKNOWN_KIND)
    parts = word_parts(content)
    try:
        return ReturnedDocx(parts.keywords, tuple(word_reading(parts).paragraphs()))
    except (RecursionError, ValueError) as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
