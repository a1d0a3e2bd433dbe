"""Extensions with another day, counted on the card; nothing is extended that has ended."""

from datetime import date

import pytest
from sqlmodel import select

from domain.notes import Note
from storage.database import Database
from storage.tables import Item
from tests.building import county
from tests.feeding import button, feed, heard, press

DUE = date(2026, 11, 30)


async def wished(database: Database) -> Note:
    made = await county(database)
    await made.item("修建河堤", deadline=DUE)
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    return (await heard(database, "alice", "extension_card"))[-1]


async def days(database: Database) -> tuple[date | None, date | None]:
    async with database.reading() as tx:
        item = (await tx.session.exec(select(Item))).one()
    return item.deadline, item.original_deadline


async def test_another_day_is_granted_and_the_first_one_stays_on_the_card(database: Database) -> None:
    card = await wished(database)
    asked = await feed(database, "alice", press("alice", button(card, "改日期")))
    assert "申请延至12月31日" in asked.text
    answer = await feed(database, "alice", "12月10日")
    assert answer.text == "✅ #1 县农林局申请延期至12月31日，艾督同意延至12月10日。"
    assert await days(database) == (date(2026, 12, 10), DUE)
    assert (await heard(database, "bob", "verdict"))[-1].text == answer.text
    assert (await heard(database, "dave", "extension_card"))[-1].text == answer.text
    await feed(database, "bob", "/extend 1 12月20日 雨天误工")
    again = (await heard(database, "alice", "extension_card"))[-1]
    assert "此前已延期1次" in again.text
    await feed(database, "alice", press("alice", button(again, "同意")))
    assert "已延期2次，原11月30日" in (await feed(database, "bob", "/item 1")).text
    assert await days(database) == (date(2026, 12, 20), DUE)


@pytest.mark.parametrize("words", ["11月20日", "11月30日", "过几天", "昨天", "12月"])
async def test_a_day_that_cannot_be_granted_is_asked_again(database: Database, words: str) -> None:
    card = await wished(database)
    await feed(database, "alice", press("alice", button(card, "改日期")))
    assert (await feed(database, "alice", words)).kind == "refusal"
    assert await days(database) == (DUE, DUE)
    await feed(database, "alice", "12月10日")
    assert (await days(database))[0] == date(2026, 12, 10)


async def test_whoever_answers_second_changes_nothing(database: Database) -> None:
    card = await wished(database)
    await feed(database, "alice", press("alice", button(card, "改日期")))
    await feed(database, "dave", press("dave", button(card, "不同意")))
    assert "已由戴督" in (await feed(database, "alice", "12月10日")).text
    assert await days(database) == (DUE, DUE)
    for who in ("bob", "lena", "adam"):
        assert (await feed(database, who, press(who, button(card, "改日期")))).kind == "refusal"


@pytest.mark.parametrize("end", ["/void 1 不办了", "/stop 1 没钱"])
async def test_what_has_ended_is_not_extended(database: Database, end: str) -> None:
    card = await wished(database)
    await feed(database, "alice", end)
    await feed(database, "alice", "确认")
    for label in ("同意", "改日期"):
        assert "不能延期" in (await feed(database, "alice", press("alice", button(card, label)))).text
    assert "不能延期" in (await feed(database, "bob", "/extend 1 12月31日 没钱")).text
    assert await days(database) == (DUE, DUE)
