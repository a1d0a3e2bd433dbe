"""Nudging in the running program: ahead of holidays, in working hours, looked at before it goes, by list."""

from datetime import UTC, date, datetime

from storage.database import Database
from storage.nudging import nudges
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given, looked

SUNDAY_EVENING = datetime(2026, 11, 29, 12, 10, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历腊月二十九、周五）至11日（农历正月初六、周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。
县第一中学1月4日至5日停课。
国务院办公厅
2026年11月4日"""


async def test_urged_on_a_sunday_evening_they_hear_on_monday(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 12, 20))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, SUNDAY_EVENING):
        bob.skip()
        await say(alice, "/nudge 2", "11月30日（周一） 09:00 送达")
        await say(bob, "/my", "#2")
        assert not [one for one in bob.messages if "督查室催办" in one.text]
    async with town.running() as program:
        town.clock.at = MONDAY
        await looked(town, program)
        assert "#2" in (await bob.wait("督查室催办")).text


async def test_the_next_days_can_be_seen_and_a_unit_or_what_is_late_be_urged(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 11, 26))
    await given(town, "拨付村道经费", unit="县财政局", deadline=date(2026, 11, 20))
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    async with at(town, TUESDAY):
        shown = await say(alice, "/nudge 预览", "后几个工作日的催办（预览）")
        assert [line for line in shown.text.splitlines() if line.startswith("11月")]
        shown = await say(alice, "/nudge 县财政局", "要催办这1件吗")
        assert "#3" in shown.text
        bob.skip()
        await alice.press(shown, "催办")
        assert "#3" in (await carol.wait("督查室催办")).text
        shown = await say(alice, "/nudge 逾期", "要催办这1件吗")
        assert "#3" in shown.text


async def test_the_national_notice_is_pasted_shown_and_kept(town: Town) -> None:
    alice = town.phones["alice"]
    async with at(town, TUESDAY):
        shown = await say(alice, f"/calendar {NOTICE}", "工作日历：请确认")
        assert "“县第一中学1月4日至5日停课”" in shown.text
        assert "放假10天" in shown.text
        await alice.press(shown, "确认")
        await alice.wait("2027年：已有放假安排")
    database = Database(town.settings.database(), town.clock)
    async with database.reading() as tx:
        days = await nudges.calendar_overrides(tx)
    await database.close()
    assert sorted(day for day, works in days.items() if works) == [date(2027, 1, 31), date(2027, 2, 14)]
