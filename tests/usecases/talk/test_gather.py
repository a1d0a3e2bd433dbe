"""Consolidation (汇总): what the others said goes to the lead unit, whose reply is its report."""

from storage.database import Database
from storage.talk import reports
from tests.building import County, county
from tests.cast import labels
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import helps


async def a_shared_item(database: Database) -> County:
    made = await county(database)
    await made.item("修建东河河堤", units=("县农林局", "县财政局"))
    await made.item("拨付资金", units=("县财政局",))
    return made


async def test_a_supervisor_asks_and_the_reply_of_the_lead_unit_is_its_report(database: Database) -> None:
    await a_shared_item(database)
    await feed(database, "carol", "/report 1 已拨付200万元")
    card = await feed(database, "alice", "/item 1")
    told = await feed(database, "alice", press("alice", button(card, "汇总")))
    assert told.text == "已请县农林局汇总 #1：另有 1 处进展一并送去。"
    (note,) = await heard(database, "bob", "gather")
    assert note.title == "📋 请汇总 #1"
    assert "· 县财政局（11月23日）：已拨付200万元" in note.text
    assert note.item_id == 1
    await feed(database, "alice", press("alice", button(card, "汇总")))
    assert len(await heard(database, "bob", "gather")) == 1


async def test_the_lead_unit_gathers_by_itself_with_who_helps_and_who_is_silent(database: Database) -> None:
    await helps(database, await a_shared_item(database), "1", "县水利局")
    asked = await feed(database, "bob", press("bob", button(await feed(database, "bob", "/item 1"), "汇总")))
    assert asked.ask
    assert "· 县财政局：还没有反馈\n· 县水利局（配合）：还没有反馈" in asked.text
    assert "已记录 R-1 · #1" in (await feed(database, "bob", "河堤完成三成，资金在拨")).text
    async with database.reading() as tx:
        (report,) = await reports.latest(tx, 1)
    assert (report.unit, report.report.text) == ("县农林局", "河堤完成三成，资金在拨")


async def test_who_does_not_lead_and_items_of_one_unit_have_no_such_button(database: Database) -> None:
    await a_shared_item(database)
    packed = button(await feed(database, "bob", "/item 1"), "汇总")
    assert "汇总" not in labels(await feed(database, "carol", "/item 1"))
    refused = await feed(database, "carol", press("carol", packed))
    assert refused.text == "#1 由县农林局汇总。发 /report 1，反馈本单位的进展即可。"
    assert "汇总" not in labels(await feed(database, "alice", "/item 2"))
    alone = await feed(database, "alice", press("alice", packed.replace(":1:", ":2:")))
    assert "不用汇总" in alone.text
    assert (await feed(database, "lena", press("lena", packed))).kind == "refusal"
