"""`/ledger` in private: the file, or the choice of a meeting; nobody else gets it, and no group."""

import pytest

from bot.draw import Drawing
from domain.arrivals import Arrival
from papers.files.grid import read_sheets
from papers.ledger.returned import read_returned
from storage.database import Database
from tests.building import County, county
from tests.cast import bound
from tests.feeding import button, feed, press
from tests.papers.ledger_editing import with_cell

GROUP = {"id": -100_700, "type": "supergroup", "title": "县领导督办群"}


async def an_office(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("拨付资金", units=("县财政局",), meeting="2026年第6次常务会议")
    return made


@pytest.mark.parametrize("words", ["/ledger", "台账"])
async def test_the_ledger_comes_as_a_file(database: Database, words: str) -> None:
    await an_office(database)
    answer = await feed(database, "alice", words)
    assert answer.paper is not None
    assert answer.paper.name == "督办台账20261123.xlsx"
    assert "共2件，已办结0件" in answer.text
    content = await Drawing(database).draw(answer.paper)
    rows = read_sheets(answer.paper.name, content)[0].rows
    assert [row[2] for row in rows if row[0] in ("1", "2")] == ["修建河堤", "拨付资金"]


async def test_a_meeting_by_its_words(database: Database) -> None:
    await an_office(database)
    one = await feed(database, "alice", "/ledger 第6次")
    assert one.paper is not None
    assert "2026年第6次常务会议" in one.text
    assert "共1件" in one.text
    several = await feed(database, "alice", "台账 常务会议")
    assert several.paper is None
    chosen = await feed(database, "alice", press("alice", button(several, "第6次")))
    assert chosen.paper == one.paper
    every = await feed(database, "alice", press("alice", button(several, "全部事项")))
    assert every.paper is not None
    assert every.paper.subject == 0
    assert (await feed(database, "alice", "/ledger 第99次")).kind == "refusal"


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_only_supervisors_get_it(database: Database, who: str) -> None:
    await an_office(database)
    assert (await feed(database, who, "/ledger")).kind == "refusal"
    assert (await feed(database, who, press(who, "p:ledger_of:0:0:"))).kind == "refusal"


async def test_no_group_gets_it(database: Database) -> None:
    made = await an_office(database)
    await bound(made, GROUP["id"])
    answer = await feed(database, "alice", "/ledger", chat=GROUP)
    assert answer.kind == "refusal"
    assert "私聊" in answer.text


async def test_an_empty_office_is_told_what_to_do(database: Database) -> None:
    await county(database)
    assert "/new" in (await feed(database, "alice", "/ledger")).text


async def test_forged_buttons_change_nothing(database: Database) -> None:
    await an_office(database)
    for data in (
        "p:ledger_yes:1:1:abc",
        "p:ledger_all:99:1:",
        "p:ledger_page:1:1:9999999999",
        "p:ledger_no:7:3:",
        "p:ledger_of:77:0:",
    ):
        assert (await feed(database, "alice", press("alice", data))).kind == "refusal"


async def test_a_returned_ledger_is_no_answer_to_a_question(database: Database) -> None:
    await an_office(database)
    content = await Drawing(database).draw((await feed(database, "alice", "/ledger")).paper)  # type: ignore[arg-type]
    returned = read_returned(read_sheets("a.xlsx", with_cell(content, "N5", "重点")))
    asked = await feed(database, "alice", "/new")
    assert asked.ask
    arrival = Arrival(ledger=returned, source_name="台账.xlsx")
    shown = await feed(database, "alice", "（文件）", arrival)
    assert "#1 备注：空 → 重点" in shown.text
