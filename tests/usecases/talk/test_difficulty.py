"""Difficulties: flagged by a unit, told at once, at the top of the views, closed once with a word."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.requests import RequestKind, RequestState
from storage.database import Database
from storage.tables import AuditEntry, OpenQuestion, Request
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press, stamp
from tests.usecases.talk.test_report import helps

DUE = date(2026, 12, 31)


async def an_item(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE, leaders=("吴明远",))
    await made.item("拨付资金", units=("县财政局",), leaders=("李和平",))
    return made


async def difficulties(database: Database) -> list[Request]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(Request).where(col(Request.kind) == RequestKind.DIFFICULTY))).all())


async def settle(database: Database, who: str, packed: str, word: str) -> str:
    await feed(database, who, press(who, packed))
    return (await feed(database, who, word)).text


async def test_a_flag_is_told_at_once_and_closed_with_a_word_to_the_unit(database: Database) -> None:
    await an_item(database)
    answer = await feed(database, "bob", "困难 1 资金缺口20万元")
    assert "资金缺口20万元" in answer.text
    for who in ("alice", "dave"):
        (card,) = await heard(database, who, "difficulty_card")
        assert (card.title, "资金缺口20万元" in card.text) == ("🆘 困难 #1 · 县农林局", True)
    assert "🆘 困难（11月23日 县农林局）：资金缺口20万元" in (await feed(database, "bob", "/item 1")).text
    told = await settle(database, "alice", button(card, "已协调"), "财政局本周拨付")
    assert "艾督于11月23日09:00协调：财政局本周拨付" in told
    (word,) = await heard(database, "bob", "word")
    assert "财政局本周拨付" in word.text
    other = (await heard(database, "dave", "difficulty_card"))[-1]
    assert (other.text, stamp(other)) == (told, "艾督 已协调 11月23日09:00")
    assert "资金缺口20万元 → 财政局本周拨付" in (await feed(database, "bob", "/item 1")).text
    async with database.reading() as tx:
        query = select(AuditEntry.action).order_by(col(AuditEntry.position))
        assert (await tx.session.exec(query)).all() == ["flag_difficulty", "settle_difficulty"]


async def test_open_ones_stand_at_the_top_until_they_are_settled(database: Database, clock: Clock) -> None:
    await an_item(database)
    assert "需协调" not in (await feed(database, "alice", "/status")).text
    await feed(database, "bob", "/difficulty 1 资金缺口")
    await feed(database, "carol", "/difficulty 2 上级资金未到")
    clock.advance(days=2)
    status = await feed(database, "alice", "/status")
    assert status.text.splitlines()[:3] == [
        "🆘 需协调 2 件",
        "#1（修建河堤）县农林局 · 等了2天 · 资金缺口",
        "#2（拨付资金）县财政局 · 等了2天 · 上级资金未到",
    ]
    await settle(database, "dave", button(status, "#1 已协调"), "已批")
    assert (await feed(database, "alice", "/status")).text.startswith("🆘 需协调 1 件\n#2")


async def test_a_leader_sees_those_of_the_items_they_lead_and_no_button(database: Database) -> None:
    await an_item(database)
    await feed(database, "carol", "/difficulty 2 上级资金未到")
    assert "需协调" not in (await feed(database, "lena", "/status")).text
    await feed(database, "bob", "/difficulty 1 资金缺口")
    view = await feed(database, "lena", "/status")
    assert view.text.startswith("🆘 需协调 1 件\n#1（修建河堤）县农林局")
    assert "已协调" not in [choice.label for row in view.choices for choice in row]


async def test_whoever_settles_second_reads_who_was_first(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/difficulty 1 资金缺口")
    (card,) = await heard(database, "dave", "difficulty_card")
    packed = button(card, "已协调")
    await feed(database, "dave", press("dave", packed))
    await settle(database, "alice", packed, "已批")
    late = await feed(database, "dave", "我也协调了")
    assert late.text == "#1 的困难已由艾督于11月23日09:00协调，您的操作没有生效。"
    assert (await feed(database, "dave", press("dave", packed))).text == late.text
    assert [one.answer for one in await difficulties(database)] == ["已批"]
    assert len(await heard(database, "bob", "word")) == 1
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None


async def test_the_button_on_the_card_asks_for_the_words(database: Database) -> None:
    await an_item(database)
    card = await feed(database, "bob", "/item 1")
    assert (await feed(database, "bob", press("bob", button(card, "报困难")))).ask
    assert "没有登记" in (await feed(database, "bob", "", photo=[])).text
    assert "已报困难 #1" in (await feed(database, "bob", "缺施工图纸")).text
    (row,) = await difficulties(database)
    assert (row.text, row.state) == ("缺施工图纸", RequestState.OPEN)


async def test_a_helping_unit_may_flag_and_is_told(database: Database) -> None:
    made = await an_item(database)
    await helps(database, made, "1", "县财政局")
    await feed(database, "carol", "/difficulty 1 预算未批")
    (card,) = await heard(database, "alice", "difficulty_card")
    assert card.title.endswith("县财政局")
    await settle(database, "alice", button(card, "已协调"), "已批")
    assert "已批" in (await heard(database, "carol", "word"))[0].text
    assert await heard(database, "bob", "word") == []


async def test_a_closed_item_asks_for_nothing_and_leaves_the_list(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/difficulty 1 资金缺口")
    await feed(database, "bob", press("bob", "p:difficulty:1:0:"))
    await feed(database, "alice", "/item 1")
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "bob", press("bob", "p:difficulty:1:0:"))
    await feed(database, "alice", "/approve 1")
    assert "已办结" in (await feed(database, "bob", "还缺图纸")).text
    assert "没有看" in (await feed(database, "bob", "河边的牛")).text
    assert (await feed(database, "bob", "/difficulty 1 还缺图纸")).kind == "refusal"
    assert "需协调" not in (await feed(database, "alice", "/status")).text
    assert len(await difficulties(database)) == 1


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("bob", "/difficulty", "/difficulty 37"),
        ("bob", "/difficulty 9 资金缺口", "没有找到"),
        ("bob", "/difficulty 2 资金缺口", "没有找到"),
        ("bob", "/difficulty 1 " + "长" * 501, "501"),
        ("alice", "/difficulty 1 资金缺口", "/help"),
        ("lena", "/difficulty 1 资金缺口", "/help"),
        ("adam", "/difficulty 1 资金缺口", "/help"),
    ],
)
async def test_what_cannot_be_flagged_says_why(database: Database, who: str, words: str, told: str) -> None:
    await an_item(database)
    answer = await feed(database, who, words)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert await difficulties(database) == []


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_only_supervisors_settle(database: Database, who: str) -> None:
    await an_item(database)
    await feed(database, "bob", "/difficulty 1 资金缺口")
    assert (await feed(database, who, press(who, "p:settle:1:0:"))).kind == "refusal"
    assert (await feed(database, "alice", press("alice", "p:settle:99:0:"))).kind == "refusal"
    assert (await difficulties(database))[0].state is RequestState.OPEN
