"""Files that bear a mark of classification in one place only, each where a reader of the text would not meet it."""

import io
from collections.abc import Callable
from typing import Any

import xlsxwriter
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

MARK = "机密★5年"
W = nsdecls("w")
ITEMS = ["县人民政府第9次常务会议纪要", "会议议定以下事项：", "一、修缮云汀水库大坝，由县水利局负责，12月底前完成。"]


def marked_docx(put: Callable[[Any], None], lines: list[str] = ITEMS) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    put(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _append(xml: str) -> Callable[[Any], None]:
    return lambda document: document.paragraphs[-1]._p.append(parse_xml(xml))


def _run(words: str, tag: str = "t", properties: str = "") -> str:
    return f'<w:r {W}>{properties}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def _box(document: Any) -> None:
    shape = 'xmlns:v="urn:schemas-microsoft-com:vml"'
    box = f"<v:shape><v:textbox><w:txbxContent><w:p>{_run(MARK)}</w:p></w:txbxContent></v:textbox></v:shape>"
    document.paragraphs[0]._p.append(parse_xml(f"<w:r {W} {shape}><w:pict>{box}</w:pict></w:r>"))


def _pieces(document: Any) -> None:
    paragraph = document.add_paragraph("机")
    paragraph.add_run("　密")
    paragraph.add_run("★").bold = True


def _header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = MARK


def _footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].text = "内部资料 注意保存"


def _comment(document: Any) -> None:
    document.add_comment(document.paragraphs[-1].runs, text="本件为 机密★5年", author="甲", initials="甲")


def _property(document: Any) -> None:
    document.core_properties.keywords = "秘密★1年"


DOCX: dict[str, bytes] = {
    "body": marked_docx(lambda document: document.paragraphs[0].insert_paragraph_before(MARK)),
    "pieces": marked_docx(_pieces),
    "header": marked_docx(_header),
    "footer": marked_docx(_footer),
    "box": marked_docx(_box),
    "comment": marked_docx(_comment),
    "property": marked_docx(_property),
    "insertion": marked_docx(_append(f'<w:ins {W} w:id="1" w:author="甲">{_run(MARK)}</w:ins>')),
    "deletion": marked_docx(_append(f'<w:del {W} w:id="1" w:author="甲">{_run(MARK, "delText")}</w:del>')),
    "hidden": marked_docx(_append(_run(MARK, properties="<w:rPr><w:vanish/></w:rPr>"))),
    "cell": marked_docx(lambda document: setattr(document.add_table(1, 1).cell(0, 0), "text", "密级：秘密")),
}


def marked_xlsx(put: Callable[[Any, Any], None], sheet: str = "台账") -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        first = book.add_worksheet(sheet)
        first.write_row(0, 0, ["序号", "事项", "责任单位", "完成时限"])
        first.write_row(1, 0, [1, "修缮云汀水库大坝", "县水利局", "2027年6月底"])
        put(book, first)
    return out.getvalue()


def _hidden_sheet(book: Any, _first: Any) -> None:
    sheet = book.add_worksheet("附表")
    sheet.write(8, 3, "工作秘密")
    sheet.hide()


XLSX: dict[str, bytes] = {
    "cell": marked_xlsx(lambda _, first: first.write(9, 5, MARK)),
    "sheet": marked_xlsx(_hidden_sheet),
    "sheet name": marked_xlsx(lambda _book, _first: None, "秘密★1年"),
    "header": marked_xlsx(lambda _, first: first.set_header("&L县政府办&R&10机密★1年")),
    "footer": marked_xlsx(lambda _, first: first.set_footer("&C内部资料，注意保存")),
    "comment": marked_xlsx(lambda _, first: first.write_comment("A1", "秘密★3年")),
    "box": marked_xlsx(lambda _, first: first.insert_textbox(5, 5, "绝密")),
    "property": marked_xlsx(lambda book, _: book.set_properties({"title": "机密★1年"})),
    "column": marked_xlsx(lambda _, first: first.write_column(0, 6, ["密级", "秘密"])),
}
