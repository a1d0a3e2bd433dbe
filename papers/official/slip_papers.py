"""A supervision slip as docx and PDF/A-2b, to be printed, sealed and answered by hand."""

from collections.abc import Iterator
from pathlib import Path

from docx.shared import Mm

from domain.papers.printed import PaperSlip
from papers.fonts import FontSet, load_fonts
from papers.official import layout
from papers.official.docx import begun, packed, put
from papers.official.docx_styles import BLOCK_WIDTH, FREE, HEI_FONT, LINE, fonts_xml, line_xml, size_xml
from papers.official.pdf import day_said, head_values
from papers.official.sheets_docx import form_xml, paragraph_xml
from papers.typesetting import set_pdf

_TEMPLATE = Path(__file__).parent / "slip.typ"
_SMALL = f'<w:spacing w:val="0"/>{size_xml(layout.SMALL_PT)}'
_CELL = round(layout.SMALL_PT * 20)


def draw_docx(slip: PaperSlip) -> bytes:
    """The same bytes for the same words."""
    document = begun(slip.masthead + slip.number, slip.agency, day_said(slip.date_line))
    page = document.sections[0]
    page.top_margin, page.bottom_margin, page.footer_distance = Mm(28), Mm(25), Mm(12)
    put(document, (*_head(slip), *_form(slip), *_answer(slip)))
    return packed(document)


def draw_pdf(slip: PaperSlip, fonts: FontSet | None = None) -> bytes:
    """PDF/A-2b."""
    day = day_said(slip.date_line)
    told = head_values(day) | {
        "colour": f"#{slip.colour}",
        "masthead": slip.masthead,
        "masthead-size": layout.slip_masthead_size(slip.masthead),
        "number": slip.number,
        "date-line": slip.date_line,
        "agency": slip.agency,
        "rows": slip.rows,
        "answer-title": slip.answer_title,
        "answer-lines": slip.answer_lines,
        "answer-foot": slip.answer_foot,
    }
    return set_pdf(_TEMPLATE, told, fonts or load_fonts(), day)


def _head(slip: PaperSlip) -> Iterator[str]:
    points = layout.slip_masthead_size(slip.masthead)
    lettering = f'<w:color w:val="{slip.colour}"/><w:spacing w:val="{round(points * 6)}"/>{size_xml(points)}'
    yield paragraph_xml(
        "Masthead", text=slip.masthead, properties=line_xml(round(points * 22), after=200), run=lettering
    )
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{BLOCK_WIDTH}"/></w:tabs>'
    yield paragraph_xml("Flush", text=f"{slip.number}\t{slip.date_line}", properties=tab, run=_SMALL)
    border = f'<w:bottom w:val="single" w:sz="14" w:space="0" w:color="{slip.colour}"/>'
    yield paragraph_xml("Flush", text="", properties=f"<w:pBdr>{border}</w:pBdr>{FREE}{line_xml(80, after=200)}")


def _form(slip: PaperSlip) -> Iterator[str]:
    yield from form_xml(slip.rows, (26, 130), layout.SMALL_PT)
    signed = f'<w:ind w:right="{2 * _CELL}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
    yield paragraph_xml("Flush", text=slip.agency, properties=signed, run=_SMALL)
    yield paragraph_xml("Flush", text=slip.date_line, properties=signed, run=_SMALL)


def _answer(slip: PaperSlip) -> Iterator[str]:
    yield paragraph_xml(
        "Flush", text=slip.answer_title, properties="<w:keepNext/>", run=f"{fonts_xml(HEI_FONT)}{_SMALL}"
    )
    ruled = '<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="999999"/>'
    ruled += f'<w:between w:val="single" w:sz="4" w:space="1" w:color="999999"/></w:pBdr>{FREE}{line_xml(510)}'
    for _ in range(slip.answer_lines):
        yield paragraph_xml("Flush", text="", properties=ruled)
    right = f'{line_xml(LINE, before=60)}<w:jc w:val="right"/>'
    yield paragraph_xml("Flush", text=slip.answer_foot, properties=right, run=_SMALL)
