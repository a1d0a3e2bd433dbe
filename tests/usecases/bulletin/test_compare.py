"""Comparison of units: off until a named person switches it on, rates by their rule, down to the items."""

from datetime import date, timedelta

from sqlmodel import col, select, update

from domain.bulletin.compare_texts import UnitRate, lists
from domain.papers.reading import ReadItem, ReadPaper
from storage.database import Database
from storage.tables import AuditEntry, Item
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.papers.write_import import import_reading

TODAY = date(2026, 11, 23)


async def three_of_four(database: Database, clock: Clock) -> County:
    """Of the farm bureau's four items one is late; the finance bureau has two, nobody judges it."""
    made = await county(database)
    for place in range(4):
        await made.item(f"农林第{place + 1}件", deadline=TODAY + timedelta(days=2 + place))
    await made.item("财政一", units=("县财政局",), deadline=TODAY + timedelta(days=1))
    await made.item("长期的", units=("县财政局",), long_term=True, deadline=TODAY + timedelta(days=1))
    await made.item("没有时限", units=("县财政局",))
    await made.item("还没到时限", units=("县财政局",), deadline=TODAY + timedelta(days=30))
    clock.advance(days=2)
    for label in (1, 2, 3):
        await feed(database, "bob", f"/done {label} 完成")
    await feed(database, "alice", "/approve 1")
    clock.advance(days=6)
    return made


async def test_off_until_somebody_switches_it_on_by_name(database: Database, clock: Clock) -> None:
    await three_of_four(database, clock)
    for who in ("alice", "lena"):
        refused = await feed(database, who, "/compare")
        assert refused.kind == "refusal"
        assert "默认不开" in refused.text
    assert (await feed(database, "lena", press("lena", "p:compare:1:0:"))).kind == "refusal"
    for who in ("lena", "bob", "adam"):
        assert (await feed(database, who, "/compare on")).kind == "refusal"
    assert "艾督开启" in (await feed(database, "alice", "/compare on")).text
    assert "没有变动" in (await feed(database, "dave", "单位对比 开启")).text
    assert "（艾督于12月1日开启）" in (await feed(database, "lena", "/compare")).text
    assert (await feed(database, "bob", "/compare")).kind == "refusal"
    assert "戴督关闭" in (await feed(database, "dave", "/compare off")).text
    assert (await feed(database, "lena", "/compare")).kind == "refusal"
    async with database.reading() as tx:
        query = select(AuditEntry).where(col(AuditEntry.action) == "switch_compare")
        rows = (await tx.session.exec(query.order_by(col(AuditEntry.position)))).all()
    assert [row.actor_id for row in rows] == [1, 2]
    assert '"on": true' in rows[0].after


async def test_rates_count_by_their_rule_and_open_into_items(database: Database, clock: Clock) -> None:
    made = await three_of_four(database, clock)
    await feed(database, "alice", "/compare on")
    table = await feed(database, "lena", "/compare")
    assert table.text.splitlines()[:2] == ["县农林局　按期 3/4（75%）", "县财政局　按期 0/1"]
    assert "按期办结率：" in table.text
    items = await feed(database, "lena", press("lena", button(table, "县农林局")))
    assert items.edit
    assert items.title == "县农林局　按期 3/4（75%）"
    assert items.text.splitlines() == [
        "✅ #1 时限11月25日，11月25日申请办结 · 农林第1件",
        "✅ #2 时限11月26日，11月25日申请办结 · 农林第2件",
        "✅ #3 时限11月27日，11月25日申请办结 · 农林第3件",
        "❌ #4 时限11月28日，已逾期3天 · 农林第4件",
    ]
    card = await feed(database, "lena", press("lena", button(items, "#4")))
    assert "农林第4件" in card.text
    assert (await feed(database, "lena", press("lena", button(items, "返回")))).title == "单位对比"
    forged = await feed(database, "lena", press("lena", f"p:compare:{made.unit_ids['县农林局']}:99:"))
    assert forged.text == items.text
    assert (await feed(database, "lena", press("lena", "p:compare:99:0:"))).kind == "refusal"


async def test_a_returned_request_and_a_late_one_are_not_on_time(database: Database, clock: Clock) -> None:
    made = await county(database)
    for _ in range(2):
        await made.item("事项", deadline=TODAY)
    await feed(database, "bob", "/done 1 完成")
    await feed(database, "alice", "/return 1 还没完")
    clock.advance(days=1)
    await feed(database, "bob", "/done 2 完成")
    await feed(database, "alice", "/approve 2")
    await feed(database, "alice", "/compare on")
    assert (await feed(database, "alice", "/compare")).text.startswith("县农林局　按期 0/2\n")


