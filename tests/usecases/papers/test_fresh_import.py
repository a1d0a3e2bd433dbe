"""What comes in with a paper is told as the paper's: its day, its name, and nobody's doing here."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col

from domain.bulletin.scopes import BulletinScope, Span, span_of
from domain.bulletin.wording import PRESETS, code_of
from domain.papers.reading import ReadItem, ReadPaper
from storage.database import Database
from storage.tables import Item, Report
from tests.building import county
from tests.cast import all_of
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.bulletin.test_bulletin_kinds import drafted
from tests.usecases.papers.test_import_paper import fictional
from usecases.bulletin.wording import save_wording
from usecases.papers.write_import import import_reading


async def bring(database: Database, paper: ReadPaper) -> None:
    async with database.transaction() as tx:
        await import_reading(tx, paper)


@pytest.mark.parametrize(
    ("issue", "masthead", "origin"),
    [(35, "督办通报", "第35期通报"), (7, "", "第7期通报"), (None, "政务督查", "政务督查"), (None, "", "导入文件")],
)
async def test_each_fact_names_its_paper(database: Database, issue: int | None, masthead: str, origin: str) -> None:
    await county(database)
    items = (ReadItem(1, 1, 1, "修桥", responsible_units=("县农林局",), progress="已开工。"),)
    paper = ReadPaper(issue_number=issue, masthead=masthead, paper_date=date(2026, 11, 6), items=items)
    await bring(database, paper)
    assert [one.origin for one in await all_of(database, Report)] == [origin]
    card = await feed(database, "alice", "/item 1")
    assert f"· 11月6日 {origin}载明：已开工。" in card.text
    assert "R-" not in card.text


async def test_minutes_decide_and_what_they_decide_is_new(database: Database, clock: Clock) -> None:
    await county(database)
    items = tuple(ReadItem(place, 1, place, f"第{place}件", responsible_units=("县农林局",)) for place in (1, 2))
    await bring(database, ReadPaper(meeting="第6次常务会议", paper_date=date(2026, 11, 20), items=items))
    month = await drafted(database, span_of(BulletinScope.MONTH, clock().date()))
    assert "期内销号0件、新立项2件" in month.preamble


async def test_what_came_in_closed_was_not_closed_here(database: Database, clock: Clock) -> None:
    """11 closed, 6 open: none of the eleven in the month's figures, none with a day of completion."""
    await county(database)
    await bring(database, fictional())
    month = await drafted(database, span_of(BulletinScope.MONTH, clock().date()))
    assert (month.total, month.closed) == (6, 0)
    assert "期内销号0件、新立项0件" in month.preamble
    whole = await drafted(database, Span(BulletinScope.ALL))
    assert (whole.total, whole.closed) == (17, 11)
    assert all(one.closed_on is None for one in whole.entries)
    closed = await all_of(database, Item, col(Item.closed_at).is_not(None), col(Item.sub) == 0)
    assert {one.closed_at for one in closed} == {datetime(2026, 11, 20, 15, 59, 59, tzinfo=UTC)}


async def test_nobody_is_praised_for_what_a_paper_said(database: Database) -> None:
    made = await county(database)
    await bring(database, fictional())
    async with database.transaction() as tx:
        await save_wording(tx, await made.actor("alice", tx), code_of(PRESETS[1].wording), 0)
    whole = await drafted(database, Span(BulletinScope.ALL))
    assert [one.sort for one in whole.sections if one.entries] == ["closed", "going"]
