"""What lacks a unit or a deadline, and whom nobody can reach."""

from datetime import date

from sqlmodel import col, update

from domain.office.people import Role
from storage.database import Database
from storage.office import people
from storage.tables import Assignment, Invitation, Item, Person, Seat
from storage.tx import Tx
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press

DUE = date(2026, 12, 31)


async def block(tx: Tx, name: str) -> None:
    row = await people.person_of_telegram_id(tx, TELEGRAM_IDS[name])
    assert row is not None
    row.is_reachable = False
    await tx.add(row)


async def missing(database: Database) -> str:
    home = await feed(database, "alice", "/status")
    return (await feed(database, "alice", press("alice", button(home, "要素不全")))).text


async def test_each_gap_is_named_and_mended_by_its_button(database: Database) -> None:
    made = await county(database)
    await made.item("齐全的事项", deadline=DUE)
    await made.item("长期坚持", long_term=True)
    await made.item("没有时限")
    await made.item("什么都没有", units=())
    home = await feed(database, "alice", "/status")
    view = await feed(database, "alice", press("alice", button(home, "要素不全")))
    assert view.edit
    assert view.title == "要素不全：2 件"
    assert view.text.splitlines() == ["⚠️ #3 缺办理时限 · 没有时限", "⚠️ #4 缺责任单位、办理时限 · 什么都没有"]
    assert (await feed(database, "alice", press("alice", button(view, "#3 定时限")))).ask
    assert "12月31日" in (await feed(database, "alice", "12月31日")).text
    assert (await feed(database, "alice", press("alice", button(view, "#4 定单位")))).ask
    await feed(database, "alice", "县财政局")
    assert (await missing(database)).splitlines() == ["⚠️ #4 缺办理时限 · 什么都没有"]
    await feed(database, "alice", "/due 4 长期")
    assert await missing(database) == "每件在办事项都有责任单位和办理时限。"


async def test_parts_speak_for_their_item(database: Database) -> None:
    made = await county(database)
    await made.item("分项有时限", subs=("甲", "乙"))
    await made.item("分项有单位", units=(), deadline=DUE, subs=("甲",))
    async with database.transaction() as tx:
        connection = await tx.connection()
        parts = (col(Item.number) == 1, col(Item.sub) > 0)
        await connection.execute(update(Item).where(*parts).values(deadline=DUE))
    assert await missing(database) == "⚠️ #2 缺责任单位 · 分项有单位"
    async with database.transaction() as tx:
        second = (await tx.connection()).execute(
            update(Item).where(col(Item.number) == 2, col(Item.sub) == 1).values(sub=1).returning(col(Item.item_id))
        )
        item_id = (await second).scalar_one()
        unit_id = await made.unit("县财政局", tx)
        tx.session.add(Assignment(office_id=1, item_id=item_id, unit_id=unit_id, assigned_on=tx.today))
    assert "都有责任单位" in await missing(database)


async def test_what_is_closed_or_handed_over_lacks_as_it_should(database: Database) -> None:
    made = await county(database)
    await made.item("已办结的")
    await made.item("单位移交了", deadline=DUE)
    async with database.transaction() as tx:
        connection = await tx.connection()
        await connection.execute(update(Item).where(col(Item.number) == 1).values(state="closed"))
        await connection.execute(update(Assignment).where(col(Assignment.item_id) == 2).values(state="cancelled"))
    assert await missing(database) == "⚠️ #2 缺责任单位 · 单位移交了"


async def test_many_gaps_turn_their_pages(database: Database) -> None:
    made = await county(database)
    for place in range(10):
        await made.item(f"第{place + 1}件")
    home = await feed(database, "alice", "/status")
    first = await feed(database, "alice", press("alice", button(home, "要素不全")))
    assert len(first.text.splitlines()) == 8
    second = await feed(database, "alice", press("alice", button(first, "下一页")))
    assert [line.split()[1] for line in second.text.splitlines()] == ["#9", "#10"]
    forged = await feed(database, "alice", press("alice", "p:status:0:99:missing"))
    assert forged.text == second.text


