"""An issue is withdrawn once; its number is used up, the next goes on, also from what was printed before us."""

from collections.abc import Awaitable, Callable

import pytest

from domain.bulletin.life import BulletinState
from domain.notes import note_from_json
from domain.office.people import Actor
from domain.office.settings import NUMBERING
from domain.papers.reading import ReadItem, ReadPaper
from domain.refusals import BadInput, NotAllowed, TooLate
from storage.bulletin import bulletins
from storage.database import Database
from tests.building import County, county
from tests.conftest import Clock
from tests.usecases.bulletin.test_bulletin import an_office, bind, draft, press_publish, sent_as
from tests.usecases.bulletin.test_correct_bulletin import correction, issued, reworded
from usecases.bulletin.correct_bulletin import publish_correction
from usecases.bulletin.issue.withdraw import ask_withdrawal, withdraw
from usecases.office.settings import show_settings
from usecases.papers.write_import import import_reading


async def withdrawn(database: Database, made: County, who: str, bulletin_id: int, version: int = 2) -> str:
    async with database.transaction() as tx:
        return (await withdraw(tx, await made.actor(who, tx), bulletin_id, version)).text


async def version_of(database: Database, bulletin_id: int) -> int:
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        return row.version


async def test_withdrawn_once_with_a_line_and_marks(database: Database) -> None:
    made, bulletin_id = await issued(database)
    version = await version_of(database, bulletin_id)
    async with database.transaction() as tx:
        asked = await ask_withdrawal(tx, await made.actor("alice", tx), bulletin_id, version)
    assert asked.text.startswith("撤回第1期？")
    assert "第1期已撤回" in await withdrawn(database, made, "alice", bulletin_id, version)
    (line,) = [note_from_json(row.note) for row in await sent_as(database, "withdrawal")]
    assert line.text == "督办通报第1期已撤回，请以后续通报为准。"
    marks = [note_from_json(row.note) for row in await sent_as(database, "correction")]
    posted = await sent_as(database, "post", "paper")
    assert [one.edits_key for one in marks] == [row.dedupe_key for row in posted]
    assert all((one.title or one.text).startswith("【已撤回】") for one in marks)
    with pytest.raises(TooLate, match="第1期已由艾督于11月23日09:00撤回，这次没有改动"):
        await withdrawn(database, made, "dave", bulletin_id, version)
    assert len(await sent_as(database, "withdrawal")) == 1
    text = await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    assert text.startswith("已发布第2期"), "its number is not used again"


async def test_a_corrected_issue_is_marked_as_it_stands(database: Database) -> None:
    made, bulletin_id = await issued(database)
    draft_id, version = await correction(database, made, bulletin_id)
    version = await reworded(database, made, draft_id, version, "已完成招标")
    async with database.transaction() as tx:
        await publish_correction(tx, await made.actor("alice", tx), draft_id, version)
    with pytest.raises(TooLate, match="刚被更正过"):
        await withdrawn(database, made, "alice", bulletin_id, version=2)
    open_id, _ = await correction(database, made, bulletin_id)
    await withdrawn(database, made, "alice", bulletin_id, await version_of(database, bulletin_id))
    marks = [note_from_json(row.note) for row in await sent_as(database, "correction")]
    marked = [one for one in marks if (one.dedupe_key or "").endswith(":withdrawn")]
    assert any("已完成招标" in one.text + one.folded for one in marked)
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, open_id)
        assert row is not None
        assert row.state is BulletinState.DISCARDED


Pressed = Callable[[Database, County, str, int, int], Awaitable[str]]


async def test_a_draft_is_not_withdrawn_nor_by_others(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    with pytest.raises(BadInput, match="还没有发布"):
        await withdrawn(database, made, "alice", bulletin_id, version)
    for who in ("bob", "lena"):
        with pytest.raises(NotAllowed):
            await withdrawn(database, made, who, bulletin_id, version)


async def test_what_is_still_leaving_is_not_withdrawn(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, version)
    with pytest.raises(TooLate, match="发完后才能撤回"):
        await withdrawn(database, made, "alice", bulletin_id, await version_of(database, bulletin_id))


def paper(number: int | None, directive: str) -> ReadPaper:
    return ReadPaper(title=f"第{number}期", issue_number=number, items=(ReadItem(1, 1, 1, directive),))


async def imported(database: Database, number: int | None, directive: str, actor: Actor | None = None) -> int | None:
    async with database.transaction() as tx:
        return (await import_reading(tx, paper(number, directive), actor)).next_number


async def published(database: Database, made: County) -> str:
    return (await press_publish(database, made, "alice", *(await draft(database, made))[:2]))[:7]


async def test_the_number_goes_on_from_the_imported_issue(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, made)
    assert await imported(database, 35, "修桥") == 36
    assert await imported(database, 12, "铺路") is None, "an older one changes nothing"
    assert await imported(database, None, "种树") is None
    assert await published(database, made) == "已发布第36期"
    clock.advance(days=60)
    assert await published(database, made) == "已发布第1期，"


async def test_the_number_is_a_setting(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        assert "35" in (await show_settings(tx, alice, "上期期号 35")).text
        with pytest.raises(BadInput, match="上期期号"):
            await show_settings(tx, alice, "上期期号 三十五")
    assert NUMBERING.entries[0].default == 0
    assert await published(database, made) == "已发布第36期"
