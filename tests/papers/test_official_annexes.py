"""Annexes in docx and PDF: tables, photos two to a page, and the imprint behind them all."""

import io
import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest
import typst
from pypdf import PdfReader

from domain.papers.printed import PaperBulletin, PaperPicture, PaperSheet, PaperTable
from papers.files.text import extract_text
from papers.official import docx, pdf
from papers.official.photo_size import size_of
from papers.official.sheets import is_picture, photos_of
from papers.reading.bulletin_reader import read_paper
from tests.papers.official_samples import bare, bulletin
from tests.papers.test_official_docx import ORDER, W, opened

from xml.etree import ElementTree  # isort: skip


def photo(width: int, height: int, form: str = "png") -> bytes:
    page = f"#set page(width: {width}pt, height: {height}pt, margin: 0pt, fill: blue)"
    drawn = typst.compile(page.encode(), format=form, ppi=36)
    assert isinstance(drawn, bytes)
    return drawn


PHOTOS = tuple(
    PaperPicture(photo(*size), f"照片{number}　#{number} 县农林局报送：桥墩完工")
    for number, size in enumerate(((800, 600), (600, 800), (1600, 300), (300, 1600), (640, 640)), 1)
)


def table(rows: int) -> PaperTable:
    said = tuple(
        (f"一、{n}", f"县农林局完成了第{n}处现场核查，形成问题清单。" * 2, f"R-{n}") for n in range(1, rows + 1)
    )
    return PaperTable((("序号", "通报语句", "依据"), *said), (12, 58, 30), "cll", "二、进展语句的依据")


def annexed(count: int, rows: int = 0, photos: tuple[PaperPicture, ...] = ()) -> PaperBulletin:
    sheets = [PaperSheet("进展和数字依据表", tables=(table(rows),))] if rows else []
    sheets += [PaperSheet("佐证照片", pictures=photos)] if photos else []
    marks = ("附件1", "附件2") if len(sheets) > 1 else ("附件",)
    annexes = tuple(replace(one, mark=mark) for one, mark in zip(sheets, marks, strict=True))
    return replace(bulletin(count), annexes=annexes)


