"""A mark of classification is met wherever in a file it stands, before anything of the file is read or kept."""

import io
import zipfile
from base64 import b64encode

import pytest
from docx import Document
from pypdf import PdfWriter
from pypdf.annotations import FreeText

from domain.papers.unreadable import ClassifiedPaper
from papers.child import look_in_child, read_in_child
from papers.files.marks import may_hold_words, refuse_marked
from papers.ledger.child import read_workbook_in_child
from tests.papers.secret_files import DOCX, ITEMS, XLSX, marked_docx, marked_xlsx
from tests.papers.test_files import zip_of


def pdf_with(note: str = "", title: str = "", attached: bytes = b"", password: str | None = None) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    if note:
        writer.add_annotation(page, FreeText(text=note, rect=(10, 10, 90, 90)))
    if title:
        writer.add_metadata({"/Title": title})
    if attached:
        writer.add_attachment("附件.docx", attached)
    if password is not None:
        writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


_OTHERS = {
    "a.pdf": pdf_with("秘密★1年"),
    "b.pdf": pdf_with(title="机密★1年"),
    "c.pdf": pdf_with(attached=DOCX["header"]),
    "d.pdf": pdf_with("秘密★1年", password=""),
    "a.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 509 + "纪要\r机密★5年\r正文".encode("utf-16-le"),
    "a.wps": b"\xd0\xcf\x11\xe0" + b"\0" * 508 + "纪要\r密级：秘密\r正文".encode("utf-16-le"),
    "a.ofd": zip_of(**{"Doc_0__Content.xml": "<ofd:TextCode>机密★1年</ofd:TextCode>".encode()}),
    "a.zip": zip_of(**{"纪要.docx": DOCX["footer"]}),
    "b.zip": zip_of(**{"机密_纪要.jpg": b"\0"}),
    "a.txt": "标题\n机密★1年\n正文".encode("gb18030"),
    "b.txt": "标题\n秘密\n正文".encode("utf-16"),
    "a.csv": "事项,密级\n修路,秘密\n".encode(),
    "a.html": "<p>标题</p><p>机<b>密</b>★1年</p>".encode(),
    "秘密★1年.jpg": b"\xff\xd8\xff\0",
    "b.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 508 + "纪要\r机密★5年\r正文".encode("gb18030"),
    "a.rtf": rb"{\rtf1\ansi{\fonttbl}\pard \u26426?\u23494\'3f\u9733?5\'c4\'ea\par}",
    "b.rtf": rb"{\rtf1\ansi\pard\b \'bb\'fa\b0 \'c3\'dc\par \'d5\'fd}",
    "a.mht": b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    + b64encode("<p>标题</p><p>机密★1年</p>".encode()),
    "c.zip": zip_of(**{"纪要.docm": DOCX["footer"]}),
    "d.zip": zip_of(**{"纪要.htm": "<p>机密</p>".encode()}),
    "e.zip": zip_of(**{"机密扫描件.jpg": b"\xff\xd8\xff\0"}),
    "a.xlsb": zip_of(**{"xl__sharedStrings.bin": b"\0\x03" + "机密★1年".encode("utf-16-le")}),
    "a.docx": zip_of(**{"word__header1.xml": "<w:hdr><w:p><w:t>机密★1年</w:t></w:p></w:hdr>".encode("utf-16")}),
    "b.docx": zip_of(
        **{"word__document.xml": "<w:p><w:instrText>DOCPROPERTY 密级</w:instrText><w:t>秘密</w:t></w:p>".encode()}
    ),
    "c.docx": zip_of(**{"word__embeddings__oleObject1.bin": b"\xd0\xcf\x11\xe0" + "\r机密★".encode("utf-16-le")}),
}


@pytest.mark.parametrize("place", sorted(DOCX))
def test_of_a_docx(place: str) -> None:
    with pytest.raises(ClassifiedPaper):
        refuse_marked("纪要.docx", DOCX[place])


@pytest.mark.parametrize("place", sorted(XLSX))
def test_of_a_workbook(place: str) -> None:
    with pytest.raises(ClassifiedPaper):
        refuse_marked("台账.xlsx", XLSX[place])


@pytest.mark.parametrize("name", sorted(_OTHERS))
def test_of_any_file_that_can_be_looked_into(name: str) -> None:
    with pytest.raises(ClassifiedPaper):
        refuse_marked(name, _OTHERS[name])


def test_words_about_secrets_are_no_mark() -> None:
    lines = [*ITEMS, "二、开展保守国家秘密宣传，由县国家保密局负责。", "三、清退机密文件，由县委办负责。"]
    refuse_marked("保守国家秘密培训.docx", marked_docx(lambda _: None, lines))
    refuse_marked("台账.xlsx", marked_xlsx(lambda _, first: first.write(5, 1, "严守国家秘密和商业秘密")))
    refuse_marked("坏.docx", b"PK\x03\x04broken")
    refuse_marked("坏.pdf", b"%PDF-1.7 broken")
    refuse_marked("空.txt", b"")


def test_a_picture_is_not_looked_into() -> None:
    assert not may_hold_words(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


def test_a_big_part_is_looked_through_in_pieces() -> None:
    document = Document()
    for _ in range(4):
        document.add_paragraph("推进项目建设。" * 90_000)
    document.add_paragraph("秘密")
    out = io.BytesIO()
    document.save(out)
    stored = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(stored, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, old.read(entry))
    with pytest.raises(ClassifiedPaper):
        refuse_marked("长.docx", stored.getvalue())


async def test_the_child_looks_before_it_reads() -> None:
    with pytest.raises(ClassifiedPaper) as refusal:
        await read_in_child("纪要.docx", DOCX["comment"])
    assert refusal.value.mark == "机密"
    with pytest.raises(ClassifiedPaper):
        await read_workbook_in_child("台账.xlsx", XLSX["sheet"])
    with pytest.raises(ClassifiedPaper):
        await look_in_child("材料.docx", DOCX["hidden"])
    await look_in_child("材料.docx", b"PK\x03\x04broken")
