"""What the ledger is made from: every item once, read in pages, with figures that agree with /status."""

import asyncio
from datetime import date

from sqlalchemy import event, insert, text
from sqlmodel import col, select

from bot.draw_forms import draw_ledger
from domain.papers.ledger import LedgerRow, unit_figures
from domain.states import State
from papers.files.grid import read_sheets
from storage.database import Database
from storage.items import items, meetings
from storage.office import units
from storage.papers import ledger
from storage.tables import Assignment, Item, ItemLeader, LedgerNote, Meeting, Office, Report
from storage.views import figures
from tests.architecture.test_house_rules import _forgets_the_office
from tests.building import County, county
from tests.feeding import feed
from usecases.papers.ledger import whole_ledger

MEETING = "2026年第5次常务会议"


async def rows(database: Database, meeting_id: int = 0) -> dict[str, LedgerRow]:
    async with database.reading() as tx:
        return {row.label: row for row in (await whole_ledger(tx, meeting_id)).rows}


async def an_office(database: Database) -> County:
    made = await county(database)
    await made.item("修建清溪河堤防", deadline=date(2026, 11, 1), leaders=("吴明远", "陈立"))
    await made.item("绿化城北大道", units=("县农林局", "县财政局"), subs=("植树", "铺草"))
    await made.item("整治河道", units=(), meeting="县长批示", long_term=True)
    return made


