"""What a person's card changes: names, titles, units that are joined, changed and left, heads of units."""

import pytest
from sqlmodel import col

from domain.notes import Answer
from domain.office.people import Role
from storage.database import Database
from storage.tables import AuditEntry, ItemLeader, Person, Seat
from tests.building import TELEGRAM_IDS, County, county
from tests.cast import all_of, labels, push
from tests.feeding import button, feed, heard, press


async def town(database: Database) -> County:
    made = await county(database)
    async with database.transaction() as tx:
        await made.unit("县水利局", tx)
    return made


async def card(database: Database, unit: str, name: str, by: str = "alice") -> Answer:
    roster = await feed(database, by, "/people")
    people = await push(database, roster, unit, by)
    return await push(database, people, name, by)


async def seats(database: Database, made: County, who: str) -> set[tuple[Role, int | None]]:
    own = await all_of(database, Seat, col(Seat.person_id) == made.person_ids[who])
    return {(one.role, one.unit_id) for one in own}


async def test_a_person_joins_a_second_unit(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤", units=("县水利局",))
    await push(database, await card(database, "县农林局", "鲍林"), "加入另一单位")
    done = await feed(database, "alice", "水利局")
    assert "鲍林已加入县水利局" in done.text
    assert "· 县农林局 联络员" in done.text
    assert "· 县水利局 联络员" in done.text
    assert "已记录" in (await feed(database, "bob", "/report 1 已完成招标")).text
    assert "已加入县水利局" in (await heard(database, "bob", "word"))[0].text
    await push(database, done, "加入另一单位")
    assert "已经在县水利局" in (await feed(database, "alice", "县水利局")).text


async def test_a_person_moves_to_another_unit(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤")
    await push(database, await card(database, "县农林局", "鲍林"), "换单位")
    assert "没有“县审计局”这个单位" in (await feed(database, "alice", "县审计局")).text
    done = await feed(database, "alice", "县水利局")
    assert "鲍林已从县农林局换到县水利局" in done.text
    assert "县农林局已没有联络员，还有1件在办事项" in done.text
    assert await seats(database, made, "bob") == {(Role.OFFICIAL, made.unit_ids["县水利局"])}
    assert (await feed(database, "bob", "/report 1 已完成招标")).kind == "refusal"


async def test_of_two_seats_one_is_taken_and_with_the_last_the_person_leaves(database: Database) -> None:
    made = await town(database)
    await push(database, await card(database, "县农林局", "鲍林"), "加入另一单位")
    both = await feed(database, "alice", "县水利局")
    which = await push(database, both, "移除")
    asked = await push(database, which, "县水利局 联络员")
    assert "其他身份不变" in asked.text
    left = await push(database, asked, "确认移除")
    assert await seats(database, made, "bob") == {(Role.OFFICIAL, made.unit_ids["县农林局"])}
    assert (await feed(database, "bob", "/my")).kind != "refusal"
    again = await feed(database, "alice", press("alice", button(asked, "确认移除")))
    assert "已经变动" in (again.toast or again.text)
    last = await push(database, left, "移除")
    assert "移除后立即不能再查看" in last.text
    await push(database, last, "确认移除")
    assert await seats(database, made, "bob") == set()
    (bob,) = await all_of(database, Person, col(Person.telegram_id) == TELEGRAM_IDS["bob"])
    assert not bob.is_active


async def test_all_seats_at_once_are_confirmed(database: Database) -> None:
    made = await town(database)
    await push(database, await card(database, "县农林局", "鲍林"), "加入另一单位")
    which = await push(database, await feed(database, "alice", "县水利局"), "移除")
    asked = await push(database, which, "全部移除")
    assert len(await seats(database, made, "bob")) == 2
    await push(database, asked, "确认移除")
    assert await seats(database, made, "bob") == set()


async def test_people_are_renamed_on_their_card(database: Database) -> None:
    made = await town(database)
    await push(database, await card(database, "县农林局", "鲍林"), "改名")
    assert "不合适" in (await feed(database, "alice", "鲍/林")).text
    done = await feed(database, "alice", "鲍林（农林）")
    assert "“鲍林”改名为“鲍林（农林）”" in done.text
    assert done.title == "鲍林（农林）"
    (entry,) = await all_of(database, AuditEntry, col(AuditEntry.action) == "rename")
    assert entry.actor_id == made.person_ids["alice"]


async def test_two_of_one_name_are_told_apart_by_renaming(database: Database) -> None:
    made = await town(database)
    async with database.transaction() as tx:
        carol = await tx.row(Person, made.person_ids["carol"])
        assert carol is not None
        carol.name = "鲍林"
        await tx.add(carol)
    assert "改名" in (await feed(database, "alice", "/policy 负责人 县农林局 鲍林")).text
    await push(database, await card(database, "县财政局", "鲍林"), "改名")
    await feed(database, "alice", "鲍林财")
    assert "定为 鲍林" in (await feed(database, "alice", "/policy 负责人 县农林局 鲍林")).text


async def test_the_items_of_a_renamed_leader_go_along(database: Database) -> None:
    made = await town(database)
    await made.item("修建河堤", leaders=("吴明远",))
    await push(database, await card(database, "县领导", "吴明远"), "改名")
    await feed(database, "alice", "吴\U0002ebf0远")
    assert [one.name for one in await all_of(database, ItemLeader)] == ["吴\U0002ebf0远"]
    assert "修建河堤" in (await feed(database, "lena", "/my")).text


@pytest.mark.parametrize(
    ("said", "shown"), [("办公室 主任", "办公室主任"), ("科员", "科员"), ("综合股　股长", "综合股股长")]
)
async def test_a_seat_has_a_section_and_a_title(database: Database, said: str, shown: str) -> None:
    await town(database)
    await push(database, await card(database, "县农林局", "鲍林"), "职务股室")
    done = await feed(database, "alice", said)
    assert f"县农林局 联络员 · {shown}" in done.text
    await push(database, done, "职务股室")
    assert "·" not in (await feed(database, "alice", "无")).text


async def test_the_head_of_a_unit_has_a_seat_of_a_kind_of_its_own(database: Database) -> None:
    made = await town(database)
    done = await push(database, await card(database, "县农林局", "鲍林"), "任县农林局负责人")
    assert "鲍林是县农林局的负责人了" in done.text
    assert (Role.HEAD, made.unit_ids["县农林局"]) in await seats(database, made, "bob")
    assert "鲍林（负责人）" in (await feed(database, "alice", "/people")).text
    assert "负责人：鲍林" in (await feed(database, "alice", "/units 县农林局")).text
    ended = await push(database, done, "不再任县农林局负责人")
    assert "不再是县农林局的负责人" in ended.text
    assert await seats(database, made, "bob") == {(Role.OFFICIAL, made.unit_ids["县农林局"])}


async def test_a_head_is_invited_as_such(database: Database) -> None:
    await town(database)
    assert "（县农林局 单位负责人）" in (await feed(database, "alice", "/invite 县农林局 张三 负责人")).title


@pytest.mark.parametrize("who", ["bob", "lena"])
async def test_only_keepers_change_people(database: Database, who: str) -> None:
    await town(database)
    shown = await card(database, "县农林局", "鲍林")
    for label in labels(shown):
        pressed = press(who, button(shown, label))
        answer = await feed(database, who, pressed)
        assert answer.kind == "refusal" or answer.alert, label
