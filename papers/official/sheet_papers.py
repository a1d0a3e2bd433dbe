"""A sheet as a paper of its own: docx and PDF/A-2b."""

from pathlib import Path

from domain.papers.printed import PaperSheet
from papers.fonts import FontSet, load_fonts
from papers.official.docx import begun, packed, put
from papers.official.pdf import day_said, head_values
from papers.official.sheets import photos_of, sheet_values
from papers.official.sheets_docx import sheet_xml
from papers.typesetting import set_pdf

_TEMPLATE = Path(__file__).parent / "sheet.typ"


def draw_pdf(sheet: PaperSheet, fonts: FontSet | None = None) -> bytes:
    day, photos = day_said(sheet.signature_date), photos_of(sheet)
    told = head_values(day) | {"agency": sheet.signature, "sheet": sheet_values(sheet, photos)}
    return set_pdf(_TEMPLATE, told, fonts or load_fonts(), day, {one.name: one.content for one in photos})


def draw_docx(sheet: PaperSheet) -> bytes:
    document = begun(sheet.title, sheet.signature, day_said(sheet.signature_date))
    put(document, sheet_xml(document, sheet, 0, is_first=True))
    return packed(document)
