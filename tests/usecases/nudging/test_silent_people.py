"""Rounds that bring nothing are made rarer for the person and told to those above; what leaves, leaves in hours."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from domain.notes import note_from_json
from storage.database import Database
from storage.delivery import outbox
from storage.office import people
from storage.tables import Outbox, OutboxState
from tests.building import TELEGRAM_IDS, county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.nudging.test_nudge import a_round, notes_to, rows, signed
from usecases.bulletin.delivery import note_to_send
from usecases.nudging.nudge import nudge_next

TODAY = date(2026, 11, 23)


async def told(database: Database, clock: Clock, *, days: int, who: str = "bob") -> list[int]:
    """How many digests this person had on each of the next days."""
    found = []
    for _ in range(days):
        before = len(await notes_to(database, who))
        await a_round(database)
        found.append(len(await notes_to(database, who)) - before)
        clock.advance(days=1)
    return found


async def test_after_three_rounds_in_vain_a_person_hears_every_third_working_day(
    database: Database, clock: Clock
) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=6))
    await signed(database)
    await feed(database, "alice", "/policy 1 每天")
    assert await told(database, clock, days=5) == [1, 1, 1, 0, 0]
    clock.advance(days=2)
    assert await told(database, clock, days=4) == [1, 0, 0, 1]


async def test_the_head_of_the_unit_hears_of_it_once(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=7))
    await signed(database)
    async with database.transaction() as tx:
        await people.set_head(tx, await made.unit("县农林局", tx), (await made.actor("carol", tx)).person_id)
    await feed(database, "alice", "/policy 1 每天")
    assert await told(database, clock, days=5, who="carol") == [0, 0, 0, 1, 0]
    (note,) = await notes_to(database, "carol")
    assert note.title == "催办无回音：1 件，已催3次"
    assert "已催3次没有回音" in note.text


async def test_a_report_makes_the_rounds_usual_again(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=6))
    await signed(database)
    await feed(database, "alice", "/policy 1 每天")
    assert await told(database, clock, days=3) == [1, 1, 1]
    await feed(database, "bob", "/report 1 桥墩已浇筑完成")
    assert await told(database, clock, days=2) == [1, 1]


async def test_what_is_new_is_never_held_back(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=6))
    await signed(database)
    await feed(database, "alice", "/policy 1 每天")
    assert await told(database, clock, days=3) == [1, 1, 1]
    await made.item("铺路", deadline=TODAY + timedelta(days=10))
    assert await told(database, clock, days=1) == [1]
    assert "铺路" in (await notes_to(database, "bob"))[-1].text


async def leaves(database: Database, who: str = "bob") -> Outbox | None:
    """The oldest digest, asked at the door; its row where it was let through."""
    async with database.transaction() as tx:
        query = select(Outbox).where(col(Outbox.chat_id) == TELEGRAM_IDS[who], col(Outbox.kind) == "nudge")
        row = (await tx.session.exec(query.order_by(col(Outbox.outbox_id)))).first()
        assert row is not None
        return row if await note_to_send(tx, row) is not None else None


@pytest.mark.parametrize(
    ("at", "opening"),
    [
        # 23:10 on Monday, Friday after hours, and before the hours of a day.
        (datetime(2026, 11, 23, 15, 10, tzinfo=UTC), datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
        (datetime(2026, 11, 27, 10, 0, tzinfo=UTC), datetime(2026, 11, 30, 1, 0, tzinfo=UTC)),
        (datetime(2026, 11, 24, 0, 30, tzinfo=UTC), datetime(2026, 11, 24, 1, 0, tzinfo=UTC)),
    ],
)
async def test_a_digest_that_was_held_up_waits_for_working_hours(
    database: Database, clock: Clock, at: datetime, opening: datetime
) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=1))
    async with database.transaction(by_clock=True) as tx:
        await nudge_next(tx)
    clock.at = at
    assert await leaves(database) is None
    (row, *_) = [row for row in await rows(database) if row.chat_id == TELEGRAM_IDS["bob"]]
    assert (row.state, row.not_before) == (OutboxState.DUE, opening)
    clock.at = opening
    async with database.reading() as tx:
        assert row.outbox_id in [one.outbox_id for one in await outbox.due(tx, [])]


async def test_urging_on_a_sunday_evening_says_that_it_goes_out_on_monday(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=3))
    clock.at = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    said = await feed(database, "alice", "/nudge 1")
    assert said.text.splitlines()[-1] == "现在不是上班时间，11月23日（周一） 09:00 送达。"
    assert await leaves(database) is None
    clock.at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    row = await leaves(database)
    assert row is not None
    assert note_from_json(row.note).title == "督查室催办"


async def test_urging_leaves_out_the_unit_that_has_reported(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", units=("县农林局", "县财政局"), deadline=TODAY + timedelta(days=9))
    await signed(database)
    await feed(database, "bob", "/report 1 桥墩已浇筑完成")
    said = await feed(database, "alice", "/nudge 1")
    assert "县财政局 " in said.text
    assert said.text.endswith("县农林局7天内已反馈，没有催")
    assert await notes_to(database, "bob") == []


async def test_of_a_late_item_every_unit_owes(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", units=("县农林局", "县财政局"), deadline=TODAY - timedelta(days=1))
    await signed(database)
    await feed(database, "bob", "/report 1 桥墩已浇筑完成")
    assert "没有催" not in (await feed(database, "alice", "/nudge 1")).text
    assert len(await notes_to(database, "bob")) == 1


async def test_the_desk_names_who_was_urged_in_vain(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY + timedelta(days=7))
    await signed(database)
    await feed(database, "alice", "/policy 1 每天")
    await told(database, clock, days=3)
    shown = await feed(database, "alice", "/desk")
    assert shown.title == "催办无回音：1件"
    assert "县农林局：11月23日起已催3次，没有回音" in shown.text
    await feed(database, "bob", "/report 1 桥墩已浇筑完成")
    assert "催办无回音" not in (await feed(database, "alice", "/desk")).title


async def test_the_desk_asks_for_the_notice_of_the_next_year_from_november_on(database: Database, clock: Clock) -> None:
    await county(database)
    assert "2027年：还没有放假安排" in (await feed(database, "alice", "/desk")).text
    assert "放假安排" not in (await feed(database, "bob", "/desk")).text
    clock.at = datetime(2026, 10, 30, 2, 0, tzinfo=UTC)
    assert "放假安排" not in (await feed(database, "alice", "/desk")).text
