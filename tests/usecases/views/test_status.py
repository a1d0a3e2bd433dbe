"""Status: figures that add up, the longest silence first, drilling down, and searching."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, update

from domain.dates.deadlines import light
from domain.notes import Answer
from domain.refusals import BadInput, NotAllowed, NotFound
from domain.states import State
from storage.database import Database
from storage.items import searching
from storage.items.searching import SearchTerm
from storage.tables import Assignment, AuditHead, Item, ItemLeader, LeaderPart, Meeting, Office
from storage.views import figures, totals
from tests.building import County, county
from tests.cast import labels
from tests.conftest import Clock
from usecases.views.find import find_items, turn_found
from usecases.views.status import bounds_of, show_overdue, show_status, turn_status

TODAY = date(2026, 11, 23)


async def close(database: Database, label: str) -> None:
    async with database.transaction() as tx:
        number = int(label.lstrip("#"))
        connection = await tx.session.connection()
        one = update(Item).where(col(Item.number) == number).returning(col(Item.item_id))
        item_id = (await connection.execute(one.values(state=State.CLOSED, closed_at=tx.now))).scalars().first()
        await connection.execute(
            update(Assignment).where(col(Assignment.item_id) == item_id).values(state=State.CLOSED)
        )


async def status(database: Database, made: County, who: str, words: str = "") -> Answer:
    async with database.reading() as tx:
        return await show_status(tx, await made.actor(who, tx), words)


async def seventeen(database: Database, made: County, closed: int) -> None:
    for place in range(17):
        label = await made.item(f"推进第{place + 1}项重点工作")
        if place < closed:
            await close(database, label)


async def test_twelve_of_seventeen_is_70_6_percent(database: Database) -> None:
    made = await county(database)
    await seventeen(database, made, 12)
    answer = await status(database, made, "alice")
    assert "共 17 件，已办结 12 件（70.6%），在办 5 件" in answer.text


async def test_the_longest_silence_is_the_first_line(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("制定河道整治方案")
    clock.advance(days=20)
    await made.item("修缮敬老院")
    clock.advance(days=22)
    answer = await status(database, made, "lena")
    assert answer.title.startswith("42 天未动：#1 制定河道整治方案")


async def test_counts_agree_with_the_light_of_each_item(database: Database, clock: Clock) -> None:
    made = await county(database)
    days = (-30, -1, 0, 1, 7, 8, 90, None)
    for offset in days:
        await made.item("事项", deadline=TODAY + timedelta(days=20 + offset) if offset is not None else None)
    clock.advance(days=20)
    for offset in days:
        await made.item("新事项", deadline=TODAY + timedelta(days=20 + offset) if offset is not None else None)
    await close(database, "#3")
    async with database.reading() as tx:
        found = await totals.counts(tx, bounds_of(tx))
        lines = await figures.of_scope(tx, figures.ALL, 100)
        lamps = [light(line.state, line.deadline, line.last_moved_on, tx.today) for line in lines]
    assert found.total == 16
    assert found.closed == lamps.count("✅") == 1  # type: ignore[arg-type]
    assert found.overdue == lamps.count("🔴") == 4  # type: ignore[arg-type]
    assert found.due_soon + found.silent == lamps.count("🟡")  # type: ignore[arg-type]
    assert found.open - found.overdue - found.due_soon - found.silent == lamps.count("🟢")  # type: ignore[arg-type]


async def test_sub_items_and_cancelled_items_do_not_count(database: Database) -> None:
    made = await county(database)
    await made.item("整治环境", subs=("清理垃圾", "疏通沟渠"))
    label = await made.item("不再办理")
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        where = col(Item.number) == int(label.lstrip("#"))
        await connection.execute(update(Item).where(where).values(state=State.CANCELLED))
    assert "共 1 件" in (await status(database, made, "alice")).text


async def test_a_unit_is_found_by_part_of_its_name(database: Database) -> None:
    made = await county(database)
    await made.item("建设茶园", units=("县农林局",), deadline=date(2026, 11, 20))
    await made.item("拨付资金", units=("县财政局",))
    answer = await status(database, made, "alice", "农林")
    assert answer.title == "县农林局"
    assert "共 1 件" in answer.text
    assert "🔴 #1 已逾期3天 · 县农林局 · 建设茶园" in answer.text
    assert "拨付资金" not in answer.text


async def test_a_unit_answers_for_an_item_of_which_it_has_only_a_sub_item(database: Database) -> None:
    made = await county(database)
    await made.item("整治环境", units=(), subs=("清理垃圾",))
    async with database.transaction() as tx:
        unit_id = made.unit_ids["县农林局"]
        sub = (await searching.find(tx, [SearchTerm("清理垃圾")], 1))[1][0]
        tx.session.add(Assignment(office_id=1, item_id=sub.item_id, unit_id=unit_id, assigned_on=tx.today))
    assert "共 1 件" in (await status(database, made, "alice", "县农林局")).text
    async with database.reading() as tx:
        rows = await figures.by_unit(tx, tx.today)
    assert [(row.name, row.total, row.closed) for row in rows] == [("县农林局", 1, 0)]


async def test_an_ambiguous_name_is_asked_back_with_buttons(database: Database) -> None:
    made = await county(database)
    await made.item("建设茶园", units=("县农林局", "县财政局"))
    answer = await status(database, made, "alice", "县")
    assert labels(answer) == ["县农林局", "县财政局"]
    choice = answer.choices[0][0]
    async with database.reading() as tx:
        turned = await turn_status(tx, await made.actor("alice", tx), choice.extra, choice.subject, 0)
    assert turned.edit
    assert turned.title == "县农林局"


async def test_leaders_and_meetings_can_be_asked_for(database: Database) -> None:
    made = await county(database)
    await made.item("建设茶园", leaders=("吴明远",))
    await made.item("拨付资金", leaders=("郑向南",), meeting="2026年第6次常务会议")
    assert "建设茶园" in (await status(database, made, "lena", "吴明远")).text
    assert "拨付资金" in (await status(database, made, "lena", "第6次")).text
    assert "建设茶园" not in (await status(database, made, "lena", "第6次")).text


async def test_an_unknown_name_says_what_to_do(database: Database) -> None:
    made = await county(database)
    with pytest.raises(NotFound, match="没有找到“县邮局”"):
        await status(database, made, "alice", "县邮局")


async def test_officials_do_not_see_the_whole(database: Database) -> None:
    made = await county(database)
    with pytest.raises(NotAllowed):
        await status(database, made, "bob")


async def test_tables_put_the_most_overdue_first_and_lead_on_and_back(database: Database) -> None:
    made = await county(database)
    await made.item("甲事", units=("县财政局",), leaders=("吴明远",))
    await made.item("乙事", units=("县农林局",), deadline=date(2026, 11, 1), leaders=("郑向南",))
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        units = await turn_status(tx, alice, "units", 0, 0)
        leaders = await turn_status(tx, alice, "leaders", 0, 0)
    assert units.text.splitlines() == ["县农林局 0/1（0%） 🔴1", "县财政局 0/1（0%）"]
    assert leaders.text.splitlines()[0] == "郑向南 0/1（0%） 🔴1"
    assert labels(units) == ["县农林局", "县财政局", "返回"]


async def test_a_unit_that_did_its_part_is_not_blamed_for_the_others(database: Database) -> None:
    made = await county(database)
    await made.item("共同事项", units=("县农林局", "县财政局"), deadline=date(2026, 11, 1))
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        where = col(Assignment.unit_id) == made.unit_ids["县农林局"]
        await connection.execute(update(Assignment).where(where).values(state=State.CLOSED))
        rows = await figures.by_unit(tx, tx.today)
        assert await figures.most_overdue_units(tx, tx.today, 3) == [("县财政局", 1)]
    assert [(row.name, row.closed, row.overdue) for row in rows] == [("县财政局", 0, 1), ("县农林局", 1, 0)]


async def test_the_overdue_list_turns_its_pages(database: Database) -> None:
    made = await county(database)
    for place in range(10):
        await made.item(f"逾期第{place + 1}件", deadline=date(2026, 11, 1) + timedelta(days=place))
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        first = await show_overdue(tx, alice)
        second = await turn_status(tx, alice, "overdue", 0, 1)
    assert first.text.startswith("🔴 #1 已逾期22天")
    assert "下一页" in labels(first)
    assert second.edit
    assert [label for label in labels(second) if label.startswith("#")] == ["#9", "#10"]
    assert "上一页" in labels(second)


async def test_forged_views_are_refused(database: Database) -> None:
    made = await county(database)
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        for view, key in (("unit", 999), ("leader", 999), ("meeting", -1), ("nonsense", 1)):
            with pytest.raises(NotFound):
                await turn_status(tx, alice, view, key, 0)


async def test_search_takes_wildcards_as_themselves(database: Database) -> None:
    made = await county(database)
    await made.item("完成率达到100%")
    await made.item("推进园区建设")
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        found = await find_items(tx, alice, "%")
        assert found.title == "查找“%”：1 件"
        with pytest.raises(NotFound):
            await find_items(tx, alice, "_")
        assert "园区" in (await find_items(tx, alice, "农林 园区")).text
        with pytest.raises(BadInput):
            await find_items(tx, alice, "  ")


async def test_search_by_number_shows_that_item_first(database: Database) -> None:
    made = await county(database)
    for words in ("新建2个服务站", "制定方案"):
        await made.item(words, subs=("起草",) if words == "制定方案" else ())
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        for words in ("2", "#2"):
            assert "#2" in (await find_items(tx, alice, words)).text.splitlines()[0]
        assert "#1" in (await find_items(tx, alice, "2")).text
        assert "#2.1" in (await find_items(tx, alice, "2.1")).text
        with pytest.raises(NotFound):
            await find_items(tx, alice, "99999999999999999999")


async def test_search_by_initials_of_the_matter_or_the_unit(database: Database) -> None:
    made = await county(database)
    await made.item("组建茶业协会", units=("县财政局",))
    await made.item("整治银行网点", units=("县农林局",))
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        found = {words: await find_items(tx, alice, words) for words in ("cyxh", "NLJ", "yhwd", "zj czj")}
        with pytest.raises(NotFound):
            await find_items(tx, alice, "xhcy")
    assert {words: labels(answer) for words, answer in found.items()} == {
        "cyxh": ["#1"],
        "NLJ": ["#2"],
        "yhwd": ["#2"],
        "zj czj": ["#1"],
    }


async def test_search_turns_ten_at_a_time(database: Database) -> None:
    made = await county(database)
    for place in range(12):
        await made.item(f"发展茶叶产业第{place + 1}项")
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        first = await find_items(tx, alice, "茶叶")
        turn = first.choices[-1][-1]
        assert turn.label == "下一页"
        assert len(turn.packed().encode()) <= 64
        second = await turn_found(tx, alice, turn.extra, turn.version)
    assert first.title == "查找“茶叶”：12 件"
    assert second.edit
    assert second.text.count("\n") == 1


async def test_a_forged_search_button_is_refused(database: Database) -> None:
    made = await county(database)
    async with database.reading() as tx:
        alice = await made.actor("alice", tx)
        for code in ("x", "_w", "!!!!"):
            with pytest.raises((BadInput, NotFound)):
                await turn_found(tx, alice, code, 1)


async def _figures(database: Database, made: County) -> list[object]:
    """Everything that is counted, of everything and of each kind of part."""
    scopes = [
        figures.ALL,
        figures.FigureScope("unit", made.unit_ids["县农林局"]),
        figures.FigureScope("leader", "吴明远"),
    ]
    async with database.reading() as tx:
        scopes.append(figures.FigureScope("meeting", await tx.one(tx.select(Meeting.meeting_id))))
        found: list[object] = [await figures.most_overdue_units(tx, tx.today, 9)]
        found += [await figures.most_overdue_leaders(tx, tx.today, 9), await figures.units_of(tx, [1, 2])]
        found += [await figures.by_leader(tx, tx.today), await figures.by_meeting(tx, tx.today)]
        for scope in scopes:
            found += [await totals.counts(tx, bounds_of(tx), scope), await figures.last_moved(tx, tx.today, scope)]
            found += [await figures.overdue(tx, tx.today, 9, 0, scope), await figures.of_scope(tx, scope, 9)]
            found += [await figures.by_unit(tx, tx.today, scope)]
    return found


async def test_another_office_is_in_no_figure(database: Database) -> None:
    """Its people have the same names, and its rows may name ours."""
    made = await county(database)
    await made.item("建设茶园", deadline=date(2026, 11, 1), leaders=("吴明远",))
    before = await _figures(database, made)
    async with database.transaction(2) as tx:
        await tx.add(Office(office_id=2, name="other"))
        await tx.add(AuditHead())
        days = {"registered_at": tx.now, "last_moved_on": tx.today, "deadline": date(2026, 10, 1)}
        item = Item(number=1, directive="他县的事", meeting_id=1, **days)
        await tx.add(item)
        await tx.add(Assignment(item_id=item.item_id, unit_id=made.unit_ids["县农林局"], assigned_on=tx.today))
        await tx.add(ItemLeader(item_id=item.item_id, name="吴明远", part=LeaderPart.LEAD, place=0))
    assert await _figures(database, made) == before
