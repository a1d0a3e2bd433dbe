"""Reports, requests and verdicts as they come from phones, through the real gate and routers."""

from datetime import date

from sqlmodel import select

from domain.states import State
from storage.database import Database
from storage.tables import Assignment, Item, Report
from tests.building import county
from tests.feeding import button, feed, heard, message, press


async def _states(database: Database) -> list[State]:
    async with database.reading() as tx:
        return [row.state for row in (await tx.session.exec(select(Assignment))).all()]


async def test_a_report_gets_its_receipt_and_is_stored_once(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    update = message("bob", "/report 1 堤防已完成三成")
    first = await feed(database, "bob", update)
    assert "已记录 R-" in first.text
    assert "#1 · 第1次反馈" in first.text
    again = await feed(database, "bob", {**update, "update_id": update["update_id"] + 90_000})
    assert again.kind == "refusal"
    assert "已记录过" in again.text
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Report))).all()) == 1
    assert await _states(database) == [State.IN_PROGRESS]


async def test_the_button_asks_and_the_reply_is_the_report(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    card = await feed(database, "bob", "/item 1")
    asked = await feed(database, "bob", press("bob", button(card, "报进展")))
    assert asked.ask
    answer = await feed(database, "bob", "已完成三成")
    assert "已记录" in answer.text
    # The question is answered: the next words are matched anew.
    assert "已记录" not in (await feed(database, "bob", "天气不错")).text


async def test_one_verdict_whoever_presses_how_often(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    await feed(database, "bob", "/done 1 全部完工")
    card = (await heard(database, "alice", "review_card"))[0]
    assert "全部完工" in card.text
    approved = await feed(database, "alice", press("alice", button(card, "通过")))
    assert approved.toast == "已销号"
    assert await _states(database) == [State.CLOSED]
    for name in ("alice", "dave"):
        second = await feed(database, name, press(name, button(card, "退回")))
        assert second.kind == "refusal"
        assert "已由艾督" in second.text
    assert await _states(database) == [State.CLOSED]
    told = (await heard(database, "dave", "review_card"))[-1]
    assert told.edits_key is not None
    assert "艾督" in told.text
    assert any("已销号" in note.title for note in await heard(database, "bob"))


async def test_others_cannot_decide(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    await feed(database, "bob", "/done 1 全部完工")
    card = (await heard(database, "alice", "review_card"))[0]
    for name in ("bob", "carol", "lena", "adam"):
        answer = await feed(database, name, press(name, button(card, "通过")))
        assert answer.kind == "refusal", name
    assert await _states(database) == [State.AWAITING_REVIEW]


async def test_a_return_needs_a_reason_and_goes_back(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    await feed(database, "bob", "/done 1 全部完工")
    assert "原因" in (await feed(database, "alice", "/return 1")).text
    card = (await heard(database, "alice", "review_card"))[0]
    await feed(database, "alice", press("alice", button(card, "退回")))
    await feed(database, "alice", "缺少验收材料")
    assert await _states(database) == [State.IN_PROGRESS]
    told = (await heard(database, "bob", "verdict"))[-1]
    assert "缺少验收材料" in told.text
    assert button(told, "申请办结")


async def test_a_request_on_an_item_covers_its_sub_items(database: Database) -> None:
    made = await county(database)
    await made.item("整治停车秩序", subs=("建停车场", "修订办法"))
    await feed(database, "bob", "/report 1.1 停车场已建成")
    await feed(database, "bob", "/done 1 两项都已完成")
    card = (await heard(database, "alice", "review_card"))[0]
    assert "2个子事项" in card.text
    await feed(database, "alice", "/approve 1")
    async with database.reading() as tx:
        items = (await tx.session.exec(select(Item))).all()
    assert [item.state for item in items] == [State.CLOSED] * 3


async def test_an_edit_amends_and_voids_a_confirmation(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防")
    said = message("bob", "/done 1 全部完工")
    await feed(database, "bob", said)
    await feed(database, "alice", "/approve 1")
    edited = {
        "update_id": said["update_id"] + 50_000,
        "edited_message": {**said["message"], "edit_date": 1_790_000_100},
    }
    edited["edited_message"]["text"] = "/done 1 只完成了八成"
    answer = await feed(database, "bob", edited)
    assert "已记录" in answer.text
    async with database.reading() as tx:
        reports = (await tx.session.exec(select(Report))).all()
    assert [(report.text, report.is_current) for report in reports] == [("全部完工", False), ("只完成了八成", True)]
    assert reports[1].amends_id == reports[0].report_id
    assert await _states(database) == [State.IN_PROGRESS]
    assert any("作废" in note.text for note in await heard(database, "alice"))


async def test_plain_talk_is_asked_back_and_stored_by_one_press(database: Database) -> None:
    made = await county(database)
    for words in ("修建清溪河堤防", "松材线虫病防控", "发展高山茶品牌", "建设冷链物流园"):
        await made.item(words)
    asked = await feed(database, "bob", "松材线虫的资金到了50万")
    assert "#2" in str([row[0].label for row in asked.choices])
    async with database.reading() as tx:
        assert not (await tx.session.exec(select(Report))).all()
    packed = button(asked, "#2")
    assert "已记录" in (await feed(database, "bob", press("bob", packed))).text
    assert (await feed(database, "bob", press("bob", packed))).kind == "refusal"
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Report))).all()) == 1


async def test_a_foreign_item_reads_as_none(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防", units=("县财政局",))
    foreign = await feed(database, "bob", "/item 1")
    missing = await feed(database, "bob", "/item 999")
    assert foreign.kind == missing.kind == "refusal"
    assert foreign.text.replace("1", "N") == missing.text.replace("999", "N")


async def test_quantities_add_up_on_the_card(database: Database) -> None:
    made = await county(database)
    await made.item("各单位每年发展1家社区工厂", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        item = (await tx.session.exec(select(Item))).one()
        item.target_amount, item.target_measure = 1, "家"  # type: ignore[assignment]
        tx.session.add(item)
    await feed(database, "bob", "/report 1 3家 均已投产")
    card = await feed(database, "alice", "/item 1")
    assert "累计3家" in card.text
    assert "未达标：县财政局" in card.text


async def test_an_extension_is_decided_once(database: Database, clock: object) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防", deadline=date(2026, 11, 30))
    asked = await feed(database, "bob", "/extend 1 12月31日 连续降雨")
    assert "12月31日" in asked.text
    card = (await heard(database, "alice", "extension_card"))[0]
    await feed(database, "alice", press("alice", button(card, "同意")))
    second = await feed(database, "dave", press("dave", button(card, "不同意")))
    assert "已由艾督" in second.text
    async with database.reading() as tx:
        item = (await tx.session.exec(select(Item))).one()
    assert (item.deadline, item.original_deadline) == (date(2026, 12, 31), date(2026, 11, 30))


async def test_bad_extensions_say_what_to_do(database: Database) -> None:
    made = await county(database)
    await made.item("修建清溪河堤防", deadline=date(2026, 11, 30))
    for words in ("/extend 1 11月25日 早点", "/extend 1 11月1日 过去", "/extend 9 12月31日 没有这项"):
        answer = await feed(database, "bob", words)
        assert answer.kind == "refusal", words
        assert "\n" not in answer.text
    assert not await heard(database, "alice", "extension_card")
