"""Feedback on the tool: reaches the administrators, is answered once, and counted."""

from domain.arrivals import Arrival, SavedFile
from storage.database import Database
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from usecases.office.people import lost_touch

PHOTO = SavedFile("photo", "照片.jpg", "aa", 10, "f" * 64, "photo-1")


async def test_words_reach_every_administrator_and_the_answer_comes_back(database: Database) -> None:
    await county(database)
    said = await feed(database, "bob", "/feedback 催办能不能改到下午")
    assert said.text == "已记录 F-1，已转给管理员，有答复会告诉您。"
    (card,) = await heard(database, "adam", "feedback_card")
    assert (card.title, card.text) == ("💬 意见 F-1 · 鲍林（县农林局）", "催办能不能改到下午")
    assert not await heard(database, "dave", "feedback_card")
    asked = await feed(database, "adam", press("adam", button(card, "答复")))
    assert asked.ask
    done = await feed(database, "adam", "可以，发 /hour 14 设定")
    assert done.text == "✅ F-1（鲍林）已由管理于11月23日09:00答复：可以，发 /hour 14 设定"
    (word,) = await heard(database, "bob", "word")
    assert word.title == "您的意见 F-1 已有答复"
    assert word.text == "您说：催办能不能改到下午\n答复：可以，发 /hour 14 设定（管理员管理）"
    other = (await heard(database, "alice", "feedback_card"))[-1]
    assert (other.text, other.choices) == (done.text, ())


async def test_a_bare_word_asks_and_the_reply_is_the_feedback(database: Database) -> None:
    await county(database)
    assert (await feed(database, "lena", "提意见")).ask
    assert "请用文字" in (await feed(database, "lena", "", Arrival(files=(PHOTO,)))).text
    assert "F-1" in (await feed(database, "lena", "图很清楚")).text
    assert (await heard(database, "adam", "feedback_card"))[0].title == "💬 意见 F-1 · 吴明远"


async def test_an_administrator_reads_what_waits_and_the_counts(database: Database, clock: Clock) -> None:
    await county(database)
    assert (await feed(database, "adam", "/feedback")).text.splitlines()[-1] == "没有待答复的意见。"
    await feed(database, "bob", "/feedback 字太小")
    clock.advance(days=1)
    await feed(database, "carol", "/feedback 很好")
    listed = await feed(database, "adam", "/feedback")
    assert listed.text.splitlines() == [
        "共收到 2 条，已答复 0 条，待答复 2 条。",
        "",
        "F-1 11月23日09:00 鲍林（县农林局）：字太小",
        "F-2 11月24日09:00 柯财（县财政局）：很好",
    ]
    await feed(database, "adam", press("adam", button(listed, "F-1")))
    await feed(database, "adam", "谢谢，会改")
    assert (await feed(database, "adam", "/feedback")).text.startswith("共收到 2 条，已答复 1 条，待答复 1 条。")


async def test_the_second_answer_is_not_sent(database: Database) -> None:
    await county(database)
    await feed(database, "bob", "/feedback 字太小")
    for who in ("alice", "adam"):
        await feed(database, who, press(who, "p:feedback_answer:1:0:"))
    await feed(database, "alice", "会改")
    late = await feed(database, "adam", "不会改")
    assert late.text == "F-1 已由艾督于11月23日09:00答复，您的答复没有发出。"
    assert len(await heard(database, "bob", "word")) == 1
    assert (await feed(database, "adam", press("adam", "p:feedback_answer:1:0:"))).kind == "refusal"
    assert (await feed(database, "adam", press("adam", "p:feedback_answer:9:0:"))).kind == "refusal"


async def test_only_administrators_answer_and_empty_or_endless_words_are_refused(database: Database) -> None:
    await county(database)
    await feed(database, "bob", "/feedback 字太小")
    for who in ("bob", "dave", "lena"):
        assert (await feed(database, who, press(who, "p:feedback_answer:1:0:"))).kind == "refusal"
    refused = await feed(database, "bob", "/feedback " + "长" * 1001)
    assert refused.text == "没有记录：意见有1001字，请控制在1000字以内。"


async def test_without_a_reachable_administrator_it_is_kept_and_said_so(database: Database) -> None:
    await county(database)
    async with database.transaction() as tx:
        await lost_touch(tx, 1001)
        await lost_touch(tx, 4001)
    assert "管理员下次发 /feedback" in (await feed(database, "bob", "/feedback 字太小")).text


async def test_who_left_the_roster_is_not_written_to(database: Database) -> None:
    made = await county(database)
    await feed(database, "bob", "/feedback 字太小")
    await feed(database, "alice", press("alice", f"p:person_out_yes:{made.person_ids['bob']}:0:"))
    await feed(database, "adam", press("adam", "p:feedback_answer:1:0:"))
    assert "F-1（鲍林）" in (await feed(database, "adam", "会改")).text
    assert not await heard(database, "bob", "word")
