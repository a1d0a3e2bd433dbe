"""What is said and is no progress makes no report, through whatever door it comes."""

from datetime import date

import pytest
from sqlmodel import select

from domain.arrivals import Arrival, SavedFile
from storage.database import Database
from storage.tables import Assignment, Promise, Remark, Request
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import edited, reports, sent

PHOTO = SavedFile("photo", "照片.jpg", "aa", 10, "f" * 64, "photo-1")
NO_PROGRESS = ("收到", "这个是什么时候要？", "不是我们单位的", "下周完成", "谢谢", "申请延到12月20日", "河边的牛")


async def an_office(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 12, 5))
    return made


async def signed(database: Database) -> None:
    await feed(database, "bob", "/sign 1")


async def untouched(database: Database) -> bool:
    async with database.reading() as tx:
        (row,) = (await tx.session.exec(select(Assignment))).all()
    return (row.report_count, row.last_report_on) == (0, None) and not await reports(database)


@pytest.mark.parametrize("words", NO_PROGRESS)
async def test_no_door_stores_what_is_no_progress(database: Database, words: str) -> None:
    await an_office(database)
    await signed(database)
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    await feed(database, "bob", words, reply_to=500)
    await feed(database, "bob", f"/report 1 {words}")
    await feed(database, "bob", f"/done 1 {words}")
    await feed(database, "bob", words, Arrival(files=(PHOTO,)), reply_to=500)
    await feed(database, "bob", "/report 1")
    await feed(database, "bob", words)
    await feed(database, "bob", words)
    assert await untouched(database)


async def test_a_nod_signs_a_new_assignment_and_elsewhere_changes_nothing(database: Database) -> None:
    await an_office(database)
    assert (await feed(database, "bob", "收到")).text.startswith("已签收 #1")
    again = await feed(database, "bob", "好的")
    assert (again.text, again.choices) == ("好的，等您的进展。", ())
    assert await untouched(database)


async def test_of_several_new_assignments_a_nod_asks_which(database: Database) -> None:
    made = await an_office(database)
    await made.item("振兴茶业")
    asked = await feed(database, "bob", "收到")
    assert "2 件" in asked.text
    assert "已签收 #2" in (await feed(database, "bob", press("bob", button(asked, "#2")))).text


async def test_an_open_question_stands_on_behind_a_nod(database: Database) -> None:
    await an_office(database)
    await signed(database)
    await feed(database, "bob", "/report 1")
    assert (await feed(database, "bob", "好的")).text == "好的，等您的进展。"
    assert "已记录" in (await feed(database, "bob", "堤防已合龙")).text


async def test_a_question_goes_to_the_office_and_is_said_so(database: Database) -> None:
    await an_office(database)
    await signed(database)
    told = await feed(database, "bob", "/report 1 这个是什么时候要？")
    assert "转给督查室" in told.text
    assert "没有记为进展" in told.text
    (note,) = await heard(database, "alice", "remark")
    assert "这个是什么时候要？" in note.text
    async with database.reading() as tx:
        assert len((await tx.session.exec(select(Remark))).all()) == 1


