"""What follows a report: a promise bound by a press and asked about on its day."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.notes import Answer
from storage.database import Database
from storage.tables import Promise, PromiseState
from tests.cast import an_item, labels
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import reports, sent
from usecases.talk.promise import follow_reports

DUE = date(2026, 12, 31)


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


async def promise(database: Database, words: str = "方案已拟好，月底前印发", label: str = "1") -> Answer:
    receipt = await feed(database, "bob", f"/report {label} {words}")
    return await feed(database, "bob", press("bob", button(receipt, "记为承诺")))


async def test_a_press_makes_the_promise_and_nothing_else_does(database: Database) -> None:
    await an_item(database, deadline=DUE)
    receipt = await feed(database, "bob", "/report 1 方案已拟好，月底前印发")
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
    await an_item(database, deadline=DUE)
    doubtful = await feed(database, "bob", "/report 1 图纸已审，下周三开工，月底前完工")
    assert any(label.startswith("记为承诺") and label.endswith("？") for label in labels(doubtful))
    for words in ("资金已拨付", "11月20日已开工"):
        assert not any("承诺" in label for label in labels(await feed(database, "bob", f"/report 1 {words}")))
    assert await promises(database) == []


async def test_a_promise_behind_the_deadline_is_flagged_at_once(database: Database) -> None:
    await an_item(database, deadline=DUE)
    assert "晚于办理时限 12月31日" in (await promise(database, "2027年1月15日前完工")).text


async def test_on_its_day_the_unit_is_asked_once_and_the_answer_shows(database: Database, clock: Clock) -> None:
    made = await an_item(database, deadline=DUE)
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
    await an_item(database, deadline=DUE)
    await promise(database)
    clock.advance(days=7)
    await ask_all(database)
    await sent(database, "bob", "promise", 700)
    clock.advance(days=1)
    assert "到期未答复" in (await feed(database, "bob", "/item 1")).text
    assert "已记录" in (await feed(database, "bob", "还差一个会签", reply_to=700)).text
    assert (await reports(database))[-1].text == "还差一个会签"


async def test_what_is_known_is_not_asked(database: Database, clock: Clock) -> None:
    made = await an_item(database, deadline=DUE)
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
    await an_item(database, deadline=DUE)
    receipt = await feed(database, "bob", "/report 1 方案已拟好，月底前印发")
    packed = button(receipt, "记为承诺")
    assert (await feed(database, who, press(who, packed))).kind == "refusal"
    await feed(database, "bob", press("bob", packed))
    for verb in ("promise_kept", "promise_broken"):
        assert (await feed(database, who, press(who, f"p:{verb}:1:0:"))).kind == "refusal"
    assert (await promises(database))[0].state is PromiseState.OPEN


@pytest.mark.parametrize("subject", [1, 99])
async def test_a_forged_button_promises_only_what_the_words_say(database: Database, subject: int) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/report 1 资金已拨付")
    assert (await feed(database, "bob", press("bob", f"p:promise:{subject}:0:20991231"))).kind == "refusal"
    assert await promises(database) == []


async def test_a_day_that_has_passed_is_not_promised(database: Database, clock: Clock) -> None:
    await an_item(database, deadline=DUE)
    receipt = await feed(database, "bob", "/report 1 方案已拟好，月底前印发")
    clock.advance(days=10)
    late = await feed(database, "bob", press("bob", button(receipt, "记为承诺")))
    assert (late.kind, "已经过去" in late.text) == ("refusal", True)
