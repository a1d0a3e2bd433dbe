"""Scanned papers are read on this machine, and what was not sure is said: through the child process, with seals."""

import io
from dataclasses import replace
from difflib import SequenceMatcher

import pytest

from domain.papers import unreadable
from domain.papers.reading import FieldSource, ReadItem, ReadPaper
from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from papers import child
from papers.child import look_at_picture_in_child, read_in_child
from papers.scans.doubts import with_unsure
from papers.scans.lines import InkBox, lines_of, unsure_runs
from papers.scans.recognise import can_recognise, recognise
from tests.papers.scanning import scanned
from tests.papers.test_files import blank_pdf

needs_ocr = pytest.mark.skipif(not can_recognise(), reason="the ocr extra is not installed (uv sync --extra ocr)")
PAPER = """督办通报
第7期
云岭县人民政府督查室
2031年4月9日
关于县政府第3次常务会议议定事项办理情况的通报
一、正在推进的事项（2件）
1.由县交通局负责，5月底前完成柳荫大桥加固工程。已完成投资860万元，占总投资的43%，正在安装支座。
2.由县水务局牵头，城关镇配合，6月30日前建成清河水厂。主体已封顶，管网铺设12公里。
"""


@needs_ocr
async def test_a_stamped_scan_is_read_like_the_paper() -> None:
    paper = await read_in_child("通报.pdf", scanned(PAPER))
    assert (paper.issue_number, paper.is_recognised) == (7, True)
    assert [one.responsible_units for one in paper.items] == [("县交通局",), ("县水务局",)]
    assert [str(one.deadline) for one in paper.items] == ["2031-05-31", "2031-06-30"]
    assert "占总投资的43%" in paper.items[0].progress


@needs_ocr
def test_letters_are_right_under_seal_and_grain() -> None:
    told = recognise("a.pdf", scanned(PAPER, turn=1.2, blur=1.0)).text
    # Printed and recognised brackets differ in width alone.
    want, got = ("".join(text.split()).translate(str.maketrans("()", "（）")) for text in (PAPER, told))
    assert SequenceMatcher(None, want, got, autojunk=False).ratio() > 0.99
    assert "云岭县人民政府督查室" not in got[len(want) // 2 :]


TABLE = (
    "云岭县2031年重点任务分解表\n"
    "序号\t任务内容\t牵头单位\t配合单位\t完成时限\n"
    "1\t新建城乡公交站亭40座，实现城区到乡镇公交全覆盖，并完成智能调度平台建设\t县交通局_\t县财政局、各乡镇\t6月底前\n"
    "2\t改造农村公路86公里\t^\t县财政局\t11月底前\n"
    "3\t完成第三中学扩建，新增学位1200个\t县教体局\t县住建局\t8月20日前\n"
)


@needs_ocr
@pytest.mark.parametrize("turn", [-1.5, 0.0, 0.8])
async def test_a_ruled_table_is_read_cell_by_cell_however_it_lay(turn: float) -> None:
    paper = await read_in_child("分解表.pdf", scanned(TABLE, turn=turn))
    told = [(one.number_as_printed, one.responsible_units, one.deadline_text) for one in paper.items]
    assert told == [(1, ("县交通局",), "6月底前"), (2, ("县交通局",), "11月底前"), (3, ("县教体局",), "8月20日前")]
    assert paper.items[0].directive.endswith("并完成智能调度平台建设")
    assert paper.items[0].cooperating_units == ("县财政局", "各乡镇")


@needs_ocr
async def test_a_photo_of_a_page_is_read_too() -> None:
    paper = await read_in_child("照片.jpg", scanned(PAPER, kind="JPEG"))
    assert len(paper.items) == 2


def lying(photo: bytes, turn: int) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(photo)).rotate(turn, expand=True).save(out, "JPEG", quality=75)
    return out.getvalue()


@needs_ocr
@pytest.mark.parametrize("turn", [90, 180, 270])
async def test_a_photo_that_lies_is_turned_before_it_is_read(turn: int) -> None:
    paper = await read_in_child("照片.jpg", lying(scanned(PAPER, kind="JPEG"), turn))
    told = [(one.number_as_printed, one.responsible_units, str(one.deadline)) for one in paper.items]
    assert told == [(1, ("县交通局",), "2031-05-31"), (2, ("县水务局",), "2031-06-30")]


@needs_ocr
@pytest.mark.parametrize("turn", [90, 180])
async def test_a_mark_is_seen_on_evidence_that_lies(turn: int) -> None:
    photo = lying(scanned(f"机密★5年\n{PAPER}", kind="JPEG"), turn)
    with pytest.raises(ClassifiedPaper):
        await look_at_picture_in_child("照片.jpg", photo)


@needs_ocr
@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", blank_pdf(3), unreadable.NO_WORDS_IN_SCAN),
        ("a.pdf", blank_pdf(21), unreadable.SCAN_TOO_LONG.format(pages=21, limit=20)),
        ("a.jpg", b"\xff\xd8\xff no picture", unreadable.DAMAGED),
    ],
)
async def test_what_cannot_be_recognised_is_refused_in_one_line(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadablePaper) as refusal:
        await read_in_child(name, content)
    assert refusal.value.sentence == sentence


@pytest.mark.parametrize(("name", "sentence"), [("a.pdf", unreadable.SCANNED), ("a.png", unreadable.PICTURE)])
async def test_without_the_extra_the_sender_is_told_what_to_send(
    name: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "can_recognise", lambda: False)
    with pytest.raises(UnreadablePaper) as refusal:
        await read_in_child(name, blank_pdf() if name.endswith("pdf") else b"\x89PNG")
    assert refusal.value.sentence == sentence


def test_an_unsure_figure_brings_its_whole_number() -> None:
    assert unsure_runs("投资860万元", (1, 1, 1, 0.8, 1, 1, 1)) == ["860"]
    assert unsure_runs("投资860万元", (1, 0.3, 1, 1, 1, 1, 1)) == ["资"]
    assert unsure_runs("投资860。", (1, 1, 1, 1, 1, 0.1)) == []


def test_pieces_of_a_row_are_one_line_with_its_gaps() -> None:
    def piece(words: str, left: float, top: float) -> InkBox:
        return InkBox(words, (1.0,) * len(words), left, top, left + 40 * len(words), top + 40)

    rows = lines_of([piece("4月9日", 900, 103), piece("督查室", 100, 100), piece("一、情况", 100, 180)])
    assert [row.words for row in rows] == ["督查室    4月9日", "一、情况"]


def test_unsure_letters_are_doubts_of_their_field_and_come_first() -> None:
    sources = (FieldSource("deadline", (3, 3)), FieldSource("directive", (3, 4)))
    item = ReadItem(1, 1, 1, "修桥12座", deadline_text="5月底前", source_lines=(3, 4), sources=sources)
    read = with_unsure(ReadPaper(items=(replace(item),)), ((3, "5"), (4, "12"), (1, "第7期")))
    assert {one.field: one.doubt for one in read.items[0].doubts} == {
        "deadline": "“5”识别不清，请对照原件",
        "directive": "“12”识别不清，请对照原件",
    }
    assert [one.sentence for one in read.anomalies] == ["第1行“第7期”识别不清，请对照原件"]
