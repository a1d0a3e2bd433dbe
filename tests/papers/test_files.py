"""Files of all kinds: what can be read is, and each one that cannot gets one clear line."""

import io
import time
import zipfile

import pytest
from docx import Document
from pypdf import PdfWriter

from domain.papers import PaperBulletin
from papers.child import read_in_child
from papers.docx_bulletin import draw_bulletin_docx
from papers.errors import UnreadablePaper
from papers.text import extract_text
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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_in_the_usual_encodings(encoding: str) -> None:
    assert "清溪河" in extract_text("a.txt", BULLETIN.encode(encoding))


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
    "old_word": ("a.doc", b"\xd0\xcf\x11\xe0", "docx"),
    "bomb": ("a.docx", zip_of(word__document=b"0" * 50_000_000), "结构异常"),
    "dtd": (
        "a.docx",
        zip_of(**{"word__document.xml": b"<!DOCTYPE x SYSTEM 'http://127.0.0.1/'><x/>"}),
        "结构异常",
    ),
    "other_zip": ("a.docx", zip_of(readme=b"hello"), "只能读取"),
    "binary": ("a.txt", b"\x00\x01\x02", "只能读取"),
    "picture": ("a.png", b"\x89PNG", "只能读取"),
    "empty": ("a.txt", b"  \n ", "没有文字"),
    "too_large": ("a.txt", b"a" * (20 * 1024 * 1024 + 1), "20MB"),
}


@pytest.mark.parametrize("kind", BAD)
def test_each_bad_file_gets_one_clear_line(kind: str) -> None:
    name, content, words = BAD[kind]
    with pytest.raises(UnreadablePaper, match=words) as refusal:
        extract_text(name, content)
    assert "\n" not in refusal.value.sentence


async def test_a_child_reads_and_refuses() -> None:
    paper = await read_in_child("a.docx", docx_of(TASKS))
    assert len(paper.items) == 3
    with pytest.raises(UnreadablePaper, match="扫描件"):
        await read_in_child("a.pdf", blank_pdf())


async def test_a_child_that_takes_too_long_is_killed() -> None:
    start = time.monotonic()
    with pytest.raises(UnreadablePaper, match="时限"):
        await read_in_child("a.txt", BULLETIN.encode(), timeout=0.01)
    assert time.monotonic() - start < 5


def test_the_docx_of_a_bulletin_reads_back() -> None:
    paper = PaperBulletin(
        masthead="督办通报",
        issue_line="第 3 期",
        agency="云岭县人民政府督查室",
        date_line="2026年11月27日印",
        title="云岭县政府第5次常务会议确定事项落实情况的通报",
        paragraphs=(
            ("preamble", "共1件。"),
            ("section", "一、已完成工作1件。"),
            ("item", "1、“修路”。已通车。"),
        ),
        signature="云岭县人民政府督查室",
        signature_date="2026年11月27日",
        send_to=("各镇人民政府",),
        copy_to=("县委各部门",),
    )
    document = Document(io.BytesIO(draw_bulletin_docx(paper)))
    words = [paragraph.text.strip() for paragraph in document.paragraphs if paragraph.text.strip()]
    assert words[:2] == ["督办通报", "第 3 期"]
    assert "1、“修路”。已通车。" in words
    assert "发送：各镇人民政府。" in words
    section = document.sections[0]
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
