"""The life of items by chat: Chinese words, the way out, quotations and groups, and what the bulletin says."""

import pytest
from sqlmodel import select

from domain.bulletin.making import make_bulletin
from domain.bulletin.snapshot import bulletin_from_json
from domain.states import State
from storage.database import Database
from storage.items import items
from storage.tables import Item, Meeting
from tests.building import TELEGRAM_IDS, county
from tests.cast import bound
from tests.feeding import button, feed, press
from usecases.bulletin.facts import gather_facts


async def state(database: Database) -> State:
    async with database.reading() as tx:
        parts = await items.by_label(tx, "1")
        assert parts is not None
        return parts.item.state


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("撤销 1 不办了", "撤销 #1？"),
        ("撤销1 不办了", "撤销 #1？"),
        ("撤销 #1，不办了", "撤销 #1？"),
        ("/void@duban_bot 1 不办了", "撤销 #1？"),
        ("停办 1 没有资金", "停办 #1？"),
        ("移交 1 县财政局", "移交 #1？"),
        ("换会议 1 2026年第9次常务会议", "换会议 #1？"),
        ("拆分 1\n沿河绿化", "拆分 #1？"),
        ("合并 1 2", "并入 #1？"),
    ],
)
async def test_each_act_in_chinese_words(database: Database, words: str, title: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("防洪工程")
    shown = await feed(database, "alice", words)
    assert shown.title == title
    assert await state(database) is State.ASSIGNED
    kept = await feed(database, "alice", press("alice", button(shown, "不改")))
    assert kept.text == "#1 没有改动。"
    assert (await feed(database, "alice", press("alice", button(shown, "确认")))).kind == "refusal"
    assert await state(database) is State.ASSIGNED


@pytest.mark.parametrize("words", ["/stop", "/reopen", "/merge 1", "/handover", "/move", "/split", "/slip", "/judge"])
async def test_without_a_number_an_example_is_given(database: Database, words: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    answer = await feed(database, "alice", words)
    assert answer.ask or "/" in answer.text


async def test_forwarded_words_and_groups_change_nothing(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    origin = {"type": "user", "date": 1, "sender_user": {"id": 5, "is_bot": False, "first_name": "某"}}
    forwarded = await feed(database, "alice", "/void 1 不办了", forward_origin=origin)
    assert forwarded.kind != "question"
    shown = await feed(database, "alice", "/void 1 不办了")
    group = {"id": -100_900, "type": "supergroup", "title": "领导群"}
    await bound(made, -100_900)
    await feed(database, "alice", press("alice", button(shown, "确认"), chat=group))
    await feed(database, "alice", "/void 1 不办了", chat=group)
    assert await state(database) is State.ASSIGNED
    assert TELEGRAM_IDS["alice"] != group["id"]


async def test_what_was_stopped_is_counted_apart_in_the_bulletin(database: Database) -> None:
    made = await county(database)
    for words in ("修建河堤", "防洪工程", "河道清淤"):
        await made.item(words)
    for words in ("/stop 1 没有资金", "/void 2 重复"):
        await feed(database, "alice", words)
        await feed(database, "alice", "确认")
    async with database.reading() as tx:
        meeting = await tx.row(Meeting, (await tx.session.exec(select(Item.meeting_id))).first() or 0)
        facts = await gather_facts(tx, meeting)
    made_up = make_bulletin(facts)
    assert "确定事项1件" in made_up.preamble
    assert "另有停办1件，现将有关情况通报如下" in made_up.preamble
    assert bulletin_from_json(made_up.to_json()) == made_up
    old = {name: value for name, value in made_up.to_json().items() if name != "stopped"}
    assert bulletin_from_json(old).stopped == 0
    await feed(database, "alice", "/reopen 1 资金到位")
    await feed(database, "alice", "确认")
    async with database.reading() as tx:
        assert (await gather_facts(tx, None)).stopped == 0
