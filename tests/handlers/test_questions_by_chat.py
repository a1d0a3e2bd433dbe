"""What may answer a question, as phones do it: through gate, routes and use cases."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from domain.notes import Answer
from domain.requests import RequestState
from storage.database import Database
from storage.tables import OpenQuestion, Outbox, OutboxState, Report, Request
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press

DUE = date(2026, 12, 5)


async def office(database: Database) -> County:
    made = await county(database)
    await made.item("修建清溪河堤防", deadline=DUE)
    await made.item("改造集镇自来水管网", deadline=DUE)
    return made


async def stored(database: Database) -> list[tuple[int, str]]:
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(Report).order_by(col(Report.report_id)))).all()
    return [(one.item_id, one.text) for one in rows]


async def reasons(database: Database) -> list[str]:
    async with database.reading() as tx:
        refused = select(Request.answer).where(col(Request.state) == RequestState.REFUSED)
        return list((await tx.session.exec(refused)).all())


async def arrived(database: Database, person: str, kind: str, message_id: int, clock: Clock) -> None:
    """The newest note of a kind has become a message of the chat, below those that came before."""
    clock.advance(minutes=1)
    async with database.transaction() as tx:
        mine = (col(Outbox.chat_id) == TELEGRAM_IDS[person], col(Outbox.kind) == kind)
        row = (await tx.session.exec(select(Outbox).where(*mine).order_by(col(Outbox.outbox_id).desc()))).first()
        assert row is not None, f"no {kind} for {person}"
        row.message_id, row.state, row.sent_at = message_id, OutboxState.SENT, tx.now
        tx.session.add(row)


async def asked_for_reason(database: Database) -> Answer:
    """A supervisor is asked why #1 goes back."""
    await feed(database, "bob", "/done 1 已完工")
    card = (await heard(database, "alice", "review_card"))[-1]
    asked = await feed(database, "alice", press("alice", button(card, "退回")))
    assert asked.ask
    return asked


@pytest.mark.parametrize(
    "words",
    [
        "新建 修建桥梁一座",
        "催办 1",
        "立项",
        "立项 修建桥梁一座",
        "报进展",
        "通过",
        "待审核",
        "查找 河堤",
        "时限 2 12月31日",
        "/nudge 2",
        "/find 河堤",
        "帮助",
    ],
)
async def test_a_command_in_either_spelling_is_no_reason(database: Database, words: str) -> None:
    await office(database)
    await asked_for_reason(database)
    answer = await feed(database, "alice", words)
    assert "已退回" not in answer.text
    assert await reasons(database) == []


async def test_after_a_command_that_asks_nothing_the_question_still_stands(database: Database) -> None:
    await office(database)
    await asked_for_reason(database)
    await feed(database, "alice", "催办 2")
    assert "已退回 #1" in (await feed(database, "alice", "缺少验收单")).text
    assert await reasons(database) == ["缺少验收单"]


@pytest.mark.parametrize("words", ["追问 何时完工", "困难 材料不全", "计划 12月20日", "办结\u3000材料不全"])
async def test_words_that_begin_as_a_command_are_asked_back(database: Database, words: str) -> None:
    await office(database)
    await asked_for_reason(database)
    back = await feed(database, "alice", words)
    assert (back.title, await reasons(database)) == ("这是退回 #1 的原因吗？", [])
    assert "这句话像是一条命令" in back.text
    await feed(database, "alice", press("alice", button(back, "是")))
    assert len(await reasons(database)) == 1


@pytest.mark.parametrize("words", ["进展 已合龙", "计划已定，大堤已合龙", "困难已经解决，已合龙"])
async def test_a_report_may_begin_with_its_own_word(database: Database, words: str) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    assert "已记录" in (await feed(database, "bob", words)).text


async def test_who_replies_to_the_prompt_means_it_whatever_the_words_begin_with(
    database: Database, clock: Clock
) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    await arrived(database, "bob", "question", 400, clock)
    assert "已记录" in (await feed(database, "bob", "困难 材料已补全", reply_to=400)).text


@pytest.mark.parametrize("words", ["报进展 2", "延期 2 12月31日 石料短缺", "/plan 2", "我的事项", "困难 2"])
async def test_an_official_who_starts_something_else_reports_nothing(database: Database, words: str) -> None:
    await office(database)
    assert (await feed(database, "bob", "/report 1")).ask
    await feed(database, "bob", words)
    assert await stored(database) == []


