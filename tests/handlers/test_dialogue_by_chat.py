"""A week of talk about one item, as phones would do it: flag, instruct, ask, promise, take back."""

from datetime import date

import pytest

from storage.database import Database
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import reports, sent
from usecases.talk.promise import follow_reports

GROUP = {"id": -100, "type": "supergroup", "title": "领导群"}


async def test_the_card_tells_the_whole_talk(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 12, 31), leaders=("吴明远",))
    wrong = await feed(database, "bob", "/report 1 发错了，已竣工")
    await feed(database, "bob", press("bob", button(wrong, "撤回")))
    receipt = await feed(database, "bob", "/report 1 方案已拟好，月底前印发")
    await feed(database, "bob", press("bob", button(receipt, "记为承诺 11月30日")))
    await feed(database, "bob", "困难 1 缺施工图纸")
    await feed(database, "lena", "批示 1 请设计院支持")
    await sent(database, "bob", "instruction", 600)
    await feed(database, "alice", "追问 1 图纸找过谁？")
    await sent(database, "bob", "remark", 601)
    await feed(database, "bob", "找过设计院", reply_to=601)
    await feed(database, "bob", "已与设计院对接", reply_to=600)
    (flag,) = await heard(database, "dave", "difficulty_card")
    await feed(database, "dave", press("dave", button(flag, "已协调")))
    await feed(database, "dave", "设计院本周出图")
    clock.advance(days=7)
    async with database.transaction() as tx:
        assert await follow_reports(tx)
    (asked,) = await heard(database, "bob", "promise")
    await feed(database, "bob", press("bob", button(asked, "已兑现")))
    card = (await feed(database, "lena", "/item 1")).text
    for line in (
        "困难已协调（县农林局）：缺施工图纸 → 设计院本周出图",
        "📌 批示（11月23日 吴明远）：请设计院支持（答复：已与设计院对接）",
        "✅ 承诺 11月30日（县农林局）：已兑现",
        "💬 11月23日 督查室艾督：图纸找过谁？\n↳ 11月23日 县农林局鲍林：找过设计院",
    ):
        assert line in card, line
    assert "发错了" not in card
    assert [one.text for one in await reports(database)] == ["方案已拟好，月底前印发", "已与设计院对接"]


@pytest.mark.parametrize(
    ("who", "words"), [("bob", "/difficulty 1 缺图纸"), ("lena", "/instruct 1 请抓紧"), ("alice", "/ask 1 进度？")]
)
async def test_a_group_is_no_place_for_it(database: Database, who: str, words: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "alice", "/bind", chat=GROUP)
    answer = await feed(database, who, words, chat=GROUP)
    assert (answer.kind, "私聊" in answer.text) == ("refusal", True)
    for verb in ("settle", "promise", "take_back", "no_change", "instruct_item"):
        assert (await feed(database, who, press(who, f"p:{verb}:1:0:", GROUP))).kind == "refusal"


async def test_words_that_begin_like_a_command_stay_reports(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/item 1")
    await sent(database, "bob", "card", 500)
    for words in ("困难 已经解决", "批示 已落实", "追问 已答复"):
        assert "已记录" in (await feed(database, "bob", words, reply_to=500)).text
    assert len(await reports(database)) == 3


@pytest.mark.parametrize("verb", ["difficulty", "settle", "instruct", "ask", "no_change", "promise", "take_back"])
async def test_a_press_on_what_is_not_there_is_refused(database: Database, verb: str) -> None:
    await county(database)
    for who in ("alice", "bob", "lena", "adam"):
        answer = await feed(database, who, press(who, f"p:{verb}:99:1:"))
        assert answer.kind == "refusal"
        assert "\n" not in answer.text
