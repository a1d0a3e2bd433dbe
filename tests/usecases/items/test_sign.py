"""Sign-off: the unit says that it has the item; silence is nudged after one working day and goes up after two."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from domain.notes import Choice, Note
from domain.states import State
from storage.database import Database
from storage.office import people
from storage.tables import Assignment, AuditEntry, Item, SignOff
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import feed, heard, press
from tests.usecases.nudging.test_nudge import a_round

SIGN = Choice("签收", "sign", 1).packed()


async def states(database: Database) -> list[State]:
    async with database.reading() as tx:
        return [row.state for row in (await tx.session.exec(select(Assignment))).all()]


async def digests(database: Database, who: str) -> list[Note]:
    return await heard(database, who, "nudge")


async def test_a_press_signs_for_the_item_and_its_parts(database: Database) -> None:
    made = await county(database)
    await made.item("整治停车秩序", subs=("建停车场", "修订办法"))
    answer = await feed(database, "bob", press("bob", SIGN))
    assert "已签收 #1" in answer.text
    assert "鲍林 11月23日09:00" in answer.text
    assert await states(database) == [State.IN_PROGRESS] * 3
    async with database.reading() as tx:
        assert {item.state for item in (await tx.session.exec(select(Item))).all()} == {State.IN_PROGRESS}
        assert len((await tx.session.exec(select(SignOff))).all()) == 3
        assert [one.action for one in (await tx.session.exec(select(AuditEntry))).all()] == ["sign"]


async def test_who_signed_and_when_is_on_the_card(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", units=("县农林局", "县财政局"))
    assert "签收：" not in (await feed(database, "alice", "/item 1")).text
    await feed(database, "bob", "/sign 1")
    clock.advance(hours=1)
    await feed(database, "carol", "/report 1 资金已拨付")
    card = (await feed(database, "alice", "/item 1")).text
    assert "签收：县农林局 鲍林 11月23日09:00" in card
    assert "签收：县财政局 柯财 11月23日10:00（以反馈代签）" in card


async def test_a_second_press_says_who_was_first(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    await feed(database, "bob", "签收 1")
    again = await feed(database, "bob", press("bob", SIGN))
    assert again.kind == "refusal"
    assert "已由鲍林于11月23日09:00签收" in again.text
    assert "\n" not in again.text


async def test_a_report_counts_as_signed(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥")
    await feed(database, "bob", "/report 1 已开工")
    assert "视同签收" in (await feed(database, "bob", "/sign 1")).text
    clock.advance(days=1)
    assert await a_round(database) == 0


@pytest.mark.parametrize("who", ["carol", "lena", "adam", "alice"])
async def test_only_the_unit_signs(database: Database, who: str) -> None:
    made = await county(database)
    await made.item("修桥")
    assert (await feed(database, who, press(who, SIGN))).kind == "refusal"
    assert await states(database) == [State.ASSIGNED]


@pytest.mark.parametrize("words", ["/sign", "/sign 99", "/sign 桥", "/sign 1"])
async def test_what_cannot_be_signed_is_refused_in_one_line(database: Database, words: str) -> None:
    made = await county(database)
    await made.item("修桥", units=("县财政局",))
    answer = await feed(database, "bob", words)
    assert answer.kind == "refusal"
    assert "\n" not in answer.text


async def head(database: Database, made: County, unit: str, who: str) -> None:
    async with database.transaction() as tx:
        await people.set_head(tx, made.unit_ids[unit], made.person_ids[who])


async def test_silence_is_nudged_after_one_working_day_and_goes_up_after_two(database: Database, clock: Clock) -> None:
    made = await county(database)
    await head(database, made, "县农林局", "lena")
    await made.item("修桥")
    assert await a_round(database) == 0
    clock.advance(days=1)
    assert await a_round(database) == 1
    (first,) = await digests(database, "bob")
    assert first.title == "签收提醒：1 件还没有签收"
    assert "签收" in [choice.label for choice in first.choices[0]]
    clock.advance(days=1)
    assert await a_round(database) == 2
    (told,) = await digests(database, "lena")
    assert "待签收" in told.text
    assert "县农林局" in told.text
    assert "没有签收" in (await feed(database, "alice", "/desk")).text
    clock.advance(days=1)
    assert await a_round(database) == 0


async def test_a_weekend_is_no_working_day(database: Database, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    made = await county(database)
    await made.item("修桥")
    for _ in range(2):
        clock.advance(days=1)
        assert await a_round(database) == 0
    clock.advance(days=1)
    assert await a_round(database) == 1


async def test_the_nudge_is_withdrawn_once_signed(database: Database, clock: Clock) -> None:
    from storage.tables import Outbox
    from usecases.nudging.nudge import still_right

    made = await county(database)
    await made.item("修桥")
    clock.advance(days=1)
    await a_round(database)
    await feed(database, "bob", press("bob", SIGN))
    async with database.transaction() as tx:
        rows = (await tx.session.exec(select(Outbox))).all()
        row = next(row for row in rows if row.kind == "nudge")
        assert await still_right(tx, row) is None


async def test_an_item_and_its_parts_are_brought_up_once(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("整治停车秩序", subs=("建停车场", "修订办法"))
    clock.advance(days=1)
    await a_round(database)
    (digest,) = await digests(database, "bob")
    assert re.findall(r"#[\d.]+", digest.text) == ["#1"]
