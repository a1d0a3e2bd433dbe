"""The working calendar: coverage is told honestly, notices are read whole or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.notices import read_notice
from domain.dates.workdays import WorkCalendar
from domain.notes import Answer
from domain.refusals import BadInput
from storage.database import Database
from storage.nudging import nudges
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.nudging.test_nudge import a_round

TODAY = date(2026, 11, 23)
NOTICE = "2027年国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"


async def keep(database: Database, who: str, words: str) -> Answer:
    """Sent, and confirmed."""
    shown = await feed(database, who, f"/calendar {words}")
    return await feed(database, who, press(who, button(shown, "确认")))


def test_a_notice_as_it_is_printed() -> None:
    days = read_notice(NOTICE, TODAY).days
    assert [day.day for day, works in days.items() if not works] == list(range(1, 8))
    assert [day for day, works in days.items() if works] == [date(2027, 9, 26), date(2027, 10, 9)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("12月25日放假", date(2026, 12, 25)),
        ("10月1日至7日放假，10月10日上班", date(2027, 10, 1)),
        ("12月31日至1月2日放假", date(2026, 12, 31)),
    ],
)
def test_a_notice_without_a_year_is_about_days_to_come(words: str, first: date) -> None:
    assert min(read_notice(words, TODAY).days) == first


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("10月1日至7日放假，10月7日上班", "既写了放假又写了上班"),
        ("2027年10月1日（周四）放假", "不是周四"),
        ("10月1日至7日放假，共8天", "共8天"),
        ("10月7日至1日放假", "颠倒"),
        ("2月30日放假", "没有2月30日"),
        ("10月1日至12月31日放假", "超过31天"),
        ("10月1日至7日", "放假还是上班"),
        ("明天放假吗", "请粘贴"),
    ],
)
async def test_what_contradicts_is_refused_in_one_line(database: Database, words: str, says: str) -> None:
    await county(database)
    answer = await feed(database, "alice", f"/calendar {words}")
    assert answer.kind == "refusal"
    assert says in answer.text
    assert "\n" not in answer.text
    async with database.reading() as tx:
        assert await nudges.calendar_overrides(tx) == {}


@given(st.dates(date(2027, 1, 1), date(2027, 11, 30)), st.integers(0, 20))
def test_every_day_of_a_span_is_read(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    words = f"2027年{first.month}月{first.day}日至{last.month}月{last.day}日放假，共{length + 1}天"
    assert set(read_notice(words, TODAY).days) == {
        date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)
    }


def test_words_without_days_are_no_notice() -> None:
    with pytest.raises(BadInput):
        read_notice("放假", TODAY)


async def test_an_uncovered_year_says_so_until_its_notice_came(database: Database) -> None:
    await county(database)
    shown = (await feed(database, "alice", "/calendar")).text
    assert "2026年：已有放假安排" in shown
    assert "2027年：还没有放假安排，暂按周一至周五" in shown
    kept = (await keep(database, "alice", NOTICE)).text
    assert "放假7天：2027年10月1日（周五）至2027年10月7日（周四）" in kept
    assert "2027年：已有放假安排" in kept
    assert "2027年10月9日（周六） 上班" in (await feed(database, "alice", "/calendar")).text


async def test_a_later_notice_that_contradicts_names_the_way_out(database: Database) -> None:
    await county(database)
    await keep(database, "alice", NOTICE)
    refused = await feed(database, "dave", "/calendar 2027年10月9日放假")
    assert refused.kind == "refusal"
    assert "/calendar 删除 10月9日" in refused.text
    assert "早已录入" in (await feed(database, "dave", f"/calendar {NOTICE}")).text
    assert "已删除" in (await feed(database, "dave", "/calendar 删除 10月9日")).text
    assert "已录入" in (await keep(database, "dave", "2027年10月9日放假")).text
    assert "不用删除" in (await feed(database, "dave", "/calendar 删除 3月1日")).text


async def test_nobody_is_nudged_on_a_day_off_of_the_office(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=date(2026, 11, 24))
    await keep(database, "alice", "2026年11月23日放假，11月28日上班")
    assert await a_round(database) == 0
    clock.at = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
    assert await a_round(database) == 1


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_only_supervisors_keep_it(database: Database, who: str) -> None:
    await county(database)
    assert (await feed(database, who, f"/calendar {NOTICE}")).kind == "refusal"


PRINTED = """国务院办公厅关于2027年部分节假日安排的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2027年元旦、春节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历腊月二十九、周五）至11日（农历正月初六、周四）放假调
休，共7天。1月31日（周日）、2月14日（农历正月初九、周日）上班。
三、清明节：4月5日（周二）放假1天，不调休。
县第一中学4月6日至7日放假。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作，确保人民群众祥和平安度过节日假期。
国务院办公厅
2026年11月4日
"""


def test_the_national_notice_is_read_line_by_line() -> None:
    paper = read_notice(PRINTED, TODAY)
    off = [(day.month, day.day) for day, works in paper.days.items() if not works]
    assert off == [(1, 1), (1, 2), (1, 3), *((2, day) for day in range(5, 12))]
    assert [str(day) for day, works in paper.days.items() if works] == ["2027-01-31", "2027-02-14"]
    assert paper.left == (
        "“三、清明节:4月5日(周二)放假1天,不调休”：2027年4月5日（周一）不是周二",
        "“县第一中学4月6日至7日放假”：没有看懂是不是本机关放假或上班",
    )


@pytest.mark.parametrize(
    ("words", "off", "on"),
    [
        ("放假时间：10月1日至7日，补班：10月9日", 7, 1),
        ("因县庆，全县党政机关11月8日（周一）放假1天", 1, 0),
        ("２０２７年１月１日（星期五）放假一天", 1, 0),
        ("1月1日至3日放假调休，共3天\n1月4日照常上班", 3, 1),
    ],
)
def test_other_wordings(words: str, off: int, on: int) -> None:
    said = list(read_notice(words, TODAY).days.values())
    assert (said.count(False), said.count(True)) == (off, on)


@pytest.mark.parametrize(
    "words",
    [
        "县一中10月8日至9日停课",
        "10月1日不放假",
        "取消10月10日补班",
        "10月10日不用上班",
        "张三10月8日至10日休息",
        "拟10月1日至7日放假",
        "商贸企业10月1日至3日放假",
        "10月8日放假吗",
        "放假通知：10月9日上班",
    ],
)
async def test_denials_and_other_peoples_days_off_change_nothing(database: Database, words: str) -> None:
    await county(database)
    answer = await feed(database, "alice", f"/calendar {words}")
    assert answer.kind == "refusal"
    assert "\n" not in answer.text
    async with database.reading() as tx:
        assert await nudges.calendar_overrides(tx) == {}


def test_days_off_by_law_are_off_before_their_notice_comes() -> None:
    calendar = WorkCalendar()
    off = [(1, 1), (2, 12), (5, 2), (10, 1), (10, 3)]
    assert not any(calendar.is_workday(date(2029, *day)) for day in off)
    assert calendar.is_workday(date(2029, 10, 4))
    assert WorkCalendar({date(2029, 1, 1): True}).is_workday(date(2029, 1, 1))
