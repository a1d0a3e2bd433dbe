"""The same words twice within minutes are asked about; nothing is stored before the press."""

import pytest
from sqlmodel import col, select

from domain.arrivals import Arrival, SavedFile
from domain.notes import Note
from storage.database import Database
from storage.tables import Report
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press

WORDS = "堤防已合龙"


async def stored(database: Database) -> list[str]:
    async with database.reading() as tx:
        rows = select(Report).where(col(Report.is_current)).order_by(col(Report.report_id))
        return [one.text for one in (await tx.session.exec(rows)).all()]


async def asked(database: Database) -> Note:
    note = (await heard(database, "bob", "answer"))[-1]
    assert "要再记一次吗" in note.title
    assert [choice.label for row in note.choices for choice in row] == ["再记一次", "不用"]
    return note


@pytest.mark.parametrize("again", [f"/report 1 {WORDS}", f"进展 1 {WORDS}", f"/report 1  {WORDS} "])
async def test_the_same_words_are_asked_about_and_stored_by_a_press(database: Database, again: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", f"/report 1 {WORDS}")
    assert "几分钟前已记录过同样的内容" in (await feed(database, "bob", again)).text
    assert await stored(database) == [WORDS]
    note = await asked(database)
    receipt = await feed(database, "bob", press("bob", button(note, "再记一次")))
    assert "第2次反馈" in receipt.text
    late = await feed(database, "bob", press("bob", button(note, "再记一次")))
    assert late.kind == "refusal"
    assert await stored(database) == [WORDS, WORDS]


async def test_not_meant_is_not_stored(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", f"/report 1 {WORDS}")
    await feed(database, "bob", f"/report 1 {WORDS}")
    await feed(database, "bob", press("bob", button(await asked(database), "不用")))
    assert await stored(database) == [WORDS]


async def test_the_answer_to_a_question_and_words_that_name_no_item(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("改造管网")
    await feed(database, "bob", f"/report 1 {WORDS}")
    await feed(database, "bob", "/report 1")
    await feed(database, "bob", WORDS)
    await asked(database)
    match = await feed(database, "bob", WORDS)
    await feed(database, "bob", press("bob", button(match, "#1")))
    assert await stored(database) == [WORDS]
    await feed(database, "bob", press("bob", button(await asked(database), "再记一次")))
    assert await stored(database) == [WORDS, WORDS]


async def test_another_item_other_words_or_another_hour_are_no_repeat(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("改造管网")
    await feed(database, "bob", f"/report 1 {WORDS}")
    assert "已记录" in (await feed(database, "bob", f"/report 2 {WORDS}")).text
    assert "已记录" in (await feed(database, "bob", f"/report 1 右岸{WORDS}")).text
    photo = Arrival(files=(SavedFile("photo", "照片.jpg", "p", 10, "f" * 64, "photo-1"),))
    assert "已记录" in (await feed(database, "bob", f"/report 1 {WORDS}", photo)).text
    clock.advance(minutes=11)
    assert "已记录" in (await feed(database, "bob", f"/report 1 {WORDS}")).text
    assert "已申请办结" in (await feed(database, "bob", f"/done 1 {WORDS}")).text
