"""The bulletin as docx, for offices that go on writing in it; the same words and pages as the PDF."""

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from datetime import date, datetime, time
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from domain.papers.printed import PaperBulletin
from papers.fonts import FontSet
from papers.official import layout
from papers.official.docx_styles import BLOCK_WIDTH, FREE, LINE, blank_footer, line_xml, prepare, size_xml
from papers.official.heads import agency_lines, has_day_apart, signature_centre, signature_lines
from papers.official.pdf import Pages, day_of, pages_of
from papers.official.sheets import annex_lines, table_before
from papers.official.sheets_docx import paragraph_xml, sheet_xml, table_xml
from papers.official.titles import break_title, width_of

_STYLES = {"section": "SectionHead", "subsection": "SubsectionHead", "addressee": "Flush"}
_CELL = 16 * 20
_SMALL_CELL = round(layout.SMALL_PT * 20)
# The red rule: what is between it and the line above (1/20 pt), and its thickness (1/8 pt).
_RULE_DROP, _RULE_SIZE = 140, 14
_EARLY = (1980, 1, 1, 0, 0, 0)


def draw(paper: PaperBulletin, fonts: FontSet | None = None) -> bytes:
    """The same bytes for the same words; where the imprint stands is measured on the PDF's pages."""
    document = begun(paper.title, paper.agency, day_of(paper))
    document.core_properties.keywords = paper.mark
    pages = pages_of(paper, fonts)
    annexes = (xml for place, one in enumerate(paper.annexes) for xml in sheet_xml(document, one, place))
    section = put(document, (*_head(paper), *_text(paper, pages), *annexes))
    if pages.imprint:
        # A frame at the foot of the page; on a page of its own, an even one, behind a section break.
        if pages.is_imprint_apart:
            _end_section(document, section, is_numbered=pages.is_imprint_numbered)
        # With the paragraph that the frame hangs on.
        put(document, (*_imprint(paper), paragraph_xml("Flush", text="", properties=line_xml(20))))
    return packed(document)


def _blank(height: int = LINE) -> str:
    return paragraph_xml("Flush", text="", properties=f"{FREE}{line_xml(height)}" if height != LINE else "")