async def test_leaders_and_officials_neither_see_nor_mend_gaps(database: Database) -> None:
    made = await county(database)
    await made.item("没有时限", leaders=("吴明远",))
    labels = [choice.label for row in (await feed(database, "lena", "/status")).choices for choice in row]
    assert not {"要素不全", "联系不上"} & set(labels)
    for who in ("lena", "bob", "adam"):
        for data in ("p:status:0:0:missing", "p:due_ask:1:0:"):
            assert (await feed(database, who, press(who, data))).kind == "refusal"
    assert (await feed(database, "lena", press("lena", "p:status:0:0:unreached"))).kind == "refusal"


async def an_unreached_office(database: Database) -> County:
    """Bob blocked the bot, the water bureau has nobody, two were invited yesterday and did not come."""
    made = await county(database)
    await made.item("修渠", units=("县水利局",), deadline=DUE)
    await made.item("种树", units=("县农林局",), deadline=DUE)
    async with database.transaction() as tx:
        await block(tx, "bob")
    return made


async def test_who_cannot_be_reached_is_listed_with_what_to_do(database: Database, clock: Clock) -> None:
    await an_unreached_office(database)
    await feed(database, "alice", "/invite 县财政局 钱有")
    await feed(database, "alice", "/invite 贾县 县领导")
    home = await feed(database, "alice", "/status")
    packed = button(home, "联系不上")
    assert "已邀请" not in (await feed(database, "alice", press("alice", packed))).text
    clock.advance(hours=23)
    view = await feed(database, "alice", press("alice", packed))
    assert view.title == "联系不上：5 处"
    assert view.text.splitlines() == [
        "收不到消息的人（1）",
        "· 鲍林（县农林局）：机器人发不到，请电话请其打开机器人点“开始”",
        "",
        "没人可通知的单位（2）",
        "· 县农林局（在办 1 件）：联络员都收不到消息，可发 /invite 县农林局 张三，增加一人",
        "· 县水利局（在办 1 件）：没有联络员，请发 /invite 县水利局 张三",
        "",
        "已邀请、未加入（2）",
        "· 钱有（县财政局 联络员）：邀请码11月24日09:00到期，请提醒其点邀请链接",
        "· 贾县（县领导）：邀请码11月24日09:00到期，请提醒其点邀请链接",
    ]
    assert "鲍林" in (await feed(database, "alice", press("alice", button(view, "鲍林")))).title
    clock.advance(hours=2)
    late = (await feed(database, "alice", press("alice", packed))).text
    assert "钱有（县财政局 联络员）：邀请码已过期，请重新发 /invite 县财政局 钱有" in late
    assert "贾县（县领导）：邀请码已过期，请重新发 /invite 贾县 县领导" in late


async def test_a_taken_seat_and_a_second_official_are_no_gap(database: Database, clock: Clock) -> None:
    made = await an_unreached_office(database)
    async with database.transaction() as tx:
        row = Person(office_id=1, telegram_id=777, name="新人", joined_at=tx.now)
        await tx.add(row)
        for unit in ("县水利局", "县农林局"):
            unit_id = await made.unit(unit, tx)
            tx.session.add(Seat(office_id=1, person_id=row.person_id, role=Role.OFFICIAL, unit_id=unit_id))
        for used in (None, tx.now):
            invited = Invitation(
                office_id=1,
                code_hash=f"hash-{used}",
                name="新人",
                role=Role.OFFICIAL,
                unit_id=made.unit_ids["县水利局"],
                invited_by=made.person_ids["alice"],
                invited_at=tx.now,
                expires_at=tx.now,
                used_at=used,
            )
            tx.session.add(invited)
            await tx.session.flush()
    clock.advance(days=1)
    home = await feed(database, "alice", "/status")
    view = await feed(database, "alice", press("alice", button(home, "联系不上")))
    assert view.title == "联系不上：1 处"
    assert view.text.startswith("收不到消息的人（1）\n· 鲍林")
