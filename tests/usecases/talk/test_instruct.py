"""Instructions: by command, button or reply; asked back when unclear; passed on, answered, listed until then."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.bulletin.wording import WORDING
from domain.requests import RequestKind
from storage.database import Database
from storage.office.settings import learn
from storage.tables import AuditEntry, OpenQuestion, Request
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import helps, reports, sent
from usecases.talk.promise import follow_reports

DUE = date(2026, 12, 31)


async def an_office(database: Database) -> County:
    made = await county(database)
    await made.item("修建东河河堤", deadline=DUE, leaders=("吴明远",))
    await made.item("振兴茶业品牌", deadline=DUE)
    await made.item("拨付救灾资金", ("县财政局",), DUE)
    await made.item("推进农村改厕", ("县财政局",), DUE)
    return made


async def instructions(database: Database) -> list[Request]:
    async with database.reading() as tx:
        query = select(Request).where(col(Request.kind) == RequestKind.INSTRUCTION).order_by(col(Request.request_id))
        return list((await tx.session.exec(query)).all())


async def tick(database: Database) -> None:
    """What the timetable does after a report."""
    for _ in range(20):
        async with database.transaction() as tx:
            if not await follow_reports(tx):
                return
    raise AssertionError("it never ends")


async def test_a_reply_to_a_card_is_an_instruction_and_a_report_answers_it(database: Database) -> None:
    await an_office(database)
    await feed(database, "lena", "/item 1")
    await sent(database, "lena", "card", 500)
    told = await feed(database, "lena", "请抓紧，月底前见成效", reply_to=500)
    assert told.text == "已记为 #1 的批示：请抓紧，月底前见成效。已转县农林局，等答复。"
    (note,) = await heard(database, "bob", "instruction")
    assert (note.title, "吴明远批示：请抓紧，月底前见成效" in note.text) == ("📌 批示 #1", True)
    assert await heard(database, "carol", "instruction") == []
    card = await feed(database, "bob", "/item 1")
    assert "📌 批示（11月23日 吴明远）：请抓紧，月底前见成效（未答复）" in card.text
    await feed(database, "bob", "/report 1 已增派两台机械")
    await tick(database)
    (word,) = await heard(database, "lena", "word")
    assert (word.title, word.text) == ("📌 #1 的批示已有答复", "县农林局：已增派两台机械")
    assert "（答复：已增派两台机械）" in (await feed(database, "bob", "/item 1")).text
    async with database.reading() as tx:
        query = select(AuditEntry.action).order_by(col(AuditEntry.position))
        assert (await tx.session.exec(query)).all() == ["instruct", "progress", "answer_instruction"]
    await feed(database, "bob", "/report 1 又增派一台")
    await tick(database)
    assert len(await heard(database, "lena", "word")) == 1


async def test_a_reply_to_the_instruction_answers_it_as_a_report(database: Database) -> None:
    await an_office(database)
    await feed(database, "lena", "批示 1 请抓紧")
    await sent(database, "bob", "instruction", 600)
    assert "已记录" in (await feed(database, "bob", "已进场，本周完工", reply_to=600)).text
    (row,) = await instructions(database)
    (report,) = await reports(database)
    assert (row.answer, row.report_id) == ("已进场，本周完工", report.report_id)


async def test_a_promise_in_reply_answers_it_and_waits_for_its_press(database: Database) -> None:
    await an_office(database)
    await feed(database, "lena", "批示 1 请抓紧")
    await sent(database, "bob", "instruction", 600)
    assert "已签收 #1" in (await feed(database, "bob", "收到", reply_to=600)).text
    assert (await instructions(database))[0].decided_at is None
    told = await feed(database, "bob", "本周五前完成招标", reply_to=600)
    assert "已答复 #1" in told.text
    assert await reports(database) == []
    assert (await instructions(database))[0].answer == "本周五前完成招标"
    assert (await heard(database, "lena", "word"))[-1].text == "县农林局：本周五前完成招标"
    kept = await feed(database, "bob", press("bob", button(told, "记为承诺")))
    assert "已记为承诺" in kept.text
    await feed(database, "bob", "下周一开工", reply_to=600)
    assert (await instructions(database))[0].answer == "本周五前完成招标"


async def test_only_a_later_report_of_a_responsible_unit_answers(database: Database) -> None:
    made = await an_office(database)
    await helps(database, made, "1", "县财政局")
    await feed(database, "bob", "/report 1 早已开工")
    await feed(database, "lena", "/instruct 1 请抓紧")
    await feed(database, "carol", "/report 1 已配合")
    await tick(database)
    assert (await instructions(database))[0].decided_at is None
    await feed(database, "bob", "/report 1 已加快")
    await tick(database)
    assert (await instructions(database))[0].answer == "已加快"


async def test_after_closing_a_reply_is_an_answer_only(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    await feed(database, "lena", "/instruct 1 请补报照片")
    await sent(database, "bob", "instruction", 600)
    before = len(await reports(database))
    assert "已答复 #1 的批示" in (await feed(database, "bob", "照片已报送", reply_to=600)).text
    assert len(await reports(database)) == before
    assert (await instructions(database))[0].answer == "照片已报送"
    assert "照片已报送" in (await heard(database, "lena", "word"))[-1].text
    assert (await feed(database, "bob", "再补一张", reply_to=600)).kind == "refusal"


async def test_unanswered_ones_are_listed_until_they_are_answered(database: Database, clock: Clock) -> None:
    await an_office(database)
    await feed(database, "lena", "/instruct 1 请抓紧")
    await feed(database, "lena", "/instruct 3 今日拨付")
    clock.advance(days=3)
    block = (
        "📌 批示待复 2 件\n#1（修建东河河堤）吴明远 · 等了3天 · 请抓紧\n#3（拨付救灾资金）吴明远 · 等了3天 · 今日拨付"
    )
    for who in ("alice", "lena"):
        assert (await feed(database, who, "/status")).text.startswith(block)
    await feed(database, "carol", "/report 3 已拨付")
    await tick(database)
    assert (await feed(database, "alice", "/status")).text.startswith("📌 批示待复 1 件\n#1")
    await feed(database, "bob", "/report 1 已加快")
    await tick(database)
    assert "批示待复" not in (await feed(database, "alice", "/status")).text


async def test_a_reply_to_a_status_names_the_item_or_is_asked_back(database: Database) -> None:
    await an_office(database)
    await feed(database, "lena", "/status 县农林局")
    await sent(database, "lena", "answer", 500)
    asked = await feed(database, "lena", "茶业品牌要抓紧", reply_to=500)
    assert asked.title == "批示的是哪一件？"
    assert asked.choices[0][0].label == "#2 振兴茶业品牌"
    assert await instructions(database) == []
    packed = button(asked, "#2")
    done = await feed(database, "lena", press("lena", packed))
    assert done.edit
    (row,) = await instructions(database)
    assert row.text == "茶业品牌要抓紧"
    assert (await feed(database, "lena", press("lena", packed))).kind == "refusal"
    named = await feed(database, "lena", "1 请抓紧", reply_to=500)
    assert "已记为 #1 的批示：请抓紧" in named.text
    unlike = await feed(database, "lena", "请抓紧", reply_to=500)
    assert [one[0].label[:2] for one in unlike.choices] == ["#1", "#2", "都不"]
    none = await feed(database, "lena", press("lena", button(unlike, "都不是")))
    assert "没有登记" in none.text
    assert len(await instructions(database)) == 2
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None


async def a_read_bulletin(database: Database) -> None:
    """Lena has the last issue as message 500: #1 is closed, #2 to #4 are printed as 1 to 3 of the second part."""
    await an_office(database)
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    draft = await feed(database, "alice", "/bulletin")
    await feed(database, "alice", "/bind", chat={"id": -100, "type": "supergroup", "title": "领导群"})
    await feed(database, "alice", press("alice", button(draft, "发布")))
    await feed(database, "lena", "/bulletin")
    await sent(database, "lena", "answer", 500)


