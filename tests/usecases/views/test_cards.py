"""The card of an item, its buttons by person and state, its history, and /my."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import update

from domain.hygiene import utf16_length
from storage.database import Database
from storage.tables import Item
from tests.building import county
from tests.cast import labels
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import helps

DUE = date(2026, 12, 31)


async def test_the_whole_card(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("发展企业", ("县农林局", "县财政局"), DUE, leaders=("吴明远", "李和平"), subs=("招商", "选址"))
    await helps(database, made, "1", "县档案馆")
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Item).values(target_amount=Decimal(20), target_measure="家"))
    for number in range(1, 5):
        await feed(database, "bob", f"/report 1 新增{number % 2 + 1}家 第{number}批已投产")
        clock.advance(days=1)
    card = await feed(database, "bob", "/item 1")
    assert card.title == "🟢 #1"
    for words in (
        "发展企业",
        "来源：2026年第5次常务会议",
        "牵头：吴明远、李和平",
        "责任：县农林局（推进中）、县财政局（待签收）",
        "配合：县档案馆",
        "12月31日（距时限34天）",
        "指标：每单位20家，累计6家",
        "未达标：县财政局、县农林局",
        "🟢 #1.1 招商 · 待签收",
        "1天未动",
    ):
        assert words in card.text, words
    assert card.text.count("第") == 1 + 3
    assert "第1批" not in card.text


async def test_a_sub_item_says_what_it_belongs_to(database: Database) -> None:
    made = await county(database)
    await made.item("振兴茶业", subs=("建基地",))
    card = await feed(database, "bob", "事项 1.1")
    assert card.title.endswith("#1.1")
    assert "所属：#1 振兴茶业" in card.text


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("bob", ["签收", "报进展", "申请办结", "报困难", "计划完成时间", "延期", "历史"]),
        ("alice", ["追问", "催办", "加子事项", "更多", "历史"]),
        ("lena", ["批示", "历史"]),
    ],
)
async def test_the_buttons_are_what_this_person_may_do(database: Database, who: str, expected: list[str]) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    assert labels(await feed(database, who, "/item 1")) == expected


async def test_the_buttons_follow_the_state(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    await feed(database, "bob", "/done 1 已竣工")
    assert labels(await feed(database, "bob", "/item 1")) == ["报进展", "报困难", "历史"]
    card = await feed(database, "alice", "/item 1")
    assert labels(card) == ["通过", "退回", "追问", "加子事项", "更多", "历史"]
    await feed(database, "alice", press("alice", button(card, "通过")))
    assert labels(await feed(database, "alice", "/item 1")) == ["撤回审核", "更多", "历史"]
    assert labels(await feed(database, "bob", "/item 1")) == ["历史"]


async def test_two_requests_on_a_card_are_told_apart_by_unit(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"))
    await feed(database, "bob", "/done 1 我方完成")
    await feed(database, "carol", "/done 1 我方完成")
    card = await feed(database, "alice", "/item 1")
    await feed(database, "alice", press("alice", button(card, "通过 县财政局")))
    assert "县财政局（已办结）" in (await feed(database, "alice", "/item 1")).text


async def test_the_urge_button_reaches_the_unit(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    card = await feed(database, "alice", "/item 1")
    answer = await feed(database, "alice", press("alice", button(card, "催办")))
    assert "已催办 #1" in answer.text
    assert len(await heard(database, "bob", "nudge")) == 1
    assert (await feed(database, "bob", press("bob", button(card, "催办")))).kind == "refusal"


async def test_history_by_pages_and_back(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    for number in range(12):
        await feed(database, "bob", f"/report 1 第{number}步已完成")
    card = await feed(database, "bob", "/item 1")
    first = await feed(database, "bob", press("bob", button(card, "历史")))
    assert first.edit
    assert "第11步" in first.text
    assert "第1步" not in first.text
    older = await feed(database, "bob", press("bob", button(first, "更早")))
    assert "第1步" in older.text
    back = await feed(database, "bob", press("bob", button(older, "返回")))
    assert "修建河堤" in back.text
    assert back.edit


async def test_another_units_item_reads_like_one_that_does_not_exist(database: Database) -> None:
    made = await county(database)
    await made.item("拨付资金", units=("县财政局",))
    foreign = await feed(database, "bob", "/item 1")
    absent = await feed(database, "bob", "/item 9")
    assert foreign.kind == absent.kind == "refusal"
    assert foreign.text.replace("1", "9") == absent.text
    for verb in ("item", "history", "report", "done", "extend", "nudge"):
        forged = await feed(database, "bob", press("bob", f"p:{verb}:1:1:"))
        assert forged.kind == "refusal", verb
        assert "拨付资金" not in forged.text
    assert (await feed(database, "adam", "/item 1")).kind == "refusal"
    assert "/item 37" in (await feed(database, "bob", "/item")).text


async def test_a_crowded_card_stays_readable_on_a_phone(database: Database) -> None:
    made = await county(database)
    units = ["县农林局", *(f"第{number}乡人民政府" for number in range(20))]
    subs = [f"{'很长的子事项内容' * 10}{number}" for number in range(15)]
    await made.item("修建" * 400, units, DUE, leaders=("吴明远",), subs=subs)
    for number in range(3):
        await feed(database, "bob", "/report 1 " + "很长的进展" * 300 + str(number))
    card = await feed(database, "bob", "/item 1")
    assert utf16_length(card.title + card.text) < 2200
    assert "……另有5项" in card.text


async def test_my_items_by_light_the_most_pressing_first(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("远期", deadline=date(2027, 3, 1))
    await made.item("长期坚持", long_term=True)
    await made.item("逾期", deadline=date(2026, 11, 20))
    await made.item("临期", deadline=date(2026, 12, 10))
    await made.item("等审核", deadline=date(2026, 11, 1))
    await made.item("别人的", units=("县财政局",))
    await made.item("帮忙的", units=("县财政局",))
    await helps(database, made, "7", "县农林局")
    await feed(database, "bob", "/done 5 完成")
    clock.advance(days=15)
    await feed(database, "bob", "/report 1 开工")
    mine = await feed(database, "bob", "我的事项")
    assert mine.title == "我的事项（6件）"
    lines = mine.text.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["🔴", "#3"],
        ["🟡", "#4"],
        ["🟡", "#2"],
        ["🟢", "#1"],
        ["🔴", "#5"],
        ["🟡", "#7"],
    ]
    assert lines[1] == "🟡 #4 临期 · 距时限2天"
    assert lines[4].endswith("待审核")
    assert "（配合）" in lines[5]
    card = await feed(database, "bob", press("bob", button(mine, "#4")))
    assert "临期" in card.text


async def test_my_items_by_pages_and_sub_items_under_theirs(database: Database) -> None:
    made = await county(database)
    for number in range(1, 10):
        await made.item(f"事项{number}", subs=("一", "二"))
    mine = await feed(database, "bob", "/my")
    assert mine.title == "我的事项（9件） 1/2"
    assert len(mine.text.splitlines()) == 8
    second = await feed(database, "bob", press("bob", button(mine, "下一页")))
    assert second.edit
    assert len(second.text.splitlines()) == 1


async def test_a_leader_sees_what_they_lead_and_the_others_a_word(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", leaders=("吴明远",))
    await made.item("修建道路", leaders=("李和平",))
    assert "修建河堤" in (await feed(database, "lena", "/my")).text
    assert "修建道路" not in (await feed(database, "lena", "/my")).text
    assert "没有" in (await feed(database, "carol", "/my")).text
    assert "/status" in (await feed(database, "alice", "/my")).text
    assert (await feed(database, "adam", "/my")).kind == "refusal"
