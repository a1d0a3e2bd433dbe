"""People ask in plain Chinese, by their roles; what is urged is shown first; what is not understood gets examples."""

import re
from datetime import date

import pytest

from domain.notes import Answer
from storage.database import Database
from storage.tables import Report
from tests.building import County, county
from tests.cast import all_of, bound, labels, push
from tests.conftest import Clock
from tests.feeding import feed, heard

BRIDGE = "由周明同志牵头，县农林局负责，12月底前完成柳河桥支座更换"
GROUP = -100500


@pytest.fixture
async def office(database: Database) -> Database:
    """#1 of the bridge and #2 of the school is Bob's, #3 Carol's."""
    made = await county(database)
    await made.item(BRIDGE, deadline=date(2026, 11, 20), leaders=("周明",))
    await made.item("改造三所学校食堂", deadline=date(2026, 11, 27))
    await made.item("发放乡村医生补助", units=("县财政局",))
    await bound(made, GROUP)
    return database


@pytest.mark.parametrize(
    ("who", "words", "title", "text"),
    [
        ("lena", "柳河桥怎么样了", "#1", "柳河桥支座更换"),
        ("lena", "柳河桥进度咋样", "#1", "柳河桥支座更换"),
        ("alice", "食堂那边搞得怎么样了啊？", "#2", "学校食堂"),
        ("bob", "柳河桥怎么样了", "#1", "柳河桥支座更换"),
        ("lena", "第3项什么情况", "#3", "乡村医生补助"),
        ("bob", "2号事项呢", "#2", "学校食堂"),
        ("lena", "柳河桥是谁负责的", "#1", "县农林局"),
        ("lena", "柳河桥", "#1", "柳河桥支座更换"),
        ("lena", "全县情况", "进展", "共 3 件"),
        ("alice", "现在总体进展如何", "进展", "共 3 件"),
        ("lena", "县农林局办得怎么样了", "县农林局", "共 2 件"),
        ("lena", "农林局情况", "县农林局", "共 2 件"),
        ("lena", "周明同志牵头的事项", "周明", "共 1 件"),
        ("lena", "逾期的有哪些", "逾期事项", "#1"),
        ("alice", "哪些超期了", "逾期事项", "#1"),
        ("lena", "快到期的", "7天内到期", "#2"),
        ("bob", "我还有啥没办的", "我的事项（2件）", "柳河桥"),
        ("bob", "我快到期的有哪些", "我的事项（2件）", "学校食堂"),
        ("bob", "怎么用", "", ""),
    ],
)
async def test_what_exists_is_shown_for_plain_words(
    office: Database, who: str, words: str, title: str, text: str
) -> None:
    shown = await feed(office, who, words)
    assert shown.kind not in ("refusal", "silence")
    assert title in f"{shown.title}\n{shown.text}"
    assert text in shown.text
    assert await all_of(office, Report) == []


async def test_who_has_not_told_anything(office: Database, clock: Clock) -> None:
    assert "各单位都报过" in (await feed(office, "alice", "谁还没报")).text
    clock.advance(days=1)
    told = await feed(office, "lena", "哪些单位没报？")
    assert told.title == "7天内没报进展：2家单位 3件"
    assert "县农林局 2件：#1（柳河桥支座更换）、#2（改造三所学校食堂） · 还没报过" in told.text
    await feed(office, "carol", "/report 3 已发放到11月")
    assert "县财政局" not in (await feed(office, "alice", "还有谁没反馈")).text


async def test_several_items_of_a_word_are_offered(office: Database) -> None:
    await County(office).item("柳河桥两岸亮化")
    which = await feed(office, "lena", "柳河桥怎么样了")
    assert "哪一件" in which.text
    assert [label[:2] for label in labels(which)] == ["#1", "#4"]
    assert "亮化" in (await push(office, which, "#4", "lena")).text


async def urged(database: Database, name: str) -> list[str]:
    return [note.text for note in await heard(database, name, "nudge")]