@pytest.mark.parametrize(
    ("words", "item_id", "text"),
    [
        ("二3 请抓紧", 4, "请抓紧"),
        ("二（2）：资金为何未到", 3, "资金为何未到"),
        ("第二部分第1项请报月度计划", 2, "请报月度计划"),
        ("第二部分第三项 请抓紧", 4, "请抓紧"),
        ("一1 效果如何保持", 1, "效果如何保持"),
        ("第3项请抓紧", 4, "请抓紧"),
        ("农村改厕进度慢了，请说明", 4, "农村改厕进度慢了，请说明"),
        ("茶业品牌要抓紧", 2, "茶业品牌要抓紧"),
    ],
)
async def test_a_reply_to_a_bulletin_hits_the_item_as_printed(
    database: Database, words: str, item_id: int, text: str
) -> None:
    await a_read_bulletin(database)
    assert "已记为" in (await feed(database, "lena", words, reply_to=500)).text
    assert [(one.item_id, one.text) for one in await instructions(database)] == [(item_id, text)]


async def test_a_place_that_is_not_printed_and_words_of_nothing_store_nothing(database: Database) -> None:
    await a_read_bulletin(database)
    assert "没有这一项" in (await feed(database, "lena", "二8 请抓紧", reply_to=500)).text
    assert "写明批示" in (await feed(database, "lena", "二3", reply_to=500)).text
    asked = await feed(database, "lena", "请抓紧", reply_to=500)
    assert asked.choices[-1][0].label in ("都不是", "#4 推进农村改厕")
    assert await instructions(database) == []