def _head(paper: PaperBulletin) -> list[str]:
    """Masthead, number, agency and day over the red rule in nine lines; two blank lines; title; one blank."""
    drop = round(layout.MASTHEAD_DROP_MM * layout.PT_PER_MM * 20)
    gap = layout.letter_gap(paper.masthead)
    size = layout.masthead_size(paper.masthead)
    height = round(size * 20 * 1.1)
    lettering = f'<w:spacing w:val="{round(size * gap * 20)}"/>{size_xml(size)}'
    room = line_xml(height, before=drop, after=7 * LINE - drop - height)
    title = "\n".join(break_title(paper.title, layout.TITLE_ROOM))
    # Of the text block's whole width; a line of text ends 2.8 mm below its letters in Word.
    border = f'<w:bottom w:val="single" w:sz="{_RULE_SIZE}" w:space="0" w:color="{layout.RED}"/>'
    return [
        _spaced(paper.masthead, room=room, lettering=lettering, size=size),
        paragraph_xml("Centred", text=paper.issue_line),
        *_agency(paper),
        paragraph_xml("Flush", text="", properties=f"<w:pBdr>{border}</w:pBdr>{FREE}{line_xml(_RULE_DROP)}"),
        _blank(2 * LINE - _RULE_DROP - _RULE_SIZE * 20 // 8),
        paragraph_xml("DocTitle", text=title),
        _blank(),
    ]


def _agency(paper: PaperBulletin) -> list[str]:
    """Agency on the left and day on the right of one line; a long name has lines of its own."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{BLOCK_WIDTH - _CELL}"/></w:tabs>'
    if not has_day_apart(paper):
        return [paragraph_xml("Flush", text=f"{paper.agency}\t{paper.date_line}", properties=f"{tab}{_inset(_CELL)}")]
    right = f'<w:ind w:right="{_CELL}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
    name = "\n".join(agency_lines(paper))
    left = f'{_inset(_CELL)}<w:jc w:val="left"/>'
    return [
        paragraph_xml("Flush", text=name, properties=left),
        paragraph_xml("Flush", text=paper.date_line, properties=right),
    ]


def _spaced(words: str, *, room: str, lettering: str, size: float) -> str:
    """The last letter without a gap behind it, which would push the word off the middle."""
    first = paragraph_xml("Masthead", text=words[:-1], properties=room, run=lettering)
    last = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{size_xml(size)}</w:rPr><w:t>{escape(words[-1:])}</w:t></w:r>'
    return first.replace("</w:p>", f"{last}</w:p>")


def _inset(width: int) -> str:
    return f'<w:ind w:left="{width}" w:firstLineChars="0" w:firstLine="0"/>'


def _text(paper: PaperBulletin, pages: Pages) -> list[str]:
    *first, last = [paragraph_xml(_STYLES.get(style, "Normal"), text=text) for style, text in paper.paragraphs] or [
        _blank()
    ]
    if paper.table is not None:
        place = table_before(paper)
        first[place:place] = table_xml(paper.table, layout.SMALL_PT)
    names, centre = signature_lines(paper), signature_centre(paper)
    listed = annex_lines(paper)
    signature = [
        *(_listed_annex(line, place) for place, line in enumerate(listed)),
        *([paragraph_xml("Signature", text="")] if listed else []),
        *(_signed(name, centre, is_last=False) for name in names),
        _signed(paper.signature_date, centre, is_last=True),
    ]
    # The last words stay on the page of the signature. LibreOffice would take the whole paragraph there.
    kept = last
    if "<w:pStyle" not in last and not pages.is_signature_safe:
        kept = last.replace("<w:pPr>", "<w:pPr><w:keepNext/>", 1)
    return [*first, kept, paragraph_xml("Signature", text="", properties='<w:jc w:val="right"/>'), *signature]


def _listed_annex(words: str, place: int) -> str:
    left = (5 if place else 2) * (_CELL - 5)
    return paragraph_xml("Signature", text=words, properties=f'{_inset(left)}<w:jc w:val="left"/>')


def _signed(words: str, centre: float, *, is_last: bool) -> str:
    right = round(max(0.0, centre - width_of(words) / 2) * (_CELL - 5))
    loose = '<w:keepNext w:val="0"/>' if is_last else ""
    return paragraph_xml(
        "Signature", text=words, properties=f'{loose}<w:ind w:right="{right}" w:firstLineChars="0" w:firstLine="0"/>'
    )


def _end_section(document: DocumentType, section: BaseOxmlElement, *, is_numbered: bool) -> None:
    """What follows begins on the next even page; Word puts in a blank one where it must."""
    signed = section.getprevious()
    assert signed is not None
    properties = signed.find(qn("w:pPr"))
    assert properties is not None
    properties.append(deepcopy(section))
    last = document.sections[-1]
    last.start_type = WD_SECTION.EVEN_PAGE
    if not is_numbered:
        # The numbered footers go on serving the section before.
        for reference in section.findall(qn("w:footerReference")):
            section.remove(reference)
        blank_footer(last.footer)
        blank_footer(last.even_page_footer)


def _imprint(paper: PaperBulletin) -> list[str]:
    lists = [("发送：", paper.send_to), ("抄送：", paper.copy_to)]
    rows = [_listed(f"{name}{'，'.join(names)}。") for name, names in lists if names]
    if rows and paper.printed_by:
        rows.append(_rule(layout.THIN_RULE_MM))
    if paper.printed_by:
        tab = f'<w:tabs><w:tab w:val="right" w:pos="{BLOCK_WIDTH - _SMALL_CELL}"/></w:tabs>'
        rows.append(
            paragraph_xml(
                "Imprint",
                text=f"{paper.printed_by}\t{paper.printed_on}",
                properties=f"{_FRAME}{tab}{_inset(_SMALL_CELL)}",
            )
        )
    return [_rule(layout.THICK_RULE_MM), *rows, _rule(layout.THICK_RULE_MM)]


_FRAME = (
    f'<w:framePr w:w="{BLOCK_WIDTH}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
    'w:xAlign="left" w:yAlign="bottom"/>'
)


def _listed(words: str) -> str:
    """One character in on both sides, further lines below the first name."""
    left = 4 * _SMALL_CELL
    indent = f'<w:ind w:left="{left}" w:right="{_SMALL_CELL}" w:hanging="{3 * _SMALL_CELL}"/>'
    return paragraph_xml("Imprint", text=words, properties=f"{_FRAME}{indent}")


def _rule(thickness_mm: float) -> str:
    """A shaded line of text: frames whose paragraphs differ in borders fall apart in LibreOffice."""
    height = round(thickness_mm * layout.PT_PER_MM * 20)
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    return paragraph_xml("Imprint", text="", properties=f"{_FRAME}{shade}{line_xml(height)}")


def begun(title: str, agency: str, day: date) -> DocumentType:
    """An empty document in our styles."""
    document = Document()
    prepare(document)
    moment = datetime.combine(day, time())
    told = document.core_properties
    # Word takes no more than 255 characters.
    told.title, told.author, told.last_modified_by = title[:255], agency[:255], agency[:255]
    told.comments, told.language, told.revision = "", "zh-CN", 1
    told.created = told.modified = moment
    return document


def put(document: DocumentType, parts: Iterable[str]) -> BaseOxmlElement:
    """Behind what stands there already; gives the properties of the section, which stay the last."""
    section: BaseOxmlElement | None = document.element.body.find(qn("w:sectPr"))
    assert section is not None
    for xml in parts:
        section.addprevious(parse_xml(xml))
    return section


def packed(document: DocumentType) -> bytes:
    """The file without the time of its making, so that the same words give the same bytes."""
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, _EARLY)
            kept.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(kept, source.read(entry))
    return out.getvalue()
