"""The xlsx as offices keep it: columns, merged headings, lights, drop-downs, print; nothing typed comes alive."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.papers.ledger import Column, Happening, Ledger, LedgerRow
from domain.states import STATE_WORDS, State
from papers.files.grid import Sheet, read_sheets
from papers.ledger.returned import read_returned
from papers.ledger.writing import draw_ledger

SHANGHAI = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)
ROW = LedgerRow(
    item_id=11,
    parent_id=None,
    number=1,
    sub=0,
    meeting="县政府第5次常务会议",
    directive="修建清溪河堤防",
    leaders=("吴明远",),
    units=(("县农林局", State.IN_PROGRESS),),
    cooperating=("县财政局",),
    contacts=("鲍林",),
    assigned_on=date(2026, 10, 8),
    deadline=date(2026, 12, 31),
    long_term=False,
    progress=(("县农林局", "已完成勘察。"),),
    notes=("资金不足", "申请专项", "重点"),
    state=State.IN_PROGRESS,
    last_moved_on=date(2026, 11, 20),
    registered_at=datetime(2026, 10, 8, 1, 2, 3, 4, tzinfo=UTC),
)
SUB = replace(ROW, item_id=12, parent_id=11, sub=1, directive="建闸", state=State.CLOSED, long_term=True, deadline=None)
OTHER = replace(ROW, item_id=13, number=2, meeting="", directive="其他工作", deadline=None, assigned_on=None)
HISTORY = (Happening("#1", AT, "艾督", "set_deadline", '{"deadline": "2026-12-01"}', '{"deadline": "2026-12-31"}'),)


def drawn(*rows: LedgerRow, **more: object) -> bytes:
    return draw_ledger(Ledger("云岭县督办台账", AT, SHANGHAI, rows, **more))  # type: ignore[arg-type]


def sheets(*rows: LedgerRow) -> list[Sheet]:
    return read_sheets("台账.xlsx", drawn(*rows, history=HISTORY))


def xml(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_columns_stand_in_the_usual_order_under_merged_meetings() -> None:
    items = sheets(ROW, SUB, OTHER)[0]
    header = (
        "序号 来源/会议 事项内容 牵头领导 责任单位 配合单位 责任人/联络员 "
        "交办日期 完成时限 进展情况 存在问题 下步打算 状态 备注"
    )
    assert items.rows[2][:14] == header.split()
    assert items.rows[3][0] == "县政府第5次常务会议（1件，已办结0件）"
    cells = (
        "1 县政府第5次常务会议 修建清溪河堤防 吴明远 县农林局 县财政局 鲍林 "
        "2026-10-08 2026-12-31 已完成勘察。 资金不足 申请专项 推进中 重点"
    )
    assert items.rows[4][:14] == cells.split()
    assert (items.rows[5][0], items.rows[5][8], items.rows[5][12]) == ("1.1", "长期", "已办结")
    assert items.rows[6][0] == "其他事项（1件，已办结0件）"
    assert {((3, 0), (3, 13)), ((6, 0), (6, 13))} <= set(items.merged)


def test_figures_and_history_stand_on_sheets_of_their_own() -> None:
    _, figures, history = sheets(ROW, SUB, OTHER)
    assert figures.rows[1] == ["县农林局", "2", "0", "2", "0", "0", "0%"]
    assert figures.rows[2][:4] == ["合计（事项）", "2", "0", "2"]
    assert history.rows[1] == ["#1", "2026-11-23 09:00", "艾督", "设定时限", "时限：2026-12-01 → 2026-12-31"]


def test_the_sheet_is_made_for_screen_and_paper() -> None:
    told = xml(drawn(ROW, SUB))
    assert re.search(r'<pane [^>]*ySplit="3"[^>]*state="frozen"', told)
    assert '<autoFilter ref="A3:N6"/>' in told
    assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="landscape"', told)
    assert re.search(r'<pageSetup [^>]*fitToHeight="0"', told)
    assert '<pageSetUpPr fitToPage="1"/>' in told
    assert re.search(r'<col min="15" max="17" [^>]*hidden="1"', told)
    choices = re.search(r'<dataValidation type="list"[^>]*sqref="M4:M\d+"><formula1>"(.*?)"', told)
    assert choices is not None
    assert choices[1].split(",") == list(STATE_WORDS.values())
    assert "_xlnm.Print_Titles" in xml(drawn(ROW), "xl/workbook.xml")


def test_lights_are_computed_when_the_file_is_read() -> None:
    told = xml(drawn(ROW, SUB))
    rules = re.findall(
        r'<cfRule type="expression"[^>]*priority="(\d)"[^>]*stopIfTrue="1"><formula>(.*?)</formula>', told
    )
    assert [int(priority) for priority, _ in rules] == [1, 2, 3, 4]
    closed, overdue, soon, on_course = (words.replace("&quot;", '"').replace("&lt;", "<") for _, words in rules)
    assert closed == 'OR($M4="已办结",$M4="已撤销")'
    assert "$I4<TODAY(),NOT(AND(ISNUMBER($Q4),$Q4<=$I4))" in overdue
    assert "$I4>=TODAY(),$I4<=TODAY()+7" in soon.replace("&gt;", ">")
    assert "TODAY()+7" in soon
    assert "TODAY()-14" in soon
    assert on_course == '$M4<>""'.replace(">", "&gt;")
    assert re.search(r'<conditionalFormatting sqref="I4:I\d+ M4:M\d+"', told)


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://evil.example","点我")', "=1+1", "+1", "-1", "@SUM(A1)", "http://evil.example", "{=1}"]
)
def test_nothing_that_a_person_typed_comes_alive(words: str) -> None:
    hostile = replace(
        ROW, directive=words, meeting=words, notes=(words,) * 3, progress=(("", words),), leaders=(words,)
    )
    content = draw_ledger(Ledger(words, AT, SHANGHAI, (hostile,), (Happening(words, AT, words, words, "", words),)))
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    for name in (one for one in names if "worksheets/" in one):
        assert "<f>" not in xml(content, name)
        assert "<hyperlink" not in xml(content, name)
    assert not any("rels" in name and "worksheets" in name for name in names)
    assert read_sheets("a.xlsx", content)[0].rows[4][2] == words


@pytest.mark.parametrize("words", ["&<>\"'", "第一行\n第二行", "_x0041_", "一\x0b二\u200b", "𠮷野家", "长" * 40_000])
def test_any_text_survives_the_way_out_and_back(words: str) -> None:
    content = drawn(replace(ROW, directive=words, progress=(("县农林局", words),)))
    returned = read_returned(read_sheets("a.xlsx", content))
    assert returned is not None
    assert (returned.rows, returned.untouched) == ((), 1)


def test_an_empty_ledger_and_odd_days_can_be_drawn() -> None:
    assert len(read_sheets("a.xlsx", drawn())) == 3
    items = read_sheets("a.xlsx", drawn(replace(ROW, deadline=date(1812, 1, 1))))[0]
    assert items.rows[4][8] == "1812-01-01"


def test_every_column_has_a_heading_and_no_two_share_one() -> None:
    assert len({column.heading for column in Column}) == len(Column) == 14


def test_rows_are_as_high_as_their_text_and_grow_with_it() -> None:
    long = replace(ROW, directive="加快推进老旧小区改造，" * 12, deadline=None)
    rows = dict(re.findall(r'<row r="(\d+)"[^>]*ht="([\d.]+)"', xml(drawn(ROW, long))))
    low, high = float(rows["5"]), float(rows["6"])
    assert 18 <= low < 40
    assert high > 100
    # A height that somebody set would keep what is written later out of sight.
    assert "customHeight" not in xml(drawn(ROW))


def test_what_is_added_below_is_printed_and_what_is_hidden_is_not() -> None:
    names = xml(drawn(ROW), "xl/workbook.xml")
    assert '<definedName name="_xlnm.Print_Area" localSheetId="0">督办台账!$A:$N</definedName>' in names
