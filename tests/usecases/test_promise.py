"""What follows a report: a promise bound by a press and asked about on its day; ten minutes to take it back."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.notes import Answer
from domain.states import State
from storage.audit import find_flaw
from storage.database import Database
from storage.tables import Instruction, Item, Promise, PromiseState
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.test_report import edited, reports, sent, states
from usecases.promise import follow_reports

DUE = date(2026, 12, 31)


async def an_item(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    return made


async def promises(database: Database) -> list[Promise]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(Promise).order_by(col(Promise.promise_id)))).all())


async def ask_all(database: Database) -> int:
    count = 0
    for _ in range(20):
        async with database.transaction() as tx:
            if not await follow_reports(tx):
                return count
            count += 1
    raise AssertionError("it never ends")


async def promise(database: Database, words: str = "月底前印发方案", label: str = "1") -> Answer:
    receipt = await feed(database, "bob", f"/report {label} {words}")
    return await feed(database, "bob", press("bob", button(receipt, "记为承诺")))


def labels(answer: Answer) -> list[str]:
    return [choice.label for row in answer.choices for choice in row]


async def test_a_press_makes_the_promise_and_nothing_else_does(database: Database) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 月底前印发方案")
    assert "记为承诺 11月30日" in labels(receipt)
    assert await promises(database) == []
    packed = button(receipt, "记为承诺")
    told = await feed(database, "bob", press("bob", packed))
    assert told.text == "已记为承诺：#1 11月30日（周一）。到那天会来问一次。"
    (row,) = await promises(database)
    assert (row.day, row.state) == (date(2026, 11, 30), PromiseState.OPEN)
    assert "📅 承诺 11月30日（县农林局）：待兑现" in (await feed(database, "bob", "/item 1")).text
    again = await feed(database, "bob", press("bob", packed))
    assert again.kind == "refusal"
    assert "没有重复登记" in again.text
    assert len(await promises(database)) == 1


async def test_a_doubtful_day_has_a_question_mark_and_no_promise_no_button(database: Database) -> None:
    await an_item(database)
    doubtful = await feed(database, "bob", "/report 1 下周三开工，月底前完工")
    assert any(label.startswith("记为承诺") and label.endswith("？") for label in labels(doubtful))
    for words in ("资金已拨付", "11月20日已开工"):
        assert not any("承诺" in label for label in labels(await feed(database, "bob", f"/report 1 {words}")))
    assert await promises(database) == []


async def test_a_promise_behind_the_deadline_is_flagged_at_once(database: Database) -> None:
    await an_item(database)
    assert "晚于办理时限 12月31日" in (await promise(database, "2027年1月15日前完工")).text


async def test_on_its_day_the_unit_is_asked_once_and_the_answer_shows(
    database: Database, clock: Clock
) -> None:
    made = await an_item(database)
    await made.item("推进改厕", deadline=DUE)
    await promise(database)
    await promise(database, "月底前开工", "2")
    assert await ask_all(database) == 0
    clock.advance(days=6, hours=20)
    assert await ask_all(database) == 0
    clock.advance(hours=4)
    assert await ask_all(database) == 1
    (asked,) = await heard(database, "bob", "promise")
    assert asked.title == "📅 承诺到期：2 件，请回个话"
    assert asked.item_id is None
    assert await ask_all(database) == 0
    kept = await feed(database, "bob", press("bob", button(asked, "#1 已兑现")))
    assert "✅ #1 的承诺（11月30日）已记为兑现" in kept.text
    broken = await feed(database, "bob", press("bob", button(asked, "#2 未兑现")))
    assert "/report 2" in broken.text
    late = await feed(database, "bob", press("bob", button(asked, "#1 未兑现")))
    assert (late.kind, "已记为已兑现" in late.text) == ("refusal", True)
    assert [one.state for one in await promises(database)] == [PromiseState.KEPT, PromiseState.BROKEN]
    assert "✅ 承诺 11月30日（县农林局）：已兑现" in (await feed(database, "bob", "/item 1")).text
    assert "❌ 承诺 11月30日（县农林局）：未兑现" in (await feed(database, "bob", "/item 2")).text


async def test_silence_shows_and_a_reply_is_a_report(database: Database, clock: Clock) -> None:
    await an_item(database)
    await promise(database)
    clock.advance(days=7)
    await ask_all(database)
    await sent(database, "bob", "promise", 700)
    clock.advance(days=1)
    assert "到期未答复" in (await feed(database, "bob", "/item 1")).text
    assert "已记录" in (await feed(database, "bob", "还差一个会签", reply_to=700)).text
    assert (await reports(database))[-1].text == "还差一个会签"


async def test_what_is_known_is_not_asked(database: Database, clock: Clock) -> None:
    made = await an_item(database)
    await made.item("推进改厕", deadline=DUE)
    await promise(database)
    await promise(database, "月底前开工", "2")
    await feed(database, "bob", "/done 1 方案已印发")
    await feed(database, "alice", "/reassign 2 县财政局")
    clock.advance(days=7)
    await ask_all(database)
    assert await heard(database, "bob", "promise") == []
    assert await heard(database, "carol", "promise") == []
    assert [one.state for one in await promises(database)] == [PromiseState.KEPT, PromiseState.WITHDRAWN]


@pytest.mark.parametrize("who", ["carol", "alice", "lena"])
async def test_another_units_promise_is_neither_made_nor_settled(database: Database, who: str) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 月底前印发")
    packed = button(receipt, "记为承诺")
    assert (await feed(database, who, press(who, packed))).kind == "refusal"
    await feed(database, "bob", press("bob", packed))
    for verb in ("promise_kept", "promise_broken"):
        assert (await feed(database, who, press(who, f"p:{verb}:1:0:"))).kind == "refusal"
    assert (await promises(database))[0].state is PromiseState.OPEN


@pytest.mark.parametrize("subject", [1, 99])
async def test_a_forged_button_promises_only_what_the_words_say(database: Database, subject: int) -> None:
    await an_item(database)
    await feed(database, "bob", "/report 1 资金已拨付")
    assert (await feed(database, "bob", press("bob", f"p:promise:{subject}:0:20991231"))).kind == "refusal"
    assert await promises(database) == []


async def test_a_day_that_has_passed_is_not_promised(database: Database, clock: Clock) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 月底前印发")
    clock.advance(days=10)
    late = await feed(database, "bob", press("bob", button(receipt, "记为承诺")))
    assert (late.kind, "已经过去" in late.text) == ("refusal", True)


async def take_back(database: Database, receipt: Answer, who: str = "bob") -> Answer:
    return await feed(database, who, press(who, button(receipt, "撤回")))


async def test_a_report_taken_back_counts_no_more_and_the_state_follows(
    database: Database, clock: Clock
) -> None:
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


async def test_a_closed_item_keeps_its_reports_and_requests(database: Database) -> None:
    await an_item(database)
    receipt = await feed(database, "bob", "/report 1 主体完工")
    await feed(database, "bob", "/done 1 已竣工")
    request = (await reports(database))[-1].report_id
    assert (await feed(database, "bob", press("bob", f"p:take_back:{request}:0:"))).kind == "refusal"
    await feed(database, "alice", "/approve 1")
    assert "已办结" in (await take_back(database, receipt)).text
    assert len(await reports(database)) == 2


async def test_what_rested_on_the_report_goes_with_it(database: Database, clock: Clock) -> None:
    await an_item(database)
    await feed(database, "lena", "/instruct 1 请抓紧")
    receipt = await feed(database, "bob", "/report 1 月底前印发")
    await feed(database, "bob", press("bob", button(receipt, "记为承诺")))
    await ask_all(database)
    await take_back(database, receipt)
    assert [one.state for one in await promises(database)] == [PromiseState.WITHDRAWN]
    assert (await feed(database, "bob", press("bob", button(receipt, "记为承诺")))).kind == "refusal"
    async with database.reading() as tx:
        (row,) = (await tx.session.exec(select(Instruction))).all()
    assert (row.answered_at, row.report_id, row.answer) == (None, None, "")
    assert "被责任单位撤回" in (await heard(database, "lena", "word"))[-1].text
    clock.advance(minutes=1)
    await feed(database, "bob", "/report 1 下月印发")
    await ask_all(database)
    assert "下月印发" in (await heard(database, "lena", "word"))[-1].text