async def test_parts_stand_for_their_item_and_cancelled_ones_for_nothing(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("整治环境", deadline=TODAY, subs=("甲", "乙"))
    await made.item("撤销了", deadline=TODAY)
    async with database.transaction() as tx:
        await (await tx.connection()).execute(update(Item).where(col(Item.number) == 2).values(state="cancelled"))
    clock.advance(days=1)
    await feed(database, "alice", "/compare on")
    assert (await feed(database, "alice", "/compare")).text.startswith("县农林局　按期 0/1\n")


async def test_an_item_is_on_time_when_all_its_parts_are(database: Database, clock: Clock) -> None:
    made = await county(database)
    for what in ("整治环境", "修桥"):
        await made.item(what, deadline=TODAY, subs=("甲", "乙"))
    for label in ("1.1", "1.2", "2.1"):
        await feed(database, "bob", f"/done {label} 第{label}项已全部完成")
    clock.advance(days=3)
    await feed(database, "alice", "/compare on")
    table = await feed(database, "alice", "/compare")
    assert table.text.startswith("县农林局　按期 1/2\n")
    items = await feed(database, "alice", press("alice", button(table, "县农林局")))
    assert items.text.splitlines() == [
        "✅ #1 时限11月23日，11月23日申请办结 · 整治环境",
        "❌ #2 时限11月23日，已逾期3天 · 修桥",
    ]


async def test_a_unit_answers_for_what_it_had_when_the_day_came(database: Database, clock: Clock) -> None:
    """Handed over or shared after its day it is still the first unit's, before it the second's."""
    made = await county(database)
    for what in ("修桥", "铺路", "种树"):
        await made.item(what, deadline=TODAY + timedelta(days=2))
    await feed(database, "alice", "/assign 2 改派 县财政局")
    clock.advance(days=4)
    await feed(database, "alice", "/assign 1 改派 县财政局")
    await feed(database, "alice", "/assign 3 县财政局")
    await feed(database, "carol", "/done 1 桥已全部建成并通过验收")
    await feed(database, "alice", "/approve 1")
    await feed(database, "alice", "/compare on")
    lines = (await feed(database, "alice", "/compare")).text.splitlines()
    assert lines[:2] == ["县农林局　按期 0/2", "县财政局　按期 0/1"]


async def test_what_came_in_closed_or_overdue_judges_nobody(database: Database, clock: Clock) -> None:
    await county(database)
    items = [
        ReadItem(
            place,
            1,
            place,
            f"第{place}件工作，认真抓好落实",
            responsible_units=("县农林局",),
            deadline=TODAY + timedelta(days=place - 6),
            progress=f"第{place}件工作已启动。",
            state="closed" if place % 2 else "in_progress",
        )
        for place in range(1, 10)
    ]
    async with database.transaction() as tx:
        await import_reading(tx, ReadPaper(issue_number=35, paper_date=TODAY, items=tuple(items)))
    await feed(database, "alice", "/compare on")
    assert "暂无可比" in (await feed(database, "alice", "/compare")).text
    clock.advance(days=10)
    # What was still open and had its day ahead of it counts: the sixth and the eighth.
    assert (await feed(database, "alice", "/compare")).text.startswith("县农林局　按期 0/2\n")


async def test_the_response_to_nudges_stands_beside(database: Database, clock: Clock) -> None:
    made = await county(database)
    for place in range(3):
        await made.item(f"第{place + 1}件", deadline=TODAY + timedelta(days=60))
    for label in (1, 2, 3):
        await feed(database, "alice", f"/nudge {label}")
    clock.advance(hours=2)
    await feed(database, "bob", "/report 1 已开工")
    clock.advance(days=2)
    await feed(database, "alice", "/compare on")
    assert (await feed(database, "alice", "/compare")).text.splitlines()[0] == "县农林局　反馈 1/3（33.3%）"


async def test_nothing_to_compare_and_words_that_mean_nothing(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/compare on")
    assert "暂无可比" in (await feed(database, "alice", "/compare")).text
    assert "/compare 关" in (await feed(database, "alice", "/compare 全部")).text


def test_the_red_and_the_black_list_need_three_items() -> None:
    units = [
        UnitRate(1, "全按期", 3, 3),
        UnitRate(2, "少于三件", 2, 2),
        UnitRate(3, "六成", 3, 5),
        UnitRate(4, "不足六成", 1, 3),
        UnitRate(5, "两件都迟", 0, 2),
    ]
    assert lists(units) == "红榜：全按期\n黑榜：不足六成"
    assert lists(units[1:3]) == ""


def test_two_units_are_no_comparison() -> None:
    units = [UnitRate(1, "全按期", 3, 3), UnitRate(2, "不足六成", 1, 3)]
    assert lists(units) == ""
    assert lists([*units, UnitRate(3, "少于三件", 2, 2)]) == ""
    assert lists([*units, UnitRate(3, "六成", 3, 5)]) == "红榜：全按期\n黑榜：不足六成"
