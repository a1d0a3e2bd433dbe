"""Requests that wait are chased by their clocks, told upwards, and each step is told once."""

from datetime import date

import pytest

from domain.notes import Note
from scheduler.runner import run_until_none
from storage.database import Database
from tests.building import County, county
from tests.cast import labels
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.nudging.test_nudge import a_round, at_claim_time, notes_to
from tests.usecases.talk.test_report import sent
from usecases.items.slip_answers import follow_slips
from usecases.nudging.chase import chase_next

TWO = ("县农林局", "县财政局")


async def an_item(database: Database, units: tuple[str, ...] = ("县农林局",), **more: date) -> County:
    made = await county(database)
    await made.item("修建河堤", units=units, **more)
    return made


async def chased(database: Database, clock: Clock, days: int) -> int:
    clock.advance(days=days)
    return await run_until_none(database.transaction, chase_next)


async def last(database: Database, who: str, kind: str) -> Note:
    return (await heard(database, who, kind))[-1]


async def test_an_instruction_is_chased_on_its_days_and_goes_up(database: Database, clock: Clock) -> None:
    await an_item(database)
    await feed(database, "lena", "/instruct 1 请抓紧落实")
    assert await chased(database, clock, 0) == 0
    assert await chased(database, clock, 1) == 1
    first = await last(database, "bob", "instruction")
    assert (first.title, first.text.splitlines()[0]) == ("⏰ 1 件等您答复", "📌 #1 吴明远批示 · 等了1天 · 请抓紧落实")
    assert await run_until_none(database.transaction, chase_next) == 0
    assert await heard(database, "alice", "chase") == []
    assert await chased(database, clock, 6) == 1
    # The office has on its desk what others owe.
    assert await heard(database, "alice", "chase") == []
    assert "请抓紧落实" in (await feed(database, "alice", "/desk")).text
    assert await heard(database, "lena", "chase") == []
    assert await chased(database, clock, 23) == 1
    told = await last(database, "lena", "chase")
    assert told.title == "⏳ 1 件仍在等答复"
    assert told.text.startswith("📌 #1 县农林局未答复吴明远批示 · 等了30天 · 请抓紧落实")


async def test_a_reply_to_the_chase_answers_and_ends_it(database: Database, clock: Clock) -> None:
    await an_item(database)
    await feed(database, "lena", "/instruct 1 请抓紧落实")
    await feed(database, "alice", "/ask 1 资金何时到位？")
    assert await chased(database, clock, 1) == 1
    both = await last(database, "bob", "chase")
    assert (both.title, labels(both)) == ("⏰ 2 件等您答复", ["#1 报进展", "#1 答复"])
    await feed(database, "bob", press("bob", button(both, "答复")))
    assert "已就 #1 回复艾督：本周五到位" in (await feed(database, "bob", "本周五到位")).text
    assert await chased(database, clock, 2) == 1
    alone = await last(database, "bob", "instruction")
    assert "等了3天" in alone.text
    await sent(database, "bob", "instruction", 900)
    await feed(database, "bob", "已完成招标", reply_to=900)
    assert await chased(database, clock, 30) == 0


async def test_who_asked_hears_that_nobody_answers(database: Database, clock: Clock) -> None:
    await an_item(database, TWO)
    await feed(database, "alice", "/ask 1 资金何时到位？")
    await sent(database, "carol", "remark", 700)
    await feed(database, "carol", "下周到位", reply_to=700)
    assert await chased(database, clock, 3) == 1
    told = await last(database, "alice", "chase")
    assert told.text == "💬 #1 县农林局未答复追问 · 等了3天 · 资金何时到位？"
    assert len(await heard(database, "carol", "remark")) == 2
    assert await heard(database, "dave", "chase") == []
    await sent(database, "bob", "remark", 800)
    await feed(database, "bob", "专项资金12月3日到位", reply_to=800)
    assert await chased(database, clock, 30) == 0


