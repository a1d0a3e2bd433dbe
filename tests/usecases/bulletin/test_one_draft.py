"""One draft about a thing, whoever asks; what has changed since is said; who comes too late reads who did what."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, func, select

from domain.bulletin.life import BulletinState
from domain.refusals import TooLate
from storage.bulletin import bulletins
from storage.database import Database
from storage.tables import Bulletin
from tests.conftest import Clock
from tests.usecases.bulletin.test_bulletin import an_office, ask, close, draft, press_publish, reply, report
from usecases.bulletin.bulletin import discard


async def open_drafts(database: Database) -> int:
    async with database.reading() as tx:
        return await tx.one(tx.select(func.count()).where(col(Bulletin.state) == BulletinState.DRAFT))


async def test_two_supervisors_work_on_the_same_draft(database: Database) -> None:
    made = await an_office(database)
    first, version, _ = await draft(database, made)
    assert (await draft(database, made))[:2] == (first, version)
    assert await open_drafts(database) == 1
    await draft(database, made, "在办")
    assert await open_drafts(database) == 2, "another thing has a draft of its own"
    assert (await press_publish(database, made, "alice", first, version)).startswith("已发布第1期")
    with pytest.raises(TooLate, match="已发布（第1期）"):
        await press_publish(database, made, "dave", first, version)


async def test_the_database_holds_one_open_draft_of_a_line(database: Database) -> None:
    made = await an_office(database)
    first, _, _ = await draft(database, made)
    with pytest.raises(IntegrityError):
        async with database.transaction() as tx:
            row = await bulletins.by_id(tx, first)
            assert row is not None
            await tx.add(Bulletin(**row.model_dump(exclude={"bulletin_id"})))


async def test_an_untouched_draft_is_made_anew_and_the_old_button_says_who(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=2, closed=0)
    first, version, _ = await draft(database, made)
    clock.advance(days=42)
    await report(database, made, "bob", "#1", "已开工", 1)
    again, newer, preview = await draft(database, made)
    assert again == first
    assert newer > version
    assert "1月4日" in preview.text
    with pytest.raises(TooLate, match="已由艾督于1月4日09:00改过，您点的是旧稿"):
        await press_publish(database, made, "dave", first, version)


async def test_who_discarded_a_draft_is_said(database: Database) -> None:
    made = await an_office(database)
    first, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        await discard(tx, await made.actor("dave", tx), first, version)
    with pytest.raises(Exception, match="已由戴督于11月23日09:00放弃"):
        await press_publish(database, made, "alice", first, version)


async def test_a_draft_that_was_worked_on_is_left_as_it_is(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=2, closed=0)
    first, version, _ = await draft(database, made)
    await ask(database, made, first, version)
    await reply(database, made, "#1 正在招标")
    await close(database, 2)
    clock.advance(days=1)
    again, _, preview = await draft(database, made)
    assert again == first
    assert "已完成0件" in preview.text
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(Bulletin))).all()
    assert [row.version for row in rows] == [2]