async def test_urging_is_shown_before_anybody_is_urged(office: Database) -> None:
    asked = await feed(office, "alice", "催一下农林局")
    assert asked.title == "要催办这2件吗？"
    assert "#1（柳河桥支座更换） · 已逾期3天 → 县农林局 鲍林" in asked.text
    assert labels(asked) == ["催办", "不催"]
    assert await urged(office, "bob") == []
    told = await push(office, asked, "催办")
    assert "已催办 #1" in told.text
    assert len(await urged(office, "bob")) == 1
    assert await urged(office, "carol") == []
    again = await push(office, asked, "催办")
    assert "刚催办过" in again.text


@pytest.mark.parametrize("words", ["催催3项", "乡村医生补助催一下", "催办 财政局", "提醒一下县财政局报进展"])
async def test_urging_by_number_matter_and_unit(office: Database, words: str) -> None:
    asked = await feed(office, "alice", words)
    assert "#3（发放乡村医生补助）" in asked.text
    assert "不催" in (await push(office, asked, "不催")).text
    assert await urged(office, "carol") == []


async def test_urging_lists(office: Database, clock: Clock) -> None:
    assert (await feed(office, "alice", "催一下没报的")).text == "没报进展的现在没有可催的事项。"
    late = await feed(office, "alice", "逾期的都催一遍")
    assert (late.title, late.text[:2]) == ("要催办这1件吗？", "#1")
    clock.advance(days=1)
    assert "要催办这3件吗？" in (await feed(office, "alice", "催一下没报的")).title


async def test_who_may_not_hears_what_they_can_ask(office: Database) -> None:
    for who, words in (
        ("bob", "全县情况"),
        ("bob", "谁还没报"),
        ("bob", "本周通报"),
        ("lena", "催一下农林局"),
        ("lena", "待审核的"),
    ):
        told = await feed(office, who, words)
        assert "您可以这样问" in told.text
        assert await urged(office, "bob") == []


def examples_of(told: Answer) -> list[str]:
    return re.findall("“([^”]+)”", told.text)


@pytest.mark.parametrize(("who", "words"), [("bob", "/dance"), ("lena", "河边的牛"), ("alice", "河边的牛")])
async def test_the_examples_are_their_own_and_work(office: Database, who: str, words: str) -> None:
    told = await feed(office, who, words)
    asked = examples_of(told)
    assert len(asked) >= 3
    for example in asked:
        answer = await feed(office, who, example)
        assert "您可以这样问" not in answer.text, example


@pytest.mark.parametrize(
    "words",
    [
        "柳河桥支座更换已完成60%",
        "这个是什么时候要",
        "柳河桥啥时候完工",
        "已催施工方加快进度",
        "逾期原因是资金没到位",
        "没有进展",
    ],
)
async def test_a_report_or_a_question_to_the_office_is_no_request(office: Database, words: str) -> None:
    said = await feed(office, "bob", words)
    assert said.kind != "card"
    assert "我的事项" not in said.title


def in_group() -> dict[str, object]:
    return {"id": GROUP, "type": "supergroup", "title": "县领导督办群"}


async def test_in_the_group_the_bot_is_asked_by_its_name(office: Database) -> None:
    assert "柳河桥支座更换" in (await feed(office, "lena", "@duban_bot 柳河桥怎么样了", chat=in_group())).text
    assert "逾期" in (await feed(office, "lena", "逾期的有哪些 @duban_bot", chat=in_group())).title
    assert (await feed(office, "lena", "柳河桥怎么样了", chat=in_group())).kind == "silence"
    assert (await feed(office, "bob", "@duban_bot 全县情况", chat=in_group())).kind == "silence"
    assert (await feed(office, "alice", "@duban_bot 催一下农林局", chat=in_group())).kind == "silence"


async def test_several_are_urged_together(office: Database) -> None:
    assert "要催办这2件吗？" in (await feed(office, "alice", "催下1、3项")).title
    assert "要催办这3件吗？" in (await feed(office, "alice", "催一催农林局和财政局")).title


@pytest.mark.parametrize("words", ["催一下住房和城乡建设局", "催一下和平镇", "催一下排水与照明改造"])
async def test_a_name_with_an_and_in_it_is_one(office: Database, words: str) -> None:
    await County(office).item("排水与照明改造", units=("县住房和城乡建设局", "和平镇"))
    asked = await feed(office, "alice", words)
    assert "要催办这1件吗？" in asked.title
    assert "#4（排水与照明改造）" in asked.text