async def test_a_unit_that_nobody_answers_for_is_told_to_the_office(database: Database, clock: Clock) -> None:
    await an_item(database, ("县交通局", "县农林局"))
    await feed(database, "alice", "/ask 1 何时开工？")
    assert await chased(database, clock, 1) == 1
    told = await last(database, "dave", "chase")
    assert told.text == "💬 #1 县交通局未答复追问 · 等了1天 · 何时开工？ · ⚠️ 收不到提醒，请电话联系"


async def test_nobody_is_chased_out_of_hours_or_before_their_hour(database: Database, clock: Clock) -> None:
    await an_item(database)
    await feed(database, "alice", "/ask 1 资金何时到位？")
    await feed(database, "bob", "/hour 15")
    assert await chased(database, clock, 1) == 0
    clock.advance(hours=6)
    assert await run_until_none(database.transaction, chase_next) == 1
    # Saturday and Sunday.
    assert await chased(database, clock, 4) == 0
    assert await chased(database, clock, 2) == 1


async def test_while_an_extension_waits_nobody_is_urged_toward_the_old_date(database: Database, clock: Clock) -> None:
    await an_item(database, TWO, deadline=date(2026, 11, 27))
    await feed(database, "bob", "/sign 1")
    await feed(database, "carol", "/sign 1")
    assert await a_round(database) == 2
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    assert await at_claim_time(database, "bob") is None
    clock.advance(days=1)
    assert await a_round(database) == 1
    assert len(await notes_to(database, "carol")) == 2
    by_hand = await feed(database, "alice", "/nudge 1")
    assert "县农林局（已申请延期，请先答复延期）" in by_hand.text
    assert len(await notes_to(database, "bob")) == 1
    assert await chased(database, clock, 2) == 1
    waits = await last(database, "bob", "chase")
    assert waits.text == "⏳ #1 县农林局的延期申请 · 等了3天 · 等督查室答复期间，不按原时限催办。"
    (card,) = await heard(database, "alice", "extension_card")
    await feed(database, "alice", press("alice", button(card, "不同意")))
    clock.advance(days=4)
    await a_round(database)
    assert len(await notes_to(database, "bob")) == 2


@pytest.mark.parametrize("view", ["/item 1", "/status", "/my"])
async def test_nobody_has_waited_for_no_days(database: Database, clock: Clock, view: str) -> None:
    made = await an_item(database)
    await made.item("长期开展巡查", long_term=True)
    await feed(database, "bob", "/difficulty 1 资金缺口")
    await feed(database, "lena", "/instruct 1 请抓紧")
    await feed(database, "alice", "/ask 1 何时？")
    for who in ("alice", "bob", "lena"):
        told = await feed(database, who, view)
        assert "0天" not in told.text.replace("10天", "")
        assert "0 天" not in told.text


async def test_a_slip_is_chased_by_the_day_of_its_answer(database: Database, clock: Clock) -> None:
    await an_item(database, deadline=date(2026, 11, 20))
    await feed(database, "bob", "/sign 1")
    shown = await feed(database, "alice", "/slip 1")
    await feed(database, "alice", press("alice", button(shown, "确认发")))
    # Five working days from Monday: the answer is due on the next one.
    assert await chased(database, clock, 4) == 0
    clock.advance(days=3)
    assert await run_until_none(database.transaction, chase_next) == 1
    told = await last(database, "bob", "chase")
    assert "今天到期" in told.text
    assert labels(told) == ["#1 报进展"]
    assert await chased(database, clock, 1) == 1
    assert "答复期限已过1天" in (await last(database, "bob", "chase")).text
    await feed(database, "bob", "/report 1 已完成招标")
    await run_until_none(database.transaction, follow_slips)
    assert await chased(database, clock, 7) == 0
    assert (
        "（已答复）" in (await feed(database, "alice", "/item 1")).text
        or "到期未果" in (await feed(database, "alice", "/item 1")).text
    )
