"""The board: what the button sends, what the picture shows, how long it is kept, the weeks behind the trend."""

import asyncio
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select, update

from bot.draw import Drawing
from bot.draw_board import on_one_page
from domain.bulletin.board import Board, BoardItem, BoardStill, BoardUnit, BoardWeek
from domain.notes import Paper
from storage.database import Database
from storage.tables import Assignment, Item, WeekFigures
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.views.board import board_now, keep_week

MONDAY = date(2026, 11, 23)


async def an_office(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 11, 20), leaders=("吴明远",))
    await made.item("拨付资金", units=("县财政局",), leaders=("吴明远",))
    await made.item("整治环境", units=("县财政局", "县农林局"), meeting="2026年第6次常务会议")
    return made


async def board(database: Database, kind: str = "board", key: int = 0) -> Board:
    async with database.reading() as tx:
        return await board_now(tx, kind, key)


async def keep(database: Database) -> bool:
    async with database.transaction() as tx:
        return await keep_week(tx)


async def close(database: Database, number: int) -> None:
    async with database.transaction() as tx:
        connection = await tx.connection()
        await connection.execute(
            update(Item).where(col(Item.number) == number).values(state="closed", closed_at=tx.now)
        )
        await connection.execute(update(Assignment).where(col(Assignment.item_id) == number).values(state="closed"))


async def moved_on(database: Database, number: int, day: date) -> None:
    async with database.transaction() as tx:
        connection = await tx.connection()
        await connection.execute(update(Item).where(col(Item.number) == number).values(last_moved_on=day))


async def test_each_view_has_a_picture_of_its_own_figures(database: Database) -> None:
    await an_office(database)
    home = await feed(database, "lena", "/status")
    pressed = await feed(database, "lena", press("lena", button(home, "看图")))
    assert not pressed.edit
    assert pressed.paper is not None
    assert (pressed.paper.kind, pressed.paper.is_picture) == ("board", True)
    assert pressed.text.startswith("共 3 件")
    for words, kind, total in (
        ("县农林局", "board_unit", 2),
        ("吴明远", "board_leader", 2),
        ("第6次", "board_meeting", 1),
    ):
        view = await feed(database, "alice", f"/status {words}")
        paper = (await feed(database, "alice", press("alice", button(view, "看图")))).paper
        assert paper is not None
        assert [below.paper for below in view.more] == [paper]
        assert paper.kind == kind
        shown = await board(database, paper.kind, paper.subject)
        assert shown.total == total
        assert f"共 {total} 件" in view.text


async def test_the_board_says_what_status_says(database: Database) -> None:
    await an_office(database)
    await close(database, 2)
    shown = await board(database)
    assert (shown.total, shown.closed, shown.overdue, shown.on_course) == (3, 1, 1, 1)
    assert shown.overdue_items == (BoardItem("#1", "修建河堤", "县农林局", 3),)
    assert {unit.name: (unit.total, unit.closed, unit.overdue) for unit in shown.units} == {
        "县农林局": (2, 0, 1),
        "县财政局": (2, 1, 0),
    }
    assert [(week.day, week.total, week.closed) for week in shown.weeks] == [(MONDAY, 3, 1)]
    assert shown.still is None
    await moved_on(database, 3, date(2026, 11, 2))
    assert (await board(database)).still == BoardStill("#3", "整治环境", 21)
    async with database.reading() as tx:
        from storage.views import figures

        key = next(key for scope, key, name in await figures.named(tx) if name == "吴明远")
    led = await board(database, "board_leader", key)
    assert [(unit.name, unit.total) for unit in led.units] == [("县农林局", 1), ("县财政局", 1)]


