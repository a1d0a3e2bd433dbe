"""The week's issue: shown two hours before, held with its reasons, on the last working day before a holiday."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import col

from domain.bulletin.issue.weekly import last_moment, next_moment
from domain.dates.workdays import WorkCalendar
from domain.notes import Note, note_from_json
from domain.office.profile import OfficeProfile, WeeklyTime
from domain.refusals import TooLate
from domain.requests import RequestKind
from scheduler.runner import run_until_none
from storage.database import Database
from storage.tables import Bulletin, ClaimState
from tests.building import TELEGRAM_IDS
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.bulletin.test_bulletin import (
    FRIDAY,
    an_office,
    ask,
    draft,
    posts,
    press_publish,
    reply,
    report,
    sent_as,
    the_claims,
    tick,
    waiting,
)
from usecases.bulletin.issue.weekly import show_ahead

AHEAD = FRIDAY.replace(hour=7)


def moment(words: str) -> datetime:
    return datetime.fromisoformat(f"{words}+08:00")


@pytest.mark.parametrize(
    ("now", "goes", "week"),
    [
        ("2026-11-23T09:00", "2026-11-27T17:00", "2026-W48"),
        # National Day: Friday the 2nd is off, so are the days before it up to Thursday.
        ("2026-09-28T09:00", "2026-09-30T17:00", "2026-W40"),
        ("2026-09-30T17:00", "2026-10-09T17:00", "2026-W41"),
        # Spring Festival: the Saturday before is worked instead.
        ("2026-02-13T18:00", "2026-02-14T17:00", "2026-W08"),
        ("2026-02-16T09:00", "2026-02-27T17:00", "2026-W09"),
    ],
)
def test_the_moment_is_never_on_a_day_off(now: str, goes: str, week: str) -> None:
    found = next_moment(moment(now), OfficeProfile(), WorkCalendar())
    assert (found.at, found.week) == (moment(goes), week)


def test_a_monday_off_moves_to_the_friday_before() -> None:
    profile = OfficeProfile(weekly_bulletin=WeeklyTime.parse("mon 08:30"))
    found = next_moment(moment("2026-04-02T09:00"), profile, WorkCalendar())
    assert (found.at, found.week) == (moment("2026-04-03T08:30"), "2026-W15")


def test_two_weeks_that_fall_together_are_one() -> None:
    days = [moment(f"2027-02-{day:02d}T09:00").date() for day in range(6, 15)]
    calendar = WorkCalendar(dict.fromkeys(days, False))
    found = next_moment(moment("2027-02-05T18:00"), OfficeProfile(), calendar)
    assert found.at == moment("2027-02-19T17:00")
    assert last_moment(moment("2027-02-15T09:00"), OfficeProfile(), calendar).at == moment("2027-02-04T17:00")


async def test_on_a_holiday_nothing_goes_it_went_on_the_working_day_before(database: Database, clock: Clock) -> None:
    clock.at = moment("2026-09-28T09:00")
    await an_office(database)
    clock.at = moment("2026-09-30T16:59")
    assert await tick(database) == 0
    clock.at = moment("2026-09-30T17:00")
    assert await tick(database) == 1
    clock.at = moment("2026-10-02T17:00")
    assert await tick(database) == 0
    assert len({row.claim_id for row in await sent_as(database, "post")}) == 1


async def shown(database: Database, clock: Clock) -> Note:
    clock.at = AHEAD.replace(hour=6, minute=59)
    assert await run_until_none(database.transaction, show_ahead) == 0
    clock.at = AHEAD
    assert await run_until_none(database.transaction, show_ahead) == 1
    assert await run_until_none(database.transaction, show_ahead) == 0
    papers = [note_from_json(row.note).paper for row in await sent_as(database, "draft_paper")]
    sent = [paper.name for paper in papers if paper]
    supervisors = len(await sent_as(database, "weekly"))
    assert sent == [
        *["督办通报（草稿）（一图读懂）.png"] * supervisors,
        *["督办通报（草稿）.docx"] * supervisors,
        *["督办通报（草稿）.pdf"] * supervisors,
    ]
    rows = await sent_as(database, "weekly")
    assert {row.chat_id for row in rows} == {TELEGRAM_IDS["alice"], TELEGRAM_IDS["dave"]}
    papers = [note_from_json(row.note) for row in await sent_as(database, "draft_paper")]
    assert {one.paper.kind for one in papers if one.paper} == {"bulletin_board", "bulletin", "bulletin_pdf"}
    assert len(papers) == 6, "three for each of two supervisors"
    return note_from_json(rows[0].note)


async def cards(database: Database, who: str) -> Sequence[Note]:
    notes = [note_from_json(row.note) for row in await sent_as(database, "weekly")]
    return [note for note in notes if note.chat_id == TELEGRAM_IDS[who]]


async def test_two_hours_before_the_draft_is_shown_and_let_go(database: Database, clock: Clock) -> None:
    await an_office(database)
    card = await shown(database, clock)
    assert [one.label for one in card.choices[0]] == ["照发", "暂缓", "改"]
    assert card.text.startswith("11月27日17:00自动发布。")
    assert "共3件" in card.text
    said = await feed(database, "dave", press("dave", button(card, "照发")))
    assert said.text == "已签发，11月27日17:00照这份草稿发布——戴督"
    assert (await cards(database, "alice"))[-1].text == "已签发，11月27日17:00照这份草稿发布——戴督"
    late = await feed(database, "alice", press("alice", button(card, "照发")))
    assert "已由戴督于11月27日15:00签发，到时间发布，这次没有改动" in late.text
    clock.at = FRIDAY
    assert await tick(database) == 1
    assert await posts(database)


async def test_in_review_mode_what_was_let_go_goes(database: Database, clock: Clock) -> None:
    database.profile = replace(database.profile, publishes_by_itself=False)
    await an_office(database)
    card = await shown(database, clock)
    assert "请先点【照发】" in card.text
    await feed(database, "alice", press("alice", button(card, "照发")))
    clock.at = FRIDAY
    await tick(database)
    assert await posts(database)
    assert await waiting(database) == []


async def test_put_off_it_waits_for_a_press(database: Database, clock: Clock) -> None:
    await an_office(database)
    card = await shown(database, clock)
    await feed(database, "dave", press("dave", button(card, "暂缓")))
    clock.at = FRIDAY
    assert await tick(database) == 0
    assert await posts(database) == []
    assert [one.kind for one in await waiting(database)] == [RequestKind.HELD_POST]
    late = await feed(database, "alice", press("alice", button(card, "暂缓")))
    assert late.text == "本周通报已有人处理。"
    again = (await cards(database, "alice"))[-1]
    assert "已由戴督暂缓" in again.text
    await feed(database, "alice", press("alice", button(again, "发布")))
    assert await posts(database)
    assert await waiting(database) == []


async def test_a_draft_discarded_before_its_hour_leaves_the_week_out(database: Database, clock: Clock) -> None:
    await an_office(database)
    card = await shown(database, clock)
    page = await feed(database, "alice", press("alice", button(card, "改")))
    await feed(database, "alice", press("alice", button(page, "放弃")))
    clock.at = FRIDAY
    assert await tick(database) == 0
    assert await posts(database) == []
    assert ("weekly", 0, "2026-W48", ClaimState.DROPPED) in await the_claims(database)


async def test_by_itself_nothing_goes_whose_words_and_state_disagree(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=3, closed=0)
    await report(database, made, "bob", "#2", "道路已全部完工", 1)
    card = await shown(database, clock)
    assert "就先不发" in card.text
    assert "#2 列为正在推进，文字却说已完成" in card.text
    clock.at = FRIDAY
    assert await tick(database) == 1
    assert await posts(database) == []
    held = (await cards(database, "alice"))[-1]
    assert held.text.startswith("11月27日的通报没有自动发布，先请核对：\n⚠️ #2 列为正在推进")
    asked = await feed(database, "alice", press("alice", button(held, "发布")))
    assert asked.title == "发布前请再看一眼"
    assert await posts(database) == []
    await feed(database, "alice", press("alice", button(asked, "仍要发布")))
    assert await posts(database)
    assert await waiting(database) == []


async def test_what_was_signed_with_open_checks_goes_and_what_came_up_since_holds_it(
    database: Database, clock: Clock
) -> None:
    made = await an_office(database, total=3, closed=0)
    await report(database, made, "bob", "#2", "道路已全部完工", 1)
    card = await shown(database, clock)
    asked = await feed(database, "alice", press("alice", button(card, "照发")))
    await feed(database, "alice", press("alice", button(asked, "仍要发布")))
    async with database.transaction() as tx:
        (row,) = await tx.all(tx.select(Bulletin))
        assert len(row.accepted) == 1
    clock.at = FRIDAY
    await tick(database)
    assert await posts(database)


async def test_a_reworded_draft_that_grew_old_is_held_and_made_anew_by_a_press(
    database: Database, clock: Clock
) -> None:
    made = await an_office(database, total=3, closed=0)
    bulletin_id, version, _ = await draft(database, made)
    await ask(database, made, bulletin_id, version)
    await reply(database, made, "#1 正在开展前期工作")
    await report(database, made, "bob", "#2", "已启动招标", 1)
    clock.at = FRIDAY
    assert await tick(database) == 1
    assert await posts(database) == []
    held = (await cards(database, "alice"))[-1]
    assert "这份草稿是11月23日09:00的，此后有1处变化：\n· #2 有新进展" in held.text
    asked = await feed(database, "alice", press("alice", button(held, "发布")))
    page = await feed(database, "alice", press("alice", button(asked, "按最新情况重做")))
    assert page.toast == "已按最新情况重做"
    await feed(database, "alice", press("alice", button(page, "发布")))
    text = "\n".join(note.text + note.folded for note in await posts(database))
    assert "正在开展前期工作。" in text
    assert "启动招标" in text


async def test_an_untouched_draft_goes_as_things_stand_at_its_hour(database: Database, clock: Clock) -> None:
    made = await an_office(database, total=3, closed=0)
    await shown(database, clock)
    await report(database, made, "bob", "#2", "已启动招标", 1)
    clock.at = FRIDAY
    await tick(database)
    assert "启动招标" in "\n".join(note.text + note.folded for note in await posts(database))


async def test_a_fourth_supervisor_with_an_old_draft_reads_one_line(database: Database, clock: Clock) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    clock.at = datetime(2026, 11, 26, 2, tzinfo=UTC)
    _, newer, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, newer)
    with pytest.raises(TooLate, match="这份通报已发布（第1期），没有重复发布。"):
        await press_publish(database, made, "dave", bulletin_id, version)
    async with database.reading() as tx:
        rows = await tx.all(tx.select(Bulletin).where(col(Bulletin.issue_number).is_not(None)))
    assert len(rows) == 1
