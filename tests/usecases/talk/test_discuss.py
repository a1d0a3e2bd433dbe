"""Questions and replies on an item, kept on its card; "no change" in one press, counted."""

import pytest
from sqlmodel import col, select

from storage.database import Database
from storage.tables import AuditEntry, Remark
from tests.building import County, county
from tests.cast import labels
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import reports, sent


async def an_item(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("拨付资金", units=("县财政局",))
    return made


async def remarks(database: Database) -> list[Remark]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(Remark).order_by(col(Remark.remark_id)))).all())


async def test_a_question_and_its_reply_are_threaded_on_the_card(database: Database, clock: Clock) -> None:
    await an_item(database)
    asked = await feed(database, "alice", "追问 1 资金何时到位？")
    assert asked.text.startswith("已就 #1 追问鲍林：资金何时到位？")
    (note,) = await heard(database, "bob", "remark")
    assert (note.title, "问：资金何时到位？" in note.text) == ("💬 #1 督查室艾督追问", True)
    assert await heard(database, "carol", "remark") == []
    await sent(database, "bob", "remark", 600)
    clock.advance(days=1)
    replied = await feed(database, "bob", "下周到位", reply_to=600)
    assert "已就 #1 回复艾督：下周到位" in replied.text
    assert await reports(database) == []
    (back,) = await heard(database, "alice", "remark")
    assert (back.title, back.text.splitlines()[:2]) == (
        "💬 #1 县农林局鲍林回复",
        ["问：资金何时到位？", "答：下周到位"],
    )
    assert await heard(database, "dave", "remark") == []
    await sent(database, "alice", "remark", 700)
    await feed(database, "alice", "具体哪天？", reply_to=700)
    assert "答：具体哪天？" in (await heard(database, "bob", "remark"))[-1].text
    for who in ("alice", "bob", "lena"):
        card = (await feed(database, who, "/item 1")).text
        assert "💬 11月23日 督查室艾督：资金何时到位？\n↳ 11月24日 县农林局鲍林：下周到位\n↳ 11月24日" in card
    async with database.reading() as tx:
        query = select(AuditEntry.action).order_by(col(AuditEntry.position))
        assert (await tx.session.exec(query)).all() == ["ask", "reply", "reply"]
    assert [one.answers_id for one in await remarks(database)] == [None, 1, 2]


async def test_the_card_keeps_the_last_three(database: Database) -> None:
    await an_item(database)
    for number in range(5):
        await feed(database, "alice", f"/ask 1 问题{number}")
    card = (await feed(database, "bob", "/item 1")).text
    assert [f"问题{number}" in card for number in range(5)] == [False, False, True, True, True]
    assert len(await remarks(database)) == 5


async def test_an_official_asks_the_office_and_any_supervisor_replies(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/ask 1 可否分期验收？")
    assert len(await heard(database, "alice", "remark")) == 1
    await sent(database, "dave", "remark", 800)
    await feed(database, "dave", "可以", reply_to=800)
    (back,) = await heard(database, "bob", "remark")
    assert "答：可以" in back.text


async def test_the_button_on_a_supervisors_card_asks_for_the_words(database: Database) -> None:
    await an_item(database)
    assert "追问" not in labels(await feed(database, "bob", "/item 1"))
    card = await feed(database, "alice", "/item 1")
    assert (await feed(database, "alice", press("alice", button(card, "追问")))).ask
    assert "已就 #1 追问" in (await feed(database, "alice", "进度如何？")).text
    assert [one.text for one in await remarks(database)] == ["进度如何？"]


async def test_a_command_in_reply_stays_a_command(database: Database) -> None:
    await an_item(database)
    await feed(database, "alice", "/ask 1 进度如何？")
    await sent(database, "bob", "remark", 600)
    for words in ("/report 1 已开工", "进展 1 已开工"):
        assert "已记录" in (await feed(database, "bob", words, reply_to=600)).text
    assert len(await remarks(database)) == 1


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("alice", "/ask", "/ask 37"),
        ("alice", "/ask 9 进度？", "没有找到"),
        ("bob", "/ask 2 进度？", "没有找到"),
        ("alice", "/ask 1 " + "长" * 501, "501"),
        ("alice", "/ask 3 进度？", "/invite"),
        ("lena", "/ask 1 进度？", "/help"),
        ("adam", "/ask 1 进度？", "/help"),
    ],
)
async def test_what_cannot_be_asked_says_why(database: Database, who: str, words: str, told: str) -> None:
    made = await an_item(database)
    await made.item("修路", units=("县交通局",))
    answer = await feed(database, who, words)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert await remarks(database) == []


async def test_no_change_is_one_press_with_the_last_report_and_counts(database: Database) -> None:
    await an_item(database)
    assert "无新进展" not in labels(await feed(database, "bob", "/item 1"))
    await feed(database, "bob", "/report 1 主体完工")
    first = await feed(database, "bob", "/item 1")
    once = await feed(database, "bob", press("bob", button(first, "无新进展")))
    assert "第2次反馈" in once.text
    assert once.text.endswith("上次反馈（11月23日 R-1）：主体完工")
    twice = await feed(database, "bob", press("bob", button(first, "无新进展")))
    assert twice.kind == "refusal"
    assert len(await reports(database)) == 2
    card = await feed(database, "bob", "/item 1")
    assert "连续" not in card.text
    again = await feed(database, "bob", press("bob", button(card, "无新进展")))
    assert again.text.endswith("R-1）：主体完工\n连续2次无新进展")
    assert "县农林局连续2次无新进展" in (await feed(database, "alice", "/item 1")).text
    await feed(database, "bob", "/report 1 跟上周一样，没有新进展")
    assert "县农林局连续3次无新进展" in (await feed(database, "alice", "/item 1")).text
    await feed(database, "bob", "/report 1 已验收")
    assert "连续" not in (await feed(database, "alice", "/item 1")).text


@pytest.mark.parametrize("who", ["bob", "carol", "alice"])
async def test_no_change_cannot_be_forged(database: Database, who: str) -> None:
    await an_item(database)
    assert (await feed(database, who, press(who, "p:no_change:1:1:"))).kind == "refusal"
    assert await reports(database) == []
