"""A .docx is read as it is printed, whatever Word or WPS wrapped the words in."""

import io
import zipfile
from collections.abc import Callable

import pytest

from domain.papers.unreadable import UnreadablePaper
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper
from papers.reading.tables.grid import MERGED
from tests.papers.test_files import zip_of
from tests.papers.test_hostile_files import WORD

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def run(words: str, properties: str = "", tag: str = "t") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def para(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def document(body: str, space: str = WORD, **parts: str) -> bytes:
    def root(name: str, inner: str) -> bytes:
        return f'<w:{name} xmlns:w="{space}" {SPACES}>{inner}</w:{name}>'.encode()

    more = {f"word__{name}.xml": root(name, inner) for name, inner in parts.items()}
    return zip_of(**{"word__document.xml": root("document", f"<w:body>{body}</w:body>")} | more)


def text_of(*body: str, **parts: str) -> list[str]:
    return extract_text("a.docx", document("".join(body), **parts)).split("\n")


def field(code: str, *result: str) -> str:
    borders = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    shown = (borders["separate"], *result) if result else ()
    return "".join((borders["begin"], run(code, tag="instrText"), *shown, borders["end"]))


def box(*lines: str) -> str:
    inner = "".join(para(run(line)) for line in lines)
    return f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"


def drawn_twice(*lines: str) -> str:
    """As Word writes a box: for itself, and for older programs."""
    inside = f"<w:txbxContent>{para(run(lines[0]))}</w:txbxContent>"
    old = f"<w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
    new = f'<mc:Choice Requires="wps"><w:drawing>{box(*lines)}</w:drawing></mc:Choice>'
    return f"<w:r><mc:AlternateContent>{new}<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"


INSIDE: dict[str, Callable[[str], str]] = {
    "insertion": lambda words: f'<w:ins w:id="1">{run(words)}</w:ins>',
    "moved here": lambda words: f'<w:moveTo w:id="1">{run(words)}</w:moveTo>',
    "smart tag": lambda words: f'<w:smartTag w:element="date">{run(words)}</w:smartTag>',
    "smart tag in a smart tag": lambda words: f"<w:smartTag><w:smartTag>{run(words)}</w:smartTag></w:smartTag>",
    "control": lambda words: f"<w:sdt><w:sdtPr/><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>",
    "custom xml": lambda words: f"<w:customXml>{run(words)}</w:customXml>",
    "link": lambda words: f"<w:hyperlink>{run(words)}</w:hyperlink>",
    "simple field": lambda words: f'<w:fldSimple w:instr="REF a">{run(words)}</w:fldSimple>',
    "field": lambda words: field(' DATE "yyyy" ', run(words)),
    "field in a field": lambda words: field("IF 1", field("REF a", run(words))),
    "ruby": lambda words: f"<w:r><w:ruby><w:rt>{run('yun')}</w:rt><w:rubyBase>{run(words)}</w:rubyBase></w:ruby></w:r>",
    "two runs": lambda words: run(words[:2]) + "<w:proofErr/><w:bookmarkStart/>" + run(words[2:]),
    "not hidden": lambda words: run(words, '<w:vanish w:val="0"/>'),
    "struck out on paper only": lambda words: run(words, "<w:strike/>"),
}


@pytest.mark.parametrize("kind", INSIDE)
def test_what_stands_inside_is_read_in_its_place(kind: str) -> None:
    words = INSIDE[kind]("云汀水厂")
    assert text_of(para(run("一、推进"), words, run("扩建。"))) == ["一、推进云汀水厂扩建。"]
    item = read_paper(
        "\n".join(text_of(para(run("任务分解表")), para(run("一、推进"), words, run("扩建，由县水利局负责。"))))
    )
    assert "云汀水厂" in item.items[0].directive


UNSAID: dict[str, str] = {
    "deletion": f'<w:del w:id="1">{run("旧厂", tag="delText")}</w:del>',
    "moved away": f'<w:moveFrom w:id="1">{run("旧厂")}</w:moveFrom>',
    "hidden": run("旧厂", "<w:vanish/>"),
    "hidden by its style": run("旧厂", '<w:rStyle w:val="gone"/>'),
    "code of a field": field("旧厂"),
    "deleted code": f"<w:del>{run('旧厂', tag='delInstrText')}</w:del>",
    "prompt": f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('旧厂')}</w:sdtContent></w:sdt>",
    "in an insertion": f"<w:ins><w:del>{run('旧厂', tag='delText')}</w:del></w:ins>",
}
GONE = '<w:style w:type="character" w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize("kind", UNSAID)
def test_what_is_struck_out_or_hidden_is_not(kind: str) -> None:
    assert text_of(para(run("推进"), UNSAID[kind], run("扩建。")), styles=GONE) == ["推进扩建。"]


