"""A sheet as a paper of its own: docx and PDF/A-2b."""

from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from domain.papers.printed import PaperSheet
from papers.fonts import FontSet, load_fonts
from papers.official.docx import packed, set_properties
from papers.official.docx_styles import prepare
from papers.official.pdf import FIGURES, day_said
from papers.official.sheets import photos_of, sheet_values
from papers.official.sheets_docx import sheet_xml
from papers.typesetting import set_pdf

_TEMPLATE = Path(__file__).parent / "sheet.typ"


def draw_pdf(sheet: PaperSheet, fonts: FontSet | None = None) -> bytes:
    day, photos = day_said(sheet.signature_date), photos_of(sheet)
    told = {
        "layout": FIGURES,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "agency": sheet.signature,
        "sheet": sheet_values(sheet, photos),
    }
    return set_pdf(_TEMPLATE, told, fonts or load_fonts(), day, {one.name: one.content for one in photos})


def draw_docx(sheet: PaperSheet) -> bytes:
    document = Document()
    prepare(document)
    set_properties(document, sheet.title, sheet.signature, day_said(sheet.signature_date))
    section = document.element.body.find(qn("w:sectPr"))
    assert section is not None
    for xml in sheet_xml(document, sheet, 0, is_first=True):
        section.addprevious(parse_xml(xml))
    return packed(document)
