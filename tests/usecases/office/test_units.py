"""Units as data with a life: names, groups, merging, closing, by chat."""

import pytest
from sqlmodel import col, select

from domain.notes import Answer
from domain.office.people import Role
from domain.states import State
from storage.database import Database
from storage.items import items
from storage.office import people, units
from storage.tables import (
    Assignment,
    AuditEntry,
    BoundGroup,
    Cooperation,
    Item,
    Report,
    Seat,
    Unit,
    UnitAlias,
    UnitGroup,
)
from tests.building import County, county
from tests.cast import all_of, labels, push
from tests.feeding import button, feed, heard, press


async def town(database: Database) -> County:
    made = await county(database)
    async with database.transaction() as tx:
        for name in ("石门镇", "清溪镇", "县水利局"):
            await made.unit(name, tx)
    return made


async def names(database: Database) -> set[str]:
    return {unit.name for unit in await all_of(database, Unit)}


async def in_charge(database: Database, label: str) -> dict[str, State]:
    async with database.reading() as tx:
        parts = await items.by_label(tx, label)
        assert parts is not None
        return {name: one.state for one, name in parts.in_charge}


async def card(database: Database, name: str) -> Answer:
    return await feed(database, "alice", f"/units {name}")


async def renamed(database: Database, name: str, words: str) -> Answer:
    await push(database, await card(database, name), "改名")
    return await feed(database, "alice", words)


async def to_merge(database: Database, name: str, words: str) -> Answer:
    await push(database, await card(database, name), "合并到")
    return await feed(database, "alice", words)


async def merged(database: Database, name: str, into: str) -> Answer:
    return await push(database, await to_merge(database, name, into), "确认合并")


