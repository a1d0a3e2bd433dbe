"""A calendar that came as a file: shown first, written by a press, refused where it contradicts what is kept."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from domain.arrivals import NOTHING, Arrival
from domain.dates.calendar_paper import CalendarPaper
from domain.notes import Choice
from domain.refusals import BadInput
from storage.database import Database
from storage.nudging import nudges
from storage.office import people
from storage.tables import AuditEntry, PaperDraft
from tests.building import TELEGRAM_IDS, county
from tests.feeding import button, feed, message, press
from tests.usecases.office.test_calendar import keep
from tests.usecases.talk.test_report import sent

HOLIDAYS = {date(2027, 10, number): False for number in range(1, 8)}
PAPER = CalendarPaper({**HOLIDAYS, date(2027, 10, 9): True}, ("第5行“国庆期间 放假”：没有看懂日期",))
FILE = {"document": {"file_id": "f", "file_unique_id": "u", "file_name": "日历.xlsx", "file_size": 9}}


def arrived(paper: CalendarPaper = PAPER) -> Arrival:
    return Arrival(source_name="日历.xlsx", text_hash="h", calendar=paper)


def with_file(name: str, caption: str = "/calendar", **more: Any) -> dict[str, Any]:
    raw = message(name, "", **FILE, **more)
    del raw["message"]["text"]
    if caption:
        raw["message"]["caption"] = caption
    return raw


async def kept(database: Database) -> dict[date, bool]:
    async with database.reading() as tx:
        return dict(await nudges.calendar_overrides(tx))


async def actions(database: Database) -> list[str]:
    async with database.reading() as tx:
        query = select(AuditEntry.action).order_by(col(AuditEntry.position))
        return list((await tx.session.exec(query)).all())


async def test_nothing_changes_before_the_press(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", with_file("alice"), arrived())
    assert shown.title == "工作日历：请确认"
    assert "放假7天：2027年10月1日（周五）至2027年10月7日（周四）" in shown.text
    assert "上班1天：2027年10月9日（周六）" in shown.text
    assert "没有采用：\n第5行“国庆期间 放假”：没有看懂日期" in shown.text
    assert await kept(database) == {}
    told = await feed(database, "alice", press("alice", button(shown, "确认")))
    assert told.edit
    assert "已录入" in told.text
    assert "2027年：已有放假安排" in told.text
    assert await kept(database) == PAPER.days
    assert await actions(database) == ["read_calendar", "set_calendar"]


async def test_pressed_twice_it_is_written_once(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", with_file("alice"), arrived())
    await feed(database, "alice", press("alice", button(shown, "确认")))
    for label in ("确认", "取消"):
        late = await feed(database, "alice", press("alice", button(shown, label)))
        assert late.kind == "refusal"
        assert "已由艾督于11月23日09:00录入" in late.text
    assert await kept(database) == PAPER.days


async def test_cancelled_it_leaves_nothing(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", with_file("alice"), arrived())
    assert "没有变化" in (await feed(database, "alice", press("alice", button(shown, "取消")))).text
    late = await feed(database, "alice", press("alice", button(shown, "确认")))
    assert "已由艾督于11月23日09:00取消" in late.text
    assert await kept(database) == {}
    assert await actions(database) == ["read_calendar", "discard_calendar"]


async def test_what_contradicts_the_kept_days_is_refused_when_sent_and_when_pressed(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", with_file("alice"), arrived())
    await keep(database, "dave", "2027年10月9日放假")
    for refused in (
        await feed(database, "alice", press("alice", button(shown, "确认"))),
        await feed(database, "alice", with_file("alice"), arrived()),
    ):
        assert refused.kind == "refusal"
        assert refused.text.startswith("2027年10月9日（周六）此前录为放假")
        assert "\n" not in refused.text
    assert await kept(database) == {date(2027, 10, 9): False}
    await feed(database, "dave", "/calendar 删除 10月9日")
    await feed(database, "alice", press("alice", button(shown, "确认")))
    assert await kept(database) == PAPER.days


async def test_days_that_are_kept_already_are_told_apart(database: Database) -> None:
    await county(database)
    await keep(database, "dave", "2027年10月9日上班")
    shown = await feed(database, "alice", with_file("alice"), arrived())
    assert "其中1天早已录入" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认")))
    assert "没有变化" in (await feed(database, "alice", with_file("alice"), arrived())).text


async def test_a_file_and_words_may_reply_to_the_calendar(database: Database) -> None:
    await county(database)
    overview = await feed(database, "alice", "/calendar")
    assert "回复本条" in overview.text
    await sent(database, "alice", "calendar", 500)
    shown = await feed(database, "alice", with_file("alice", caption="", reply_to=500), arrived())
    assert shown.title == "工作日历：请确认"
    shown = await feed(database, "alice", "2027年1月1日放假", reply_to=500)
    assert await kept(database) == {}
    assert "已录入" in (await feed(database, "alice", press("alice", button(shown, "确认")))).text
    assert await kept(database) == {date(2027, 1, 1): False}


async def test_a_file_that_cannot_be_read_says_why(database: Database) -> None:
    await county(database)
    why = BadInput("2027年10月7日（周四）既写了放假又写了上班，没有录入。")
    refused = await feed(database, "alice", with_file("alice"), Arrival(refusal=why))
    assert (refused.kind, refused.text) == ("refusal", why.sentence)
    assert (await feed(database, "alice", with_file("alice"), NOTHING)).kind == "refusal"
    assert await kept(database) == {}


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_only_supervisors_keep_it(database: Database, who: str) -> None:
    await county(database)
    assert (await feed(database, who, with_file(who), arrived())).kind == "refusal"
    shown = await feed(database, "alice", with_file("alice"), arrived())
    assert (await feed(database, who, press(who, button(shown, "确认")))).kind == "refusal"
    assert await kept(database) == {}


async def test_a_calendar_is_no_ledger_and_the_other_way_round(database: Database) -> None:
    await county(database)
    await feed(database, "alice", with_file("alice"), arrived())
    forged = Choice("确认", "ledger_yes", 1, 1, "0").packed()
    assert (await feed(database, "alice", press("alice", forged))).kind == "refusal"
    async with database.transaction() as tx:
        alice = await people.actor_of(tx, TELEGRAM_IDS["alice"])
        assert alice is not None
        common = {"office_id": 1, "person_id": alice.person_id, "text_hash": "h", "read_at": tx.now}
        await tx.add(PaperDraft(kind="returned", reading={"rows": []}, **common))
    for draft_id in (2, 99):
        forged = Choice("确认", "calendar_yes", draft_id, 1).packed()
        assert (await feed(database, "alice", press("alice", forged))).kind == "refusal"
    assert await kept(database) == {}
