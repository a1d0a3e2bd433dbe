"""When a thing is due, in the words that offices use: rhythms, years, months in figures, and what is no limit."""

from datetime import date

import pytest

from papers.reading.due import PaperDate, find_due

DATED = PaperDate(date(2031, 3, 6))
OF_A_YEAR = PaperDate(None, 2031)
# Words, where they stand, the paper's day, the day they set, the words kept, whether it never ends.
CASES = (
    ("每季度最后一个月的30日前报送进展", "label", DATED, None, "每季度最后一个月的30日前", True),
    ("每月5日前", "label", DATED, None, "每月5日前", True),
    ("每周五", "label", DATED, None, "每周五", True),
    ("每月最后一周的周五前", "label", DATED, None, "每月最后一周的周五前", True),
    ("每年12月底前", "label", DATED, None, "每年12月底前", True),
    ("每季度末", "label", DATED, None, "每季度末", True),
    ("每半年一次", "label", DATED, None, "每半年一次", True),
    ("每月25日前报送", "bracket", DATED, None, "每月25日前", True),
    ("县统计局牵头，每季度首月10日前通报", "bracket", DATED, None, "每季度首月10日前", True),
    ("由县统计局于每月10日前发布数据", "directive", DATED, None, "每月10日前", True),
    ("5年内", "label", DATED, "2036-03-06", "5年内", False),
    ("2031年启动，5年内建成", "label", OF_A_YEAR, "2035-12-31", "5年内", False),
    ("年底前", "label", DATED, "2031-12-31", "年底前", False),
    ("年底前", "label", OF_A_YEAR, "2031-12-31", "年底前", False),
    ("三年内", "label", DATED, "2034-03-06", "三年内", False),
    ("12.30", "label", DATED, "2031-12-30", "12.30", False),
    ("12-30", "label", DATED, "2031-12-30", "12-30", False),
    ("12/30", "label", DATED, "2031-12-30", "12/30", False),
    ("2031.12.30", "label", DATED, "2031-12-30", "2031.12.30", False),
    ("2031/12/30", "label", DATED, "2031-12-30", "2031/12/30", False),
    ("2031.12", "label", DATED, "2031-12-31", "2031.12", False),
    ("2031-12", "label", DATED, "2031-12-31", "2031-12", False),
    ("2031年12月", "label", DATED, "2031-12-31", "2031年12月", False),
    ("不早于6月1日", "label", DATED, None, "不早于6月1日", False),
    ("不得早于9月30日", "label", DATED, None, "不得早于9月30日", False),
    ("长期坚持", "label", DATED, None, "长期坚持", True),
    ("全年", "label", DATED, "2031-12-31", "全年", False),
    ("持续推进", "label", DATED, None, "持续推进", True),
    ("2031年6月底前完成，并长期坚持", "label", DATED, "2031-06-30", "2031年6月底前", True),
    ("一季度", "label", DATED, "2031-03-31", "一季度", False),
    ("二季度末", "label", DATED, "2031-06-30", "二季度末", False),
    ("上半年", "label", DATED, "2031-06-30", "上半年", False),
    ("2031年底", "label", DATED, "2031-12-31", "2031年底", False),
    ("2031年", "label", DATED, "2031-12-31", "2031年", False),
    ("2031年度", "label", DATED, "2031-12-31", "2031年度", False),
    ("2031—2033年", "label", DATED, "2033-12-31", "2031—2033年", False),
    ("2031-2033年", "label", DATED, "2033-12-31", "2031-2033年", False),
    ("10月上旬", "label", DATED, "2031-10-10", "10月上旬", False),
    ("9月", "label", DATED, "2031-09-30", "9月", False),
    ("9月份", "label", DATED, "2031-09-30", "9月份", False),
    ("到2035年底压减泊位60个以上", "directive", DATED, "2035-12-31", "2035年底", False),
    ("到2033年，建成3座水厂", "directive", DATED, "2033-12-31", "到2033年", False),
    ("6月底前完成，7月10日前报送", "label", DATED, "2031-07-10", "7月10日前", False),
    ("一周内", "label", DATED, "2031-03-13", "一周内", False),
    ("即日起至4月15日", "label", DATED, "2031-04-15", "4月15日", False),
    ("明年6月底前", "label", DATED, "2032-06-30", "明年6月底前", False),
    ("不晚于6月1日", "directive", DATED, "2031-06-01", "6月1日", False),
    ("最迟8月20日提交报告", "directive", DATED, "2031-08-20", "8月20日", False),
    ("每学期末", "label", DATED, None, "每学期末", True),
    ("每日18时前", "label", DATED, None, "每日18时前", True),
    ("每两周的周三前报送", "bracket", DATED, None, "每两周的周三前", True),
    ("每季度开展一次检查", "directive", DATED, None, "", False),
    ("两年内", "label", OF_A_YEAR, "2032-12-31", "两年内", False),
    ("2031年内", "label", OF_A_YEAR, "2031-12-31", "2031年内", False),
    ("将平均住院日压缩至4天以内", "directive", DATED, None, "", False),
    ("审批时限控制在5日内", "directive", DATED, None, "", False),
    ("由后勤部负责，上半年清退超期耗材", "directive", DATED, "2031-06-30", "上半年", False),
    ("三季度末通车，10月底交付", "directive", DATED, "2031-10-31", "10月底", False),
    ("由农业农村局上半年建成高标准农田", "directive", DATED, "2031-06-30", "上半年", False),
    ("审批局须于上半年推动热线提速", "directive", DATED, "2031-06-30", "上半年", False),
    ("上半年已清退耗材", "directive", DATED, None, "", False),
    ("最早9月1日开工", "label", DATED, None, "最早9月1日", False),
)


@pytest.mark.parametrize(("words", "where", "written", "day", "phrase", "is_endless"), CASES)
def test_when_it_is_due(
    words: str, where: str, written: PaperDate, day: str | None, phrase: str, is_endless: bool
) -> None:
    texts = {"directive": "", "bracket": "", "label": ""} | {where: words}
    due = find_due(texts["directive"], bracket=texts["bracket"], label=texts["label"], written=written)
    assert due.day == (date.fromisoformat(day) if day else None)
    assert (due.phrase or "", due.long_term) == (phrase, is_endless)


def test_the_earliest_day_is_asked_about() -> None:
    due = find_due("", bracket="", label="不早于6月1日", written=DATED)
    assert due.doubt == "“不早于6月1日”是最早的日子，没有写最晚到哪天"
