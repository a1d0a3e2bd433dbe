"""Spreadsheets as offices keep them become items; what is no table of items is said to be none."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from domain.papers.reading import ReadPaper
from domain.papers.unreadable import UnreadablePaper
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper
from papers.reading.tables.columns import column_kind, header_kinds

HEADER = ["序号", "来源", "事项内容", "牵头领导", "责任单位", "配合单位", "完成时限", "进展情况", "状态", "备注"]


def xlsx_of(*sheets: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        sheet.write_datetime(at, column, value, days)
                    elif value is not None:
                        sheet.write(at, column, value)
            for span in merged:
                first = span.split(":")[0]
                sheet.merge_range(span, rows[int(first[1:]) - 1][ord(first[0]) - 65])
    return out.getvalue()


def read(*sheets: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> ReadPaper:
    return read_paper(extract_text("台账.xlsx", xlsx_of(*sheets, merged=merged)))


def test_a_ledger_with_a_title_merged_headings_dates_and_states() -> None:
    paper = read(
        [
            ["云岭县督办台账（截至2027年9月30日）"],
            HEADER,
            ["第8次常务会议"],
            [1, "第8次", "修路", "程远", "县交通局", "县财政局", date(2027, 10, 31), "路基完成。", "在办", ""],
            ["第9次常务会议"],
            [2, "第9次", "修堤", None, "县水利局", None, "长期", "已完工", "已办结", ""],
        ],
        merged=["A1:J1", "A3:J3", "A5:J5"],
    )
    first, second = paper.items
    assert [section.heading for section in paper.sections] == ["第8次常务会议", "第9次常务会议"]
    assert (first.section, second.section) == (1, 2)
    assert (first.deadline, first.lead_leaders, first.origin) == (date(2027, 10, 31), ("程远",), "第8次")
    assert (second.deadline, second.deadline_text, second.long_term) == (None, "长期", True)
    assert (first.state, second.state) == ("in_progress", "closed")
    assert first.source_lines == (4, 4)


def test_cells_merged_over_rows_and_rows_of_one_item() -> None:
    paper = read(
        [
            ["序号", "任务", "责任单位", "进展"],
            [1, "改造校舍", "县教体局", "完成3所"],
            [None, None, "县住建局", "设计完成"],
            [2, "新建公园", "县城管局", "80%"],
            [3, "种树", "县林业局", 0.75],
        ],
        merged=["A2:A3", "B2:B3"],
    )
    assert [item.responsible_units for item in paper.items] == [("县教体局", "县住建局"), ("县城管局",), ("县林业局",)]
    assert [item.progress for item in paper.items] == ["完成3所设计完成", "80%", "75%"]


def test_a_header_of_two_rows_and_a_sheet_without_a_table() -> None:
    paper = read(
        [["填表说明"], ["每月25日前报送"]],
        [
            ["序号", "工作任务", "责任单位", None, "时限"],
            [None, None, "主办单位", "协办单位", None],
            [1, "清淤", "县水利局", "各镇", "2027年6月底"],
            ["合计", "1项", None, None, None],
            ["注：时限以会议纪要为准", None, None, None, None],
        ],
    )
    (item,) = paper.items
    assert (item.responsible_units, item.cooperating_units) == (("县水利局",), ("各镇",))
    assert item.deadline == date(2027, 6, 30)


def test_names_in_a_cell_whatever_parts_them() -> None:
    rows = [
        ["序号", "任务", "责任领导", "责任单位"],
        [1, "甲事", "程远\n韩子昂", "县财政局\n县发改局"],
        [2, "乙事", "程远 韩子昂", "县财政局 县发改局"],
        [3, "丙事", "宋 铭", "县农业农\n村局、各镇"],
        [4, "丁事", "程远（副县长）", "县财政局（牵头）、县发改局（配合）"],
        [5, "戊事", "/", "县财政局牵头，县发改局配合"],
    ]
    items = read(rows).items
    assert [item.lead_leaders for item in items] == [("程远", "韩子昂"), ("程远", "韩子昂"), ("宋铭",), ("程远",), ()]
    assert [item.responsible_units for item in items[:3]] == [
        ("县财政局", "县发改局"),
        ("县财政局", "县发改局"),
        ("县农业农村局", "各镇"),
    ]
    for item in items[3:]:
        assert (item.responsible_units, item.cooperating_units) == (("县财政局",), ("县发改局",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv(encoding: str, delimiter: str) -> None:
    rows = ["编号,项目内容,当前进度,牵头单位,备注", '1,"修路，一期",80%,县交通局,', "2,建校,已完工,县教体局,重点"]
    text = "\r\n".join(rows).replace(",", delimiter).replace('"修路，一期"', '"修路，\n一期"')
    items = read_paper(extract_text("a.csv", text.encode(encoding))).items
    assert [item.directive for item in items] == ["修路，一期", "建校"]
    assert [item.state for item in items] == ["in_progress", "closed"]


def test_what_a_cell_holds_is_text_and_never_a_formula() -> None:
    rows = [["序号", "任务", "责任单位"], [1, "=1+1修路", "县财政局"]]
    assert read(rows).items[0].directive == "=1+1修路"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("序 号", "number"),
        ("会议议定事项", "directive"),
        ("完成时限（2027年）", "due"),
        ("任务完成时限", "due"),
        ("项目进展情况", "progress"),
        ("责任单位及责任人", "responsible"),
        ("协同责任单位", "cooperating"),
        ("分管县领导", "leads"),
        ("办理状态", "state"),
        ("事项来源", "meeting"),
        ("存在问题", "other"),
        ("下步工作打算", "other"),
        ("交办日期", "other"),
        ("县交通局", None),
        ("修建城东至城西的道路，全长三公里", None),
    ],
)
def test_names_of_columns(name: str, kind: str | None) -> None:
    assert column_kind(name) == kind


def test_a_table_of_something_else_is_no_table_of_items() -> None:
    assert header_kinds(["序号", "姓名", "单位", "电话"]) == []
    assert header_kinds(["科目", "预算数", "执行数"]) == []
    with pytest.raises(UnreadablePaper, match="没有读出督办事项"):
        read([["序号", "姓名", "电话"], [1, "程远", "12345"]])


def test_the_old_kinds_say_what_to_do() -> None:
    with pytest.raises(UnreadablePaper, match="xlsx"):
        extract_text("台账.et", b"\xd0\xcf\x11\xe0")
    with pytest.raises(UnreadablePaper, match="打不开"):
        extract_text("台账.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 500)


def test_the_cover_of_a_workbook_tells_the_title() -> None:
    cover = [[None, None], [None, "2031年重点工作台账"], [None, "云汀县督查室"]]
    table = [["序号", "任务", "责任单位"], [1, "修路", "县交通局"], [2, "植树", "县林业局"]]
    paper = read(cover, table)
    assert (paper.title, len(paper.items)) == ("2031年重点工作台账", 2)
