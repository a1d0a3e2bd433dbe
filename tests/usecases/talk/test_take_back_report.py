"""Ten minutes to take back a report or a request for completion, by who sent it."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.notes import Answer
from domain.requests import RequestKind, RequestState
from domain.states import State
from storage.audit import find_flaw
from storage.database import Database
from storage.tables import Item, PromiseState, Request
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.items.test_lifecycle_acts import entries
from tests.usecases.talk.test_promise import an_item, ask_all, labels, promises
from tests.usecases.talk.test_report import edited, reports, states


async def take_back(database: Database, receipt: Answer, who: str = "bob") -> Answer:
    return await feed(database, who, press(who, button(receipt, "撤回")))


async def test_a_report_taken_back_counts_no_more_and_the_state_follows(database: Database, clock: Clock) -> None:
    await an_item(database)
    clock.advance(days=3)
    receipt = await feed(database, "bob", "/report 1 主体完工")
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    clock.advance(minutes=10)
    told = await take_back(database, receipt)
    assert told.edit
    assert told.text.startswith("已撤回 R-1 · #1 · 现为待签收")
    assert await states(database, "1") == (State.ASSIGNED, [State.ASSIGNED])
    assert await reports(database) == []
    assert [one.text for one in await reports(database, current=False)] == ["主体完工"]
    card = (await feed(database, "bob", "/item 1")).text
    assert "3天未动" in card
    assert "还没有进展反馈" in card
    assert "主体完工" in (await feed(database, "alice", "/audit 1")).text
    async with database.reading() as tx:
        assert await find_flaw(tx) is None
    twice = await take_back(database, receipt)
    assert (twice.kind, "已经撤回" in twice.text) == ("refusal", True)
    assert "第1次反馈" in (await feed(database, "bob", "/report 1 主体八成")).text


async def test_a_second_report_taken_back_leaves_the_first(database: Database, clock: Clock) -> None:
    await an_item(database)
    await feed(database, "bob", "/report 1 开工")
    clock.advance(days=2)
    second = await feed(database, "bob", "/report 1 完工")
    assert "现为推进中" in (await take_back(database, second)).text
    card = (await feed(database, "bob", "/item 1")).text
    assert "2天未动" in card
    assert "完工" not in card
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])


async def test_after_ten_minutes_or_by_another_it_stays(database: Database, clock: Clock) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 主体完工")
    for who in ("carol", "alice", "lena"):
        assert (await take_back(database, receipt, who)).kind == "refusal"
    clock.advance(minutes=10, seconds=1)
    late = await take_back(database, receipt)
    assert (late.kind, "超过10分钟" in late.text) == ("refusal", True)
    assert len(await reports(database)) == 1


async def test_a_sub_items_report_taken_back_moves_its_item_back(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("推进改厕", subs=("户厕", "公厕"))
    clock.advance(days=4)
    receipt = await feed(database, "bob", "/report 1.1 已完成选址")
    await take_back(database, receipt)
    async with database.reading() as tx:
        moved = {item.label: item.last_moved_on for item in (await tx.session.exec(select(Item))).all()}
    assert set(moved.values()) == {date(2026, 11, 23)}
    assert await states(database, "1") == (State.ASSIGNED, [State.ASSIGNED])


async def test_an_edited_report_goes_with_all_editions_and_stays_gone(database: Database) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 主体完工", message_id=70)
    await feed(database, "bob", edited("bob", "/report 1 主体八成", 70))
    await take_back(database, receipt)
    assert await reports(database) == []
    again = await feed(database, "bob", edited("bob", "/report 1 主体九成", 70))
    assert (again.kind, "已撤回" in again.text) == ("refusal", True)
    assert await reports(database) == []


async def test_a_report_after_the_request_is_taken_back_and_the_request_stands(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/done 1 已竣工")
    receipt = await feed(database, "bob", "/report 1 补充照片")
    assert "现为待审核" in (await take_back(database, receipt)).text
    card = (await heard(database, "alice", "review_card"))[-1]
    assert "补充照片" not in card.text
    await feed(database, "alice", press("alice", button(card, "通过")))
    assert (await states(database, "1"))[0] is State.CLOSED


async def test_a_closed_item_keeps_its_reports(database: Database) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 主体完工")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    assert "已办结" in (await take_back(database, receipt)).text
    assert len(await reports(database)) == 2


async def test_what_rested_on_the_report_goes_with_it(database: Database, clock: Clock) -> None:
    await an_item(database)
    await feed(database, "lena", "/instruct 1 请抓紧")
    receipt = await feed(database, "bob", "/report 1 方案已拟好，月底前印发")
    await feed(database, "bob", press("bob", button(receipt, "记为承诺")))
    await ask_all(database)
    await take_back(database, receipt)
    assert [one.state for one in await promises(database)] == [PromiseState.WITHDRAWN]
    assert (await feed(database, "bob", press("bob", button(receipt, "记为承诺")))).kind == "refusal"
    async with database.reading() as tx:
        (row,) = (await tx.session.exec(select(Request).where(col(Request.kind) == RequestKind.INSTRUCTION))).all()
    assert (row.state, row.report_id, row.answer) == (RequestState.OPEN, None, "")
    assert "被责任单位撤回" in (await heard(database, "lena", "word"))[-1].text
    clock.advance(minutes=1)
    await feed(database, "bob", "/report 1 初稿已成，下月印发")
    await ask_all(database)
    assert "初稿已成，下月印发" in (await heard(database, "lena", "word"))[-1].text


async def test_a_request_taken_back_leaves_the_queue_and_its_cards(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/report 1 主体完工")
    receipt = await feed(database, "bob", "/done 1 已竣工")
    card = (await heard(database, "alice", "review_card"))[-1]
    told = await take_back(database, receipt)
    assert told.text.startswith("已撤回 R-2 · #1 · 现为推进中")
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    assert [one.text for one in await reports(database)] == ["主体完工"]
    for who in ("alice", "dave"):
        shown = (await heard(database, who, "review_card"))[-1]
        assert "撤回办结申请" in shown.text
        assert not shown.choices
    stale = await feed(database, "alice", press("alice", button(card, "通过")))
    assert stale.kind == "refusal"
    assert (await states(database, "1"))[0] is State.IN_PROGRESS
    assert (await entries(database, "#1"))[-1] == "take_back_report"
    await feed(database, "bob", "/done 1 已竣工并验收")
    await feed(database, "alice", "/approve 1")
    assert (await states(database, "1"))[0] is State.CLOSED


async def test_the_parts_of_a_request_go_back_with_it(database: Database) -> None:
    made = await county(database)
    await made.item("推进改厕", subs=("户厕", "公厕"))
    await feed(database, "bob", "/report 1.1 已完成选址")
    receipt = await feed(database, "bob", "/done 1 已竣工")
    told = await take_back(database, receipt)
    assert "#1.1、#1.2 一并撤回" in told.text
    assert await states(database, "1.1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    assert await states(database, "1.2") == (State.ASSIGNED, [State.ASSIGNED])
    assert (await states(database, "1"))[0] is State.IN_PROGRESS
    assert (await entries(database, "#1.2"))[-1] == "take_back_report"


@pytest.mark.parametrize("verdict", ["/approve 1", "/return 1 缺材料"])
async def test_a_decided_request_stands(database: Database, verdict: str) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/done 1 已竣工")
    assert "撤回" in labels(receipt)
    await feed(database, "alice", verdict)
    before = await states(database, "1")
    refused = await take_back(database, receipt)
    assert (refused.kind, refused.text.startswith("没有撤回")) == ("refusal", True)
    assert await states(database, "1") == before


async def test_only_the_request_that_waits_is_taken_back(database: Database) -> None:
    await an_item(database)
    first = await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/return 1 缺材料")
    await feed(database, "bob", "/done 1 材料已补齐")
    refused = await take_back(database, first)
    assert (refused.kind, "已有结果" in refused.text) == ("refusal", True)
    assert await states(database, "1") == (State.AWAITING_REVIEW, [State.AWAITING_REVIEW])
