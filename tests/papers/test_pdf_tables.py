"""A ruled table of a PDF is read by its cells: rows stay rows, whatever wraps, merges or runs over pages in them."""

from pathlib import Path

import pytest
import typst

from domain.papers.reading import ReadItem
from papers.child import read_in_child
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper
from papers.reading.tables.grid import CELL_BREAK, MERGED

FONTS = Path(__file__).parents[2] / "papers" / "fonts"
PAGE = '#set page(width: 297mm, height: {height}mm, margin: 15mm)\n#set text(font: "Noto Sans SC", size: 12pt)\n'


def pdf_of(folder: Path, body: str, height: int = 210) -> bytes:
    source = folder / "a.typ"
    source.write_text(PAGE.format(height=height) + body)
    return typst.compile(source, font_paths=[FONTS])


def cells(*rows: list[str]) -> str:
    return "".join(f"{cell if cell.startswith('table.') else f'[{cell}]'}, " for row in rows for cell in row)


def table(widths: str, head: list[str], *rows: list[str]) -> str:
    return f"云汀县2031年重点任务分解表\n#table(columns: ({widths}), table.header({cells(head)}), {cells(*rows)})\n"


def read(content: bytes) -> tuple[ReadItem, ...]:
    return read_paper(extract_text("a.pdf", content)).items


HEAD = ["序号", "工作任务", "牵头单位", "责任单位", "完成时限"]
WIDTHS = "12mm, 70mm, 40mm, 60mm, 40mm"


def test_cells_that_wrap_and_merge(tmp_path: Path) -> None:
    merged = "table.cell(rowspan: 2)[县财政局 \\ 县发改局 \\ 县审计局]"
    content = pdf_of(
        tmp_path,
        table(
            WIDTHS,
            HEAD,
            ["table.cell(colspan: 5)[一、重大项目]"],
            [
                "68",
                "建设云汀大桥，完成主桥合龙和两岸接线道路路基工程，同步推进景观照明工程。",
                "县交通局",
                merged,
                "12月底前",
            ],
            ["69", "1.编制规划； \\ 2.组织评审； \\ 3.报批实施。", "县自然资源局", "9月底前"],
            ["71", "扩建水厂", "云汀水务集团", "柳荫街道、青坞镇、云溪镇", "长期坚持"],
        )
        + "注：本表由县督查室解释。",
    )
    lines = extract_text("a.pdf", content).split("\n")
    assert lines[1].split("\t") == HEAD
    assert lines[4].split("\t")[3] == MERGED + CELL_BREAK.join(("县财政局", "县发改局", "县审计局"))
    first, second, third = read(content)
    assert first.directive == "建设云汀大桥，完成主桥合龙和两岸接线道路路基工程，同步推进景观照明工程"
    assert [one.number_as_printed for one in (first, second, third)] == [68, 69, 71]
    assert first.responsible_units == ("县交通局", "县财政局", "县发改局", "县审计局")
    assert [one.directive for one in second.sub_items] == ["编制规划", "组织评审", "报批实施"]
    assert third.responsible_units == ("云汀水务集团", "柳荫街道", "青坞镇", "云溪镇")


@pytest.mark.parametrize("width", ["15mm", "24mm", "31mm"])
def test_names_in_narrow_columns(tmp_path: Path, width: str) -> None:
    rows = [["1", "修路", "县农业农村局、县市场监管局", "6月底"], ["2", "架桥", "县住建局 \\ 县财政局", "7月底"]]
    content = pdf_of(tmp_path, table(f"12mm, 60mm, {width}, 30mm", ["序号", "任务", "责任单位", "时限"], *rows))
    assert [one.responsible_units for one in read(content)] == [
        ("县农业农村局", "县市场监管局"),
        ("县住建局", "县财政局"),
    ]


async def test_a_table_over_pages_is_one(tmp_path: Path) -> None:
    rows = [[str(n), f"推进第{n}号水厂扩建，新建泵站3座。", "县水利局", "县财政局", "三季度末"] for n in range(1, 41)]
    content = pdf_of(tmp_path, '#set page(numbering: "1")\n' + table(WIDTHS, HEAD, *rows))
    text = extract_text("a.pdf", content)
    assert text.count("工作任务") == 1
    assert len(text.split("\n")) == 42
    items = (await read_in_child("a.pdf", content)).items
    assert [one.number_as_printed for one in items] == [*range(1, 41)]
    assert {one.responsible_units for one in items} == {("县水利局", "县财政局")}


def test_a_row_that_a_page_cuts_is_one(tmp_path: Path) -> None:
    long = "完成" + "、".join(f"第{n}标段土石方开挖和边坡防护" for n in range(1, 31)) + "。"
    rows = [["1", long, "县水利局", "县财政局", "9月底"], ["2", "架桥", "县交通局", "县财政局", "8月底"]]
    content = pdf_of(tmp_path, table(WIDTHS, HEAD, *rows), height=100)
    first, second = read(content)
    assert first.directive == long.rstrip("。")
    assert (second.directive, second.deadline_text) == ("架桥", "8月底")


def test_rules_drawn_as_thin_boxes(tmp_path: Path) -> None:
    """As Word prints them, each border of each cell for itself."""
    words = [["序号", "任务", "责任单位"], ["7", "清理河道", "县水利局"], ["8", "整修堤防", "云溪镇"]]
    drawn = []
    for row in range(3):
        for column in range(3):
            left, top = 20 + column * 50, 30 + row * 12
            drawn.append(f"#place(dx: {left + 2}mm, dy: {top + 3}mm)[{words[row][column]}]")
            for x, y, w, h in ((0, 0, 50, 0.2), (0, 12, 50, 0.2), (0, 0, 0.2, 12), (50, 0, 0.2, 12)):
                drawn.append(
                    f"#place(dx: {left + x}mm, dy: {top + y}mm, rect(width: {w}mm, height: {h}mm, fill: black))"
                )
    content = pdf_of(tmp_path, "任务清单\n" + "\n".join(drawn))
    assert [(one.number_as_printed, one.responsible_units) for one in read(content)] == [
        (7, ("县水利局",)),
        (8, ("云溪镇",)),
    ]


def test_frames_and_lines_around_text_are_no_table(tmp_path: Path) -> None:
    body = (
        "#line(length: 100%)\n#rect(width: 100%)[会议议定以下事项：\n\n"
        "一、扩建云汀水厂，由县水利局负责，12月底前完成。\n\n"
        "二、修复古桥，由县文旅局负责，6月底前完成。]\n#line(length: 100%)\n#grid(columns: 2, [左], [右])"
    )
    text = extract_text("a.pdf", pdf_of(tmp_path, body))
    assert "\t" not in text
    assert len(read_paper(text).items) == 2
