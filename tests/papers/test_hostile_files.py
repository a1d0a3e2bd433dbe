"""Files made to hurt are refused in the child within 20 s, in one line, while the loop stays free."""

import asyncio
import contextlib
import io
import resource
import time
import zipfile

import pytest
from docx import Document
from pypdf import PdfWriter

from domain.papers.unreadable import UnreadablePaper
from papers.child import CPU_SECONDS, look_over_in_child, read_in_child
from tests.lag import watched_loop
from tests.papers.test_sheets import xlsx_of

LONGEST_SECONDS = 20
LARGEST_LAG = 0.2
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TABLE = ["序号,任务,责任单位"]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(content))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.namelist():
            archive.writestr(entry, part if entry == name else source.read(entry))
    return out.getvalue()


def sheet_of(body: bytes, dimension: str = "A1") -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<worksheet xmlns="{main}"><dimension ref="{dimension}"/><sheetData>'
    return head.encode() + body + b"</sheetData></worksheet>"


def xlsx_with(sheet: bytes) -> bytes:
    return with_part(xlsx_of([["序号"]]), "xl/worksheets/sheet1.xml", sheet)


def docx_with(body: bytes) -> bytes:
    out = io.BytesIO()
    Document().save(out)
    document = f'<w:document xmlns:w="{WORD}"><w:body>'.encode() + body + b"</w:body></w:document>"
    return with_part(out.getvalue(), "word/document.xml", document)


def pdf_of(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def rows_400_000() -> bytes:
    row = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}"><v>{1}</v></c></row>'
    return "".join(row.format(at, at * 7919 % 100_003) for at in range(1, 400_001)).encode()


CELL_AT_THE_END = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
HOSTILE = {
    "rows": lambda: ("a.xlsx", xlsx_with(sheet_of(rows_400_000())), "超过20000行"),
    "far cell": lambda: ("a.xlsx", xlsx_with(sheet_of(CELL_AT_THE_END, "A1:XFD1048576")), "太复杂|打不开"),
    "bomb": lambda: ("a.xlsx", xlsx_with(b"0" * 150_000_000), "结构异常"),
    "dtd sheet": lambda: ("a.xlsx", xlsx_with(DOCTYPE + sheet_of(b"")), "结构异常"),
    "dtd docx": lambda: ("a.docx", with_part(docx_with(b""), "word/document.xml", DOCTYPE), "结构异常"),
    "deep docx": lambda: (
        "a.docx",
        docx_with(b"<w:tbl><w:tr><w:tc>" * 20_000 + b"</w:tc></w:tr></w:tbl>" * 20_000),
        "打不开|结构异常",
    ),
    "pages": lambda: ("a.pdf", pdf_of(500), "500页"),
    "scan": lambda: ("a.pdf", pdf_of(3), "扫描件|没有认出文字"),
    "csv rows": lambda: ("a.csv", "\n".join(TABLE + ["1,修路,县局"] * 30_000).encode(), "超过20000行"),
    "table rows": lambda: ("a.txt", ("序号\t任务\t责任单位\n" + "1\t修路\t县局\n" * 30_000).encode(), "超过12000条"),
}
# Odd, but read or refused in time.
ODD = {
    "one endless row": "序号 任务 责任单位\n" + "1 " * 150_000,
    "labels": "1、修路。" + "责任单位：县局；" * 40_000,
    "commas": "1、由" + "县局、" * 100_000 + "负责",
    "quotes": "一、已完成\n1、" + "“" * 200_000,
    "circles": "一、已完成\n1、由县局负责：" + "①修路；" * 50_000,
    "figures": "一、情况\n" + ("共15件，" + "完成1件，未完成1件，" * 5 + "。\n") * 3_000,
    "brackets": "1、修路" + "（县局牵头" * 50_000,
    "numbers alone": "1\n" * 40_000,
    "gaps": "甲  乙  丙\n" * 20_000,
    "spaces": "1、" + "修 路 " * 90_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
async def test_a_hostile_file_is_refused_in_time_and_the_loop_stays_free(kind: str) -> None:
    name, content, words = await asyncio.to_thread(HOSTILE[kind])
    start = time.monotonic()
    async with watched_loop() as lag:
        with pytest.raises(UnreadablePaper, match=words) as refusal:
            await read_in_child(name, content)
    assert "\n" not in refusal.value.sentence
    assert time.monotonic() - start < LONGEST_SECONDS
    assert lag.worst < LARGEST_LAG


@pytest.mark.parametrize("kind", ODD)
async def test_an_odd_text_is_done_with_in_time(kind: str) -> None:
    start = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    for ask in (read_in_child, look_over_in_child):
        with contextlib.suppress(UnreadablePaper):
            await ask("a.txt", ODD[kind].encode())
    # Both together: neither ran into its limit of processor time.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - start < CPU_SECONDS


async def test_merged_cells_beyond_the_sheet_fill_nothing_there() -> None:
    rows = [["序号", "任务", "责任单位"], [1, "修路", "县交通局"], [2, "建校", "县教体局"]]
    content = xlsx_of(rows, merged=["C2:C3"])
    name = "xl/worksheets/sheet1.xml"
    sheet = zipfile.ZipFile(io.BytesIO(content)).read(name).replace(b"C2:C3", b"C2:XFD1048576")
    paper = await read_in_child("a.xlsx", with_part(content, name, sheet))
    assert [item.directive for item in paper.items] == ["修路", "建校"]
