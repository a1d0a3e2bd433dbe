"""Questions are requests: who is asked owes an answer, who asked sees on the card that none has come."""

from datetime import date, timedelta

import pytest

from domain.request_clocks import CLOCKS, Rung, reached
from domain.requests import RequestKind
from storage.database import Database
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press, stamp
from tests.usecases.steps.test_requests import kinds, listed
from tests.usecases.talk.test_report import sent

TWO = ("县农林局", "县财政局")


async def an_item(database: Database, units: tuple[str, ...] = ("县农林局",)) -> County:
    made = await county(database)
    await made.item("修建河堤", units=units)
    return made


async def card(database: Database, who: str = "alice") -> str:
    return (await feed(database, who, "/item 1")).text


async def test_each_unit_owes_its_own_answer_and_the_asker_sees_who_does(database: Database, clock: Clock) -> None:
    made = await an_item(database, TWO)
    await feed(database, "alice", "/ask 1 资金何时到位？")
    assert await kinds(database, made, "bob") == [RequestKind.QUESTION]
    assert await kinds(database, made, "alice") == []
    assert "资金何时到位？（0/2 已答复，待答复）" in await card(database)
    await sent(database, "bob", "remark", 600)
    clock.advance(days=2)
    await feed(database, "bob", "下周三到位", reply_to=600)
    assert await kinds(database, made, "bob") == []
    assert await kinds(database, made, "carol") == [RequestKind.QUESTION]
    told = await card(database)
    assert "资金何时到位？（1/2 已答复，2天未答复）\n↳ 11月25日 县农林局鲍林：下周三到位" in told
    assert [one.text for one in await heard(database, "carol", "remark")][1:] == []
    closed = (await heard(database, "bob", "remark"))[-1]
    assert closed.text == "💬 #1 问：资金何时到位？\n✅ 县农林局鲍林答：下周三到位"
    assert stamp(closed).startswith("鲍林 已答复 11月25日")


@pytest.mark.parametrize("nod", ["收到", "好的，谢谢", "👌", "哪一笔资金？", "是指县级配套吗"])
async def test_a_nod_or_a_question_back_is_no_answer(database: Database, nod: str) -> None:
    made = await an_item(database)
    await feed(database, "alice", "/ask 1 资金何时到位？")
    await sent(database, "bob", "remark", 600)
    told = await feed(database, "bob", nod, reply_to=600)
    assert told.text.endswith("这条追问还等您答复，请直接回复写明情况。")
    assert await kinds(database, made, "bob") == [RequestKind.QUESTION]


async def test_an_answer_further_down_the_thread_answers_the_question(database: Database) -> None:
    made = await an_item(database)
    await feed(database, "alice", "/ask 1 资金何时到位？")
    await sent(database, "bob", "remark", 600)
    await feed(database, "bob", "哪一笔资金？", reply_to=600)
    assert await kinds(database, made, "alice") == [RequestKind.ENQUIRY]
    await sent(database, "alice", "remark", 700)
    await feed(database, "alice", "县级配套资金", reply_to=700)
    assert await kinds(database, made, "alice") == []
    await sent(database, "bob", "remark", 800)
    await feed(database, "bob", "12月3日到位", reply_to=800)
    assert await listed(database, made) == []


async def test_what_a_unit_asks_waits_for_the_office(database: Database) -> None:
    made = await an_item(database)
    await feed(database, "bob", "/ask 1 可否分期验收？")
    (one,) = await listed(database, made, "dave")
    assert (one.kind, one.unit, one.text) == (RequestKind.ENQUIRY, "县农林局", "可否分期验收？")
    assert await kinds(database, made, "bob") == []
    await sent(database, "alice", "remark", 700)
    await feed(database, "alice", "好的", reply_to=700)
    assert await listed(database, made) == []
    assert (await heard(database, "dave", "remark"))[-1].text.endswith("✅ 督查室艾督答：好的")


async def test_who_asked_can_let_it_go(database: Database) -> None:
    made = await an_item(database, TWO)
    asked = await feed(database, "alice", "/ask 1 资金何时到位？")
    off = button(asked, "不用答了")
    assert (await feed(database, "bob", press("bob", off))).kind == "refusal"
    assert (await feed(database, "alice", press("alice", off))).text == "💬 #1 已不用答复：资金何时到位？"
    assert await listed(database, made) == []
    assert (await heard(database, "carol", "remark"))[-1].text.startswith("💬 #1 已不用答复")
    assert (await feed(database, "dave", press("dave", off))).kind == "refusal"
    assert "未答复" not in await card(database)


async def test_nobody_is_asked_about_what_is_closed_or_handed_on(database: Database) -> None:
    made = await an_item(database)
    await feed(database, "alice", "/ask 1 资金何时到位？")
    await feed(database, "bob", "/done 1 已竣工验收")
    await feed(database, "alice", "/approve 1")
    assert await listed(database, made) == []
    assert "对县农林局的追问不用再答" in (await heard(database, "bob", "remark"))[-1].text


def test_every_request_has_a_clock() -> None:
    assert set(CLOCKS) == set(RequestKind)


@pytest.mark.parametrize(
    ("kind", "day", "step"),
    [
        (RequestKind.INSTRUCTION, 0, None),
        (RequestKind.INSTRUCTION, 1, 1),
        (RequestKind.INSTRUCTION, 6, 3),
        (RequestKind.INSTRUCTION, 7, 7),
        (RequestKind.INSTRUCTION, 200, 30),
        (RequestKind.QUESTION, 3, 3),
        (RequestKind.SLIP_ANSWER, 3, None),
        (RequestKind.SLIP_ANSWER, 4, -1),
        (RequestKind.SLIP_ANSWER, 6, 1),
    ],
)
def test_the_newest_step_that_has_come(kind: RequestKind, day: int, step: int | None) -> None:
    asked_on = date(2026, 11, 1)
    found = reached(kind, asked_on, asked_on + timedelta(days=5), asked_on + timedelta(days=day))
    assert (found.day if found else None) == step


def test_a_leader_hears_of_an_instruction_that_nobody_answers() -> None:
    last = reached(RequestKind.INSTRUCTION, date(2026, 5, 1), None, date(2026, 11, 1))
    assert last is not None
    assert Rung.ASKER in last.hears
