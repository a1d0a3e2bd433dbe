"""Formal slips: each step only after the former failed, one matter one slip, numbered, answered by a report."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from domain.items.slips import DEFAULT_LADDER, NewestSlip, SlipObstacle, SlipState, ladder_of, next_step, standing
from domain.office.settings import SLIPS
from domain.requests import RequestKind
from storage.database import Database
from storage.office.settings import learn
from storage.tables import Person, Slip, Unit
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.items.test_lifecycle_acts import entries, menu
from usecases.items.slip_answers import follow_slips
from usecases.steps.requests import open_requests

TODAY = date(2026, 11, 23)
LATE = {"overdue_days": 3, "silent_days": 3}


async def late_item(database: Database, **more: object) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 11, 20), **more)  # type: ignore[arg-type]
    return made


async def given_slip(database: Database) -> str:
    shown = await feed(database, "alice", "/slip 1")
    assert shown.kind == "question", shown.text
    return (await feed(database, "alice", press("alice", button(shown, "确认发")))).text


def test_the_middle_slip_has_the_offices_colour() -> None:
    names = [step.name for step in ladder_of(None, "蓝橙红")]
    assert names == ["蓝单", "橙单", "红单"]
    assert ladder_of(None) == DEFAULT_LADDER


async def test_a_slip_is_shown_numbered_told_and_stands_on_the_card(database: Database) -> None:
    await late_item(database)
    shown = await feed(database, "alice", press("alice", button(await menu(database, "1"), "发督办单")))
    assert shown.title == "🔵 给县农林局发蓝单 · #1？"
    assert "事由：逾期3天\n" in shown.text
    assert "11月30日（周一）（5个工作日）" in shown.text
    done = await feed(database, "alice", press("alice", button(shown, "确认发蓝单")))
    assert done.text == "已向县农林局发出#1的督办单〔2026〕1号（蓝单），11月30日前答复。"
    assert (await feed(database, "alice", press("alice", button(shown, "确认发蓝单")))).kind == "refusal"
    (card,) = await heard(database, "bob", "slip")
    assert card.title == "🔵 督办单〔2026〕1号（蓝单） · #1"
    assert card.choices[0][0].verb == "report"
    assert (
        "督办单〔2026〕1号（蓝单） 县农林局 11月30日前答复（待答复）" in (await feed(database, "bob", "/item 1")).text
    )
    assert await entries(database, "#1") == ["issue_slip"]


async def owed(database: Database) -> list[tuple[str, str, date | None]]:
    """What the list of open requests says of slips, after the clock has looked at them."""
    async with database.transaction() as tx:
        while await follow_slips(tx):
            pass
        assert all(one.kind is RequestKind.SLIP_ANSWER for one in await open_requests(tx))
        return [(one.unit, one.text, one.due_on) for one in await open_requests(tx)]


async def test_the_answer_that_a_slip_waits_for_is_listed_until_it_comes(database: Database) -> None:
    made = await late_item(database)
    await given_slip(database)
    waits = ("县农林局", "督办单〔2026〕1号（蓝单）", date(2026, 11, 30))
    assert await owed(database) == [waits]
    async with database.reading() as tx:
        bobs = await open_requests(tx, await made.actor("bob", tx))
        assert [one.kind for one in bobs] == [RequestKind.SLIP_ANSWER]
        assert await open_requests(tx, await made.actor("carol", tx)) == []
    receipt = await feed(database, "bob", "/report 1 已开工")
    assert await owed(database) == []
    assert await entries(database, "#1") == ["issue_slip", "progress", "answer_slip"]
    await feed(database, "bob", press("bob", button(receipt, "撤回")))
    assert await owed(database) == [waits]


async def test_a_higher_slip_or_its_withdrawal_ends_what_was_owed(database: Database, clock: Clock) -> None:
    await late_item(database)
    await given_slip(database)
    clock.advance(days=10)
    shown = await feed(database, "alice", "/slip 1")
    sent = await feed(database, "alice", press("alice", button(shown, "确认发")))
    assert [text for _, text, _ in await owed(database)] == ["督办单〔2026〕2号（黄单）"]
    await feed(database, "alice", press("alice", button(sent, "收回")))
    assert await owed(database) == []


async def test_the_ladder_is_climbed_step_by_step_to_its_end(database: Database, clock: Clock) -> None:
    await late_item(database)
    said = []
    for _ in range(3):
        said.append((await given_slip(database)).split("（")[1])
        early = await feed(database, "alice", "/slip 1")
        assert "一事一单" in early.text
        clock.advance(days=10)
    assert [words.split("）")[0] for words in said] == ["蓝单", "黄单", "红单"]
    assert "没有更高一级" in (await feed(database, "alice", "/slip 1")).text
    assert "督办单〔2026〕3号（红单） 县农林局" in (await feed(database, "bob", "/item 1")).text
    async with database.reading() as tx:
        rows = (await tx.session.exec(select(Slip))).all()
        assert [(one.round, one.level) for one in rows] == [(1, 1), (1, 2), (1, 3)]


async def test_a_report_in_time_is_the_answer_but_a_late_item_still_climbs(database: Database, clock: Clock) -> None:
    await late_item(database)
    await given_slip(database)
    clock.advance(days=1)
    await feed(database, "bob", "/report 1 已开工，本周内完成")
    assert "（已答复）" in (await feed(database, "bob", "/item 1")).text
    assert "一事一单" in (await feed(database, "alice", "/slip 1")).text
    clock.advance(days=9)
    assert "（到期未果）" in (await feed(database, "bob", "/item 1")).text
    assert "黄单" in (await given_slip(database))


async def test_an_extension_settles_it_and_the_next_time_begins_with_blue(database: Database, clock: Clock) -> None:
    await late_item(database)
    await given_slip(database)
    await feed(database, "bob", "/report 1 已复工，请予延期")
    await feed(database, "alice", "/due 1 2026年12月15日")
    clock.advance(days=10)
    assert "（已见效）" in (await feed(database, "bob", "/item 1")).text
    assert "不到发" in (await feed(database, "alice", "/slip 1")).text
    clock.advance(days=15)
    assert "督办单〔2026〕2号（蓝单）" in (await given_slip(database))


async def test_one_slip_for_each_unit_that_is_late(database: Database) -> None:
    await late_item(database, units=("县农林局", "县财政局"))
    which = await feed(database, "alice", "/slip 1")
    shown = await feed(database, "alice", press("alice", button(which, "县财政局")))
    await feed(database, "alice", press("alice", button(shown, "确认发")))
    assert await heard(database, "bob", "slip") == []
    assert len(await heard(database, "carol", "slip")) == 1
    other = await feed(database, "alice", press("alice", button(which, "县农林局")))
    assert "2号" in (await feed(database, "alice", press("alice", button(other, "确认发")))).text


async def test_withdrawn_by_mistake_and_given_again(database: Database) -> None:
    await late_item(database)
    shown = await feed(database, "alice", "/slip 1")
    done = await feed(database, "alice", press("alice", button(shown, "确认发")))
    assert "已收回" in (await feed(database, "alice", press("alice", button(done, "收回")))).text
    assert (await feed(database, "alice", press("alice", button(done, "收回")))).kind == "refusal"
    assert "督办单" not in (await feed(database, "bob", "/item 1")).text
    assert "督办单〔2026〕2号（蓝单）" in (await given_slip(database))
    await feed(database, "bob", "/report 1 已开工")
    again = (await feed(database, "alice", press("alice", "p:slip_off:2:0:"))).text
    assert "不能再收回" in again


async def test_the_numbers_of_all_steps_and_units_run_through_the_year(database: Database, clock: Clock) -> None:
    await (await late_item(database)).item("拨付村道经费", deadline=date(2026, 11, 20), units=("县财政局",))
    said = []
    for _ in range(3):
        for number in (1, 2):
            shown = await feed(database, "alice", f"/slip {number}")
            said.append((await feed(database, "alice", press("alice", button(shown, "确认发")))).text)
        clock.advance(days=10)
    printed = [re.findall("督办单〔[0-9]+〕[0-9]+号", words) for words in said]
    assert printed == [[f"督办单〔2026〕{number}号"] for number in range(1, 7)]


async def test_two_slips_of_a_year_with_one_number_cannot_be_kept(database: Database) -> None:
    await late_item(database)
    await given_slip(database)
    with pytest.raises(IntegrityError):
        await kept_slip(database, year=2026, level=2, number=9, serial=1)
    await kept_slip(database, year=2027, level=2, number=9, serial=1)


async def test_a_new_year_begins_with_one(database: Database, clock: Clock) -> None:
    await late_item(database)
    await given_slip(database)
    # 00:30 of New Year's Day in Beijing, which is still the old year in UTC.
    clock.at = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
    assert "督办单〔2027〕1号（黄单）" in await given_slip(database)
    clock.advance(days=10)
    assert "督办单〔2027〕2号（红单）" in await given_slip(database)


async def test_what_was_numbered_by_its_step_keeps_its_number_and_none_meets_it(database: Database) -> None:
    await (await late_item(database)).item("拨付村道经费", deadline=date(2026, 11, 20))
    await kept_slip(database, year=2026, level=1, number=7, serial=None)
    assert "\n蓝单〔2026〕7号 县农林局" in (await feed(database, "bob", "/item 1")).text
    printed = await feed(database, "alice", "/print 1")
    assert printed.paper is not None
    assert printed.paper.name == "蓝单〔2026〕7号.pdf"
    shown = await feed(database, "alice", "/slip 2")
    sent = await feed(database, "alice", press("alice", button(shown, "确认发")))
    assert "督办单〔2026〕8号（蓝单）" in sent.text


async def kept_slip(database: Database, *, year: int, level: int, number: int, serial: int | None) -> None:
    async with database.transaction() as tx:
        unit_id = (await tx.session.exec(select(Unit.unit_id).where(Unit.name == "县农林局"))).one()
        alice = (await tx.session.exec(select(Person.person_id).where(Person.name == "艾督"))).one()
        numbered = {"year": year, "level": level, "number": number, "serial": serial, "name": "蓝单"}
        given = {"issued_by": alice, "issued_at": tx.now, "answer_due": tx.today, "reason": "逾期3天"}
        await tx.add(Slip(item_id=1, unit_id=unit_id, round=7 + year - 2026, **numbered, **given))


async def test_who_may_and_when(database: Database) -> None:
    made = await late_item(database)
    await made.item("不急的", deadline=date(2027, 1, 1))
    assert "不到发蓝单的时候" in (await feed(database, "alice", "/slip 2")).text
    for who in ("bob", "lena", "adam"):
        assert (await feed(database, who, "/slip 1")).kind == "refusal"
        for data in ("p:slip:1:1:", "p:slip_yes:1:1:1.1", "p:slip_off:1:0:", "p:slips:1:1:"):
            assert (await feed(database, who, press(who, data))).kind == "refusal"
    for data in ("p:slip_yes:1:1:1.3", "p:slip_yes:1:9:1.1", "p:slip_yes:77:1:1.1", "p:slip_off:5:0:"):
        assert (await feed(database, "alice", press("alice", data))).kind == "refusal"
    await feed(database, "bob", "/done 1 已竣工")
    assert (await feed(database, "alice", "/slip 1")).kind == "refusal"


async def test_names_and_triggers_are_data(database: Database) -> None:
    await late_item(database)
    steps = [
        {"name": "提醒函", "mark": "✉️", "overdue_days": 2, "silent_days": 30, "answer_workdays": 2},
        {"name": "督办函", "mark": "📮", "overdue_days": 9, "silent_days": 30, "answer_workdays": 2},
    ]
    async with database.transaction() as tx:
        await learn(tx, SLIPS, {"steps": steps})
    assert "督办单〔2026〕1号（提醒函）" in (await given_slip(database))
    assert "11月25日前答复" in (await feed(database, "alice", "/item 1")).text


async def test_the_ladder_is_set_like_any_other_setting(database: Database) -> None:
    await late_item(database)
    for bad in (" 1 14 5", "蓝单 x 14 5", "蓝单", "蓝单 1 0 5", "蓝单 1 14 5；" * 6, f"{'长' * 11} 1 14 5"):
        refused = await feed(database, "alice", f"/settings 督办单步骤 {bad}")
        assert refused.kind == "refusal"
        assert "督办单" in refused.text
    said = await feed(database, "alice", "/settings 督办单步骤 提醒函 2 30 2；黄单 9 30 2")
    assert "改为 提醒函 2 30 2；黄单 9 30 2，从下一张督办单起生效。" in said.text
    assert "督办单〔2026〕1号（提醒函）" in (await given_slip(database))
    await feed(database, "alice", "/settings 督办单步骤 默认")
    assert "蓝单 1 14 5；黄单 1 14 3；红单 1 14 2" in (await feed(database, "alice", "/settings 督办单步骤")).text


@given(
    st.integers(1, 3), st.integers(-10, 10), st.none() | st.integers(-10, 10), st.integers(0, 40), st.integers(0, 40)
)
def test_a_higher_step_only_after_the_former_failed(
    level: int, due: int, answered: int | None, overdue: int, silent: int
) -> None:
    answered_on = None if answered is None else TODAY + timedelta(days=answered)
    sent = NewestSlip(1, level, TODAY + timedelta(days=due), answered_on, overdue > 0)
    state = standing(sent, TODAY)
    found = next_step(DEFAULT_LADDER, sent, overdue_days=overdue, silent_days=silent, today=TODAY)
    if isinstance(found, SlipObstacle):
        assert (found is SlipObstacle.LAST_STEP) <= (level == 3 and state is SlipState.FAILED)
        return
    assert found == ((1, level + 1) if state is SlipState.FAILED else (2, 1))
    assert state in (SlipState.FAILED, SlipState.SETTLED)
    assert sent.answer_due < TODAY


def test_the_first_step_needs_its_trigger() -> None:
    assert next_step(DEFAULT_LADDER, None, overdue_days=0, silent_days=13, today=TODAY) is SlipObstacle.NOT_YET
    assert next_step(DEFAULT_LADDER, None, overdue_days=0, silent_days=14, today=TODAY) == (1, 1)
    assert next_step(DEFAULT_LADDER, None, today=TODAY, **LATE) == (1, 1)
