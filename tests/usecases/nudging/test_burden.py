"""The burden account: by unit for supervisors, to everybody else only their own, nobody named."""

from datetime import date, timedelta

from sqlmodel import col, update

from domain.bulletin.snapshot import bulletin_from_json
from domain.bulletin.wording import WORDING
from domain.notes import Answer
from storage.database import Database
from storage.office.settings import learn
from storage.tables import Outbox
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.bulletin.drafts import make_draft

TODAY = date(2026, 11, 23)


async def deliver(database: Database) -> None:
    """What waits arrives now."""
    async with database.transaction() as tx:
        waiting = update(Outbox).where(col(Outbox.state) == "due")
        await (await tx.connection()).execute(waiting.values(state="sent", sent_at=tx.now))


async def a_week(database: Database, clock: Clock) -> County:
    """Bob is asked about #1 twice and about #2 once, Carol about #3 once."""
    made = await county(database)
    for units in (("县农林局",), ("县农林局",), ("县财政局",)):
        await made.item("修建河堤", units=units, deadline=TODAY + timedelta(days=60))
    await feed(database, "alice", "/nudge 1 2 3")
    await deliver(database)
    clock.advance(days=1)
    await feed(database, "alice", "/nudge 1")
    await deliver(database)
    return made


def lines(answer: Answer) -> list[str]:
    return answer.text.splitlines()


async def test_supervisors_read_it_by_unit_without_any_name(database: Database, clock: Clock) -> None:
    await a_week(database, clock)
    account = await feed(database, "alice", "/burden")
    assert account.title == "减负账 11月23日至11月29日（本周至今）"
    assert lines(account)[:5] == [
        "合计：消息 3 条，询问 4 次，其中重复 1 次（25%）",
        "上限：每人每天催办 3 条，本周最多的一天 1 条",
        "",
        "县农林局　消息 2 · 询问 3 · 重复 1",
        "县财政局　消息 1 · 询问 1 · 重复 0",
    ]
    assert not {"鲍林", "柯财"} & set(account.text.replace("，", " ").split())
    assert "鲍林" not in account.text


async def test_weeks_turn_and_a_repeat_is_seen_over_the_turn_of_the_week(database: Database, clock: Clock) -> None:
    await a_week(database, clock)
    clock.advance(days=6)
    await feed(database, "alice", "/nudge 1")
    await deliver(database)
    now = await feed(database, "alice", "减负账")
    assert "县农林局　消息 1 · 询问 1 · 重复 1" in lines(now)
    before = await feed(database, "alice", press("alice", button(now, "上一周")))
    assert before.edit
    assert before.title == "减负账 11月23日至11月29日（全周）"
    assert "县农林局　消息 2 · 询问 3 · 重复 1" in lines(before)
    again = await feed(database, "alice", press("alice", button(before, "下一周")))
    assert again.text == now.text
    forged = await feed(database, "alice", press("alice", "p:burden:99999:99:"))
    assert forged.text == "这一周机器人没有打扰任何单位。"


async def test_a_question_after_a_long_rest_is_no_repeat(database: Database, clock: Clock) -> None:
    await a_week(database, clock)
    clock.advance(days=20)
    await feed(database, "alice", "/nudge 1")
    await deliver(database)
    assert "县农林局　消息 1 · 询问 1 · 重复 0" in lines(await feed(database, "alice", "/burden"))


async def test_others_read_their_own_alone(database: Database, clock: Clock) -> None:
    await a_week(database, clock)
    own = await feed(database, "bob", "/burden")
    assert lines(own) == [
        "鲍林",
        "本周：消息 2 · 询问 3 · 重复 1",
        "上周：消息 0 · 询问 0 · 重复 0",
        "这些数字只有您自己能看到。",
    ]
    stolen = await feed(database, "bob", press("bob", "p:burden:0:0:"))
    assert stolen.text == own.text
    assert "县财政局" not in stolen.text
    assert lines(await feed(database, "lena", "/burden"))[1] == "本周：消息 0 · 询问 0 · 重复 0"
    assert (await feed(database, "adam", "/burden")).kind == "refusal"


async def test_answers_edits_and_what_never_left_are_no_burden(database: Database, clock: Clock) -> None:
    made = await a_week(database, clock)
    await feed(database, "bob", "/my")
    await feed(database, "bob", "/difficulty 1 缺图纸")
    await feed(database, "alice", "/nudge 2")
    assert made
    account = await feed(database, "alice", "/burden")
    assert lines(account)[3].startswith("县农林局　消息 2 ")


async def test_nothing_in_a_group(database: Database, clock: Clock) -> None:
    await a_week(database, clock)
    group = {"id": -100_700, "type": "supergroup", "title": "群"}
    from storage.tables import BoundGroup

    async with database.transaction() as tx:
        row = BoundGroup(office_id=1, chat_id=group["id"], title="群", bound_by=1, bound_at=tx.now)
        tx.session.add(row)
    assert "消息" not in (await feed(database, "alice", "/burden", chat=group)).text


async def test_the_bulletin_prints_the_last_whole_week_when_asked_to_and_keeps_it(
    database: Database, clock: Clock
) -> None:
    made = await a_week(database, clock)
    clock.advance(days=6)
    await feed(database, "alice", "/nudge 2")
    await deliver(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        plain = bulletin_from_json((await make_draft(tx, alice)).snapshot)
        await learn(tx, WORDING, {"shows_burden": True})
        row = await make_draft(tx, alice)
    printed = bulletin_from_json(row.snapshot)
    assert not any("减负" in one.heading for one in plain.sections)
    (section,) = [one for one in printed.sections if "减负情况" in one.heading]
    week = "2026年11月23日至2026年11月29日，督办机器人向2名联络员发送消息3条，人均1.5条，最多的一人2条。"
    assert section.lines == (week,)
    assert not {"鲍林", "柯财"} & set(section.lines[0].replace("，", " ").split())


async def test_the_switch_is_offered_with_the_wording(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "/wording")
    assert "减负账：否" in shown.text
    values = await feed(database, "alice", press("alice", button(shown, "减负账")))
    tried = await feed(database, "alice", press("alice", button(values, "是")))
    saved = await feed(database, "alice", press("alice", button(tried, "保存")))
    assert "减负账：是" in saved.text
