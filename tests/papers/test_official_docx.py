"""The bulletin's docx read back: fonts, places, the same words as the PDF, and parts that hold together."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from pypdf import PdfReader

from papers.files.text import extract_text
from papers.official import docx, pdf
from papers.reading.bulletin_reader import read_paper
from tests.papers.official_samples import RARE, bare, bulletin

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order in which Word wants the properties of a paragraph (ISO 29500, CT_PPr).
ORDER = [
    *(
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "pBdr",
        "shd",
        "tabs",
        "kinsoku",
    ),
    *("overflowPunct", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"),
]


def opened(content: bytes):  # type: ignore[no-untyped-def]
    return Document(io.BytesIO(content))


def fonts_of(document, style: str) -> tuple[str | None, float | None]:  # type: ignore[no-untyped-def]
    """The font for Chinese of a style, and its size where it sets one."""
    found = document.styles[style]
    fonts = found.element.rPr.find(qn("w:rFonts"))
    return (fonts.get(qn("w:eastAsia")) if fonts is not None else None, found.font.size and found.font.size.pt)


def test_the_fonts_are_those_that_offices_have() -> None:
    document = opened(docx.draw(bulletin(3)))
    assert fonts_of(document, "Normal") == ("仿宋_GB2312", 16)
    assert fonts_of(document, "公文标题") == ("方正小标宋简体", 22)
    assert fonts_of(document, "公文标志")[0] == "方正小标宋简体"
    assert fonts_of(document, "公文一级标题")[0] == "黑体"
    assert fonts_of(document, "公文二级标题")[0] == "楷体_GB2312"
    assert fonts_of(document, "公文版记")[1] == 14
    assert str(document.styles["公文标志"].font.color.rgb) == "E60012"


def test_page_margins_grid_and_lines() -> None:
    document = opened(docx.draw(bulletin(3)))
    section = document.sections[0]
    margins = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round(side.mm, 1) for side in margins] == pytest.approx([37, 35, 28, 26], abs=0.1)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    line = document.styles["Normal"].paragraph_format.line_spacing
    assert 22 * line.pt <= 225 / 25.4 * 72 < 23 * line.pt
    tracking = int(document.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 28 * (16 + tracking) <= 156 / 25.4 * 72 < 29 * (16 + tracking)
    ind = document.styles["Normal"].element.pPr.find(qn("w:ind"))
    assert ind.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_differ_on_odd_and_even_pages() -> None:
    document = opened(docx.draw(bulletin(3)))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer._element.xml
        assert " PAGE " in xml
        assert f'<w:jc w:val="{side}"/>' in xml
        assert footer.paragraphs[0].text == "— 1 —"


@pytest.mark.parametrize("count", [0, 1, 17, 400])
def test_the_words_are_those_of_the_pdf(count: int) -> None:
    paper = bulletin(count)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf.draw(paper))).pages]
    printed = bare("".join(re.sub(r"(?m)^— \d+ —$", "", page) for page in pages))
    written = bare("".join(paragraph.text for paragraph in opened(docx.draw(paper)).paragraphs))
    assert written == printed


def test_headings_keep_with_what_follows_and_the_signature_with_the_text() -> None:
    for count in range(1, 12):
        paper = bulletin(count)
        document = opened(docx.draw(paper))
        assert document.styles["公文一级标题"].paragraph_format.keep_with_next
        assert not document.styles["Normal"].paragraph_format.widow_control
        words = [paragraph.text for paragraph in document.paragraphs]
        last = document.paragraphs[words.index("云岭县人民政府督查室", 5) - 2]
        begun_before = pdf.pages_of(paper).last_words < pdf.pages_of(paper).signature
        assert last.paragraph_format.keep_with_next or begun_before


def test_the_red_rule_is_as_wide_as_the_text() -> None:
    document = opened(docx.draw(bulletin(3)))
    (rule,) = [one for one in document.paragraphs if one._p.find(f"{W}pPr/{W}pBdr") is not None]
    assert rule._p.find(f"{W}pPr/{W}pBdr/{W}bottom").get(f"{W}color") == "E60012"
    assert rule.paragraph_format.left_indent in (None, 0)


def test_the_imprint_is_a_frame_at_the_foot() -> None:
    document = opened(docx.draw(bulletin(1)))
    framed = [one for one in document.paragraphs if one._p.find(f"{W}pPr/{W}framePr") is not None]
    assert [one.text for one in framed if one.text] == [
        "发送：各镇人民政府，县政府各工作部门，各直属机构，省市驻云岭各单位。",
        "抄送：县委各部门，县人大办、政协办，县人武部，县法院、检察院，各人民团体。",
        "云岭县人民政府办公室\t2026年11月27日印发",
    ]
    places = {tuple(one._p.find(f"{W}pPr/{W}framePr").attrib.values()) for one in framed}
    assert len(places) == 1
    assert "bottom" in places.pop()


def test_an_imprint_apart_begins_on_an_even_page_with_the_number_that_the_pdf_gives() -> None:
    seen = set()
    for count in range(1, 30):
        paper = bulletin(count)
        pages = pdf.pages_of(paper)
        apart, numbered = pages.is_imprint_apart, pages.is_imprint_numbered
        sections = list(opened(docx.draw(paper)).sections)
        assert len(sections) == 1 + apart
        if apart:
            assert sections[1].start_type == WD_SECTION.EVEN_PAGE
            assert " PAGE " in sections[0].footer._element.xml
            assert (" PAGE " in sections[1].footer._element.xml) == numbered
        seen.add((apart, numbered))
    assert seen == {(False, True), (True, True), (True, False)}


@pytest.mark.parametrize("count", [1, 17, 21])
def test_the_file_holds_together(count: int) -> None:
    content = docx.draw(bulletin(count, agency="云岭县<人民>政府&督查室"))
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: ElementTree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    document, styles = trees["word/document.xml"], trees["word/styles.xml"]
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    for name, tree in trees.items():
        assert {style.get(f"{W}val") for style in tree.iter(f"{W}pStyle")} <= known, name
    relations = {one.get("Id"): one.get("Target") for one in trees["word/_rels/document.xml.rels"]}
    for reference in document.iter(f"{W}footerReference"):
        key = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        assert f"word/{relations[key]}" in parts
    for tree in (document, styles):
        for properties in tree.iter(f"{W}pPr"):
            names = [child.tag.removeprefix(W) for child in properties]
            assert names == sorted(names, key=ORDER.index)


def test_rare_characters_and_signs_are_kept() -> None:
    paper = bulletin(4)
    words = "\n".join(one.text for one in opened(docx.draw(paper)).paragraphs)
    assert all(char in words for char in RARE)


def test_the_same_words_give_the_same_bytes_with_the_papers_own_date() -> None:
    content = docx.draw(bulletin(5))
    assert content == docx.draw(bulletin(5))
    told = opened(content).core_properties
    assert (told.author, str(told.created.date())) == ("云岭县人民政府督查室", "2026-11-27")


def test_the_reader_reads_what_was_written() -> None:
    paper = bulletin(17)
    for name, content in (("a.docx", docx.draw(paper)), ("a.pdf", pdf.draw(paper))):
        read = read_paper(extract_text(name, content))
        assert (read.masthead, read.issue_number, read.agency) == ("督办通报", 35, paper.agency)
        assert len(read.items) == 17
        assert [item.state for item in read.items].count("closed") == 11
        assert sum(len(item.sub_items) for item in read.items) == 12
