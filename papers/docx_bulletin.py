"""The docx of a published bulletin, with the fonts officials have (GB/T 9704-2012 sizes and margins)."""

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from domain.papers import PaperBulletin

_RED = RGBColor(0xE6, 0x00, 0x12)
_TITLE_FONT, _BODY_FONT, _HEADING_FONT = "方正小标宋简体", "仿宋_GB2312", "黑体"
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
# 22 lines of 三号 in 225 mm.
_LINE = Pt(28.95)


def draw_bulletin_docx(paper: PaperBulletin) -> bytes:
    document = Document()
    _set_page(document)
    _line(document, paper.masthead, _TITLE_FONT, 48, _CENTRE, colour=_RED)
    _line(document, paper.issue_line, _BODY_FONT, 16, _CENTRE)
    _rule(_line(document, f"{paper.agency}\t{paper.date_line}", _BODY_FONT, 16, tab_at=Mm(156)))
    _line(document, "", _BODY_FONT, 16)
    _line(document, paper.title, _TITLE_FONT, 22, _CENTRE)
    _line(document, "", _BODY_FONT, 16)
    for style, text in paper.paragraphs:
        font = _HEADING_FONT if style == "section" else _BODY_FONT
        _indent(_line(document, text, font, 16))
    _line(document, "", _BODY_FONT, 16)
    _line(document, f"{paper.signature}　　", _BODY_FONT, 16, _RIGHT)
    _line(document, f"{paper.signature_date}　　　　", _BODY_FONT, 16, _RIGHT)
    _imprint(document, paper)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _line(
    document: DocumentType,
    text: str,
    font: str,
    size: float,
    align: WD_ALIGN_PARAGRAPH | None = None,
    colour: RGBColor | None = None,
    tab_at: Mm | None = None,
) -> Paragraph:
    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.alignment = align
    if size <= 22:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    if tab_at is not None:
        layout.tab_stops.add_tab_stop(tab_at, alignment=WD_TAB_ALIGNMENT.RIGHT)
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    # Word takes Chinese glyphs from a font of their own.
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001
    if colour is not None:
        run.font.color.rgb = colour
    return paragraph


def _indent(paragraph: Paragraph) -> None:
    """Two characters, whatever the size."""
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001
    indent.set(qn("w:firstLineChars"), "200")


def _rule(paragraph: Paragraph) -> None:
    """The red rule below the number line."""
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "14"), ("space", "8"), ("color", "E60012")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    properties = paragraph._element.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _imprint(document: DocumentType, paper: PaperBulletin) -> None:
    _line(document, "", _BODY_FONT, 16)
    if paper.send_to:
        _line(document, f"发送：{'，'.join(paper.send_to)}。", _BODY_FONT, 14)
    if paper.copy_to:
        _line(document, f"抄送：{'，'.join(paper.copy_to)}。", _BODY_FONT, 14)
    if paper.printed_by:
        _line(document, f"{paper.printed_by}\t{paper.printed_on}", _BODY_FONT, 14, tab_at=Mm(156))
