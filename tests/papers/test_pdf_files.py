"""PDFs as offices send them: locked without a word, three hundred pages long, nothing but a stamp."""

import io
import time
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from domain.papers.unreadable import UnreadablePaper
from papers.child import look_in_child, read_in_child
from papers.files.text import extract_text
from tests.papers.test_files import blank_pdf, docx_of, text_pdf

LOCKED = Path(__file__).parent / "locked"
WORDS = ["会议议定事项如下：", "一、扩建云汀水厂，由县水利局负责，12月底前完成。"]


def many(pages: int, lines: list[str]) -> bytes:
    one, writer, out = PdfReader(io.BytesIO(text_pdf(lines))), PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.append(one)
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["aes-128.pdf", "aes-256.pdf"])
async def test_a_lock_without_a_word_is_no_lock(name: str) -> None:
    content = (LOCKED / name).read_bytes()
    assert extract_text(name, content).split("\n") == WORDS
    assert len((await read_in_child(name, content)).items) == 1


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128"])
def test_nor_is_an_old_one(algorithm: str) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(text_pdf(WORDS))))
    writer.encrypt("", "owner", algorithm=algorithm)
    writer.write(out)
    assert extract_text("a.pdf", out.getvalue()).split("\n") == WORDS


def test_a_lock_with_a_word_is_said() -> None:
    with pytest.raises(UnreadablePaper, match="密码"):
        extract_text("a.pdf", blank_pdf(password="x"))


async def test_three_hundred_pages_are_read_within_the_time_of_a_child() -> None:
    lines = [f"{n}、加固第{n}段堤防，由县水利局牵头，县财政局配合，12月底前完成。" for n in range(1, 9)]
    before = time.monotonic()
    paper = await read_in_child("a.pdf", many(300, lines))
    assert len(paper.items) == 2400
    whole = [f"{n}、加固第{n}段堤防，由县水利局牵头，12月底前完成。" for n in range(1, 901)]
    assert (
        len((await read_in_child("a.docx", docx_of("\n".join([*whole, *(["附注说明。" * 20] * 2500)])))).items) == 900
    )
    await look_in_child("a.pdf", many(300, lines))
    assert time.monotonic() - before < 60


async def test_nothing_but_a_stamp_is_said_in_one_line() -> None:
    with pytest.raises(UnreadablePaper) as refusal:
        extract_text("a.pdf", text_pdf(["（盖章）"]))
    assert "扫描件" in refusal.value.sentence