async def test_a_row_holds_all_that_is_known_of_an_item(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/report 1 已完成勘察")
    await feed(database, "bob", "/report 1 已完成招标")
    async with database.transaction() as tx:
        found = await items.by_label(tx, "1")
        assert found is not None
        await ledger.keep_notes(tx, found.item.item_id, {"remark": "重点"})
        await ledger.keep_notes(tx, found.item.item_id, {"problems": "资金不足"})
    one = (await rows(database))["#1"]
    assert (one.meeting, one.leaders, one.contacts) == (MEETING, ("吴明远", "陈立"), ("鲍林",))
    assert one.units == (("县农林局", State.IN_PROGRESS),)
    assert one.progress == (("县农林局", "已完成招标"),)
    assert one.notes == ("资金不足", "", "重点")
    assert (one.assigned_on, one.deadline, one.state) == (date(2026, 11, 23), date(2026, 11, 1), State.IN_PROGRESS)


async def test_sub_items_share_leaders_and_stand_below_their_item(database: Database) -> None:
    made = await county(database)
    await made.item("绿化城北大道", leaders=("吴明远",), subs=("植树",))
    found = await rows(database)
    assert list(found) == ["#1", "#1.1"]
    assert found["#1.1"].leaders == ("吴明远",)
    assert found["#1.1"].parent_id == found["#1"].item_id


async def test_a_unit_that_handed_the_item_over_is_left_out(database: Database) -> None:
    await an_office(database)
    await feed(database, "alice", "/reassign 1 县财政局")
    one = (await rows(database))["#1"]
    assert one.unit_names == ("县财政局",)
    assert one.contacts == ("柯财",)


async def test_a_meetings_ledger_holds_its_items_and_their_history_alone(database: Database) -> None:
    await an_office(database)
    await feed(database, "alice", "/due 3 12月31日")
    await feed(database, "alice", "/due 1 12月31日")
    async with database.reading() as tx:
        query = select(Meeting.meeting_id).where(col(Meeting.title) == "县长批示")
        meeting_id = (await tx.session.exec(query)).one()
        assert meeting_id is not None
        made = await whole_ledger(tx, meeting_id)
    assert [row.label for row in made.rows] == ["#3"]
    assert [one.label for one in made.history] == ["#3"]
    assert made.title == "县长批示督办台账"
    assert len(read_sheets("a.xlsx", await draw_ledger(database, meeting_id))[0].rows) == 5


async def test_figures_by_unit_agree_with_the_status(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/done 2.1 已植树")
    await feed(database, "alice", "/approve 2.1")
    async with database.reading() as tx:
        lines = await figures.by_unit(tx, tx.today)
        made = await whole_ledger(tx)
    counted = unit_figures(made.rows, made.today, made.today)
    assert [(one.name, one.total, one.closed, one.overdue) for one in counted] == [
        (one.name, one.total, one.closed, one.overdue) for one in lines
    ]


async def many_items(database: Database, count: int) -> None:
    """Numbers 2, 4, 6…, each with a unit, a leader, two reports and two entries of history."""
    await county(database)
    async with database.transaction() as tx:
        unit = await units.unit_by_name(tx, "县农林局")
        assert unit is not None
        mine = {"office_id": 1, "unit_id": unit.unit_id, "version": 1, "state": State.IN_PROGRESS}
        plain = {"sub": 0, "long_term": False, "deadline_text": "", "target_measure": ""}
        facts = {"registered_at": tx.now, "last_moved_on": tx.today, "deadline": date(2026, 12, 31)}
        connection = await tx.connection()
        numbers = range(2, 2 * count + 1, 2)
        words = "认真抓好落实，确保按期完成。" * 4
        await connection.execute(
            insert(Item), [{**mine, **plain, **facts, "number": n, "directive": f"第{n}件{words}"} for n in numbers]
        )
        ids = (await connection.execute(select(Item.item_id))).scalars().all()
        hands = {**mine, "report_count": 2, "assigned_on": tx.today}
        await connection.execute(insert(Assignment), [{**hands, "item_id": item_id} for item_id in ids])
        await connection.execute(
            insert(ItemLeader),
            [{"office_id": 1, "item_id": item_id, "part": "lead", "place": 0, "name": "吴明远"} for item_id in ids],
        )
        report = {**mine, "kind": "progress", "measure": "", "reported_at": tx.now, "edition": 1, "is_current": True}
        await connection.execute(
            insert(Report), [{**report, "item_id": one, "text": f"{one}：{words}"} for one in ids for _ in range(2)]
        )
        # PostgreSQL does so by itself within a minute; until then it may plan for tables that were empty.
        await connection.execute(text("ANALYZE"))
        for n in numbers:
            tx.record("register", f"#{n}", after={"directive": words, "units": ["县农林局"]})
            tx.record("progress", f"#{n}", after={"report": f"R-{n}", "text": words, "state": "in_progress"})


async def test_pages_leave_nobody_out_and_name_nobody_twice(database: Database) -> None:
    many = ledger.PAGE * 2 + 3
    await many_items(database, many)
    async with database.reading() as tx:
        found = await ledger.rows(tx)
    assert [row.number for row in found] == [n * 2 for n in range(1, many + 1)]
    assert all(row.unit_names == ("县农林局",) and len(row.progress) == 1 for row in found)


async def test_ten_thousand_items_keep_nobody_waiting(database: Database) -> None:
    """Others get their turns while the workbook is written."""
    await many_items(database, 10_000)
    turns, done = 0, asyncio.Event()

    async def watch() -> None:
        nonlocal turns
        while not done.is_set():
            await asyncio.sleep(0.01)
            turns += 1

    async with asyncio.TaskGroup() as group:
        group.create_task(watch())
        content = await draw_ledger(database)
        done.set()
    # Written on the loop it would leave them a handful.
    assert turns > 20
    assert len(content) < 5_000_000
    items_sheet, _, history = read_sheets("a.xlsx", content)
    assert len(items_sheet.rows) == 10_004
    assert history.rows[-1][0].startswith("只列最近5000条")


async def test_another_offices_items_are_not_seen(database: Database) -> None:
    await an_office(database)
    async with database.transaction() as tx:
        tx.session.add(Office(office_id=2, name="邻县"))
        await tx.session.flush()
        other = Item(office_id=2, number=1, directive="邻县的事", registered_at=tx.now, last_moved_on=tx.today)
        tx.session.add(other)
        await tx.session.flush()
        tx.session.add(LedgerNote(office_id=2, item_id=other.item_id, remark="邻县的备注"))
        other_id = other.item_id
    async with database.reading() as tx:
        assert "邻县的事" not in {row.directive for row in await ledger.rows(tx)}
        assert await ledger.rows_of(tx, [other_id]) == {}


async def test_no_query_of_the_ledger_forgets_its_office(database: Database) -> None:
    await an_office(database)
    seen: list[str] = []
    listening = False

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if listening:
            seen.append(statement)

    listening = True
    await draw_ledger(database)
    async with database.reading() as tx:
        await ledger.rows_of(tx, [1, 2])
        await ledger.lock(tx, [1, 2])
        await meetings.directives_of(tx, MEETING)
        await meetings.directives_of(tx, "")
    tables = {"item", "assignment", "cooperation", "report", "item_leader", "ledger_note", "audit_entry", "seat"}
    assert len(seen) > 12
    assert [statement for statement in seen if _forgets_the_office(statement, tables)] == []
