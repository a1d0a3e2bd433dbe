"""Slips, tables of a year and the ledger, drawn from the rows of the moment."""

import asyncio
from pathlib import Path

from domain.notes import Paper
from domain.papers.ledger import Ledger
from domain.papers.printed import PaperSheet, PaperSlip
from storage.database import Database
from usecases.items.slip_papers import drawn_slip
from usecases.papers.ledger import whole_ledger
from usecases.views.year_table import drawn_year

_SLIPS, _YEAR = ("slip", "notice"), "year_table"
FORMS = frozenset(f"{kind}{form}" for kind in (*_SLIPS, _YEAR) for form in ("", "_pdf"))


async def draw_form(database: Database, paper: Paper, font_dir: Path | None) -> bytes:
    kind = paper.kind.removesuffix("_pdf")
    async with database.reading() as tx:
        if kind == _YEAR:
            sheet: PaperSheet | PaperSlip = await drawn_year(tx, paper.subject)
        else:
            sheet = await drawn_slip(tx, kind, paper.subject)
    return await asyncio.to_thread(_drawn, sheet, font_dir, is_pdf=paper.kind.endswith("_pdf"))


def _drawn(sheet: PaperSheet | PaperSlip, font_dir: Path | None, *, is_pdf: bool) -> bytes:
    from papers.fonts import load_fonts
    from papers.official import sheet_papers, slip_papers

    if isinstance(sheet, PaperSlip):
        return slip_papers.draw_pdf(sheet, load_fonts(font_dir)) if is_pdf else slip_papers.draw_docx(sheet)
    return sheet_papers.draw_pdf(sheet, load_fonts(font_dir)) if is_pdf else sheet_papers.draw_docx(sheet)


async def draw_ledger(database: Database, meeting_id: int = 0) -> bytes:
    """The xlsx of a meeting's items, or (0) of all: read in pages, so that ten thousand keep nobody waiting."""
    async with database.reading() as tx:
        ledger = await whole_ledger(tx, meeting_id)
    return await asyncio.to_thread(_drawn_ledger, ledger)


def _drawn_ledger(ledger: Ledger) -> bytes:
    from papers.ledger import writing

    return writing.draw_ledger(ledger)
