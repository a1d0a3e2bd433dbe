"""Styles, settings and footers of the docx, written as the XML that Word itself writes."""

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.rel import Relationships
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt

from domain.papers.printed import BODY_FONT, TITLE_FONT
from papers.official import layout

# The other fonts that offices have, and what Word takes where one is not installed.
KAI_FONT, HEI_FONT, SONG_FONT = "楷体_GB2312", "黑体", "宋体"
_STAND_INS = {TITLE_FONT: "华文中宋", BODY_FONT: "仿宋", KAI_FONT: "楷体", HEI_FONT: "SimHei", SONG_FONT: "SimSun"}

# Lengths in twentieths of a point: 22 lines of 28.95 pt fill 225 mm, 28 characters of 16 pt, each set
# 0.25 pt closer, fill 156 mm.
LINE, INDENT, TRACKING = 579, 640, -5
BLOCK_WIDTH = round(layout.BLOCK_WIDTH_MM * layout.PT_PER_MM * 20)
_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
FREE = '<w:snapToGrid w:val="0"/>'
_CENTRED = f'{_FLUSH}<w:jc w:val="center"/>'


def fonts_xml(font: str) -> str:
    """`w:eastAsia` is where Word looks for Chinese; the hint makes “ ” Chinese too."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def size_xml(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def line_xml(height: int = LINE, *, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{height}" w:lineRule="exact"/>'


_BODY = (
    '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct w:val="0"/>'
    f'{line_xml()}<w:ind w:firstLineChars="200" w:firstLine="{INDENT}"/>'
    '<w:jc w:val="both"/>'
)
_BODY_RUN = f'{fonts_xml(BODY_FONT)}<w:spacing w:val="{TRACKING}"/><w:kern w:val="0"/>{size_xml(layout.BODY_PT)}'
# The footer reaches up to the text: LibreOffice forgets a distance between them on even pages.
_NUMBER_GAP = int(layout.PAGE_NUMBER_GAP_MM * layout.PT_PER_MM * 20)
_UNTRACKED = '<w:spacing w:val="0"/>'

# styleId -> (name, paragraph properties, run properties); all but the first build on it.
_STYLES = {
    "Normal": ("Normal", _BODY, _BODY_RUN),
    "Masthead": ("公文标志", f"{FREE}{_CENTRED}", f'{fonts_xml(TITLE_FONT)}<w:color w:val="{layout.RED}"/>'),
    "Flush": ("公文顶格", _FLUSH, ""),
    "Centred": ("公文居中", _CENTRED, ""),
    "DocTitle": (
        "公文标题",
        f'<w:keepNext/>{FREE}{_CENTRED}<w:outlineLvl w:val="0"/>',
        f"{fonts_xml(TITLE_FONT)}{_UNTRACKED}{size_xml(layout.TITLE_PT)}",
    ),
    "SectionHead": ("公文一级标题", '<w:keepNext/><w:outlineLvl w:val="1"/>', fonts_xml(HEI_FONT)),
    "SubsectionHead": ("公文二级标题", '<w:keepNext/><w:outlineLvl w:val="2"/>', fonts_xml(KAI_FONT)),
    "Signature": ("公文署名", f'<w:keepNext/>{_FLUSH}<w:jc w:val="right"/>', ""),
    "Imprint": ("公文版记", f"{FREE}{line_xml(420)}{_FLUSH}", f"{_UNTRACKED}{size_xml(layout.SMALL_PT)}"),
    "PageNumber": (
        "公文页码",
        f"{FREE}{line_xml(320, before=_NUMBER_GAP)}{_FLUSH}",
        f"{fonts_xml(SONG_FONT)}{_UNTRACKED}{size_xml(layout.SMALL_PT)}",
    ),
}


def prepare(document: DocumentType) -> None:
    """Our styles in place of the library's; Chinese; page numbers that differ on odd and even pages."""
    _set_styles(document.styles.element)
    _set_settings(document)
    _set_font_table(document)
    _drop(document.part.package.rels, "/thumbnail")
    for kind in ("/numbering", "/stylesWithEffects", "/customXml"):
        _drop(document.part.rels, kind)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.PAGE_WIDTH_MM), Mm(layout.PAGE_HEIGHT_MM)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.header_distance = Mm(15)
    section.footer_distance = Mm(layout.BOTTOM_MM - layout.PAGE_NUMBER_GAP_MM) - Pt(16)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001
    if grid is None:
        grid = parse_xml(f"<w:docGrid {nsdecls('w')}/>")
        section._sectPr.append(grid)  # noqa: SLF001
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))
    _number_pages(document)


def _drop(relations: Relationships, kind: str) -> None:
    """Parts of the library's sample document that ours would only carry along."""
    for key in [key for key, one in relations.items() if one.reltype.endswith(kind)]:
        del relations[key]


def _set_styles(styles: BaseOxmlElement) -> None:
    for old in styles.findall(qn("w:style")) + styles.findall(qn("w:docDefaults")):
        styles.remove(old)
    defaults = (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{fonts_xml(BODY_FONT)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    styles.insert(0, parse_xml(defaults))
    for key, (name, paragraph, run) in _STYLES.items():
        is_body = key == "Normal"
        kind = 'w:default="1"' if is_body else 'w:customStyle="1"'
        parent = "" if is_body else '<w:basedOn w:val="Normal"/>'
        styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="paragraph" {kind} w:styleId="{key}"><w:name w:val="{name}"/>'
                f"{parent}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
            )
        )


def _set_settings(document: DocumentType) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    settings = document.settings.element
    _child(settings, "w:characterSpacingControl").set(qn("w:val"), "doNotCompress")
    language = _child(settings, "w:themeFontLang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    compat = _child(settings, "w:compat")
    compat.remove(_child(compat, "w:useFELayout"))
    for one in compat.findall(qn("w:compatSetting")):
        if one.get(qn("w:name")) == "compatibilityMode":
            one.set(qn("w:val"), "15")


def _child(element: BaseOxmlElement, name: str) -> BaseOxmlElement:
    found: BaseOxmlElement | None = element.find(qn(name))
    assert found is not None, name
    return found


def _set_font_table(document: DocumentType) -> None:
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _STAND_INS.items()
    )
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f"{head}<w:fonts {nsdecls('w')}>{entries}</w:fonts>".encode()  # noqa: SLF001


def blank_footer(footer: _Footer) -> None:
    """A footer of its own, as high as the numbered ones."""
    footer.is_linked_to_previous = False
    footer.paragraphs[0]._p.get_or_add_pPr().style = "PageNumber"  # noqa: SLF001


def _number_pages(document: DocumentType) -> None:
    """— 1 — on the outer side, one character in."""
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        element = footer.paragraphs[0]._p  # noqa: SLF001
        inset = round(layout.SMALL_PT * 20)
        properties = (
            f'<w:pPr {nsdecls("w")}><w:pStyle w:val="PageNumber"/>'
            f'<w:ind w:{side}Chars="100" w:{side}="{inset}"/><w:jc w:val="{side}"/></w:pPr>'
        )
        field = (
            '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r>'
        )
        words = f"<w:p {nsdecls('w')}>{field}</w:p>"
        for old in list(element):
            element.remove(old)
        element.append(parse_xml(properties))
        for run in list(parse_xml(words)):
            element.append(run)