def pages_of(content: bytes) -> list[str]:
    return [bare(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def test_the_annexes_are_named_below_the_text_and_follow_the_signature() -> None:
    pages = pages_of(pdf.draw(annexed(3, 5, PHOTOS[:1])))
    signed = next(page for page in pages if "附件：1.进展和数字依据表2.佐证照片" in page)
    assert signed.index("2.佐证照片") < signed.rindex("云岭县人民政府督查室")
    heads = [place for place, page in enumerate(pages) if page.startswith("附件")]
    assert [pages[place][:3] for place in heads] == ["附件1", "附件2"]
    assert heads[0] == pages.index(signed) + 1
    (one,) = [page for page in pages_of(pdf.draw(annexed(3, 5))) if "附件：" in page]
    assert "附件：进展和数字依据表" in one


@pytest.mark.parametrize("rows", range(1, 40, 3))
def test_behind_annexes_of_any_length_the_imprint_ends_an_even_page(rows: int) -> None:
    content = pdf.draw(annexed(2, rows))
    pages = pages_of(content)
    assert len(pages) % 2 == 0
    assert pages[-1].split("—")[0].endswith("云岭县人民政府办公室2026年11月27日印发")
    numbers = [page.rsplit("—", 2)[1] if page.endswith("—") else "" for page in pages]
    numbered = len(pages) if numbers[-1] else len(pages) - 2
    assert numbers[:numbered] == [str(number) for number in range(1, numbered + 1)]
    assert not any(numbers[numbered:])
    page = pypdfium2.PdfDocument(content)[len(pages) - 1]
    rules = [shape.get_bounds() for shape in page.get_objects() if shape.type == 2]
    assert min(bottom for _, bottom, _, _ in rules) / 72 * 25.4 == pytest.approx(35, abs=0.5)


def test_a_table_says_its_head_on_each_page_and_parts_no_row() -> None:
    pages = [page for page in pages_of(pdf.draw(annexed(1, 40))) if "第" in page and "R-" in page]
    assert len(pages) > 2
    assert all("序号通报语句依据" in page for page in pages)
    for number in range(1, 41):
        (place,) = [page for page in pages if f"一、{number}县农林局" in page or f"一、{number}县" in page]
        assert place.count(f"完成了第{number}处") == 2
    rows = opened(docx.draw(annexed(1, 40))).tables[0].rows
    assert len(rows) == 41
    assert "tblHeader" in rows[0]._tr.xml
    assert all("cantSplit" in row._tr.xml for row in rows)


def test_photos_stand_two_to_a_page_inside_the_text_block_each_above_its_words() -> None:
    content = pdf.draw(annexed(1, photos=PHOTOS))
    document = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        boxes = [shape.get_bounds() for shape in page.get_objects() if shape.type == 3]
        found.append(len(boxes))
        for left, bottom, right, top in boxes:
            assert left / 72 * 25.4 > 27.9
            assert right / 72 * 25.4 < 184.1
            assert bottom / 72 * 25.4 > 35
            assert top / 72 * 25.4 < 297 - 36.9
    assert [number for number in found if number] == [2, 2, 1]
    pages = pages_of(content)
    for number in range(1, 6):
        (place,) = [place for place, page in enumerate(pages) if f"照片{number}#{number}" in page]
        assert found[place]
    assert PdfReader(io.BytesIO(content)).xmp_metadata.pdfaid_conformance == "B"  # type: ignore[union-attr]


def test_photos_keep_their_shape() -> None:
    sheet = PaperSheet("佐证照片", pictures=PHOTOS)
    shapes = [one.width_mm / one.height_mm for one in photos_of(sheet)]
    assert shapes == pytest.approx([4 / 3, 3 / 4, 16 / 3, 3 / 16, 1], rel=0.02)
    document = opened(docx.draw(annexed(1, photos=PHOTOS)))
    drawn = [one.width / one.height for one in document.inline_shapes]
    assert drawn == pytest.approx(shapes, rel=0.001)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<html>", b"\xff\xd8\xff", PHOTOS[0].content[:20]])
def test_what_is_no_photo_inside_is_left_out(content: bytes) -> None:
    sly = (PaperPicture(content, "坏的"), PHOTOS[1])
    paper = annexed(1, photos=sly)
    assert "坏的" not in "".join(pages_of(pdf.draw(paper)))
    assert len(opened(docx.draw(paper)).inline_shapes) == 1


def test_the_docx_names_what_it_holds_and_keeps_the_order_of_word() -> None:
    content = docx.draw(annexed(2, 3, PHOTOS[:3]))
    archive = zipfile.ZipFile(io.BytesIO(content))
    trees = {
        name: ElementTree.fromstring(archive.read(name))
        for name in archive.namelist()
        if name.endswith((".xml", ".rels"))
    }
    relations = {one.get("Id"): one.get("Target") for one in trees["word/_rels/document.xml.rels"]}
    embeds = [
        value
        for one in trees["word/document.xml"].iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
        for value in one.attrib.values()
    ]
    assert len(embeds) == 3
    assert all(f"word/{relations[key]}" in archive.namelist() for key in embeds)
    for properties in trees["word/document.xml"].iter(f"{W}pPr"):
        names = [child.tag.removeprefix(W) for child in properties]
        assert names == sorted(names, key=ORDER.index)
    assert content == docx.draw(annexed(2, 3, PHOTOS[:3]))


def test_both_formats_say_the_same_words() -> None:
    paper = replace(
        annexed(3, 7, PHOTOS[:2]), table=PaperTable((("指标", "上周", "本周"), ("总数", "2", "3")), (2, 1, 1), "ccc")
    )
    printed = "".join(pages_of(pdf.draw(paper)))
    document = opened(docx.draw(paper))
    cells = [bare(cell.text) for one in document.tables for row in one.rows for cell in row.cells]
    words = [bare(one.text) for one in document.paragraphs]
    printed = re.sub(r"—\d+—", "", printed)
    assert all(one in printed for one in [*cells, *words])


def test_the_table_of_changes_stands_between_preamble_and_first_heading() -> None:
    paper = replace(bulletin(3), table=PaperTable((("指标", "上周", "本周"), ("总数", "2", "3")), (2, 1, 1), "ccc"))
    page = "".join(pages_of(pdf.draw(paper))[:2])
    assert page.index("通报如下") < page.index("指标上周本周总数23") < page.index("一、已完成")
    body = list(opened(docx.draw(paper)).element.body)
    place = next(n for n, one in enumerate(body) if one.tag == f"{W}tbl")
    assert "通报如下" in "".join(body[place - 1].itertext())
    assert "一、已完成" in "".join(body[place + 2].itertext())


def jpeg(orientation: int, order: str) -> bytes:
    """The head of a JPEG of 40 x 30 pixels as a telephone writes it."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0" + mark + struct.pack(f"{order}IH", 8, 1) + entry + bytes(4)
    frame = struct.pack(">BHHB", 8, 30, 40, 3) + bytes(9)
    parts = ((0xE1, exif), (0xDB, bytes(65)), (0xC2, frame))
    told = b"".join(struct.pack(">BBH", 0xFF, mark, len(part) + 2) + part for mark, part in parts)
    return b"\xff\xd8" + told


@pytest.mark.parametrize(("orientation", "is_turned"), [(1, False), (3, False), (6, True), (8, True)])
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photo_from_a_telephone_says_how_it_was_held(orientation: int, order: str, *, is_turned: bool) -> None:
    assert size_of(jpeg(orientation, order)) == (40, 30, is_turned)
    for cut in range(0, 80, 7):
        assert size_of(jpeg(orientation, order)[:cut]) is None


def test_a_photo_that_breaks_off_is_known_before_it_spoils_a_paper() -> None:
    whole = PHOTOS[0].content
    broken = whole[:100] + bytes(40) + whole[140:]
    assert size_of(broken) == size_of(whole) is not None
    assert is_picture(whole)
    assert not is_picture(broken)


@pytest.mark.parametrize(("name", "draw"), [("通报.docx", docx.draw), ("通报.pdf", pdf.draw)])
def test_the_reader_finds_the_same_items_behind_table_and_annexes(
    name: str, draw: Callable[[PaperBulletin], bytes]
) -> None:
    changes = PaperTable((("指标", "上周", "本周"), ("总数", "17", "18"), ("逾期", "1", "2")), (2, 1, 1), "ccc")
    plain = read_paper(extract_text(name, draw(bulletin(17))))
    full = read_paper(extract_text(name, draw(replace(annexed(17, 12, PHOTOS[:2]), table=changes))))
    told = [(one.directive, one.progress, one.state, one.responsible_units) for one in plain.items]
    assert [(one.directive, one.progress, one.state, one.responsible_units) for one in full.items] == told
    assert full.anomalies == plain.anomalies
    assert (full.send_to, full.copy_to) == (plain.send_to, plain.copy_to)