async def test_a_protest_comes_with_a_button_to_reassign(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/report 1 这个不归我们管，是水利局的")
    (note,) = await heard(database, "alice", "remark")
    assert "不归我们管" in note.text
    asked = await feed(database, "alice", press("alice", button(note, "改派")))
    assert "交办给哪个单位" in asked.text
    assert await untouched(database)


async def test_a_wish_is_offered_with_its_day_and_stored_by_the_press(database: Database) -> None:
    await an_office(database)
    await signed(database)
    asked = await feed(database, "bob", "/report 1 图纸没出来，申请延到12月20日")
    packed = button(asked, "申请延到12月20日")
    async with database.reading() as tx:
        assert (await tx.session.exec(select(Request))).all() == []
    told = await feed(database, "bob", press("bob", packed))
    assert "12月20日" in told.text
    (card,) = await heard(database, "alice", "extension_card")
    assert "12月20日" in card.text
    assert (await feed(database, "bob", press("bob", packed))).kind == "refusal"
    assert await untouched(database)


async def test_a_difficulty_and_an_absence_have_their_buttons(database: Database) -> None:
    await an_office(database)
    await signed(database)
    asked = await feed(database, "bob", "/report 1 没钱没人，请县里协调")
    assert "已报困难 #1" in (await feed(database, "bob", press("bob", button(asked, "报困难")))).text
    away = await feed(database, "bob", "我12月1日请假")
    assert "代" in (await feed(database, "bob", press("bob", button(away, "请假")))).text
    assert await untouched(database)


async def test_a_promise_alone_is_kept_without_a_report(database: Database, clock: Clock) -> None:
    await an_office(database)
    await signed(database)
    asked = await feed(database, "bob", "/report 1 11月30日前完成招标")
    assert "已记为承诺" in (await feed(database, "bob", press("bob", button(asked, "记为承诺 11月30日")))).text
    async with database.reading() as tx:
        (row,) = (await tx.session.exec(select(Promise))).all()
    assert (row.report_id, row.day) == (None, date(2026, 11, 30))
    assert await untouched(database)


async def test_what_is_unsure_is_stored_by_the_persons_press_only(database: Database) -> None:
    await an_office(database)
    await signed(database)
    asked = await feed(database, "bob", "/report 1 河边的牛")
    labels = [one.label for row in asked.choices for one in row]
    assert labels == ["是问题，转督查室", "记为进展", "不用记"]
    assert await untouched(database)
    assert "已记录" in (await feed(database, "bob", press("bob", button(asked, "记为进展")))).text
    assert [one.text for one in await reports(database)] == ["河边的牛"]


async def test_an_edit_to_a_nod_mends_nothing(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/report 1 堤防已合龙", message_id=77)
    answer = await feed(database, "bob", edited("bob", "/report 1 收到", 77))
    assert "没有更正" in answer.text
    assert [one.text for one in await reports(database)] == ["堤防已合龙"]


async def test_a_nod_settles_no_instruction(database: Database) -> None:
    await an_office(database)
    await signed(database)
    await feed(database, "lena", "批示 1 请加快")
    await sent(database, "bob", "instruction", 600)
    assert (await feed(database, "bob", "收到", reply_to=600)).text == "好的，等您的进展。"
    assert "批示待复" in (await feed(database, "alice", "/status")).text
    assert "已记录" in (await feed(database, "bob", "已增派机械3台", reply_to=600)).text


@pytest.mark.parametrize("words", ["好的", "收到", "知道了", "阅", "谢谢"])
async def test_a_leaders_courtesy_is_no_instruction(database: Database, words: str) -> None:
    await an_office(database)
    await feed(database, "lena", "/item 1")
    await sent(database, "lena", "card", 500)
    assert (await feed(database, "lena", words, reply_to=500)).text == "好的。"
    await feed(database, "lena", "/instruct 1")
    assert (await feed(database, "lena", words)).text == "好的。"
    assert (await feed(database, "lena", "请加快")).text.startswith("已记为 #1 的批示")
    async with database.reading() as tx:
        assert [one.text for one in (await tx.session.exec(select(Request))).all()] == ["请加快"]


async def test_a_nod_to_a_cancelled_item_gets_one_line(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    await feed(database, "alice", "/void 1 重复立项")
    asked = await feed(database, "alice", "是")
    assert asked is not None
    async with database.transaction() as tx:
        from storage.tables import Item

        item = await tx.first(tx.select(Item))
        assert item is not None
        from domain.states import State

        await tx.move(item, state=State.CANCELLED)
    answer = await feed(database, "bob", "收到", reply_to=500)
    assert answer.kind == "refusal"
    assert "\n" not in answer.text
