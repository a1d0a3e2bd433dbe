"""An item is given to units, also, or instead of others; everybody concerned hears of it."""

import json

from sqlmodel import col, select

from domain.states import State
from storage.audit import entries_about
from storage.database import Database
from storage.items import items
from storage.tables import Assignment, Cooperation, Item, Unit
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press


async def hands(database: Database, label: str) -> dict[str, State]:
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        return {name: assignment.state for assignment, name in parts.assignments}


async def close(made: County, label: str) -> None:
    async with made.database.transaction() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        for assignment, _ in parts.assignments:
            await tx.move(assignment, state=State.CLOSED, closed_at=tx.now)
        await items.follow_parts(tx, parts.item)


async def test_adding_a_unit_tells_its_officials(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    answer = await feed(database, "alice", "/assign 1 县财政局")
    assert answer.text == "已交办 #1：县农林局、县财政局"
    assert await hands(database, "1") == {"县农林局": State.ASSIGNED, "县财政局": State.ASSIGNED}
    (card,) = await heard(database, "carol")
    assert (card.kind, card.title) == ("assigned", "📌 交办您单位 #1")
    assert button(card, "报进展")
    assert await heard(database, "bob") == []


async def test_audit_keeps_before_and_after(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    await feed(database, "alice", "交办 1 县财政局")
    async with database.reading() as tx:
        (entry,) = await entries_about(tx, "#1")
    assert (entry.action, entry.actor_id) == ("assign", made.person_ids["alice"])
    assert json.loads(entry.before) == {"units": ["县农林局"]}
    assert json.loads(entry.after) == {"units": ["县农林局", "县财政局"]}


async def test_only_button_hands_over(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    answer = await feed(database, "alice", "/assign 1 县财政局")
    only = button(answer, "改为仅由县财政局负责")
    done = await feed(database, "alice", press("alice", only))
    assert (done.text, done.edit) == ("已交办 #1：县财政局", True)
    assert await hands(database, "1") == {"县农林局": State.CANCELLED, "县财政局": State.ASSIGNED}
    (told,) = await heard(database, "bob")
    assert "已改由县财政局承办" in told.text
    stale = await feed(database, "dave", press("dave", only))
    assert "#1 已由艾督于11月23日09:00更新" in stale.text


async def test_word_replaces_and_former_unit_can_come_back(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    await feed(database, "alice", "/assign 1 改派 县财政局")
    assert await hands(database, "1") == {"县农林局": State.CANCELLED, "县财政局": State.ASSIGNED}
    refused = await feed(database, "bob", "/report 1 还在办")
    assert refused.kind == "refusal"
    clock.advance(days=1)
    await feed(database, "alice", "改派 1 县农林局")
    assert await hands(database, "1") == {"县农林局": State.ASSIGNED, "县财政局": State.CANCELLED}
    assert [note.kind for note in await heard(database, "bob")] == ["taken", "assigned"]
    assert (await feed(database, "bob", "/report 1 已继续办理")).text.startswith("已记录")


async def test_sub_items_change_hands_but_finished_ones_stay(database: Database) -> None:
    made = await county(database)
    await made.item("抓好质量提升", subs=("方案", "评审"))
    await close(made, "1.1")
    await feed(database, "alice", "/assign 1 改派 县财政局")
    assert await hands(database, "1.1") == {"县农林局": State.CLOSED}
    assert await hands(database, "1.2") == {"县农林局": State.CANCELLED, "县财政局": State.ASSIGNED}
    async with database.reading() as tx:
        states = (await tx.session.exec(select(Item.state).order_by(col(Item.sub)))).all()
    assert list(states) == [State.IN_PROGRESS, State.CLOSED, State.ASSIGNED]


async def test_unknown_unit_is_asked_about(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    asked = await feed(database, "alice", "/assign 1 财政所、县教育局")
    assert "名册里没有“财政所”" in asked.text
    asked_more = await feed(database, "alice", press("alice", button(asked, "用“县财政局”")))
    assert "名册里没有“县教育局”" in asked_more.text
    assert await hands(database, "1") == {"县农林局": State.ASSIGNED}
    stale = await feed(database, "alice", press("alice", button(asked, "新建")))
    assert stale.kind == "refusal"
    done = await feed(database, "alice", press("alice", button(asked_more, "新建单位“县教育局”")))
    assert "已交办 #1：县农林局、县财政局、县教育局" in done.text
    assert "还没有联络员：县教育局" in done.text
    async with database.reading() as tx:
        names = (await tx.session.exec(select(Unit.name))).all()
    assert sorted(names) == sorted(["县农林局", "县财政局", "县教育局"])


async def test_without_units_it_asks_and_waits(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案", units=())
    assert (await feed(database, "alice", "/assign 1")).ask
    assert (await feed(database, "alice", "37")).kind == "refusal"
    assert "已交办 #1：县农林局" in (await feed(database, "alice", "县农林局")).text


async def test_closed_item_is_refused(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    await close(made, "1")
    assert "已办结或已撤销" in (await feed(database, "alice", "/assign 1 县财政局")).text
    assert await hands(database, "1") == {"县农林局": State.CLOSED}


async def test_nothing_new_is_said(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    assert "没有变化" in (await feed(database, "alice", "/assign 1 县农林局")).text
    assert "没有变化" in (await feed(database, "alice", "/assign 1 改派 县农林局")).text
    assert await heard(database, "bob") == []


async def test_cooperating_unit_becomes_responsible(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    async with database.transaction() as tx:
        parts = await items.by_label(tx, "1")
        assert parts is not None
        tx.session.add(Cooperation(office_id=1, item_id=parts.item.item_id, unit_id=made.unit_ids["县财政局"]))
    await feed(database, "alice", "/assign 1 县财政局")
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Cooperation))).all() == []


async def test_who_may_assign(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    for who in ("bob", "lena", "adam"):
        assert (await feed(database, who, "/assign 1 县财政局")).kind == "refusal"
    assert (await feed(database, "alice", "/assign")).kind == "refusal"
    assert "没有找到编号" in (await feed(database, "alice", "/assign 9 县财政局")).text
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Assignment))).all()) == 1
