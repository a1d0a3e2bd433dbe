"""The table of a year: kinds and numbers out of titles, rows that add up."""

from datetime import date

import pytest

from domain.bulletin.wording import DEFAULT_WORDING
from domain.views.year_table import MeetingCount, by_kind, kind_and_number, year_of, year_sheet


@pytest.mark.parametrize(
    ("title", "kind", "number", "year"),
    [
        ("2026年云岭县政府第21次常务会议", "云岭县政府常务会议", 21, 2026),
        ("县委第三次专题会议", "县委专题会议", 3, None),
        ("县政府第二十一次常务会议", "县政府常务会议", 21, None),
        ("第十次全体会议", "全体会议", 10, None),
        ("2025年度民生实事", "民生实事", 0, 2025),
        ("第一百零三次党组会", "党组会", 103, None),
        ("第一百一十次党组会", "党组会", 110, None),
        ("2026年", "2026年", 0, 2026),
    ],
)
def test_kind_number_and_year_of_a_title(title: str, kind: str, number: int, year: int | None) -> None:
    assert kind_and_number(title) == (kind, number)
    assert year_of(title) == year


def test_rows_add_up_by_kind_and_in_all() -> None:
    counts = [
        MeetingCount("其他来源", 0, 2, 0),
        MeetingCount("常务会议", 5, 10, 7),
        MeetingCount("常务会议", 3, 6, 6),
        MeetingCount("专题会议", 1, 0, 0),
    ]
    sheet = year_sheet(by_kind(counts), 2026, agency="县政府督查室", as_of=date(2026, 11, 27), wording=DEFAULT_WORDING)
    (table,) = sheet.tables
    assert sheet.title == "2026年度会议确定事项落实情况统计表"
    assert table.rows == (
        ("会议类别", "会议次数", "总件数", "已完成", "正在推进", "完成率"),
        ("常务会议", "第3次", "6", "6", "0", "100%"),
        ("常务会议", "第5次", "10", "7", "3", "70%"),
        ("常务会议", "小计", "16", "13", "3", "81.3%"),
        ("专题会议", "第1次", "0", "0", "0", "—"),
        ("其他来源", "—", "2", "0", "2", "0%"),
        ("合计", "", "18", "13", "5", "72.2%"),
    )
    assert len(table.aligns) == len(table.shares) == 6
