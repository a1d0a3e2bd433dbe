"""/my of a lead leader and of a unit head: how things stand, and at most five lines of what needs them."""

from datetime import date, timedelta

from sqlalchemy import update

from domain.notes import Answer
from domain.office.people import Role
from storage.database import Database
from storage.office import people
from storage.tables import Item
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press

TODAY = date(2026, 11, 23)
FAR = date(2027, 3, 1)


def needs(answer: Answer) -> list[str]:
    """The lines that say what needs the reader."""
    block = next((part for part in answer.text.split("\n\n") if part.startswith("需要您处理")), "")
    return block.splitlines()[1:]


async def head_of(made: County, database: Database, who: str, unit: str) -> None:
    async with database.transaction() as tx:
        await people.set_head(tx, made.unit_ids[unit], made.person_ids[who])


async def test_a_leader_reads_what_they_lead_and_what_needs_them(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", leaders=("吴明远",), deadline=FAR)
    await made.item("整治环境", leaders=("吴明远",), deadline=TODAY + timedelta(days=18))
    await made.item("拨付资金", units=("县财政局",), leaders=("吴明远",), deadline=FAR)
    await made.item("种植茶树", leaders=("吴明远",), long_term=True)
    await made.item("与她无关", leaders=("李和平",), deadline=TODAY)
    await feed(database, "bob", "/difficulty 1 缺施工图纸")
    await feed(database, "lena", "/instruct 3 抓紧拨付")
    clock.advance(days=1)
    assert needs(await feed(database, "lena", "/my")) == ["🆘 #1（修建河堤）县农林局等协调1天：缺施工图纸"]
    clock.advance(days=19)
    mine = await feed(database, "lena", "/my")
    assert mine.title == "我的事项（4件）"
    assert mine.text.splitlines()[:3] == [
        "20 天未动：#1 修建河堤",
        "共 4 件，已办结 0 件（0%），在办 4 件",
        "🔴 逾期 1　🟡 临期 0，久未动 3　🟢 正常 0",
    ]
    assert needs(mine) == [
        "🆘 #1（修建河堤）县农林局等协调20天：缺施工图纸",
        "📌 #3（拨付资金）您的批示20天未答复：抓紧拨付",
        "🔴 #2 已逾期2天 · 县农林局 · 整治环境",
        "🟡 #4 20天未动 · 县农林局 · 种植茶树",
    ]
    assert "与她无关" not in mine.text
    asked = await feed(database, "lena", press("lena", button(mine, "#2 批示")))
    assert asked.ask
    assert "拨付资金" in (await feed(database, "lena", press("lena", button(mine, "#3 看卡片")))).text


async def test_five_lines_at_most_each_with_its_button(database: Database, clock: Clock) -> None:
    made = await county(database)
    for place in range(9):
        await made.item(f"逾期第{place + 1}件", leaders=("吴明远",), deadline=TODAY + timedelta(days=place))
    clock.advance(days=30)
    mine = await feed(database, "lena", "/my")
    assert [line.split()[1] for line in needs(mine)] == ["#1", "#2", "#3", "#4", "#5"]
    labels = [choice.label for row in mine.choices for choice in row if "批示" in choice.label]
    assert labels == [f"#{place} 批示" for place in range(1, 6)]
    second = await feed(database, "lena", press("lena", button(mine, "下一页")))
    assert needs(second) == []
    assert "未动" not in second.text


async def test_nothing_needs_a_leader_whose_items_go_on(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", leaders=("吴明远",), deadline=FAR)
    mine = await feed(database, "lena", "/my")
    assert mine.text.startswith("今天有 1 件在办事项还没有进展反馈。\n共 1 件")
    assert "需要您" not in mine.text


async def test_a_unit_head_reads_the_unit_and_an_official_only_the_list(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=TODAY + timedelta(days=3))
    await made.item("整治环境", deadline=TODAY + timedelta(days=22))
    await made.item("已签收的", deadline=FAR)
    await made.item("县财政局的", units=("县财政局",), deadline=TODAY)
    await made.item("有批示的", deadline=FAR)
    await feed(database, "bob", "/sign 1")
    await feed(database, "bob", "/sign 3")
    await feed(database, "lena", "/instruct 5 本周报结果")
    clock.advance(days=20)
    assert "需要您" not in (await feed(database, "bob", "/my")).text
    await head_of(made, database, "bob", "县农林局")
    mine = await feed(database, "bob", "/my")
    assert mine.text.splitlines()[:3] == [
        "20 天未动：#1 修建河堤",
        "【县农林局】",
        "共 4 件，已办结 0 件（0%），在办 4 件",
    ]
    assert needs(mine) == [
        "📌 #5（有批示的）吴明远批示等答复20天：本周报结果",
        "🔴 #1 已逾期17天 · 修建河堤",
        "✍️ #2 待签收 · 整治环境",
        "🟡 #3 20天未动 · 已签收的",
    ]
    signed = await feed(database, "bob", press("bob", button(mine, "#2 签收")))
    assert "已签收" in signed.text
    assert needs(await feed(database, "bob", "/my"))[2] == "🟡 #2 距时限2天 · 整治环境"


async def test_what_waits_for_the_supervisors_needs_no_head(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=TODAY)
    await head_of(made, database, "bob", "县农林局")
    await feed(database, "bob", "/done 1 完成")
    clock.advance(days=5)
    assert needs(await feed(database, "bob", "/my")) == []


async def test_the_head_of_a_unit_sees_its_items(database: Database) -> None:
    made = await county(database)
    await made.item("拨付资金", units=("县财政局",), deadline=FAR)
    await made.item("修建河堤", deadline=FAR)
    await head_of(made, database, "bob", "县财政局")
    assert "拨付资金" in (await feed(database, "bob", "/my")).text


async def test_a_leader_who_heads_a_unit_reads_each_item_once(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", leaders=("鲍林",), deadline=TODAY)
    async with database.transaction() as tx:
        await people.add_seat(tx, made.person_ids["bob"], Role.LEADER, None)
        await (await tx.connection()).execute(update(Item).values(last_moved_on=TODAY))
    await head_of(made, database, "bob", "县农林局")
    clock.advance(days=3)
    assert needs(await feed(database, "bob", "/my")) == ["🔴 #1 已逾期3天 · 县农林局 · 修建河堤"]


async def test_status_nudges_answers_with_the_response_of_units(database: Database) -> None:
    await county(database)
    assert (await feed(database, "alice", "/status nudges")).kind != "refusal"
    assert (await feed(database, "bob", "/status nudges")).kind == "refusal"
