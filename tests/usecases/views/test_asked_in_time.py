"""What was asked to be closed in time waits for its verdict without being late, wherever lateness is told."""

from datetime import timedelta
from typing import Any

from sqlmodel import col

from storage.database import Database
from storage.items import items
from storage.papers import ledger
from storage.tables import Item
from storage.views import figures, totals, views
from tests.building import County, county
from tests.cast import all_of, push
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from usecases.views.board import board_now
from usecases.views.status import bounds_of

LATE_DAYS = 3


async def an_office(database: Database, clock: Clock, **about: Any) -> County:
    """#1 waits since its last day, #2 since the day after, #3 was not asked for; their deadline is three days ago."""
    made = await county(database)
    async with database.reading() as tx:
        deadline = tx.today
    for directive in ("修建河堤", "修建道路", "整治环境"):
        await made.item(directive, deadline=deadline, leaders=("吴明远",), **about)
    await feed(database, "bob", "/done 1 堤防已竣工并验收")
    clock.advance(days=1)
    await feed(database, "bob", "/done 2 道路已竣工并验收")
    clock.advance(days=LATE_DAYS - 1)
    return made


async def late_in_all(database: Database) -> set[int]:
    """How many are late, as each reader has it."""
    async with database.reading() as tx:
        leader = figures.FigureScope("leader", "吴明远")
        meeting = figures.FigureScope("meeting", 1)
        board = await board_now(tx, "board", 0)
        rows = [*await figures.by_unit(tx, tx.today), *await figures.by_leader(tx, tx.today)]
        rows += await figures.by_meeting(tx, tx.today)
        counted = [(await totals.counts(tx, bounds_of(tx), one)).overdue for one in (figures.ALL, leader, meeting)]
        worst = [count for _, count in await figures.most_overdue_units(tx, tx.today, 3)]
        worst += [count for _, count in await figures.most_overdue_leaders(tx, tx.today, 3)]
        listed = len(await figures.overdue(tx, tx.today, 9))
        weeks = [one.overdue for one in await views.unit_standings(tx, tx.today) if one.total]
        told = sum(row.is_late(tx.today) for row in await ledger.rows(tx))
        shown = (board.overdue, len(board.overdue_items), board.weeks[-1].overdue)
    return {*counted, *worst, *(row.overdue for row in rows if row.total), *shown, *weeks, listed, told}


async def test_every_reader_counts_the_same_as_late(database: Database, clock: Clock) -> None:
    await an_office(database, clock)
    assert await late_in_all(database) == {2}
    listed = (await feed(database, "alice", "/overdue")).text
    assert "#1" not in listed
    assert "🔴 #2 已逾期1天" in listed, "the review does not make it later"
    assert f"🔴 #3 已逾期{LATE_DAYS}天" in listed
    assert "🔴 逾期 2　🟡 临期 0，久未动 0　🟢 正常 1" in (await feed(database, "alice", "/status")).text
    mine = (await feed(database, "bob", "/my")).text
    assert "🟢 #1" in mine
    assert "🔴 #2" in mine
    card = await feed(database, "alice", "/item 1")
    assert card.title.startswith("🟢 #1")
    assert "时限：11月23日，在时限内报（11月23日）" in card.text
    async with database.reading() as tx:
        board = await board_now(tx, "board", 0)
        assert [(one.label, one.days_overdue) for one in board.overdue_items] == [("#2", 1), ("#3", LATE_DAYS)]


async def test_sent_back_it_is_as_late_as_it_is_and_asked_again_it_stays_late(database: Database, clock: Clock) -> None:
    await an_office(database, clock)
    card = (await heard(database, "alice", "review_card"))[0]
    await feed(database, "alice", press("alice", button(card, "退回")))
    await feed(database, "alice", "缺验收单")
    assert f"#1 已逾期{LATE_DAYS}天" in (await feed(database, "alice", "/overdue")).text
    assert await late_in_all(database) == {3}
    await feed(database, "bob", "/done 1 验收单已补交")
    clock.advance(days=5)
    assert f"#1 已逾期{LATE_DAYS}天" in (await feed(database, "alice", "/overdue")).text


async def test_of_several_units_the_last_one_decides(database: Database, clock: Clock) -> None:
    await an_office(database, clock, units=("县农林局", "县财政局"))
    assert await late_in_all(database) == {3}
    await feed(database, "carol", "/done 1 资金已拨付")
    clock.advance(days=9)
    listed = (await feed(database, "alice", "/overdue")).text
    assert f"#1 已逾期{LATE_DAYS}天" in listed
    # The unit that was late lets go: what is left was asked for in time.
    await push(database, await feed(database, "alice", "/handover 1 县财政局→县农林局"), "确认")
    (one,) = await all_of(database, Item, col(Item.number) == 1)
    assert one.asked_on is not None
    assert one.asked_on == one.deadline
    assert "#1 " not in (await feed(database, "alice", "/overdue")).text


async def test_a_part_that_waits_counts_for_its_item(database: Database, clock: Clock) -> None:
    await an_office(database, clock, subs=("清理垃圾", "疏通沟渠"))
    async with database.reading() as tx:
        one = await items.by_label(tx, "#1")
        assert one is not None
        parts = await items.sub_items(tx, one.item.item_id)
    assert {part.asked_on for part in parts} == {one.item.asked_on} == {one.item.deadline}
    assert await late_in_all(database) >= {2}
    clock.advance(days=30)
    async with database.reading() as tx:
        found = await totals.counts(tx, bounds_of(tx))
        assert (found.overdue, found.silent) == (2, 1)
        assert found == await totals.counts(tx, bounds_of(tx), figures.FigureScope("meeting", 1))


async def test_a_deadline_that_is_moved_before_the_request_makes_it_late(database: Database, clock: Clock) -> None:
    await an_office(database, clock)
    async with database.reading() as tx:
        earlier = tx.today - timedelta(days=LATE_DAYS + 1)
    async with database.transaction() as tx:
        one = await items.by_label(tx, "#1")
        assert one is not None
        await tx.move(one.item, deadline=earlier)
    async with database.reading() as tx:
        assert (await totals.counts(tx, bounds_of(tx))).overdue == 3
