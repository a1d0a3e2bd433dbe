"""A later deadline: read, echoed, asked back when doubtful, decided once."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from domain.requests import RequestKind, RequestState
from storage.database import Database
from storage.items import items
from storage.tables import AuditEntry, Item, OpenQuestion, Request
from tests.cast import an_item
from tests.feeding import button, feed, heard, press, stamp

DUE = date(2026, 12, 5)


async def deadlines(database: Database, label: str = "1") -> tuple[date | None, date | None]:
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
    assert parts is not None
    return parts.item.deadline, parts.item.original_deadline


async def extensions(database: Database) -> list[Request]:
    async with database.reading() as tx:
        wished = select(Request).where(col(Request.kind) == RequestKind.EXTENSION)
        return list((await tx.session.exec(wished)).all())


async def test_asking_echoes_the_day_and_granting_moves_the_deadline(database: Database) -> None:
    await an_item(database, deadline=DUE, subs=("清淤",))
    answer = await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    assert "12月31日" in answer.text
    assert "资金未到位" in answer.text
    (card,) = await heard(database, "alice", "extension_card")
    for words in ("现时限：12月5日", "12月31日", "晚26天", "资金未到位"):
        assert words in card.text
    assert await deadlines(database) == (DUE, DUE)
    told = await feed(database, "alice", press("alice", button(card, "同意")))
    assert told.edit
    assert await deadlines(database) == (date(2026, 12, 31), DUE)
    assert await deadlines(database, "1.1") == (date(2026, 12, 31), DUE)
    assert "已同意" in (await heard(database, "bob", "verdict"))[-1].text
    other = (await heard(database, "dave", "extension_card"))[-1]
    assert (other.text, stamp(other)) == (told.text, "艾督 已同意延期 11月23日09:00")
    assert "已延期1次，原12月5日" in (await feed(database, "bob", "/item 1")).text
    async with database.reading() as tx:
        query = select(AuditEntry.action).order_by(col(AuditEntry.position))
        assert (await tx.session.exec(query)).all() == ["ask_extension", "decide_extension"]


async def test_a_refusal_leaves_the_deadline_and_whoever_is_second_reads_who_was_first(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "延期 1 12月31日 资金未到位")
    (card,) = await heard(database, "dave", "extension_card")
    await feed(database, "dave", press("dave", button(card, "不同意")))
    for who in ("alice", "dave"):
        late = await feed(database, who, press(who, button(card, "同意")))
        assert late.text == "#1 的延期申请已由戴督于11月23日09:00答复“不同意”，您的操作没有生效。"
    assert await deadlines(database) == (DUE, DUE)
    assert [one.state for one in await extensions(database)] == [RequestState.REFUSED]
    assert "未同意" in (await heard(database, "bob", "verdict"))[-1].text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/extend", "/extend 37"),
        ("/extend 1 11月20日 资金未到位", "已经过去"),
        ("/extend 1 12月1日 资金未到位", "不晚于现时限 12月5日"),
        ("/extend 1 12月5日 资金未到位", "不晚于"),
        ("/extend 1 2月30日 资金未到位", "12月31日"),
        ("/extend 2 12月31日 资金未到位", "没有找到"),
        ("/extend 3 12月31日 资金未到位", "没有定时限"),
        ("/extend 4 12月31日 资金未到位", "在审核或已销号"),
        ("/extend 5 12月31日 资金未到位", "已办结"),
    ],
)
async def test_what_cannot_be_asked_says_why(database: Database, words: str, told: str) -> None:
    made = await an_item(database, deadline=DUE)
    await made.item("拨付资金", units=("县财政局",), deadline=DUE)
    await made.item("长期坚持", long_term=True)
    await made.item("等审核", deadline=DUE)
    await made.item("已销号", deadline=DUE)
    await feed(database, "bob", "/done 4 完成")
    await feed(database, "bob", "/done 5 完成")
    await feed(database, "alice", "/approve 5")
    answer = await feed(database, "bob", words)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert await extensions(database) == []


async def test_a_doubtful_day_is_asked_back_with_buttons(database: Database) -> None:
    await an_item(database, deadline=DUE)
    question = await feed(database, "bob", "/extend 1 12月7日至9日 资金未到位")
    assert "12月9日" in question.text
    assert await extensions(database) == []
    packed = button(question, "是，提交申请")
    sent = await feed(database, "bob", press("bob", packed))
    assert sent.edit
    (asked,) = await extensions(database)
    assert (asked.day, asked.text) == (date(2026, 12, 9), "资金未到位")
    again = await feed(database, "bob", press("bob", packed))
    assert again.kind == "refusal"
    assert len(await extensions(database)) == 1


async def test_the_doubtful_day_can_be_denied(database: Database) -> None:
    await an_item(database, deadline=DUE)
    question = await feed(database, "bob", "/extend 1 12月7日至9日 资金未到位")
    answer = await feed(database, "bob", press("bob", button(question, "不是")))
    assert "没有提交" in answer.text
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None


async def test_the_button_on_the_card_asks_for_date_and_reason(database: Database) -> None:
    await an_item(database, deadline=DUE)
    card = await feed(database, "bob", "/item 1")
    assert (await feed(database, "bob", press("bob", button(card, "延期")))).ask
    assert "没有看懂" in (await feed(database, "bob", "下次再说")).text
    assert "已提交" in (await feed(database, "bob", "延期到12月31日，资金未到位")).text
    (asked,) = await extensions(database)
    assert asked.text == "资金未到位"


@pytest.mark.parametrize(
    ("said", "asked", "then"),
    [
        ("/extend 1 12月15日", "原因", "石料短缺"),
        ("/extend 1 石料短缺", "没有看懂", "12月15日"),
        ("/extend 1 石料短缺", "没有看懂", "延期到12月15日"),
        ("/extend 1 12月20日", "原因", "12月15日 石料短缺"),
    ],
)
async def test_an_answer_that_is_partly_there_is_kept(database: Database, said: str, asked: str, then: str) -> None:
    await an_item(database, deadline=DUE)
    question = await feed(database, "bob", said)
    assert question.ask
    assert asked in question.text
    assert await extensions(database) == []
    assert "已提交" in (await feed(database, "bob", then)).text
    (wished,) = await extensions(database)
    assert (wished.day, wished.text) == (date(2026, 12, 15), "石料短缺")


async def test_a_reason_that_names_a_time_is_a_reason(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/extend 1 12月15日")
    assert "已提交" in (await feed(database, "bob", "石料要12月10日才到")).text
    (wished,) = await extensions(database)
    assert (wished.day, wished.text) == (date(2026, 12, 15), "石料要12月10日才到")


async def test_one_request_at_a_time(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    again = await feed(database, "bob", "/extend 1 12月30日 资金未到位")
    assert "在等答复" in again.text
    assert len(await extensions(database)) == 1


async def test_a_deadline_that_was_moved_meanwhile_is_not_moved_back(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Item).values(deadline=date(2027, 3, 1)))
    (card,) = await heard(database, "alice", "extension_card")
    answer = await feed(database, "alice", press("alice", button(card, "同意")))
    assert "另行调整" in answer.text
    assert (await deadlines(database))[0] == date(2027, 3, 1)


@pytest.mark.parametrize("who", ["bob", "adam", "lena"])
async def test_only_supervisors_grant(database: Database, who: str) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    (card,) = await heard(database, "alice", "extension_card")
    assert (await feed(database, who, press(who, button(card, "同意")))).kind == "refusal"
    assert (await deadlines(database))[0] == DUE
