"""Working days from files: a table in any order of columns, the words of a notice; what contradicts is refused."""

import io
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from docx import Document

from domain.dates.calendar_paper import CalendarPaper
from domain.papers.unreadable import UnreadablePaper
from papers.calendar_sheets import read_calendar
from papers.child import read_calendar_in_child

TODAY = date(2026, 11, 23)
NATIONAL_DAY = {date(2027, 10, number): False for number in range(1, 8)}


def book(*rows: list[Any], title: str = "Sheet1") -> bytes:
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held)
    sheet = made.add_worksheet(title)
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(place, column, cell, day)
            else:
                sheet.write(place, column, cell)
    made.close()
    return held.getvalue()


def read(*rows: list[Any], name: str = "日历.xlsx") -> CalendarPaper:
    return read_calendar(name, book(*rows), TODAY)


def test_days_as_dates_under_a_title() -> None:
    paper = read(
        ["2027年放假安排"],
        [],
        ["日期", "类型", "备注"],
        [date(2027, 10, 1), "放假", "国庆节"],
        [date(2027, 10, 9), "上班", "补10月5日"],
    )
    assert paper == CalendarPaper({date(2027, 10, 1): False, date(2027, 10, 9): True})


def test_columns_in_any_order_and_ranges_in_words() -> None:
    paper = read(
        ["备注", "序号", "安排", "放假日期"],
        ["国庆节", 1, "放假调休", "2027年10月1日（周五）至7日（周四）"],
        ["", 2, "补班", "2027年9月26日"],
        ["", "", "", ""],
    )
    assert paper == CalendarPaper({date(2027, 9, 26): True, **NATIONAL_DAY})


@pytest.mark.parametrize(
    "cell",
    [
        "10月1日至7日",
        "10月1日-10月7日",
        "2027-10-01至2027-10-07",
        "2027/10/1 ～ 2027/10/7",
        "2027.10.1—2027.10.7",
        "20271001-20271007",
        "10月1日、2日、3日、4日、5号、6日和7日",
        "10月1日 星期五 至 10月7日 星期四",
    ],
)
def test_spellings_of_a_span(cell: str) -> None:
    assert read(["2027年"], ["日期", "类型"], [cell, "休息日"]) == CalendarPaper(NATIONAL_DAY)


def test_first_and_last_day_in_columns_of_their_own() -> None:
    paper = read(["开始日期", "结束日期", "类型"], [date(2027, 10, 1), date(2027, 10, 7), "放假"])
    assert paper == CalendarPaper(NATIONAL_DAY)


@pytest.mark.parametrize(
    ("kind", "works"),
    [
        ("放假", False),
        ("休息日", False),
        ("法定节假日", False),
        ("非工作日", False),
        ("休", False),
        ("上班", True),
        ("调休上班", True),
        ("补班", True),
        ("工作日", True),
        ("班", True),
    ],
)
def test_words_for_off_and_on(kind: str, works: bool) -> None:
    assert read(["日期", "类型"], [date(2027, 10, 8), kind]).days == {date(2027, 10, 8): works}


def test_a_swapped_day_is_the_other_of_what_it_usually_is() -> None:
    paper = read(["日期", "类型"], [date(2027, 10, 8), "调休"], [date(2027, 10, 9), "调休"])
    assert paper.days == {date(2027, 10, 8): False, date(2027, 10, 9): True}


def test_what_cannot_be_taken_is_listed() -> None:
    paper = read(
        ["2027年放假安排"],
        ["日期", "类型"],
        ["10月1日", "放假"],
        ["2026年12月31日", "放假"],
        ["国庆期间", "放假"],
        ["2月30日", "放假"],
        ["10月8日", "待定"],
        ["10月1日（周一）", "放假"],
    )
    assert paper.days == {date(2027, 10, 1): False}
    assert paper.left == (
        "第4行 2026年12月31日（周四）：不在2027年内",
        "第5行“国庆期间 放假”：没有看懂日期",
        "第6行“2月30日 放假”：没有2月30日这一天",
        "第7行“10月8日 待定”：没有看懂是放假还是上班",
        "第8行“10月1日（周一） 放假”：2027年10月1日（周五）不是周一",
    )


def test_a_year_in_the_name_of_the_file_counts() -> None:
    paper = read(["日期", "类型"], ["1月1日", "放假"], name="2027年日历.xlsx")
    assert paper.days == {date(2027, 1, 1): False}


def test_without_a_year_the_days_are_ahead() -> None:
    assert min(read(["日期", "类型"], ["12月25日", "放假"]).days) == date(2026, 12, 25)
    assert min(read(["日期", "类型"], ["10月1日", "放假"]).days) == date(2027, 10, 1)
    typing_error = read(["日期", "类型"], [date(2072, 10, 1), "放假"], [date(2027, 10, 1), "放假"])
    assert typing_error.days == {date(2027, 10, 1): False}
    assert "2072年10月1日" in typing_error.left[0]


@pytest.mark.parametrize("last", ["上班", "补班"])
def test_a_day_both_off_and_worked_refuses_the_whole(last: str) -> None:
    with pytest.raises(UnreadablePaper) as refused:
        read(["日期", "类型"], ["2027年10月1日至7日", "放假"], [date(2027, 10, 7), last])
    assert refused.value.sentence.startswith("2027年10月7日（周四）既写了放假又写了上班")
    assert "\n" not in refused.value.sentence


@pytest.mark.parametrize("rows", [[["日期", "类型"]], [["日期", "类型"], ["国庆", "放假"]], [["甲", "乙"], [1, 2]]])
def test_a_file_without_days_says_what_it_should_have(rows: list[list[Any]]) -> None:
    with pytest.raises(UnreadablePaper) as refused:
        read(*rows)
    assert "放假" in refused.value.sentence
    assert "\n" not in refused.value.sentence


NOTICE = (
    "云岭县人民政府办公室关于2027年部分节假日安排的通知\n各镇人民政府，县直各单位：\n"
    "一、国庆节：10月1日（周五）至7\n日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。\n"
    "云岭县人民政府办公室\n2026年11月20日\n"
)


def test_a_notice_as_text_is_read_over_its_line_breaks() -> None:
    days = {**NATIONAL_DAY, date(2027, 9, 26): True, date(2027, 10, 9): True}
    assert read_calendar("通知.txt", NOTICE.encode(), TODAY) == CalendarPaper(days)


def test_a_table_in_a_docx() -> None:
    document = Document()
    document.add_paragraph("2027年放假安排表")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("类型", "日期", "放假", "10月1日至7日"), strict=True):
        cell.text = words
    held = io.BytesIO()
    document.save(held)
    assert read_calendar("安排.docx", held.getvalue(), TODAY) == CalendarPaper(NATIONAL_DAY)


def test_a_csv() -> None:
    content = "日期,类型\n2027-10-01,放假\n2027-10-09,上班\n".encode("gb18030")
    assert read_calendar("日历.csv", content, TODAY).days == {date(2027, 10, 1): False, date(2027, 10, 9): True}


async def test_the_child_reads_the_same_and_refuses_in_the_same_words() -> None:
    rows = (["日期", "类型"], ["2027年10月1日至7日", "放假"])
    assert await read_calendar_in_child("日历.xlsx", book(*rows), TODAY) == read(*rows)
    with pytest.raises(UnreadablePaper, match="既写了放假又写了上班"):
        await read_calendar_in_child("日历.xlsx", book(*rows, [date(2027, 10, 7), "上班"]), TODAY)
    with pytest.raises(UnreadablePaper, match="打不开"):
        await read_calendar_in_child("日历.xlsx", b"PK\x03\x04broken", TODAY)
