"""In the running program over HTTP: the calendar from a workbook, and a unit's plan that is later than the limit."""

import io
from datetime import date

import xlsxwriter
from docx import Document

from storage.database import Database
from storage.items import items
from storage.nudging import nudges
from tests.acceptance.town import Town

ROWS = (
    ("云岭县2027年放假安排",),
    ("备注", "安排", "日期"),
    ("国庆节", "放假", "10月1日至7日"),
    ("", "补班", "2027-10-09"),
    ("待定", "放假", "国庆期间"),
)
CONTRADICTING = (*ROWS, ("", "上班", "2027年10月7日"))


def book(rows: tuple[tuple[str, ...], ...]) -> bytes:
    held = io.BytesIO()
    made = xlsxwriter.Workbook(held)
    sheet = made.add_worksheet()
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    made.close()
    return held.getvalue()


def notice() -> bytes:
    document = Document()
    document.add_paragraph("关于2027年元旦放假的通知")
    document.add_paragraph("1月1日（周五）至3日（周日）放假，共3天。")
    document.add_paragraph("2026年11月20日")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


async def kept(town: Town) -> dict[date, bool]:
    database = Database(town.settings.database(), town.clock)
    try:
        async with database.reading() as tx:
            return dict(await nudges.calendar_overrides(tx))
    finally:
        await database.close()


async def test_a_workbook_and_a_notice_become_the_calendar(town: Town) -> None:
    alice = town.phones["alice"]
    async with town.running():
        await alice.send_document("放假.xlsx", book(CONTRADICTING), "/calendar")
        await alice.wait("2027年10月7日（周四）既写了放假又写了上班", timeout=60)
        await alice.send_document("放假.xlsx", book(ROWS), "/calendar")
        shown = await alice.wait("放假7天", timeout=60)
        assert "上班1天：2027年10月9日（周六）" in shown.text
        assert "第5行“国庆期间 放假”：没有看懂日期" in shown.text
        assert await kept(town) == {}
        await alice.press(shown, "确认")
        await alice.wait("已录入")

        await alice.send("/calendar")
        overview = await alice.wait("回复本条")
        await alice.document_as(alice, "通知.docx", notice(), reply_to=overview)
        shown = await alice.wait("放假3天", timeout=60)
        await alice.press(shown, "取消")
        await alice.wait("没有变化")
    days = await kept(town)
    assert days == {**{date(2027, 10, day): False for day in range(1, 8)}, date(2027, 10, 9): True}


async def test_a_late_plan_reaches_the_supervisors_and_is_settled_there(town: Town) -> None:
    bob, alice, dave = (town.phones[name] for name in ("bob", "alice", "dave"))
    async with town.running():
        await bob.send("/sign 1")
        await bob.press(await bob.wait("已签收 #1"), "计划完成时间")
        await bob.wait("计划哪天完成")
        await bob.send("12月4日")
        assert "晚于时限 11月28日 6天" in (await bob.wait("已记下 #1")).text
        cards = [await phone.wait("计划晚于时限6天") for phone in (alice, dave)]
        await dave.press(cards[1], "准予延期到12月4日")
        await bob.wait("已准予延期")
        closed = await alice.wait("戴督已准予延期")
        assert closed.message_id == cards[0].message_id
        # What is left of the buttons says who pressed and when; it opens the item.
        (decided,) = closed.labels
        assert decided.startswith("戴督 已准予延期")
        await alice.send("/item 1")
        card = await alice.wait("要求12月4日 · 计划12月4日 · 实际未完成")
        assert "已延期1次，原11月28日" in card.text
    database = Database(town.settings.database(), town.clock)
    try:
        async with database.reading() as tx:
            parts = await items.by_label(tx, "#1")
    finally:
        await database.close()
    assert parts is not None
    assert (parts.item.deadline, parts.item.original_deadline) == (date(2026, 12, 4), date(2026, 11, 28))
    assert parts.assignments[0][0].planned_on == date(2026, 12, 4)