def test_a_paragraph_whose_mark_was_struck_out_runs_on() -> None:
    struck = "<w:rPr><w:del/></w:rPr>"
    assert text_of(para(run("推进水厂"), properties=struck), para(run("扩建。"))) == ["推进水厂扩建。"]
    gone = para(UNSAID["deletion"], properties=struck)
    assert text_of(para(run("前")), gone, para(run("后"))) == ["前", "后"]


def test_boxes_stand_where_they_hang_and_are_read_once() -> None:
    assert text_of(para(drawn_twice("云岭县人民政府", "第9期")), para(run("正文"))) == [
        "云岭县人民政府",
        "第9期",
        "正文",
    ]
    assert text_of(para(run("正文"), drawn_twice("附注"))) == ["正文", "附注"]
    art = '<w:r><w:pict><v:shape><v:textpath string="督办通报"/></v:shape></w:pict></w:r>'
    assert text_of(para(art)) == ["督办通报"]


def test_notes_stand_after_their_paragraph() -> None:
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{para()}</w:footnote>'
        f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>", run(" 含农村饮水。"))}</w:footnote>'
    )
    read = text_of(
        para(run("一、扩建水厂"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run("。")),
        para(run("二、修路。")),
        footnotes=notes,
    )
    assert read == ["一、扩建水厂。", "注：含农村饮水。", "二、修路。"]


def test_paragraphs_and_tables_in_wrappings() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{para(run('一'))}{para(run('二'))}</w:sdtContent></w:sdt>"
    assert text_of(control, f"<w:customXml>{para(run('三'))}</w:customXml>") == ["一", "二", "三"]


def cell(*blocks: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def words_in(words: str, properties: str = "") -> str:
    return cell(para(run(words)), properties=properties)


def test_tables_keep_their_columns() -> None:
    row = "<w:tr>{}</w:tr>"
    rows = [
        row.format(words_in("序号") + words_in("事项") + words_in("单位")),
        row.format(
            words_in("1", '<w:vMerge w:val="restart"/>')
            + f"<w:sdt><w:sdtContent>{words_in('修路')}</w:sdtContent></w:sdt>"
            + words_in("县交通局")
        ),
        row.format(words_in("", "<w:vMerge/>") + words_in("架桥", '<w:gridSpan w:val="2"/>')),
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{words_in('造林')}{words_in('县林业局')}</w:tr>",
        f"<w:tr><w:trPr><w:del/></w:trPr>{words_in('9')}{words_in('旧')}{words_in('旧')}</w:tr>",
        f"<w:ins>{row.format(words_in('4') + words_in('清河') + words_in('县水利局'))}</w:ins>",
    ]
    told = text_of(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert told == [
        "序号\t事项\t单位",
        "1\t修路\t县交通局",
        f"{MERGED}1\t架桥\t",
        "\t造林\t县林业局",
        "4\t清河\t县水利局",
    ]


def test_a_frame_around_text_is_no_table_and_a_table_in_it_is_one() -> None:
    inner = f"<w:tbl><w:tr>{words_in('1')}{words_in('修路')}</w:tr></w:tbl>"
    framed = f"<w:tbl><w:tr>{cell(para(run('一、前')), inner, para(run('二、后')))}</w:tr></w:tbl>"
    assert text_of(framed) == ["一、前", "1\t修路", "二、后"]


def levels(*forms: tuple[str, str], anew: str = "") -> str:
    told = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for at, (form, words) in enumerate(forms)
    )
    kind = f'<w:abstractNum w:abstractNumId="7">{told}</w:abstractNum>'
    link = '<w:abstractNumId w:val="7"/>'
    return f'{kind}<w:num w:numId="1">{link}</w:num><w:num w:numId="2">{link}{anew}</w:num>'


def listed(words: str, name: int = 1, level: int = 0) -> str:
    return para(run(words), properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


def test_numbers_that_word_counts() -> None:
    forms = levels(("chineseCountingThousand", "%1、"), ("decimal", "%2."), ("decimalEnclosedCircle", "%3"))
    body = [listed("甲"), listed("100个村", level=1), listed("乙", level=2), listed("丙", level=1), listed("丁", 2)]
    assert text_of(*body, numbering=forms) == ["一、甲", "1. 100个村", "①乙", "2.丙", "二、丁"]
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    forms = levels(("chineseCountingThousand", "%1、"), anew=anew)
    assert text_of(listed("甲"), listed("乙", 2), listed("丙", 2), numbering=forms) == ["一、甲", "一、乙", "二、丙"]
    struck = listed("").replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")
    assert text_of(listed("甲"), struck, listed("乙"), numbering=forms) == ["一、甲", "二、乙"]


def test_numbers_of_cells_styles_and_typed_circles() -> None:
    forms = levels(("decimal", "%1"))
    row = "<w:tr>{}{}</w:tr>"
    rows = [row.format(cell(listed("")), words_in(one)) for one in ("修路", "架桥")]
    assert text_of(f"<w:tbl>{''.join(rows)}</w:tbl>", numbering=forms) == ["1\t修路", "2\t架桥"]
    style = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    forms = levels(("chineseCounting", "%1、"))
    assert text_of(para(run("甲"), properties='<w:pStyle w:val="b"/>'), numbering=forms, styles=style) == ["一、甲"]
    assert text_of(para(field(r" eq \o\ac(○,3)"), run("架桥"))) == ["③架桥"]


def test_the_strict_standard_and_a_numbered_part() -> None:
    strict = document(para(run("正文")), STRICT)
    assert extract_text("a.docx", strict) == "正文"
    source = zipfile.ZipFile(io.BytesIO(strict))
    assert extract_text("a.docx", zip_of(**{"word__document2.xml": source.read("word/document.xml")})) == "正文"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ofd", zip_of(**{"OFD.xml": b"<x/>"}), "ofd 文件。请用阅读软件另存为"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "另存为 docx"),
        ("a.wps", b"\xd0\xcf\x11\xe0", "另存为 docx"),
        ("a.et", b"\xd0\xcf\x11\xe0", "另存为 xlsx"),
        ("a.rtf", b"{\\rtf1", "另存为 docx"),
        ("a.pptx", zip_of(**{"ppt__presentation.xml": b"<x/>"}), "演示文稿"),
        ("a.zip", zip_of(a=b"b"), "解压"),
        ("a.rar", b"Rar!\x1a\x07", "解压"),
        ("a.docx", document(para()), "没有文字"),
        ("a.docx", zip_of(**{"word__document.xml": b"<w:document xmlns:w='a'/>"}), "损坏"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(name: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadablePaper, match=words) as refusal:
        extract_text(name, content)
    assert "\n" not in refusal.value.sentence


def test_nothing_but_a_picture() -> None:
    source = {"word__document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{para()}</w:body></w:document>'.encode()}
    with pytest.raises(UnreadablePaper, match="只有图片"):
        extract_text("a.docx", zip_of(**source, **{"word__media__stamp.png": b"\x89PNG"}))


def test_a_word_file_under_the_name_of_an_old_one_is_read() -> None:
    assert extract_text("纪要.wps", document(para(run("正文")))) == "正文"
    assert extract_text("纪要.doc", document(para(run("正文")))) == "正文"
