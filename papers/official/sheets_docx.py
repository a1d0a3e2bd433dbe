"""Sheets in the docx: tables, and photos two to a page, as the XML that Word itself writes."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from domain.papers.printed import PaperSheet, PaperTable
from papers.official import layout
from papers.official.docx_styles import BLOCK_WIDTH, FREE, HEI_FONT, KAI_FONT, LINE, fonts_xml, line_xml, size_xml
from papers.official.sheets import Photo, photos_of
from papers.official.titles import break_title

_EMU_PER_MM = 36000
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SMALL = '<w:spacing w:val="0"/>'
_LONG_CELL = 400
_NEXT_PAGE = "<w:pageBreakBefore/>"


def paragraph_xml(style: str, *, text: str, properties: str = "", run: str = "") -> str:
    """One run; line ends become breaks, tabs stay tabs."""
    words = escape(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    words = words.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    font = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{run}</w:rPr>'
    named = f'<w:pStyle w:val="{style}"/>' if style != "Normal" else ""
    content = f'<w:r>{font}<w:t xml:space="preserve">{words}</w:t></w:r>' if text else ""
    return f"<w:p {nsdecls('w')}><w:pPr>{named}{properties}</w:pPr>{content}</w:p>"


def table_xml(table: PaperTable, size: float = layout.CELL_PT) -> Iterator[str]:
    """The title of a table if it has one, the table with a head that returns on each page, and room below."""
    plain = f"{_SMALL}{size_xml(size)}"
    black = f"{fonts_xml(HEI_FONT)}{plain}"
    if table.title:
        yield paragraph_xml("Flush", text=table.title, properties="<w:keepNext/>", run=black)
    widths = _widths(table.shares)
    head, *rest = table.rows
    made = _row(zip(head, widths, "c" * len(head), [black] * len(head), strict=True), size, is_head=True)
    for row in rest:
        made += _row(zip(row, widths, table.aligns, [plain] * len(row), strict=True), size)
    yield from _framed(widths, made)


def form_xml(rows: tuple[tuple[str, str], ...], shares: tuple[int, int], size: float) -> Iterator[str]:
    """Names on the left, what belongs to them on the right."""
    plain = f"{_SMALL}{size_xml(size)}"
    runs = (f"{fonts_xml(HEI_FONT)}{plain}", plain)
    widths = _widths(shares)
    yield from _framed(widths, "".join(_row(zip(row, widths, "cl", runs, strict=True), size) for row in rows))


def _widths(shares: Sequence[int]) -> list[int]:
    return [BLOCK_WIDTH * share // sum(shares) for share in shares]


def _framed(widths: list[int], rows: str) -> Iterator[str]:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{BLOCK_WIDTH}" w:type="dxa"/>'
        f'<w:tblBorders>{_BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
    # Word wants a paragraph between two tables.
    yield paragraph_xml("Flush", text="", properties=f"{FREE}{line_xml(LINE // 2)}")


def _row(cells: Iterable[tuple[str, int, str, str]], size: float, *, is_head: bool = False) -> str:
    """Cells as (words, width, alignment, run properties)."""
    # A row that could fill a page may be parted.
    whole = list(cells)
    kept = "" if max(len(words) for words, *_ in whole) > _LONG_CELL else "<w:cantSplit/>"
    height = line_xml(round(size * 20 * 1.3), before=60, after=60)
    made = ""
    for words, width, align, run in whole:
        side = "center" if align == "c" else "left"
        inner = paragraph_xml("Flush", text=words, properties=f'{FREE}{height}<w:jc w:val="{side}"/>', run=run)
        sized = f'<w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/>'
        made += f"<w:tc><w:tcPr>{sized}</w:tcPr>{inner}</w:tc>"
    return f"<w:tr><w:trPr>{kept}{'<w:tblHeader/>' if is_head else ''}</w:trPr>{made}</w:tr>"


def sheet_xml(document: DocumentType, sheet: PaperSheet, place: int, *, is_first: bool = False) -> Iterator[str]:
    """The sheet from the top of a page of its own; `is_first` where nothing stands before it."""
    begin = "" if is_first else _NEXT_PAGE
    if sheet.mark:
        yield paragraph_xml("Flush", text=sheet.mark, properties=begin, run=fonts_xml(HEI_FONT))
        yield paragraph_xml("Flush", text="")
        begin = ""
    yield paragraph_xml("DocTitle", text="\n".join(break_title(sheet.title, layout.TITLE_ROOM)), properties=begin)
    for line in sheet.asides:
        yield paragraph_xml(
            "Centred", text=line, properties="", run=f"{fonts_xml(KAI_FONT)}{_SMALL}{size_xml(layout.SMALL_PT)}"
        )
    for table in sheet.tables:
        yield from table_xml(table)
    for number, photo in enumerate(photos_of(sheet, place)):
        yield from _photo(document, photo, number, is_apart=number > 0 and number % 2 == 0)
    if sheet.signature:
        yield paragraph_xml("Flush", text="")
        right = '<w:ind w:right="640" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'
        for line in (*break_title(sheet.signature, layout.SIGNATURE_ROOM), sheet.signature_date):
            yield paragraph_xml("Signature", text=line, properties=right)


def _photo(document: DocumentType, photo: Photo, number: int, *, is_apart: bool) -> Iterator[str]:
    """The photo in the middle of a line as high as it is, its caption kept with it."""
    key = document.part.relate_to(_image_part(document, photo), RELATIONSHIP_TYPE.IMAGE)
    begin = _NEXT_PAGE if is_apart else ""
    spacing = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    centred = f'<w:keepNext/>{begin}{FREE}{spacing}<w:jc w:val="center"/>'
    whole = paragraph_xml("Flush", text="", properties=centred)
    yield whole.replace("</w:p>", f"<w:r>{_drawing(photo, key, number + 1)}</w:r></w:p>")
    under = f"{FREE}{line_xml(round(layout.CAPTION_PT * 20 * 1.3), before=60, after=120)}"
    caption = f"{_SMALL}{size_xml(layout.CAPTION_PT)}"
    yield paragraph_xml("Flush", text=photo.caption, properties=f'{under}<w:jc w:val="center"/>', run=caption)


def _image_part(document: DocumentType, photo: Photo) -> Part:
    """The library takes only some kinds of JPEG itself."""
    kind = "image/png" if photo.name.endswith("png") else "image/jpeg"
    return Part(PackURI(f"/word/media/{photo.name}"), kind, photo.content, document.part.package)


def _drawing(photo: Photo, key: str, number: int) -> str:
    across, down = (round(side * _EMU_PER_MM) for side in photo.stored_mm)
    name = escape(photo.name, {'"': "&quot;"})
    return (
        f'<w:drawing><wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="{name}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
