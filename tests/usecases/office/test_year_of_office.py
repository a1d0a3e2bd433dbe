"""The table of a year by kind and number of meeting: what belongs to it, and who may read it."""

from datetime import UTC, datetime

import pytest
from sqlmodel import col, update

from domain.states import State
from storage.database import Database
from storage.tables import Item
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.views.year_table import drawn_year


async def change(database: Database, label: str, **columns: object) -> None:
    async with database.transaction() as tx:
        where = col(Item.number) == int(label[1:])
        await (await tx.connection()).execute(update(Item).where(where).values(**columns))


async def a_year(database: Database) -> County:
    made = await county(database)
    for number, state in ((5, State.CLOSED), (5, State.IN_PROGRESS), (3, State.CLOSED), (5, State.CANCELLED)):
        label = await made.item("修桥", meeting=f"2026年县政府第{number}次常务会议")
        await change(database, label, state=state)
    await made.item("植树", meeting="2025年县政府第9次常务会议")
    await made.item("修路", meeting="县委第2次专题会议", subs=("勘察", "施工"))
    await change(database, await made.item("领导交办"), meeting_id=None)
    return made


async def rows(database: Database, year: int) -> list[tuple[str, ...]]:
    async with database.reading() as tx:
        return list((await drawn_year(tx, year)).tables[0].rows[1:])


async def test_whole_items_are_counted_by_kind_and_number(database: Database) -> None:
    await a_year(database)
    assert await rows(database, 2026) == [
        ("县政府常务会议", "第3次", "1", "1", "0", "100%"),
        ("县政府常务会议", "第5次", "2", "1", "1", "50%"),
        ("县政府常务会议", "小计", "3", "2", "1", "66.7%"),
        ("县委专题会议", "第2次", "1", "0", "1", "0%"),
        ("其他来源", "—", "1", "0", "1", "0%"),
        ("合计", "", "5", "2", "3", "40%"),
    ]
    assert await rows(database, 2025) == [
        ("县政府常务会议", "第9次", "1", "0", "1", "0%"),
        ("合计", "", "1", "0", "1", "0%"),
    ]


async def test_it_is_told_in_chat_with_both_files_and_the_year_before_a_press_away(database: Database) -> None:
    await a_year(database)
    answer = await feed(database, "lena", "年度表")
    assert answer.title == "2026年度会议确定事项落实情况统计表"
    assert answer.text == (
        "· 县政府常务会议（2次）：3件，已完成2件，66.7%\n"
        "· 县委专题会议：1件，已完成0件，0%\n"
        "· 其他来源：1件，已完成0件，0%\n"
        "· 合计：5件，已完成2件，40%"
    )
    assert [one.paper.name[-5:] for one in answer.more if one.paper] == ["表.pdf", ".docx"]
    before = await feed(database, "lena", press("lena", button(answer, "看2025年")))
    assert before.title.startswith("2025年度")


async def test_loose_items_belong_to_the_year_of_the_offices_clock(database: Database, clock: Clock) -> None:
    made = await county(database)
    clock.at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    await change(database, await made.item("元旦交办"), meeting_id=None)
    assert (await rows(database, 2027))[0][:3] == ("其他来源", "—", "1")
    assert "2026年没有登记事项" in (await feed(database, "alice", "/year 2026")).text


@pytest.mark.parametrize("words", ["明年", "１９", "99999", "0"])
async def test_what_is_no_year_is_refused(database: Database, words: str) -> None:
    await a_year(database)
    assert "四位数字" in (await feed(database, "alice", f"/year {words}")).text


@pytest.mark.parametrize("packed", ["p:year_table:-5:0:", "p:year_table:2147483647:0:"])
async def test_a_forged_year_is_refused(database: Database, packed: str) -> None:
    await a_year(database)
    assert (await feed(database, "alice", press("alice", packed))).kind == "refusal"


async def test_officials_do_not_read_it(database: Database) -> None:
    await a_year(database)
    assert (await feed(database, "bob", "/year")).kind == "refusal"
