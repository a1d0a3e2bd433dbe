"""An item is registered by hand: in one line where nothing is in doubt, else shown before it is written."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from domain.states import State
from storage.database import Database
from storage.tables import Assignment, Item, Unit
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press


async def rows(database: Database, table: Any) -> list[Any]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(table))).all())


async def only_item(database: Database) -> Item:
    (item,) = await rows(database, Item)
    assert isinstance(item, Item)
    return item


async def test_one_line_registers_at_once(database: Database) -> None:
    await county(database)
    answer = await feed(database, "alice", "/new 召开秋季农业推进会；县农林局、县财政局；12月31日")
    assert answer.text == "已立项 #1\n责任单位：县农林局、县财政局\n时限：12月31日（周四）"
    item = await only_item(database)
    assert (item.directive, item.state) == ("召开秋季农业推进会", State.ASSIGNED)
    assert (item.deadline, item.original_deadline) == (date(2026, 12, 31), date(2026, 12, 31))
    assert len(await rows(database, Assignment)) == 2
    for name in ("bob", "carol"):
        (card,) = await heard(database, name)
        assert (card.kind, card.item_id) == ("assigned", item.item_id)
        assert "距时限38天" in card.text


async def test_semicolons_in_the_directive_stay(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/new 先摸底；再整改；县农林局；长期")
    item = await only_item(database)
    assert (item.directive, item.long_term, item.deadline) == ("先摸底；再整改", True, None)


async def test_words_without_a_time_are_all_directive(database: Database) -> None:
    await county(database)
    asked = await feed(database, "alice", "/new 抓好甲工程；抓好乙工程；12月底前抓好丙工程的收尾验收")
    assert "责任单位是" in asked.text
    assert await rows(database, Item) == []


async def test_guided_by_questions_and_confirmed(database: Database) -> None:
    await county(database)
    assert "事项内容" in (await feed(database, "alice", "/new")).text
    assert "责任单位是" in (await feed(database, "alice", "开展冬季森林防火检查")).text
    assert "办理时限是" in (await feed(database, "alice", "县农林局")).text
    shown = await feed(database, "alice", "12月31日")
    assert shown.text == "开展冬季森林防火检查\n责任单位：县农林局\n时限：12月31日（周四）"
    assert await rows(database, Item) == []
    done = await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert done.edit
    assert (await only_item(database)).deadline == date(2026, 12, 31)
    again = await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert again.kind == "refusal"
    assert len(await rows(database, Item)) == 1


async def test_yes_may_be_typed(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/new 开展冬季森林防火检查")
    await feed(database, "alice", "无")
    await feed(database, "alice", "无")
    assert (await feed(database, "alice", "嗯嗯")).kind == "refusal"
    done = await feed(database, "alice", "确认")
    assert "责任单位：未明确\n时限：未定" in done.text
    assert button(done, "交办")
    item = await only_item(database)
    assert (item.deadline, item.long_term, item.state) == (None, False, State.ASSIGNED)


async def test_unknown_unit_is_never_made_by_a_slip(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/new 开展冬季防火检查；农牧局；12月31日")
    assert "新单位“农牧局”，名册里没有。近似：县农林局；确认后将新建" in shown.text
    assert len(await rows(database, Unit)) == 2
    better = await feed(database, "alice", press("alice", button(shown, "同一单位：县农林局")))
    stale = await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert stale.kind == "refusal"
    await feed(database, "alice", press("alice", button(better, "确认立项")))
    assert len(await rows(database, Unit)) == 2
    assert [note.kind for note in await heard(database, "bob")] == ["assigned"]


async def test_confirmed_new_unit_is_made(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/new 开展冬季防火检查；县应急局；12月31日")
    done = await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert "还没有联络员：县应急局" in done.text
    assert {unit.name for unit in await rows(database, Unit)} == {"县农林局", "县财政局", "县应急局"}


@pytest.mark.parametrize(
    ("due", "doubt"), [("10月1日", "已经过去"), ("12月6日", "不是工作日"), ("12月", "没有写明几日")]
)
async def test_doubtful_day_is_shown_first(database: Database, due: str, doubt: str) -> None:
    await county(database)
    shown = await feed(database, "alice", f"/new 开展冬季防火检查；县农林局；{due}")
    assert doubt in shown.text
    assert await rows(database, Item) == []
    await feed(database, "alice", press("alice", button(shown, "取消")))
    assert await rows(database, Item) == []


async def test_bad_pieces_keep_the_question(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/new")
    assert "太短" in (await feed(database, "alice", "好")).text
    assert "1500 字" in (await feed(database, "alice", "/new " + "长" * 1500)).text
    await feed(database, "alice", "开展冬季防火检查")
    assert "不像单位名称" in (await feed(database, "alice", "12345")).text
    await feed(database, "alice", "县农林局")
    assert "没有看懂时限" in (await feed(database, "alice", "尽快")).text
    assert (await feed(database, "alice", "12月31日")).title == "确认立项？"


async def test_numbers_are_never_given_twice(database: Database, clock: Clock) -> None:
    await county(database)
    for number in (1, 2, 3):
        answer = await feed(database, "dave", "/new 召开农业推进会；县农林局；长期")
        assert answer.text.startswith(f"已立项 #{number}\n")
        clock.advance(minutes=1)


async def test_only_supervisors_in_private(database: Database) -> None:
    await county(database)
    for who in ("bob", "lena", "adam"):
        assert (await feed(database, who, "/new 召开农业推进会；县农林局；长期")).kind == "refusal"
    assert await rows(database, Item) == []
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Item).where(col(Item.number) == 1))).first() is None


async def test_what_the_line_names_already_is_shown_and_not_asked_again(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/new 由县农林局负责，12月21日前完成茶园改造")
    assert shown.title == "确认立项？"
    assert "责任单位：县农林局\n时限：12月21日（周一）" in shown.text
    assert "责任单位和时限是从内容里读出的" in shown.text
    assert await rows(database, Item) == []
    await feed(database, "alice", press("alice", button(shown, "确认立项")))
    item = await only_item(database)
    assert (item.directive, item.deadline) == ("由县农林局负责，12月21日前完成茶园改造", date(2026, 12, 21))
    assert len(await rows(database, Assignment)) == 1
    assert (await heard(database, "bob", "assigned"))[0].item_id == item.item_id


async def test_units_that_only_help_are_said_not_to_be_in_charge(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/new 由县农林局牵头、县财政局配合，年底前完成茶园改造")
    assert "责任单位：县农林局\n" in shown.text
    assert "内容里还提到县财政局，没有列为责任单位" in shown.text


async def test_only_what_is_missing_is_asked_for(database: Database) -> None:
    await county(database)
    asked = await feed(database, "alice", "/new 12月21日前完成茶园改造")
    assert "按内容读出时限：12月21日（周一）" in asked.text
    assert "责任单位是" in asked.text
    shown = await feed(database, "alice", "县农林局")
    assert "责任单位：县农林局\n时限：12月21日（周一）" in shown.text
    await feed(database, "alice", press("alice", button(shown, "取消")))

    asked = await feed(database, "alice", "/new 由县农林局、县财政局负责改造茶园")
    assert "按内容读出责任单位：县农林局、县财政局" in asked.text
    assert "办理时限是" in asked.text
    shown = await feed(database, "alice", "12月19日")
    assert "不是工作日" in shown.text
    assert "责任单位是从内容里读出的" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认立项")))
    assert (await only_item(database)).deadline == date(2026, 12, 19)
    assert len(await rows(database, Assignment)) == 2


async def test_a_short_name_in_the_line_is_asked_about(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/new 由农牧局负责，12月21日前完成茶园改造")
    assert "新单位“农牧局”，名册里没有。近似：县农林局；确认后将新建" in shown.text
    assert button(shown, "同一单位：县农林局")
    assert len(await rows(database, Unit)) == 2


@pytest.mark.parametrize(
    "words",
    [
        "由分管领导负责，12月21日前研究一次",
        "与县财政局沟通后，12月21日前研究一次",
        "11月30日前摸底、12月21日前整改到位",
        "每周五前报送茶园改造进展",
        "每周五前报送进展，12月21日前完成茶园改造",
        "落实2026年3月5日会议精神，改造茶园",
        "12月21日起开展巡查",
    ],
)
async def test_nothing_is_guessed_at(database: Database, words: str) -> None:
    await county(database)
    asked = await feed(database, "alice", f"/new {words}")
    assert "责任单位是" in asked.text
    is_named = words.endswith("研究一次")
    assert ("按内容读出时限" in asked.text) is is_named