async def test_the_list_tells_items_and_people(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤")
    listed = await feed(database, "alice", "/units")
    assert listed.title == "单位（5个）"
    assert "县农林局 · 在办1件 · 1人" in listed.text
    assert "县水利局 · 在办0件 · ⚠️ 无人" in listed.text
    assert "石门镇" in labels(listed)


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_units_are_the_supervisors(database: Database, who: str) -> None:
    await town(database)
    assert (await feed(database, who, "/units")).kind == "refusal"


async def test_a_renamed_unit_is_found_under_both_names(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤", units=("县水利局",))
    done = await renamed(database, "县水利局", "县水务局")
    assert "“县水利局”改名为“县水务局”" in done.text
    assert "别名：县水利局" in done.text
    for typed in ("县水利局", "水利局", "县水务局"):
        assert (await card(database, typed)).title == "县水务局"
    assert await in_charge(database, "1") == {"县水务局": State.ASSIGNED}
    back = await renamed(database, "县水务局", "县水利局")
    assert back.title == "县水利局"
    assert "别名：县水务局" in back.text


async def test_an_alias_names_one_unit(database: Database) -> None:
    await town(database)
    await push(database, await card(database, "县水利局"), "加别名")
    assert "“水保站”今后也指县水利局" in (await feed(database, "alice", "水保站")).text
    await push(database, await card(database, "县财政局"), "加别名")
    refused = await feed(database, "alice", "水保站")
    assert "已是“县水利局”的名称，不能指两个单位" in refused.text
    assert len(await all_of(database, UnitAlias)) == 1
    await push(database, await card(database, "县财政局"), "加别名")
    assert "已是“石门镇”的名称" in (await feed(database, "alice", "石门镇")).text


@pytest.mark.parametrize("words", ["财政局", "县财政局（牵头）", "财政局等单位", "石门镇人民政府"])
async def test_no_alias_takes_what_is_said_of_another_unit(database: Database, words: str) -> None:
    await town(database)
    await push(database, await card(database, "县水利局"), "加别名")
    assert "不能指两个单位" in (await feed(database, "alice", words)).text
    assert await all_of(database, UnitAlias) == []


async def test_an_alias_works_at_every_door(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤")
    await push(database, await card(database, "县水利局"), "加别名")
    await feed(database, "alice", "河道处")
    assert "县水利局" in (await feed(database, "alice", "/assign 1 河道处")).text
    assert "县水利局" in (await feed(database, "alice", "/invite 河道处 张三")).title
    assert "县水利局" in (await feed(database, "alice", "/new 清理河道淤泥；河道处；12月31日")).text
    assert await names(database) == {"县农林局", "县财政局", "石门镇", "清溪镇", "县水利局"}


async def test_a_merged_unit_hands_over_what_it_had(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤", units=("县水利局",))
    await made.item("农田灌溉", units=("县农林局", "县水利局"))
    await made.item("村道硬化", units=("县农林局",))
    async with database.transaction() as tx:
        old = made.unit_ids["县水利局"]
        person = await people.person(tx, made.person_ids["carol"])
        assert person is not None
        await people.add_seat(tx, person.person_id, Role.OFFICIAL, old)
        await people.set_head(tx, old, made.person_ids["lena"])
        group = BoundGroup(chat_id=-77, kind="unit", bound_by=made.person_ids["alice"], bound_at=tx.now)
        await tx.add(group, Cooperation(item_id=3, unit_id=old))
        await tx.add(UnitGroup(group_id=group.group_id, unit_id=old))
    await feed(database, "carol", "/report 1 已完成招标")
    shown = await to_merge(database, "县水利局", "县农林局")
    assert "两个单位都在办的 #2" in shown.text
    done = await push(database, shown, "确认合并")
    assert "“县水利局”已并入“县农林局”，转过去2件事项" in done.text
    assert await in_charge(database, "1") == {"县农林局": State.IN_PROGRESS}
    assert await in_charge(database, "2") == {"县农林局": State.ASSIGNED}
    survivor = made.unit_ids["县农林局"]
    assert {one.unit_id for one in await all_of(database, Report)} == {survivor}
    assert {one.unit_id for one in await all_of(database, UnitGroup)} == {survivor}
    assert await all_of(database, Cooperation) == []
    seats = [(one.person_id, one.role, one.unit_id) for one in await all_of(database, Seat) if one.unit_id == survivor]
    assert (made.person_ids["carol"], Role.OFFICIAL, survivor) in seats
    assert (made.person_ids["lena"], Role.HEAD, survivor) in seats
    assert (await card(database, "水利局")).title == "县农林局"
    assert "单位合并" in (await feed(database, "alice", "/audit 1")).text
    assert "已记录" in (await feed(database, "carol", "/report 3 已铺设2公里")).text


async def test_what_is_not_finished_stays_open(database: Database) -> None:
    made = await town(database)
    await made.item("农田灌溉", units=("县农林局", "县财政局"))
    await feed(database, "bob", "/done 1 已完工")
    await feed(database, "alice", "/approve 1")
    assert await in_charge(database, "1") == {"县农林局": State.CLOSED, "县财政局": State.ASSIGNED}
    await merged(database, "县财政局", "县农林局")
    assert await in_charge(database, "1") == {"县农林局": State.IN_PROGRESS}


async def test_a_unit_is_not_merged_into_itself(database: Database) -> None:
    await town(database)
    refused = await to_merge(database, "县水利局", "水利局")
    assert "不能合并到它自己" in refused.text
    assert (await all_of(database, AuditEntry, col(AuditEntry.action) == "merge_unit")) == []


async def test_a_press_after_the_merge_is_one_clear_line(database: Database) -> None:
    await town(database)
    old = await card(database, "县水利局")
    asked = await to_merge(database, "县水利局", "县农林局")
    await push(database, asked, "确认合并")
    for label in ("改名", "加别名", "停用", "合并到"):
        answer = await feed(database, "alice", press("alice", button(old, label)))
        assert "“县水利局”已并入“县农林局”" in (answer.toast or answer.text), label
    again = await feed(database, "alice", press("alice", button(asked, "确认合并")))
    assert "已并入" in (again.toast or again.text)
    assert len(await all_of(database, AuditEntry, col(AuditEntry.subject) == "县水利局")) == 1


async def test_an_old_button_lands_at_the_survivor(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤", units=())
    asked = await feed(database, "alice", "/assign 1 水务局")
    await merged(database, "县水利局", "县农林局")
    asked = await feed(database, "alice", "/assign 1 水务办")
    asked = await feed(database, "alice", "/assign 1 农牧局")
    await feed(database, "alice", press("alice", button(asked, "用“县农林局”")))
    assert list(await in_charge(database, "1")) == ["县农林局"]


async def test_a_closed_unit_takes_nothing_new(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤")
    await push(database, await card(database, "县水利局"), "停用")
    for words in ("/assign 1 水利局", "/invite 县水利局 张三", "/handover 1 县水利局"):
        assert "“县水利局”已停用" in (await feed(database, "alice", words)).text, words
    await push(database, await card(database, "县水利局"), "恢复")
    assert "县水利局" in (await feed(database, "alice", "/assign 1 水利局")).text


async def test_a_group_is_said_once_and_its_units_are_assigned(database: Database) -> None:
    made = await town(database)
    await made.item("建示范店", units=())
    await made.item("建示范园", units=())
    asked = await feed(database, "alice", "/assign 1 各镇")
    assert asked.title == "“各镇”是哪些单位？"
    assert {"✓ 石门镇", "✓ 清溪镇", "县水利局"} <= set(labels(asked))
    done = await push(database, asked, "就这些")
    assert "已交办 #1：石门镇、清溪镇" in done.text
    assert set(await in_charge(database, "1")) == {"石门镇", "清溪镇"}
    assert "已交办 #2：石门镇、清溪镇" in (await feed(database, "alice", "/assign 2 各镇")).text
    assert "各镇" not in await names(database)


async def test_a_vague_group_is_chosen_unit_by_unit(database: Database) -> None:
    made = await town(database)
    await made.item("建示范店", units=())
    asked = await feed(database, "alice", "/assign 1 有关部门")
    assert "请先点选" in (await push(database, asked, "就这些")).text
    marked = await push(database, asked, "县水利局")
    done = await push(database, marked, "就这些")
    assert "已交办 #1：县水利局" in done.text
    opened = await feed(database, "alice", "/units 有关部门")
    assert "✓ 县水利局" in labels(opened)


async def test_a_group_is_never_made_a_unit(database: Database) -> None:
    await town(database)
    for words in ("/invite 各镇 张三", "/bind unit 各镇"):
        await feed(database, "alice", words)
    shown = await feed(database, "alice", "/new 建设示范店一家；各街道；12月31日")
    assert "还没有指明" in shown.text
    refused = await push(database, shown, "确认立项")
    assert "不是一个单位" in (refused.toast or refused.text)
    assert not {"各镇", "各街道"} & await names(database)


async def test_only_a_decision_makes_a_unit(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤")
    await feed(database, "alice", "/assign 1 县司法局")
    await feed(database, "alice", "/invite 县民政局 张三")
    await feed(database, "alice", "/handover 1 县文旅局")
    await feed(database, "alice", "/split 1\n做好第一项工作；县商务局")
    assert await names(database) == {"县农林局", "县财政局", "石门镇", "清溪镇", "县水利局"}
    async with database.reading() as tx:
        assert len(await units.units(tx)) == 5
        assert len((await tx.session.exec(select(Item))).all()) == 1
        assert len((await tx.session.exec(select(Assignment))).all()) == 1


async def test_near_names_are_one_unit_at_the_doors(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤", units=())
    assert "已交办 #1：县财政局、石门镇" in (await feed(database, "alice", "/assign 1 财政局（牵头）、石门镇政府")).text
    assert await heard(database, "carol", "assigned")
