"""The last step of the ladder: one list a week in the leadership group, from today's truth."""

from datetime import timedelta

from sqlmodel import col, select

from scheduler.runner import run_until_none
from storage.database import Database
from storage.tables import Outbox
from tests.building import County, county
from tests.conftest import START, Clock
from tests.feeding import feed
from tests.usecases.bulletin.test_bulletin import GROUP, bind
from usecases.bulletin.delivery import note_to_send
from usecases.nudging.escalate import escalate_next

LATE = START.date() - timedelta(days=14)


async def late_county(database: Database, clock: Clock) -> County:
    """Registered a month ago: nobody is told above of what has only just come in."""
    clock.at = START - timedelta(days=30)
    made = await county(database)
    await bind(database, made)
    await made.item("修建河堤", ("县农林局", "县财政局"), LATE)
    await made.item("整治河道", deadline=LATE + timedelta(days=1))
    clock.at = START
    return made


async def lists(database: Database) -> list[str]:
    """What would leave now."""
    async with database.transaction() as tx:
        query = select(Outbox).where(col(Outbox.chat_id) == GROUP, col(Outbox.kind) == "escalation")
        rows = (await tx.session.exec(query.order_by(col(Outbox.outbox_id)))).all()
        notes = [await note_to_send(tx, row) for row in rows]
    return [f"{note.title}\n{note.text}" for note in notes if note]


async def test_once_a_week_and_only_what_is_late_for_long(database: Database, clock: Clock) -> None:
    await late_county(database, clock)
    assert await run_until_none(database.transaction, escalate_next) == 1
    clock.advance(days=2)
    assert await run_until_none(database.transaction, escalate_next) == 0
    clock.advance(days=5)
    assert await run_until_none(database.transaction, escalate_next) == 1
    (now,) = await lists(database)
    assert now.startswith("逾期14天以上：2 件未办结")
    assert "#1 已逾期21天 · 县农林局、县财政局 · 修建河堤" in now


async def test_what_was_settled_meanwhile_is_left_out(database: Database, clock: Clock) -> None:
    await late_county(database, clock)
    await run_until_none(database.transaction, escalate_next)
    assert len(await lists(database)) == 1
    await feed(database, "alice", "/due 1 2026年12月31日")
    assert await lists(database) == []


async def test_the_office_decides_from_which_day_and_for_which_item(database: Database, clock: Clock) -> None:
    await late_county(database, clock)
    await feed(database, "alice", "/policy 报领导群 0")
    assert await run_until_none(database.transaction, escalate_next) == 0
    await feed(database, "alice", "/policy 报领导群 7")
    await feed(database, "alice", "/policy 1 不催")
    await run_until_none(database.transaction, escalate_next)
    (only,) = await lists(database)
    assert "#2" in only
    assert "#1" not in only


async def test_not_outside_working_hours_nor_without_a_group(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=LATE)
    assert await run_until_none(database.transaction, escalate_next) == 0
    await bind(database, made)
    clock.advance(hours=-1)
    assert await run_until_none(database.transaction, escalate_next) == 0
