"""What waits for a press or an answer follows an edit of its message, or dies with it and says so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.papers.reading import ReadItem, ReadPaper
from storage.database import Database
from storage.tables import DraftState, OpenQuestion, PaperDraft, Report, Request
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, message, press

LIMIT = date(2026, 12, 20)


@pytest.fixture
async def made(database: Database) -> County:
    made = await county(database)
    for directive in ("修建清溪河堤防", "改造集镇自来水管网", "拨付村道经费", "编制发展规划"):
        await made.item(directive, deadline=LIMIT)
    return made


async def edit(database: Database, name: str, message_id: int, text: str) -> Answer:
    update = message(name, text, message_id=message_id)
    return await feed(database, name, {"update_id": update["update_id"], "edited_message": update["message"]})


async def rows(database: Database, table: Any) -> list[Any]:
    async with database.reading() as tx:
        return list(await tx.all(tx.select(table)))


async def told(database: Database) -> list[str]:
    return [row.text for row in await rows(database, Report) if row.is_current]


async def test_words_that_wait_for_an_item_follow_their_edit(database: Database, made: County) -> None:
    asked = await feed(database, "bob", "堤防已完成200米", message_id=71)
    again = await edit(database, "bob", 71, "堤防已完成300米")
    assert "300" in again.text
    (closed,) = [one for one in await heard(database, "bob") if one.edits_key]
    assert "已作废" in closed.text
    assert not closed.choices
    # The card that was pressed in the same moment stores what stands.
    await feed(database, "bob", press("bob", button(asked, "#1")))
    assert await told(database) == ["堤防已完成300米"]


async def test_an_edit_that_says_nothing_leaves_nothing_to_press(database: Database, made: County) -> None:
    asked = await feed(database, "bob", "堤防已完成200米", message_id=71)
    assert "已作废" in (await edit(database, "bob", 71, "。")).text
    assert (await feed(database, "bob", press("bob", button(asked, "#1")))).kind == "refusal"
    assert await told(database) == []


async def test_an_edit_into_a_command_is_the_command(database: Database, made: County) -> None:
    asked = await feed(database, "bob", "堤防已完成200米", message_id=71)
    assert "#2" in (await edit(database, "bob", 71, "/report 2 管网已完成200米")).text
    await feed(database, "bob", press("bob", button(asked, "#1")))
    assert await told(database) == ["管网已完成200米"]


async def test_words_asked_back_about_a_question_follow(database: Database, made: County, clock: Clock) -> None:
    await feed(database, "bob", "/report 2")
    clock.advance(days=3)
    asked = await feed(database, "bob", "管网已更换200米", message_id=72)
    again = await edit(database, "bob", 72, "管网已更换300米")
    assert "300" in again.text
    await feed(database, "bob", press("bob", button(asked, "是")))
    assert await told(database) == ["管网已更换300米"]


async def test_a_new_item_is_shown_anew(database: Database, made: County) -> None:
    shown = await feed(database, "alice", "/new 修建镇区桥梁一座；县农业局；12月6日", message_id=73)
    again = await edit(database, "alice", 73, "/new 修建镇区桥梁两座；县农业局；12月13日")
    assert "两座" in again.text
    # Who pressed the older card in that moment saw the older words.
    assert (await feed(database, "alice", press("alice", button(shown, "立项")))).kind == "refusal"
    assert "12月13日" in (await feed(database, "alice", press("alice", button(again, "立项")))).text


async def test_what_several_messages_led_to_dies_and_says_so(database: Database, made: County) -> None:
    await feed(database, "alice", "/new", message_id=74)
    await feed(database, "alice", "修建镇区桥梁一座", message_id=75)
    await feed(database, "alice", "县农林局", message_id=76)
    shown = await feed(database, "alice", "12月11日", message_id=77)
    gone = await edit(database, "alice", 75, "修建镇区桥梁两座")
    assert "已作罢，没有登记" in gone.text
    assert (await feed(database, "alice", press("alice", button(shown, "立项")))).kind == "refusal"


async def test_a_doubtful_day_follows(database: Database, made: County) -> None:
    await feed(database, "bob", "/sign 1")
    shown = await feed(database, "bob", "/plan 1 12月5日", message_id=79)
    assert shown.choices, shown.text
    again = await edit(database, "bob", 79, "/plan 1 12月12日")
    assert "12月12日" in again.text
    (closed,) = [one for one in await heard(database, "bob") if one.edits_key]
    assert "已作废" in closed.text
    doubt = await feed(database, "alice", "/due 2 12月5日", message_id=80)
    assert doubt.choices
    assert "12月8日" in (await edit(database, "alice", 80, "/due 2 12月8日")).text
    stale = await feed(database, "alice", press("alice", button(doubt, "确定")))
    assert stale.kind == "refusal"


async def test_an_extension_and_a_leave_in_the_making_follow(database: Database, made: County) -> None:
    await feed(database, "bob", "/sign 1")
    await feed(database, "bob", "/extend 1 12月30日", message_id=81)
    assert "12月31日" in (await edit(database, "bob", 81, "/extend 1 12月31日")).text
    await feed(database, "bob", "石料短缺")
    (request,) = [one for one in await rows(database, Request) if one.day]
    assert request.day == date(2026, 12, 31)
    await feed(database, "bob", "/leave 12月1日至3日", message_id=82)
    assert "12月2日" in (await edit(database, "bob", 82, "/leave 12月2日至4日")).text
    assert "12月2日" in (await feed(database, "bob", "柯财")).text


async def test_a_message_of_nothing_that_waits_is_answered_as_before(database: Database, made: County) -> None:
    await feed(database, "bob", "/report 1 堤防已合龙", message_id=83)
    await feed(database, "bob", "/item 2", message_id=84)
    assert "修改过的消息不再处理" in (await edit(database, "bob", 84, "/item 3")).text
    assert "已更正" in (await edit(database, "bob", 83, "堤防已合龙并验收")).text
    assert await told(database) == ["堤防已合龙并验收"]


async def test_a_pasted_paper_dies_or_is_read_anew(database: Database, made: County) -> None:
    item = ReadItem(
        section=1, position=1, number_as_printed=1, directive="修建村卫生室三所", responsible_units=("县农林局",)
    )
    pasted = Arrival(reading=ReadPaper(title="会议纪要", items=(item,)), source_name="粘贴的文字")
    shown = await feed(database, "alice", "全文", pasted, message_id=85)
    update = message("alice", "全文（改）", message_id=85)
    edited = {"update_id": update["update_id"], "edited_message": update["message"]}
    mended = replace(pasted, reading=ReadPaper(title="会议纪要", items=(replace(item, directive="修建村卫生室四所"),)))
    again = await feed(database, "alice", edited, mended)
    assert "已按改后的算" in again.text
    assert button(again, "确认") != button(shown, "确认")
    assert (await feed(database, "alice", press("alice", button(shown, "确认")))).kind == "refusal"
    # No paper any more: what was shown is gone all the same.
    assert "已作废" in (await edit(database, "alice", 85, "算了")).text
    assert [one.state for one in await rows(database, PaperDraft)] == [DraftState.DROPPED] * 2


async def test_a_command_that_waits_for_its_words_follows(database: Database, made: County) -> None:
    await feed(database, "alice", "/find", message_id=86)
    assert "#1" in (await edit(database, "alice", 86, "/find 堤防")).text
    async with database.reading() as tx:
        assert not list(await tx.all(tx.select(OpenQuestion)))
