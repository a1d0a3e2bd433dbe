"""Put off until the morning, and the hour a person prefers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.notes import Choice
from domain.states import State
from storage.database import Database
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.nudging.test_nudge import a_round, notes_to, set_state, signed

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PUT_OFF = Choice("", "snooze", 1).packed()


async def test_it_comes_back_the_next_morning_and_once(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + 3 * DAY)
    await made.item("铺路", deadline=TODAY + 3 * DAY)
    await signed(database)
    await a_round(database)
    (digest,) = await notes_to(database, "bob")
    said = await feed(database, "bob", press("bob", button(digest, "明天上午再提醒")))
    assert "11月24日（周二）上午再提醒" in said.text
    assert await a_round(database) == 0
    clock.advance(days=1)
    assert await a_round(database) == 1
    again = (await notes_to(database, "bob"))[1]
    assert "#1" in again.text
    assert "#2" not in again.text
    clock.advance(hours=6)
    assert await a_round(database) == 0


async def test_before_a_weekend_the_button_names_the_day(database: Database, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    made = await county(database)
    await made.item("修桥", deadline=date(2026, 11, 30))
    await signed(database)
    await a_round(database)
    (digest,) = await notes_to(database, "bob")
    assert button(digest, "11月30日上午再提醒")


async def test_as_often_as_the_policy_allows(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + 3 * DAY)
    await signed(database)
    for _ in range(2):
        await a_round(database)
        assert (await feed(database, "bob", press("bob", PUT_OFF))).kind != "refusal"
        assert "不用再按" in (await feed(database, "bob", press("bob", PUT_OFF))).text
        clock.advance(days=1)
    await a_round(database)
    third = (await notes_to(database, "bob"))[-1]
    assert [choice.verb for row in third.choices for choice in row] == ["report", "no_change", "done"]
    assert "已推迟过2次" in (await feed(database, "bob", press("bob", PUT_OFF))).text


async def test_the_office_may_close_it(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await signed(database)
    await feed(database, "alice", "/policy 可推迟次数 0")
    await a_round(database)
    (digest,) = await notes_to(database, "bob")
    assert [choice.verb for row in digest.choices for choice in row] == ["report", "no_change", "done"]
    assert "没有开放" in (await feed(database, "bob", press("bob", PUT_OFF))).text


async def test_it_holds_back_nobody_else(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await signed(database)
    await feed(database, "bob", press("bob", PUT_OFF))
    assert await a_round(database) == 0
    clock.advance(days=1)
    assert await a_round(database) == 1, "the supervisors have what is overdue on their desks"


@pytest.mark.parametrize("who", ["carol", "alice", "lena"])
async def test_only_who_answers_for_it(database: Database, who: str) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    assert (await feed(database, who, press(who, PUT_OFF))).kind == "refusal"


async def test_what_is_settled_cannot_be_put_off(database: Database) -> None:
    made = await county(database)
    label = await made.item("修桥", deadline=TODAY)
    await set_state(database, label, State.CLOSED)
    assert (await feed(database, "bob", press("bob", PUT_OFF))).kind == "refusal"


async def test_nothing_comes_before_the_preferred_hour(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    assert "10点以后" in (await feed(database, "bob", "/hour 10点")).text
    assert await a_round(database) == 0
    clock.advance(hours=1)
    assert await a_round(database) == 1
    assert "10点以后" in (await feed(database, "bob", "/hour")).text
    assert "随时" in (await feed(database, "bob", "/hour 无")).text


@pytest.mark.parametrize("words", ["3", "23", "x", "-1", "10.5", "99999999999"])
async def test_an_hour_outside_of_the_office_is_refused(database: Database, words: str) -> None:
    await county(database)
    answer = await feed(database, "bob", f"/hour {words}")
    assert answer.kind == "refusal"
    assert "9到17点" in answer.text
    assert "\n" not in answer.text