async def test_a_reply_to_another_card_is_about_that_card(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "bob", "/item 2")
    await arrived(database, "bob", "card", 500, clock)
    assert (await feed(database, "bob", "/report 1")).ask
    assert "#2" in (await feed(database, "bob", "管网已更换", reply_to=500)).text
    assert await stored(database) == [(2, "管网已更换")]
    assert "#1" in (await feed(database, "bob", "堤防已合龙")).text


async def test_a_reply_to_the_prompt_is_the_answer_whatever_came_between(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    await arrived(database, "bob", "question", 400, clock)
    await feed(database, "alice", "/nudge 2")
    await arrived(database, "bob", "nudge", 401, clock)
    assert "已记录" in (await feed(database, "bob", "已开工", reply_to=400)).text
    assert await stored(database) == [(1, "已开工")]


async def test_a_reply_to_a_prompt_that_was_answered_is_asked_back(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "bob", "/extend 1")
    await arrived(database, "bob", "question", 400, clock)
    await feed(database, "bob", "12月31日 石料短缺")
    answer = await feed(database, "bob", "再晚几天也行", reply_to=400)
    assert answer.choices[0][0].label.startswith("#1")
    assert await stored(database) == []
    late = await feed(database, "alice", "好的", reply_to=9)
    assert (late.kind, late.text) == ("answer", "好的。")


@pytest.mark.parametrize("shown", ["nudge", "card"])
async def test_a_question_yields_to_what_was_shown_since(database: Database, clock: Clock, shown: str) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    await arrived(database, "bob", "question", 400, clock)
    if shown == "nudge":
        await feed(database, "alice", "/nudge 2")
    else:
        await feed(database, "bob", "/item 2")
    await arrived(database, "bob", shown, 500, clock)
    back = await feed(database, "bob", "已开工")
    assert back.title == "这是#1 的进展吗？"
    assert back.text == "“已开工”\n问您之后又来过别的消息，请按一下再登记。"
    assert [row[0].label for row in back.choices] == ["是，#1 的进展", "#2 改造集镇自来水管网", "都不是"]
    assert await stored(database) == []
    assert "已记录" in (await feed(database, "bob", press("bob", button(back, "是")))).text
    assert await stored(database) == [(1, "已开工")]


async def test_a_question_yields_to_the_card_of_a_head(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "alice", "/policy 负责人 县农林局 柯财")
    await feed(database, "alice", "/policy 负责人审签 1")
    await feed(database, "carol", "/hour")
    await arrived(database, "carol", "question", 400, clock)
    await feed(database, "bob", "/done 1 已完工")
    await arrived(database, "carol", "countersign", 500, clock)
    back = await feed(database, "carol", "10")
    assert back.title == "这是几点以后提醒吗？"


async def test_what_was_asked_back_may_be_about_the_other_item_or_none(database: Database, clock: Clock) -> None:
    await office(database)
    for label in ("#2", "都不是"):
        await feed(database, "bob", "/report 1")
        await arrived(database, "bob", "question", 499, clock)
        await feed(database, "alice", "/nudge 2")
        await arrived(database, "bob", "nudge", 500, clock)
        back = await feed(database, "bob", "已完成一半")
        await feed(database, "bob", press("bob", button(back, label)))
        clock.advance(minutes=5)
    assert await stored(database) == [(2, "已完成一半")]


async def test_an_edit_of_an_old_message_is_nothing_new(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "bob", "/done 2 已完工")
    (card,) = await heard(database, "alice", "review_card")
    await arrived(database, "alice", "review_card", 300, clock)
    await asked_for_reason(database)
    await arrived(database, "alice", "question", 400, clock)
    await feed(database, "dave", press("dave", button(card, "通过")))
    # Her card of #2 says who decided: an edit keeps its place.
    await arrived(database, "alice", "review_card", 300, clock)
    assert "已退回 #1" in (await feed(database, "alice", "缺少验收单")).text


async def test_a_supervisor_is_asked_back_too(database: Database, clock: Clock) -> None:
    await office(database)
    await asked_for_reason(database)
    await arrived(database, "alice", "question", 400, clock)
    await feed(database, "bob", "/done 2 已完工")
    await arrived(database, "alice", "review_card", 500, clock)
    back = await feed(database, "alice", "缺少验收单")
    assert (back.title, await reasons(database)) == ("这是退回 #1 的原因吗？", [])
    assert [row[0].label for row in back.choices] == ["是，退回 #1 的原因", "不是"]
    assert "已退回 #1" in (await feed(database, "alice", press("alice", button(back, "是")))).text
    assert await reasons(database) == ["缺少验收单"]


async def test_words_that_are_confirmed_too_late_wait_no_longer(database: Database, clock: Clock) -> None:
    await office(database)
    await asked_for_reason(database)
    await arrived(database, "alice", "question", 400, clock)
    await feed(database, "bob", "/done 2 已完工")
    await arrived(database, "alice", "review_card", 500, clock)
    back = await feed(database, "alice", "缺少验收单")
    await feed(database, "dave", "/approve 1")
    late = await feed(database, "alice", press("alice", button(back, "是")))
    assert (late.kind, await reasons(database)) == ("refusal", [])
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).all() == []