async def test_what_a_unit_handed_over_is_not_on_its_board(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        where = (col(Assignment.item_id) == 3, col(Assignment.unit_id) == made.unit_ids["县农林局"])
        await (await tx.connection()).execute(update(Assignment).where(*where).values(state="cancelled"))
    assert (await board(database, "board_unit", made.unit_ids["县农林局"])).total == 1


async def test_nobody_else_gets_a_picture(database: Database) -> None:
    await an_office(database)
    for who, data in (("bob", "p:board:0:0:"), ("adam", "p:board:1:0:unit"), ("alice", "p:board:99:0:unit")):
        assert (await feed(database, who, press(who, data))).kind == "refusal"
    assert (await feed(database, "alice", press("alice", "p:board:1:0:nonsense"))).kind == "refusal"


async def test_an_empty_office_has_nothing_to_draw(database: Database) -> None:
    await county(database)
    assert (await feed(database, "alice", press("alice", "p:board:0:0:"))).kind == "refusal"


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_a_picture_is_kept_until_something_changes_or_the_day_turns(
    database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import bot.draw_board as drawing_room

    drawn: list[Board] = []
    honest = drawing_room.first_page
    monkeypatch.setattr(drawing_room, "first_page", lambda one, fonts: drawn.append(one) or honest(one, fonts))
    await an_office(database)
    drawing, paper = Drawing(database), Paper("board", 0, "督办概况.png")
    first, again = await asyncio.gather(drawing.draw(paper), drawing.draw(paper))
    assert first.startswith(b"\x89PNG")
    assert first is again
    assert len(drawn) == 1
    await feed(database, "bob", "/report 1 已开工")
    await drawing.draw(paper)
    assert len(drawn) == 2
    clock.advance(days=1)
    await drawing.draw(paper)
    await drawing.draw(paper)
    assert len(drawn) == 3


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_once_warm_a_picture_takes_less_than_a_third_of_a_second(database: Database) -> None:
    made = await an_office(database)
    for place in range(30):
        await made.item(f"第{place + 1}项重点工作", units=(f"县第{place}局",), deadline=date(2026, 11, 1))
    drawing, paper = Drawing(database), Paper("board", 0, "督办概况.png")
    await drawing.draw(paper)
    best = 9.0
    for round_ in range(4):
        await feed(database, "bob", f"/report 1 第{round_}次反馈：已完成一段")
        start = time.process_time()
        await drawing.draw(paper)
        best = min(best, time.process_time() - start)
    assert best <= 0.3


def test_units_that_do_not_fit_share_the_last_row() -> None:
    many = tuple(BoardUnit(f"县第{place}局", 4, 2, 1) for place in range(50))
    weeks = tuple(BoardWeek(MONDAY - timedelta(days=7 * place), 9, 3) for place in (1, 0))
    full = Board("督查室", MONDAY, 200, 100, 50, 0, 0, units=many, weeks=weeks)
    shown = on_one_page(full).units
    assert 5 < len(shown) < 20
    assert shown[-1].name == f"其余{50 - len(shown) + 1}个单位"
    assert sum(unit.total for unit in shown) == 200
    assert on_one_page(full).all_units == 50
    assert on_one_page(replace(full, units=many[:3])).units == many[:3]


async def test_weeks_are_kept_once_a_day_and_the_last_day_counts(database: Database, clock: Clock) -> None:
    made = await an_office(database)
    assert await keep(database)
    assert not await keep(database)
    clock.advance(days=2)
    await close(database, 1)
    assert await keep(database)
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(WeekFigures).where(col(WeekFigures.kind) == "all"))).all()
        assert [(row.week, row.day, row.total, row.closed) for row in rows] == [
            (MONDAY, MONDAY + timedelta(days=2), 3, 1)
        ]
    clock.advance(days=7)
    await close(database, 2)
    weeks = (await board(database)).weeks
    assert [(one.day, one.total, one.closed, one.overdue) for one in weeks] == [
        (MONDAY + timedelta(days=2), 3, 1, 0),
        (MONDAY + timedelta(days=9), 3, 2, 0),
    ]
    unit = await board(database, "board_unit", made.unit_ids["县农林局"])
    assert [(one.total, one.closed) for one in unit.weeks] == [(2, 1), (2, 1)]


async def test_kept_weeks_agree_with_the_views_of_their_day(database: Database) -> None:
    made = await an_office(database)
    await close(database, 2)
    await keep(database)
    async with database.reading() as tx:
        from storage.views import figures, totals
        from usecases.views.status import bounds_of

        for row in (await tx.session.exec(select(WeekFigures))).all():
            key: int | str = row.key if row.kind == "leader" else int(row.key or 0)
            scope = figures.ALL if row.kind == "all" else figures.FigureScope(row.kind, key)  # type: ignore[arg-type]
            found = await totals.counts(tx, bounds_of(tx), scope)
            assert (found.total, found.closed, found.overdue) == (row.total, row.closed, row.overdue)
    assert made.unit_ids


async def test_only_eight_weeks_are_shown(database: Database, clock: Clock) -> None:
    await an_office(database)
    for _ in range(10):
        await keep(database)
        clock.advance(days=7)
    weeks = (await board(database)).weeks
    assert [one.day for one in weeks] == [MONDAY + timedelta(days=7 * place) for place in range(3, 11)]
