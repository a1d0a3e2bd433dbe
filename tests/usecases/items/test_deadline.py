"""A deadline is set in the words of an office; a doubtful one is set only after a look at it."""

import json
from datetime import date

import pytest

from domain.states import State
from storage.audit import entries_about
from storage.database import Database
from storage.items import items
from storage.tables import CalendarOverride, Item
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press


async def item_of(database: Database, label: str) -> Item:
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
    assert parts is not None
    return parts.item


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("下周五", date(2026, 12, 4)),
        ("12月31日", date(2026, 12, 31)),
        ("三个工作日内", date(2026, 11, 26)),
        ("2027年3月31日前", date(2027, 3, 31)),
    ],
)
async def test_certain_words_are_taken(database: Database, words: str, day: date) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", deadline=date(2026, 11, 30))
    answer = await feed(database, "alice", f"/due 1 {words}")
    assert f"{day.month}月{day.day}日（周" in answer.text
    assert "原11月30日（周一）" in answer.text
    item = await item_of(database, "1")
    assert (item.deadline, item.original_deadline) == (day, date(2026, 11, 30))
    assert item.deadline_text == words


@pytest.mark.parametrize(
    ("words", "why", "day"),
    [
        ("10月1日", "已经过去", date(2026, 10, 1)),
        ("12月6日", "不是工作日", date(2026, 12, 6)),
        ("12月", "没有写明几日", date(2026, 12, 31)),
    ],
)
async def test_doubtful_day_waits_for_a_press(database: Database, words: str, why: str, day: date) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    asked = await feed(database, "alice", f"/due 1 {words}")
    assert why in asked.text
    assert (await item_of(database, "1")).deadline is None
    done = await feed(database, "alice", press("alice", button(asked, "确定")))
    assert done.edit
    assert (await item_of(database, "1")).deadline == day
    again = await feed(database, "dave", press("dave", button(asked, "确定")))
    assert "#1 已由艾督于11月23日09:00更新" in again.text


async def test_day_off_by_the_offices_own_calendar(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    async with database.transaction() as tx:
        tx.session.add(CalendarOverride(office_id=1, day=date(2026, 12, 5), is_workday=True))
        tx.session.add(CalendarOverride(office_id=1, day=date(2026, 12, 4), is_workday=False))
    asked = await feed(database, "alice", "/due 1 12月4日")
    assert "下一个工作日是12月5日（周六）" in asked.text
    assert (await feed(database, "alice", "/due 1 12月5日")).choices == ()


async def test_left_as_it_was(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", deadline=date(2026, 12, 31))
    asked = await feed(database, "alice", "/due 1 10月1日")
    assert "没有改动" in (await feed(database, "alice", press("alice", button(asked, "不改")))).text
    assert (await item_of(database, "1")).deadline == date(2026, 12, 31)


async def test_long_term_and_back(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", deadline=date(2026, 12, 31))
    assert "长期" in (await feed(database, "alice", "/due 1 长期")).text
    item = await item_of(database, "1")
    assert (item.long_term, item.deadline, item.original_deadline) == (True, None, date(2026, 12, 31))
    assert "没有改动" in (await feed(database, "alice", "/due 1 长期")).text
    await feed(database, "alice", "时限 1 12月31日")
    item = await item_of(database, "1")
    assert (item.long_term, item.deadline) == (False, date(2026, 12, 31))


async def test_officials_hear_the_new_and_the_old(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", units=("县农林局", "县财政局"), deadline=date(2026, 11, 30))
    await feed(database, "alice", "/assign 1 改派 县农林局")
    await feed(database, "alice", "/due 1 12月31日")
    (told,) = await heard(database, "bob")
    assert (told.kind, told.item_id) == ("deadline", (await item_of(database, "1")).item_id)
    assert "改为 12月31日（周四）（原11月30日（周一））" in told.text
    # Carol's unit has it no longer.
    assert [note.kind for note in await heard(database, "carol")] == ["taken"]


async def test_sub_items_with_the_same_deadline_follow(database: Database) -> None:
    made = await county(database)
    await made.item("抓好质量提升", deadline=date(2026, 12, 31), subs=("方案", "评审"))
    await feed(database, "alice", "/due 1.2 12月10日")
    answer = await feed(database, "alice", "/due 1 12月18日")
    assert "1个子事项随之调整" in answer.text
    assert (await item_of(database, "1.1")).deadline == date(2026, 12, 18)
    assert (await item_of(database, "1.2")).deadline == date(2026, 12, 10)


async def test_audit_keeps_before_and_after(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", deadline=date(2026, 11, 30))
    await feed(database, "alice", "/due 1 12月31日")
    async with database.reading() as tx:
        (entry,) = await entries_about(tx, "#1")
    assert json.loads(entry.before)["deadline"] == "2026-11-30"
    assert json.loads(entry.after)["deadline"] == "2026-12-31"


async def test_without_a_day_it_asks_and_keeps_asking(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", deadline=date(2026, 12, 31))
    assert "距时限38天" in (await feed(database, "alice", "/due 1")).text
    assert "没有看懂" in (await feed(database, "alice", "尽快")).text
    assert "12月18日" in (await feed(database, "alice", "12月18日")).text


async def test_refusals_change_nothing(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    for who, words in (
        ("bob", "/due 1 12月31日"),
        ("lena", "/due 1 12月31日"),
        ("alice", "/due 9 12月31日"),
        ("alice", "/due"),
        ("alice", "/due 1 2月30日"),
    ):
        assert (await feed(database, who, words)).kind == "refusal"
    assert (await item_of(database, "1")).version == 1
    async with database.transaction() as tx:
        parts = await items.by_label(tx, "1")
        assert parts is not None
        await tx.move(parts.assignments[0][0], state=State.CLOSED)
        await items.follow_parts(tx, parts.item)
    assert "已办结或已撤销" in (await feed(database, "alice", "/due 1 12月31日")).text
