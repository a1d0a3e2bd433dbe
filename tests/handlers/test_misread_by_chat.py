"""The way out of a misread act: [记为进展] stores the message's own words, whatever they were taken for."""

import pytest

from domain.talk.acts import SpeechAct
from storage.database import Database
from storage.tables import OpenQuestion, Remark, Report
from tests.cast import all_of, an_item, labels, push
from tests.conftest import Clock
from tests.feeding import feed, heard, press
from tests.usecases.talk.test_report import edited, sent
from usecases.talk.misread import may_be_progress

TAKEN_FOR_ELSE = (
    "路面摊铺这块怎么算完成？",
    "这段河道归水利局管，不是我们的",
    "资金不到位，推不动",
    "下周三前交方案",
    "收到，马上组织人员落实",
    "感谢领导关心，祝工作顺利",
    "河面上一群鸭子",
    "申请延到12月28日",
)
REMARKED = TAKEN_FOR_ELSE[:2]
NODS = ("收到", "好的", "👌", "你好", "谢谢", "嗯嗯", "ok", "收到！", "知道了，谢谢", "早上好", "辛苦了", "？")


async def signed(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/sign 1")


async def stored(database: Database) -> list[tuple[int, str]]:
    return [(one.item_id, one.text) for one in await all_of(database, Report, Report.is_current)]


@pytest.mark.parametrize("words", TAKEN_FOR_ELSE)
async def test_whatever_words_were_taken_for_a_press_makes_them_progress(database: Database, words: str) -> None:
    await signed(database)
    asked = await feed(database, "bob", f"/report 1 {words}")
    assert await stored(database) == []
    receipt = await push(database, asked, "记为进展", "bob")
    assert "已记录 R-1 · #1 · 第1次反馈" in receipt.text
    assert ("已改记为进展" in receipt.text) is (words in REMARKED)
    assert await stored(database) == [(1, words)]
    second = await push(database, asked, "记为进展", "bob")
    assert (second.kind, "没有重复登记" in second.text) == ("refusal", True)
    assert await stored(database) == [(1, words)]


@pytest.mark.parametrize("words", REMARKED)
async def test_the_office_learns_that_a_remark_was_progress(database: Database, words: str) -> None:
    await signed(database)
    asked = await feed(database, "bob", f"/report 1 {words}")
    await push(database, asked, "记为进展", "bob")
    put, closed = await heard(database, "alice", "remark")
    assert closed.edits_key == put.dedupe_key
    assert "#1 县农林局鲍林的话已改记为进展，不用答复" in closed.text
    assert words in closed.text
    assert closed.choices == ()


@pytest.mark.parametrize("words", NODS)
async def test_a_plain_nod_has_no_such_button(database: Database, words: str) -> None:
    await signed(database)
    assert "记为进展" not in labels(await feed(database, "bob", f"/report 1 {words}"))
    assert "记为进展" not in labels(await feed(database, "bob", words))


def test_one_rule_for_all_acts() -> None:
    assert all(may_be_progress("排水沟那段", act) for act in SpeechAct if act is not SpeechAct.NO_CHANGE)
    assert not any(may_be_progress("。。。", act) for act in SpeechAct)


async def test_words_of_no_item_are_asked_of_which_and_stored(database: Database) -> None:
    made = await an_item(database)
    await made.item("改造管网")
    await feed(database, "bob", "/sign 1")
    await feed(database, "bob", "/sign 2")
    words = "收到，马上组织人员落实"
    asked = await feed(database, "bob", words)
    assert "好的，等您的进展" in asked.text
    which = await push(database, asked, "记为进展", "bob")
    assert await stored(database) == []
    assert "已记录" in (await push(database, which, "#2", "bob")).text
    assert await stored(database) == [(2, words)]
    assert (await push(database, asked, "记为进展", "bob")).kind == "refusal"
    away = await feed(database, "bob", "12月1日请假，路基已压实的事等我回来说")
    assert "记为进展" in labels(away)


async def test_a_late_press_changes_nothing(database: Database) -> None:
    await signed(database)
    asked = await feed(database, "bob", "/report 1 路面摊铺这块怎么算完成？")
    await feed(database, "bob", "/done 1 已竣工验收")
    await feed(database, "alice", "/approve 1")
    late = await push(database, asked, "记为进展", "bob")
    assert (late.kind, "#1" in late.text) == ("refusal", True)
    assert [text for _, text in await stored(database)] == ["已竣工验收"]
    forged = await feed(database, "bob", press("bob", "p:as_progress:1:99999:"))
    assert (forged.kind, "\n" in forged.text) == ("refusal", False)


async def test_an_edit_ends_the_button_with_the_old_words(database: Database) -> None:
    await signed(database)
    asked = await feed(database, "bob", "/report 1 路面摊铺这块怎么算完成？", message_id=71)
    anew = await feed(database, "bob", edited("bob", "/report 1 路面这块归交通局？", 71))
    assert (await push(database, asked, "记为进展", "bob")).kind != "refusal"
    assert await stored(database) == [(1, "路面这块归交通局？")]
    assert "记为进展" in labels(anew)


async def test_the_question_stands_on_beside_the_button(database: Database) -> None:
    await signed(database)
    await feed(database, "bob", "/report 1")
    asked = await feed(database, "bob", "路面摊铺这块怎么算完成？")
    assert [one.kind for one in await all_of(database, OpenQuestion)] == ["report"]
    assert "已记录 R-1" in (await push(database, asked, "记为进展", "bob")).text
    assert len(await all_of(database, Remark)) == 1


async def test_each_piece_of_a_message_waits_for_its_own_press(database: Database) -> None:
    made = await an_item(database)
    for directive in ("改造管网", "振兴茶业", "平整场地"):
        await made.item(directive)
    asked = await feed(database, "bob", "#1 堤防已合龙；#2 管网边的老槐树；#3 茶山上的雾；#4 已平整3亩")
    told = await push(database, asked, "按此记录", "bob")
    assert [one for one in labels(told) if "记为进展" in one] == ["#2 记为进展", "#3 记为进展"]
    assert "已记录" in (await push(database, told, "#2 记为进展", "bob")).text
    assert (await push(database, told, "#2 记为进展", "bob")).kind == "refusal"
    assert "已记录" in (await push(database, told, "#3 记为进展", "bob")).text
    assert sorted(await stored(database)) == [
        (1, "堤防已合龙"),
        (2, "管网边的老槐树"),
        (3, "茶山上的雾"),
        (4, "已平整3亩"),
    ]


async def test_a_piece_said_before_keeps_no_other_back(database: Database) -> None:
    made = await an_item(database)
    await made.item("改造管网")
    await feed(database, "bob", "/report 1 堤防已合龙")
    asked = await feed(database, "bob", "#1 堤防已合龙；#2 已更换管道3公里")
    told = await push(database, asked, "按此记录", "bob")
    assert await stored(database) == [(1, "堤防已合龙"), (2, "已更换管道3公里")]
    assert "#1 几分钟前已记录过同样的内容" in told.text
    assert "第2次反馈" in (await push(database, told, "#1 再记一次", "bob")).text


async def test_a_consolidation_said_twice_or_pressed_stays_one(database: Database) -> None:
    made = await an_item(database, units=("县农林局", "县财政局"))
    await sent_to_gather(database)
    words = "三家单位堤防已合龙"
    await feed(database, "bob", words, reply_to=900)
    await feed(database, "bob", words, reply_to=900)
    again = (await heard(database, "bob", "answer"))[-1]
    receipt = await push(database, again, "再记一次", "bob")
    assert "汇总" in receipt.text or "简报" in receipt.text
    asked = await feed(database, "bob", "河面上一群鸭子", reply_to=900)
    await push(database, asked, "记为进展", "bob")
    asked = await feed(database, "bob", "各家这样怎么算完成？", reply_to=900)
    await push(database, asked, "记为进展", "bob")
    rows = await all_of(database, Report)
    assert [one.speaks_for_all for one in rows] == [True] * 4
    assert made.database is database


async def sent_to_gather(database: Database) -> None:
    card = await feed(database, "alice", "/item 1")
    await push(database, card, "汇总", "alice")
    await sent(database, "bob", "gather", 900)


async def test_instructions_and_questions_said_twice_are_asked_about(database: Database, clock: Clock) -> None:
    await an_item(database)
    for who, first, kind in (
        ("lena", "批示 1 请加快进度", "instruction"),
        ("alice", "/ask 1 资金何时到位？", "remark"),
    ):
        await feed(database, who, first)
        twice = await feed(database, who, first)
        assert twice.text.startswith("几分钟前已记录过同样的内容。确实又有一次就点[再记一次]")
        assert len(await heard(database, "bob", kind)) == 1
        asked = (await heard(database, who, "answer"))[-1]
        assert labels(asked) == ["再记一次", "不用"]
        await push(database, asked, "再记一次", who)
        assert len(await heard(database, "bob", kind)) == 2
        assert (await push(database, asked, "再记一次", who)).kind == "refusal"
        await feed(database, who, first)
        asked = (await heard(database, who, "answer"))[-1]
        assert "没有登记" in (await push(database, asked, "不用", who)).text
        assert len(await heard(database, "bob", kind)) == 2
    clock.advance(minutes=11)
    assert "已记为 #1 的批示" in (await feed(database, "lena", "批示 1 请加快进度")).text


@pytest.mark.parametrize("words", REMARKED)
async def test_a_unit_asks_or_protests_once(database: Database, words: str) -> None:
    await signed(database)
    await feed(database, "bob", f"/report 1 {words}")
    assert (await feed(database, "bob", f"/report 1 {words}")).kind == "refusal"
    assert len(await heard(database, "alice", "remark")) == 1
    asked = (await heard(database, "bob", "answer"))[-1]
    await push(database, asked, "再记一次", "bob")
    first, second = await heard(database, "alice", "remark")
    assert labels(first) == labels(second)


async def test_the_answer_to_a_question_for_an_instruction_said_twice(database: Database) -> None:
    await an_item(database)
    await feed(database, "lena", "批示 1 请倒排工期")
    await feed(database, "lena", "/instruct 1")
    assert "同样的内容" in (await feed(database, "lena", "请倒排工期")).text
    assert [one.kind for one in await all_of(database, OpenQuestion)] == ["match"]
    asked = (await heard(database, "lena", "answer"))[-1]
    assert "已记为 #1 的批示" in (await push(database, asked, "再记一次", "lena")).text