async def test_words_asked_back_about_a_question_that_nobody_can_read_wait_no_longer(
    database: Database, clock: Clock
) -> None:
    await office(database)
    await asked_for_reason(database)
    await arrived(database, "alice", "question", 400, clock)
    await feed(database, "bob", "/done 2 已完工")
    await arrived(database, "alice", "review_card", 500, clock)
    back = await feed(database, "alice", "缺少验收单")
    async with database.transaction() as tx:
        kept = await tx.one(tx.select(OpenQuestion))
        kept.fields = {"pending": [{**one, "kind": "of_former_days"} for one in kept.fields["pending"]]}
        await tx.add(kept)
    assert (await feed(database, "alice", press("alice", button(back, "是")))).kind == "refusal"
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).all() == []


async def test_words_of_another_message_go_on_waiting(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    clock.advance(days=6)
    late = await feed(database, "bob", "堤防已加固")
    other = await feed(database, "bob", "水管已换新")
    await feed(database, "alice", "/void 1 重复立项")
    await feed(database, "alice", "确认")
    assert (await feed(database, "bob", press("bob", button(late, "是")))).kind == "refusal"
    await feed(database, "bob", press("bob", button(other, "#2")))
    assert await stored(database) == [(2, "水管已换新")]


async def test_no_is_an_answer_and_the_question_is_over(database: Database, clock: Clock) -> None:
    await office(database)
    await asked_for_reason(database)
    clock.advance(days=6)
    back = await feed(database, "alice", "明天开会")
    told = await feed(database, "alice", press("alice", button(back, "不是")))
    assert "没有登记" in told.text
    assert (await feed(database, "alice", "缺少验收单")).kind == "refusal"
    assert await reasons(database) == []


@pytest.mark.parametrize(("hours", "is_over"), [(23, False), (25, True), (6 * 24, True)])
async def test_a_question_ends_after_a_working_day(database: Database, clock: Clock, hours: int, is_over: bool) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    clock.advance(hours=hours)
    answer = await feed(database, "bob", "已开工")
    assert (answer.title == "这是#1 的进展吗？") is is_over
    assert await stored(database) == ([] if is_over else [(1, "已开工")])


async def test_over_a_weekend_it_stands_until_monday(database: Database, clock: Clock) -> None:
    await office(database)
    # Friday, 16:00.
    clock.advance(days=4, hours=7)
    await feed(database, "bob", "/report 1")
    clock.advance(days=2)
    assert "已记录" in (await feed(database, "bob", "周日抢险")).text
    clock.advance(hours=-48)
    await feed(database, "bob", "/report 1")
    clock.advance(days=3, hours=1)
    assert (await feed(database, "bob", "已开工")).title == "这是#1 的进展吗？"


@pytest.mark.parametrize("words", ["#2 已更换3公里", "自来水管网已改造到位", "已合龙，另见#2"])
async def test_a_report_plainly_about_another_item_is_asked_back(database: Database, words: str) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    back = await feed(database, "bob", words)
    assert back.title == "这是#1 的进展吗？"
    assert await stored(database) == []
    assert "#2" in (await feed(database, "bob", press("bob", button(back, "#2")))).text
    assert await stored(database) == [(2, words)]


@pytest.mark.parametrize("words", ["#1 堤防已合龙", "已完成80%", "2家单位已进场"])
async def test_a_report_about_the_item_that_was_asked_for_is_the_answer(database: Database, words: str) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    assert "已记录" in (await feed(database, "bob", words)).text
    assert [item_id for item_id, _ in await stored(database)] == [1]


@pytest.mark.parametrize(
    ("who", "prompt", "answer", "told"),
    [
        ("bob", "/leave", "12月1日 柯财", "已登记请假"),
        ("bob", "/hour", "10", "10点以后提醒您"),
        ("bob", "/extend 1 12月15日", "石料短缺", "已提交 #1 的延期申请"),
        ("alice", "/find", "堤防", "#1"),
        ("alice", "查找", "堤防", "#1"),
        ("alice", "/due", "1 12月31日", "#1"),
        ("alice", "/nudge", "1", "#1"),
        ("bob", "/extend", "1 12月15日 石料短缺", "已提交 #1 的延期申请"),
        ("bob", "/difficulty", "1 资金缺口", "#1"),
    ],
)
async def test_every_prompt_that_asks_listens(
    database: Database, who: str, prompt: str, answer: str, told: str
) -> None:
    await office(database)
    # An older question is open: the answer must not fall into it.
    await feed(database, who, "/report 2" if who == "bob" else "/assign 2")
    await feed(database, who, prompt)
    assert told in (await feed(database, who, answer)).text
    assert await stored(database) == []


async def test_a_prompt_for_a_number_leaves_talk_alone(database: Database) -> None:
    await office(database)
    assert (await feed(database, "bob", "/difficulty")).kind == "refusal"
    back = await feed(database, "bob", "堤防已合龙")
    assert back.choices[0][0].label.startswith("#1")


async def test_an_older_question_that_makes_way_is_named(database: Database) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    asked = await feed(database, "bob", "/extend 2")
    assert asked.text.endswith("（此前在等您答#1 的进展，现已放下，需要时请重新发起。）")
    assert "放下" not in (await feed(database, "bob", "/extend 2")).text


async def test_a_photo_is_asked_back_with_its_words(database: Database, clock: Clock) -> None:
    from tests.handlers.test_bad_input import VOICE

    await office(database)
    await feed(database, "bob", "/report 1")
    clock.advance(days=6)
    photo: dict[str, Any] = {"photo": [], "caption": "已合龙"}
    back = await feed(database, "bob", "", arrival=VOICE, **photo)
    await feed(database, "bob", press("bob", button(back, "是")))
    assert await stored(database) == [(1, "已合龙")]
    async with database.reading() as tx:
        from storage.tables import Attachment

        assert len((await tx.session.exec(select(Attachment))).all()) == 1


async def test_a_press_on_what_was_asked_back_counts_once(database: Database, clock: Clock) -> None:
    await office(database)
    await feed(database, "bob", "/report 1")
    clock.advance(days=6)
    back = await feed(database, "bob", "已开工")
    await feed(database, "bob", press("bob", button(back, "是")))
    again = await feed(database, "bob", press("bob", button(back, "是")))
    assert again.kind == "refusal"
    assert await stored(database) == [(1, "已开工")]


@pytest.mark.parametrize(("words", "rows"), [("/assign 1 县水务局", "新建单位"), ("/invite 县水务局 张三", "新建单位")])
async def test_a_prompt_with_buttons_names_what_it_drops(database: Database, words: str, rows: str) -> None:
    await office(database)
    await feed(database, "alice", "/due 2")
    asked = await feed(database, "alice", words)
    assert asked.text.endswith("（此前在等您答#2 的新时限，现已放下，需要时请重新发起。）")
    assert button(asked, rows)


@pytest.mark.parametrize("words", ["/difficulty 1", "/ask 1"])
async def test_a_question_about_an_item_that_is_theirs_no_longer_is_over(database: Database, words: str) -> None:
    await office(database)
    await feed(database, "bob", words)
    await feed(database, "alice", "/reassign 1 县财政局")
    assert "刚才的提问作废" in (await feed(database, "bob", "资金缺口")).text
    # The next words are talk again.
    assert (await feed(database, "bob", "管网已更换")).choices


@pytest.mark.parametrize("words", ["/item\n1", "/item\u30001", "/new\n修建 桥梁一座"])
async def test_a_command_may_end_with_a_line_or_a_wide_space(database: Database, words: str) -> None:
    await office(database)
    assert (await feed(database, "alice", words)).kind in ("card", "question")
