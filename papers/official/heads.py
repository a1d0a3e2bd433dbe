"""How the names of agencies are parted into lines: the same for docx and PDF."""

from domain.papers.printed import PaperBulletin
from papers.official import layout
from papers.official.titles import break_title, width_of


def has_day_apart(paper: PaperBulletin) -> bool:
    """Agency and day do not fit on one line over the red rule."""
    return width_of(paper.agency) + width_of(paper.date_line) + 1 > layout.AGENCY_ROOM


def agency_lines(paper: PaperBulletin) -> tuple[str, ...]:
    return break_title(paper.agency, layout.AGENCY_ROOM) or ("",)


def signature_lines(paper: PaperBulletin) -> tuple[str, ...]:
    return break_title(paper.signature, layout.SIGNATURE_ROOM) or ("",)


def signature_centre(paper: PaperBulletin) -> float:
    """Characters from the right edge of the text block to the middle of agency and day."""
    widest = max(width_of(line) for line in signature_lines(paper))
    return max(4 + width_of(paper.signature_date) / 2, 2 + widest / 2)
