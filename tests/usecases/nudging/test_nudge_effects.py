"""What nudges bring about, by unit; and an outage that gives one digest with today's truth."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select, update

from domain.refusals import NotAllowed
from domain.states import State
from storage.database import Database
from storage.tables import Outbox, OutboxState
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.nudging.test_nudge import a_round, at_claim_time, notes_to, set_state, signed
from usecases.nudging.nudge_effects import show_nudge_effects

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


async def effects(database: Database, made: County, who: str = "alice") -> str:
    async with database.transaction() as tx:
        return (await show_nudge_effects(tx, await made.actor(who, tx))).text


async def test_reported_within_a_day_counts_as_answered(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await made.item("铺路", deadline=TODAY)
    await made.item("拨款", units=("县财政局",), deadline=TODAY)
    await signed(database)
    await a_round(database)
    assert "暂无" in await effects(database, made)
    clock.advance(hours=23)
    await feed(database, "bob", "/report 1 已开工")
    assert "县农林局 1/1（100%）" in await effects(database, made)
    clock.advance(hours=2)
    await feed(database, "bob", "/report 2 方案已报，迟了些")
    shown = await effects(database, made)
    assert "全部 1/3（33.3%）" in shown
    assert shown.index("县财政局 0/1（0%）") < shown.index("县农林局 1/2（50%）")


async def test_two_people_of_a_unit_are_one_nudge(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await signed(database)
    async with database.transaction() as tx:
        from domain.office.people import Role
        from storage.office import people

        await people.add_seat(tx, made.person_ids["carol"], Role.OFFICIAL, made.unit_ids["县农林局"])
    assert await a_round(database) == 2
    clock.advance(days=2)
    assert "县农林局 0/1（0%）" in await effects(database, made)


async def test_a_digest_that_never_left_is_no_nudge(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", deadline=TODAY)
    await signed(database)
    await a_round(database)
    async with database.transaction() as tx:
        connection = await tx.connection()
        await connection.execute(update(Outbox).values(state=OutboxState.CANCELLED))
    clock.advance(days=2)
    assert "暂无" in await effects(database, made)


async def test_officials_do_not_see_rates(database: Database) -> None:
    made = await county(database)
    with pytest.raises(NotAllowed):
        await effects(database, made, "bob")


async def test_after_an_outage_one_digest_with_todays_truth(database: Database, clock: Clock) -> None:
    """The program is down for three weeks in which every item passes several stages."""
    made = await county(database)
    for place in range(4):
        await made.item(f"事项{place}", deadline=TODAY + (2 + place) * DAY)
    await signed(database)
    await a_round(database)
    clock.advance(days=21)
    await set_state(database, "#1", State.CLOSED)
    assert await a_round(database) == 1
    assert await a_round(database) == 0
    new = (await notes_to(database, "bob"))[1]
    assert "#1" not in new.text
    assert new.text.count("已逾期") == 3
    assert await at_claim_time(database, "bob") is None, "the old digest, unsent until now, gives way"
    async with database.reading() as tx:
        waiting = (await tx.session.exec(select(Outbox).where(col(Outbox.kind) == "nudge"))).all()
    assert len(waiting) == 2
