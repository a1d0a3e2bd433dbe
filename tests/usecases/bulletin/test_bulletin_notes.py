"""What a bulletin prints behind the progress: slips; and late reports, which come first in the next issue."""

from datetime import UTC, date, datetime, timedelta

from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from scheduler.runner import run_until_none
from storage.bulletin import bulletins
from storage.database import Database
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import feed
from tests.usecases.bulletin.test_bulletin import FRIDAY, bind
from tests.usecases.items.test_slips import given_slip, late_item
from usecases.bulletin.issue.weekly import issue_weekly
from usecases.bulletin.prose.notes import notes_of
from usecases.nudging.nudge import nudge_next

# 10:00 in Beijing.
WEDNESDAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


async def printed_slips(database: Database) -> list[str]:
    async with database.reading() as tx:
        found = await notes_of(tx, None)
    return [note for notes in found.values() for note in notes if "单〔" in note]


async def test_a_slip_is_printed_until_the_item_ends(database: Database, clock: Clock) -> None:
    await late_item(database)
    assert await printed_slips(database) == []
    await given_slip(database)
    assert await printed_slips(database) == ["已向县农林局发督办单〔2026〕1号（蓝单，待答复）。"]
    clock.advance(days=10)
    assert await printed_slips(database) == ["已向县农林局发督办单〔2026〕1号（蓝单，到期未果）。"]
    await feed(database, "alice", "/stop 1 情况有变")
    await feed(database, "alice", "确认")
    assert await printed_slips(database) == []


async def nudged_office(database: Database, clock: Clock) -> County:
    """Two items of Bob's that he is urged about on the Wednesday before the first issue."""
    made = await county(database)
    await bind(database, made)
    for directive in ("推进甲项目", "推进乙项目"):
        await made.item(directive, deadline=date(2026, 11, 28))
    clock.at = WEDNESDAY
    assert await run_until_none(database.transaction, nudge_next)
    return made


async def issue(database: Database, clock: Clock, at: datetime) -> BulletinSnapshot:
    clock.at = at
    assert await run_until_none(database.transaction, issue_weekly) == 1
    async with database.reading() as tx:
        row = await bulletins.newest_issue(tx)
    assert row is not None
    return bulletin_from_json(row.snapshot)


async def test_a_report_after_the_issue_it_was_asked_for_comes_first_in_the_next(
    database: Database, clock: Clock
) -> None:
    await nudged_office(database, clock)
    clock.advance(hours=1)
    await feed(database, "bob", "/report 1 方案已印发")
    first = await issue(database, clock, FRIDAY)
    assert [entry.label for entry in first.entries] == ["#1", "#2"]
    assert not any("迟报" in note for entry in first.entries for note in entry.notes)
    clock.advance(hours=1)
    await feed(database, "bob", "/report 1 已开工")
    await feed(database, "bob", "/report 2 已招标")
    second = await issue(database, clock, FRIDAY + timedelta(days=7))
    assert [(entry.place, entry.label) for entry in second.entries] == [(1, "#2"), (2, "#1")]
    assert ["（迟报）" in entry.notes for entry in second.entries] == [True, False]
    third = await issue(database, clock, FRIDAY + timedelta(days=14))
    assert [entry.label for entry in third.entries] == ["#1", "#2"]
