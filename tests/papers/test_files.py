"""Files of all kinds: what can be read is, and each one that cannot gets one clear line."""

import io
import subprocess
import sys
import time
import zipfile

import pytest
from docx import Document
from pypdf import PdfWriter

from domain.papers.printed import PaperBulletin
from domain.papers.reading import Roster
from domain.papers.unreadable import UnreadablePaper
from papers.child import PASSED_ON, read_in_child
from papers.files.text import extract_text
from papers.official import docx as official_docx
from papers.reading.bulletin_reader import read_paper
from tests.lag import watched_loop
from tests.papers.test_reading_shapes import BULLETIN, TASKS


def docx_of(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def blank_pdf(pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def zip_of(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def ole_file(*, is_encrypted: bool) -> bytes:
    inside = "EncryptedPackage" if is_encrypted else "WordDocument"
    return b"\xd0\xcf\x11\xe0" + b"\0" * 500 + inside.encode("utf-16-le")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-16-le"])
def test_text_files_in_the_usual_encodings(encoding: str) -> None:
    assert "清溪河" in extract_text("a.txt", BULLETIN.encode(encoding))


@pytest.mark.parametrize("encoding", ["big5", "gbk", "utf-8", "utf-16-be"])
def test_text_in_traditional_characters_whatever_wrote_it(encoding: str) -> None:
    text = "會議紀要\n會議決定：\n一、由縣財政局負責撥付資金。\n二、縣水利局負責打井。"
    assert extract_text("a.txt", text.encode(encoding)) == text


@pytest.mark.parametrize("content", [b"\0\1\2\3" * 20, b"MZ\0\0\x90\0" * 9])
def test_bytes_that_are_no_text_are_none_in_any_order(content: bytes) -> None:
    with pytest.raises(UnreadablePaper, match="只能读取"):
        extract_text("a.txt", content)


def test_docx_with_tables_in_order() -> None:
    document = Document()
    document.add_paragraph("前")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲", "乙"
    document.add_paragraph("后")
    out = io.BytesIO()
    document.save(out)
    assert extract_text("a.docx", out.getvalue()).split("\n") == ["前", "甲\t乙", "后"]


BAD = {
    "scanned": ("a.pdf", blank_pdf(), "扫描件"),
    "long_pdf": ("a.pdf", blank_pdf(301), "太长"),
    "encrypted": ("a.pdf", blank_pdf(password="x"), "密码"),
    "broken_pdf": ("a.pdf", b"%PDF-1.7 nonsense", "损坏"),
    "password": ("a.docx", ole_file(is_encrypted=True), "密码"),
    "renamed_doc": ("a.docx", ole_file(is_encrypted=False), "另存为 docx"),
    "dtd_in_utf16": (
        "a.docx",
        zip_of(**{"word__document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>".encode("utf-16")}),
        "结构异常",
    ),
    "broken_xml": ("a.docx", zip_of(**{"word__document.xml": b"<w:p>"}), "损坏"),
    "old_word": ("a.doc", b"\xd0\xcf\x11\xe0", "docx"),
    "bomb": ("a.docx", zip_of(word__document=b"0" * 50_000_000), "结构异常"),
    "dtd": ("a.docx", zip_of(**{"word__document.xml": b"<!DOCTYPE x SYSTEM 'http://127.0.0.1/'><x/>"}), "结构异常"),
    "other_zip": ("a.docx", zip_of(readme=b"hello"), "只能读取"),
    "binary": ("a.txt", b"\x00\x01\x02", "只能读取"),
    "picture": ("a.png", b"\x89PNG", "读不出图片"),
    "empty": ("a.txt", b"  \n ", "没有文字"),
    "too_large": ("a.txt", b"a" * (20 * 1024 * 1024 + 1), "20MB"),
}


@pytest.mark.parametrize("kind", BAD)
def test_each_bad_file_gets_one_clear_line(kind: str) -> None:
    name, content, words = BAD[kind]
    with pytest.raises(UnreadablePaper, match=words) as refusal:
        extract_text(name, content)
    assert "\n" not in refusal.value.sentence


def text_pdf(lines: list[str]) -> bytes:
    """A PDF with a text layer, made by hand: one page, a font known by its Unicode map."""
    chars = sorted({char for line in lines for char in line})
    codes = {char: place for place, char in enumerate(chars, 1)}
    shows = " T* ".join(f"<{''.join(f'{codes[char]:04X}' for char in line)}> Tj" for line in lines)
    pairs = "\n".join(f"<{code:04X}> <{ord(char):04X}>" for char, code in codes.items())
    cmap = (
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}\nendbfchar endcmap"
    )
    page = f"BT /F 12 Tf 14 TL 20 800 Td {shows} ET"
    font = "/Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 5 0 R"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        f"/Resources << /Font << /F << /Type /Font /Subtype {font} >> >> >> >>",
        f"<< /Length {len(page)} >>\nstream\n{page}\nendstream",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    ]
    out, places = "%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    ).encode()


def test_a_text_pdf_reads_like_its_text() -> None:
    content = text_pdf([line for line in BULLETIN.splitlines() if line])
    read = read_paper(extract_text("a.pdf", content))
    assert read.items[0].progress == "已完工，共加固堤防3.2公里。"
    assert [item.directive for item in read.items] == [item.directive for item in read_paper(BULLETIN).items]


def test_a_ledger_in_a_docx_table_with_a_heading_row_and_a_merged_unit() -> None:
    document = Document()
    document.add_paragraph("云岭县督办台账")
    rows = [
        ["序号", "事项内容", "责任单位", "配合单位", "完成时限", "状态"],
        ["县政府第2次常务会议", "", "", "", "", ""],
        ["1", "加固堤防", "县水利局", "县水利局", "2027年6月底前", "已办结"],
        ["2", "清理河道", "", "", "2027年9月底前", "推进中"],
    ]
    table = document.add_table(4, 6)
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    table.cell(1, 0).merge(table.cell(1, 5))
    table.cell(2, 2).merge(table.cell(3, 2))
    out = io.BytesIO()
    document.save(out)
    paper = read_paper(extract_text("a.docx", out.getvalue()))
    assert [item.responsible_units for item in paper.items] == [("县水利局",), ("县水利局",)]
    assert [item.cooperating_units for item in paper.items] == [("县水利局",), ()]
    assert [item.state for item in paper.items] == ["closed", "in_progress"]
    assert paper.sections[0].heading == "县政府第2次常务会议"


async def test_a_child_reads_and_refuses() -> None:
    paper = await read_in_child("a.docx", docx_of(TASKS))
    assert len(paper.items) == 3
    with pytest.raises(UnreadablePaper, match="扫描"):
        await read_in_child("a.pdf", blank_pdf())


async def test_a_child_that_takes_too_long_is_killed() -> None:
    with pytest.raises(UnreadablePaper, match="时限"):
        await read_in_child("a.txt", BULLETIN.encode(), timeout=0.01)


async def test_a_child_knows_the_roster() -> None:
    paper = await read_in_child("a.txt", TASKS.encode(), Roster(frozenset({"县商务局"})))
    assert "unknown_unit" in {one.kind for one in paper.anomalies}


async def test_a_child_checks_the_figures_of_a_paper_with_items_too() -> None:
    odd = BULLETIN.replace("其余正在选址", "安排的18家中，已建成8家，正在建设11家")
    paper = await read_in_child("a.txt", odd.encode())
    (found,) = [one.sentence for one in paper.anomalies if one.kind == "figures"]
    assert "合计19家" in found
    plain = await read_in_child("a.txt", BULLETIN.encode())
    assert "figures" not in {one.kind for one in plain.anomalies}


async def test_a_child_may_not_take_more_memory_than_it_is_given() -> None:
    body = "".join(f"<w:p><w:r><w:t>修路{n}</w:t></w:r></w:p>" for n in range(200_000))
    name_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{name_space}"><w:body>{body}</w:body></w:document>'
    source = zipfile.ZipFile(io.BytesIO(docx_of("一")))
    files = {name.replace("/", "__"): source.read(name) for name in source.namelist()}
    content = zip_of(**(files | {"word__document.xml": document.encode()}))
    with pytest.raises(UnreadablePaper, match=r"太复杂|损坏"):
        await read_in_child("a.docx", content, memory_mb=160)


async def test_endless_texts_are_refused_and_the_loop_stays_free() -> None:
    async with watched_loop() as lag:
        for text in ("1、修路。\n" * 50_000, "由县局负责，" * 80_000, "一、修路\n（1）修路\n" * 20_000):
            with pytest.raises(UnreadablePaper):
                await read_in_child("a.txt", text.encode())
    assert lag.worst < 0.2


def test_the_child_starts_light_and_sees_no_secrets() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import papers.child, sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    heavy = {"aiogram", "sqlalchemy", "sqlmodel", "docx", "pypdf", "chinese_calendar"}
    assert not heavy & set(told.stdout.split())
    assert not any("TOKEN" in name or "DATABASE" in name for name in PASSED_ON)


def test_two_hundred_items_in_a_second() -> None:
    words = "由林望舒同志牵头，县水利局负责，县财政局、县发改局配合，6月底前完成第{}段堤防加固，"
    lines = [f"{n}、“{words.format(n)}{'抓好各项工作，' * 6}”。{'已完成建设任务。' * 9}" for n in range(1, 201)]
    text = "督办通报\n一、已完成工作200件\n" + "\n".join(lines)
    start = time.process_time()
    assert len(read_paper(text).items) == 200
    assert time.process_time() - start < 1


def test_the_docx_of_a_bulletin_reads_back() -> None:
    paper = PaperBulletin(
        masthead="督办通报",
        issue_line="第 3 期",
        agency="云岭县人民政府督查室",
        date_line="2026年11月27日印",
        title="云岭县政府第5次常务会议确定事项落实情况的通报",
        paragraphs=(("preamble", "共1件。"), ("section", "一、已完成工作1件。"), ("item", "1、“修路”。已通车。")),
        signature="云岭县人民政府督查室",
        signature_date="2026年11月27日",
        send_to=("各镇人民政府",),
        copy_to=("县委各部门",),
    )
    content = official_docx.draw(paper)
    read = read_paper(extract_text("a.docx", content))
    assert (read.masthead, read.issue_number, read.agency) == (paper.masthead, 3, paper.agency)
    assert (read.title, read.send_to, read.copy_to) == (paper.title, paper.send_to, paper.copy_to)
    assert [(item.directive, item.progress, item.state) for item in read.items] == [("修路", "已通车。", "closed")]
    document = Document(io.BytesIO(content))
    words = [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.text.strip()]
    assert words[:2] == ["督办通报", "第 3 期"]
    assert "1、“修路”。已通车。" in words
    assert "发送：各镇人民政府。" in words
    section = document.sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
