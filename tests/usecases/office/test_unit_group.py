"""A unit's group hears of its own items alone, once a day."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from domain.notes import Note, note_from_json
from domain.states import State
from scheduler.runner import run_until_none
from storage.database import Database
from storage.delivery import groups
from storage.tables import Outbox
from tests.building import county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.nudging.test_nudge import set_state
from usecases.nudging.nudge import still_right
from usecases.nudging.nudge_groups import nudge_groups_next

TODAY = date(2026, 11, 23)
CHAT: dict[str, Any] = {"id": -100123, "type": "supergroup", "title": "农林局工作群"}


async def a_round(database: Database) -> int:
    return await run_until_none(database.transaction, nudge_groups_next)


async def rows(database: Database) -> list[Outbox]:
    async with database.reading() as tx:
        query = select(Outbox).where(col(Outbox.chat_id) == CHAT["id"], col(Outbox.kind) == "nudge")
        return list((await tx.session.exec(query.order_by(col(Outbox.outbox_id)))).all())


async def posts(database: Database) -> list[Note]:
    return [note_from_json(row.note) for row in await rows(database)]


async def bind(database: Database, who: str, words: str = "/bind unit 县农林局") -> Any:
    return await feed(database, who, words, chat=CHAT)


async def test_its_own_items_and_no_others(database: Database, clock: Clock) -> None:
    made = await county(database)
    assert "县农林局" in (await bind(database, "alice")).text
    await made.item("修桥", deadline=TODAY)
    await made.item("拨款", units=("县财政局",), deadline=TODAY)
    await made.item("共办", units=("县财政局", "县农林局"), deadline=TODAY)
    assert await a_round(database) == 1
    (post,) = await posts(database)
    assert "修桥" in post.text
    assert "共办" in post.text
    assert "拨款" not in post.text
    assert "县财政局" not in post.text
    assert post.choices == ()
    clock.advance(hours=6)
    assert await a_round(database) == 0


async def test_what_was_settled_before_the_send_is_left_out(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, "alice")
    label = await made.item("修桥", deadline=TODAY)
    await made.item("铺路", deadline=TODAY)
    await a_round(database)
    await set_state(database, label, State.CLOSED)
    async with database.transaction() as tx:
        note = await still_right(tx, (await rows(database))[0])
        assert note is not None
        assert "修桥" not in note.text
    clock.advance(days=3)
    async with database.transaction() as tx:
        assert await still_right(tx, (await rows(database))[0]) is None, "yesterday's post is not news"


async def test_after_days_off_line_only_todays_post_is_right(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, "alice")
    await made.item("修桥", deadline=TODAY + timedelta(days=1))
    for _ in range(3):
        await a_round(database)
        clock.advance(days=1)
    clock.advance(days=-1)
    async with database.transaction() as tx:
        left = [await still_right(tx, row) for row in await rows(database)]
    assert [note is not None for note in left] == [False, False, True]


async def test_a_unit_group_is_no_leadership_group(database: Database) -> None:
    await county(database)
    await bind(database, "alice")
    async with database.reading() as tx:
        assert not await groups.leadership_groups(tx)
        assert await groups.is_bound(tx, CHAT["id"])
    assert "没有变化" in (await bind(database, "alice")).text
    assert "县财政局" in (await bind(database, "adam", "绑定 单位 县财政局")).text


@pytest.mark.parametrize(("words", "says"), [("/bind unit", "请写明单位"), ("/bind unit 没有的局", "没有“没有的局”")])
async def test_bad_words_are_refused_in_one_line(database: Database, words: str, says: str) -> None:
    await county(database)
    answer = await bind(database, "alice", words)
    assert answer.kind == "refusal"
    assert says in answer.text
    assert "\n" not in answer.text


async def test_the_leadership_group_stays_what_it_is(database: Database) -> None:
    await county(database)
    await bind(database, "alice", "/bind")
    assert "领导群" in (await bind(database, "alice")).text
    async with database.reading() as tx:
        assert len(await groups.leadership_groups(tx)) == 1


async def test_who_may_not_bind_gets_silence(database: Database) -> None:
    await county(database)
    assert (await bind(database, "bob")).kind == "silence"
    assert (await feed(database, "alice", "/bind unit 县农林局")).kind == "refusal", "not in private"
    async with database.reading() as tx:
        assert not await groups.is_bound(tx, CHAT["id"])