async def test_a_list_of_one_item_is_clear(database: Database) -> None:
    made = await county(database)
    await made.item("修建东河河堤", deadline=date(2026, 11, 1))
    await feed(database, "lena", "/overdue")
    await sent(database, "lena", "answer", 500)
    assert "已记为 #1" in (await feed(database, "lena", "请抓紧", reply_to=500)).text


async def test_the_button_asks_for_the_words_and_commands_stay_commands(database: Database) -> None:
    await an_office(database)
    card = await feed(database, "lena", "/item 2")
    await sent(database, "lena", "card", 500)
    assert "共 4 件" in (await feed(database, "lena", "状态", reply_to=500)).text
    assert "共 4 件" in (await feed(database, "lena", "/status", reply_to=500)).text
    assert (await feed(database, "lena", press("lena", button(card, "批示")))).ask
    assert "已记为 #2" in (await feed(database, "lena", "请报月度计划")).text
    assert [one.text for one in await instructions(database)] == ["请报月度计划"]


async def test_nobody_to_pass_it_to_is_told_to_the_supervisors(database: Database) -> None:
    made = await county(database)
    await made.item("修路", units=("县交通局",))
    assert "没有联络员" in (await feed(database, "lena", "/instruct 1 请抓紧")).text
    assert "/invite" in (await heard(database, "alice", "word"))[0].text


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("lena", "/instruct", "/instruct 37"),
        ("lena", "/instruct 9 请抓紧", "没有找到"),
        ("lena", "/instruct 1 " + "长" * 501, "501"),
        ("alice", "/instruct 1 请抓紧", "/help"),
        ("bob", "/instruct 1 请抓紧", "/help"),
        ("adam", "/instruct 1 请抓紧", "/help"),
    ],
)
async def test_what_cannot_be_instructed_says_why(database: Database, who: str, words: str, told: str) -> None:
    await an_office(database)
    answer = await feed(database, who, words)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert await instructions(database) == []


async def test_forged_presses_and_forwarded_words_record_nothing(database: Database) -> None:
    await an_office(database)
    await feed(database, "lena", "/item 1")
    await sent(database, "lena", "card", 500)
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    assert (await feed(database, "lena", "请抓紧", reply_to=500, forward_origin=origin)).kind == "refusal"
    for who in ("lena", "bob"):
        for verb in ("instruct_item", "instruct_none"):
            assert (await feed(database, who, press(who, f"p:{verb}:1:500:"))).kind == "refusal"
    assert await instructions(database) == []


async def bulletin_text(database: Database) -> str:
    """The whole draft of today."""
    page = await feed(database, "alice", "/bulletin")
    pages = [page.text]
    while any("下一页" in one.label for row in page.choices for one in row):
        page = await feed(database, "alice", press("alice", button(page, "下一页")))
        pages.append(page.text)
    return "\n".join(pages)


async def test_the_bulletin_prints_what_was_said_since_the_one_before(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建东河河堤", deadline=DUE)
    await made.item("推进农村改厕", subs=("改造户厕", "建公厕"))
    await feed(database, "lena", "/instruct 1 请抓紧。")
    await feed(database, "lena", "/instruct 2.2 尽快选址")
    await feed(database, "bob", "/difficulty 1 资金缺口20万元")
    await feed(database, "bob", "/extend 1 2027年1月31日 资金未到位")
    (card,) = await heard(database, "alice", "extension_card")
    await feed(database, "alice", press("alice", button(card, "同意")))
    await feed(database, "bob", "/difficulty 1 老板跑了😭 你们帮帮忙吧")
    plain = await bulletin_text(database)
    assert "1、“修建东河河堤”。暂无进展反馈。已延期1次。" in plain
    assert "批示" not in plain
    async with database.transaction() as tx:
        await learn(tx, WORDING, {"shows_instructions": True, "shows_difficulties": True})
    text = await bulletin_text(database)
    notes = "吴明远同志11月23日批示：“请抓紧”，尚未答复。需协调事项：资金缺口20万元。已延期1次。"
    assert f"1、“修建东河河堤”。暂无进展反馈。{notes}" in text
    assert "2、“推进农村改厕”：②吴明远同志11月23日批示：“尽快选址”，尚未答复。" in text
    await feed(database, "bob", "/report 1 已增派机械")
    await tick(database)
    await feed(database, "alice", "/bind", chat={"id": -100, "type": "supergroup", "title": "领导群"})
    draft = await feed(database, "alice", "/bulletin")
    clock.advance(hours=1)
    await feed(database, "alice", press("alice", button(draft, "发布")))
    clock.advance(days=7)
    for flag in await heard(database, "alice", "difficulty_card"):
        await feed(database, "alice", press("alice", button(flag, "已协调")))
        await feed(database, "alice", "已拨付")
    later = await bulletin_text(database)
    assert "1、“修建东河河堤”。截至11月23日，已增派机械。已延期1次。" in later
    assert "“尽快选址”，尚未答复" in later
