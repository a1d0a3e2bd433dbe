"""The unit head's word before the supervisors (领导审签): agreed, sent back, passed on by silence, gone stale."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlmodel import col, select

from domain.notes import Answer, Note
from domain.requests import RequestKind, RequestState
from domain.states import State
from storage.audit import find_flaw
from storage.database import Database
from storage.tables import AuditEntry, Request
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from tests.usecases.talk.test_report import edited, states
from usecases.review.countersign import pass_on_next

HELD = (State.AWAITING_REVIEW, [State.AWAITING_REVIEW])


async def asked(database: Database, days: int = 1, head: str = "柯财", **item: object) -> tuple[County, Answer]:
    """Bob's unit has Carol as its head, and Bob has asked for completion; gives his receipt."""
    made = await county(database)
    await made.item("修建河堤", **item)  # type: ignore[arg-type]
    await feed(database, "alice", f"/policy 负责人 县农林局 {head}")
    if days:
        await feed(database, "alice", f"/policy 负责人审签 {days}")
    return made, await feed(database, "bob", "/done 1 已竣工验收")


async def head_card(database: Database, who: str = "carol") -> Note:
    return [one for one in await heard(database, who, "countersign") if one.choices][-1]


async def pressed(database: Database, who: str, card: Note | Answer, label: str) -> Answer:
    return await feed(database, who, press(who, button(card, label)))


async def passed_on(database: Database) -> bool:
    async with database.transaction() as tx:
        return await pass_on_next(tx)


async def rows(database: Database) -> list[Request]:
    async with database.reading() as tx:
        return list((await tx.session.exec(select(Request).where(col(Request.kind) == RequestKind.COUNTERSIGN))).all())


async def entries(database: Database) -> list[str]:
    """The steps of the countersign in the audit, which must be whole."""
    async with database.reading() as tx:
        assert await find_flaw(tx) is None
        query = select(AuditEntry.action).where(col(AuditEntry.action).like("%countersign"))
        return list((await tx.session.exec(query.order_by(col(AuditEntry.entry_id)))).all())


@pytest.mark.parametrize(("days", "head"), [(0, "柯财"), (1, "鲍林"), (1, "无")])
async def test_off_or_asked_by_the_head_or_without_one_it_goes_to_the_supervisors(
    database: Database, days: int, head: str
) -> None:
    _, receipt = await asked(database, days, head)
    assert "等督查室审核" in receipt.text
    (card,) = await heard(database, "alice", "review_card")
    assert "审签" not in card.text
    assert await rows(database) == []


async def test_the_head_reads_the_request_first_and_agreed_it_is_marked(database: Database) -> None:
    _, receipt = await asked(database)
    assert "先报单位负责人审签（柯财）" in receipt.text
    assert await states(database, "1") == HELD
    assert await heard(database, "alice", "review_card") == []
    card = await head_card(database)
    assert card.title == "请审签 #1 · 县农林局"
    assert "完成情况：已竣工验收" in card.text
    assert "满1个工作日未审签，自动转报" in card.text
    done = await pressed(database, "carol", card, "同意报结")
    assert done.edit
    assert "同意报结" in done.text
    for who in ("alice", "dave"):
        (own,) = await heard(database, who, "review_card")
        assert own.text.endswith("已经柯财审签")
    assert (await pressed(database, "alice", own, "通过")).toast == "已销号"
    assert (await states(database, "1"))[0] is State.CLOSED
    assert await entries(database) == ["ask_countersign", "agree_countersign"]


async def test_a_second_press_and_presses_by_others_change_nothing(database: Database) -> None:
    await asked(database)
    card = await head_card(database)
    for who in ("bob", "alice", "lena"):
        for label in ("同意报结", "退回"):
            refused = await pressed(database, who, card, label)
            assert (refused.kind, "单位负责人柯财审签" in refused.text) == ("refusal", True)
    assert [one.state for one in await rows(database)] == [RequestState.OPEN]
    await pressed(database, "carol", card, "同意报结")
    for who in ("carol", "bob"):
        for label in ("同意报结", "退回"):
            late = await pressed(database, who, card, label)
            assert (late.kind, "已由柯财于" in late.text) == ("refusal", True)
    assert len(await heard(database, "alice", "review_card")) == 1


async def test_sent_back_with_a_reason_it_is_in_hand_again(database: Database) -> None:
    await asked(database, subs=("建基地", "育品牌"))
    card = await head_card(database)
    question = await pressed(database, "carol", card, "退回")
    assert question.ask
    assert await states(database, "1") == HELD
    assert "原因已转告" in (await feed(database, "carol", "缺少验收单")).text
    for label in ("1", "1.1", "1.2"):
        assert await states(database, label) == (State.IN_PROGRESS, [State.IN_PROGRESS])
    told = (await heard(database, "bob", "verdict"))[-1]
    assert "单位负责人柯财退回" in told.title
    assert "原因：缺少验收单" in told.text
    assert "原因：缺少验收单" in (await heard(database, "carol", "countersign"))[-1].text
    assert await heard(database, "alice", "review_card") == []
    late = await pressed(database, "carol", card, "同意报结")
    assert (late.kind, "退回" in late.text) == ("refusal", True)
    assert await entries(database) == ["ask_countersign", *["return_countersign"] * 3]
    again = await feed(database, "bob", "/done 1 验收单已补")
    assert "先报单位负责人审签" in again.text
    await pressed(database, "carol", await head_card(database), "同意报结")
    (own,) = await heard(database, "alice", "review_card")
    assert "验收单已补" in own.text


async def test_a_reason_that_comes_too_late_is_dropped_with_who_decided(database: Database, clock: Clock) -> None:
    await asked(database)
    await pressed(database, "carol", await head_card(database), "退回")
    clock.advance(days=1)
    assert await passed_on(database)
    question = await feed(database, "carol", "缺少验收单")
    assert question.title == "这是退回 #1 的原因吗？"
    answer = await feed(database, "carol", press("carol", button(question, "是")))
    assert "自动转报督查室" in answer.text
    assert await states(database, "1") == HELD


async def test_a_working_day_of_silence_passes_it_on_marked(database: Database, clock: Clock) -> None:
    await asked(database)
    clock.advance(hours=23)
    assert not await passed_on(database)
    assert await heard(database, "alice", "review_card") == []
    clock.advance(hours=1)
    assert await passed_on(database)
    assert not await passed_on(database)
    for who in ("alice", "dave"):
        (own,) = await heard(database, who, "review_card")
        assert own.text.endswith("单位负责人未审签（满1个工作日自动转报）")
    last = (await heard(database, "carol", "countersign"))[-1]
    assert "自动转报督查室" in last.text
    assert last.choices == ()
    late = await pressed(database, "carol", await head_card(database), "同意报结")
    assert (late.kind, "自动转报督查室" in late.text) == ("refusal", True)
    assert await entries(database) == ["ask_countersign", "pass_countersign"]


@pytest.mark.parametrize(
    ("at", "days", "due"),
    [
        # Friday afternoon: the weekend does not count.
        (datetime(2026, 11, 27, 8, 0, tzinfo=UTC), 1, datetime(2026, 11, 30, 8, 0, tzinfo=UTC)),
        (datetime(2026, 11, 27, 8, 0, tzinfo=UTC), 2, datetime(2026, 12, 1, 8, 0, tzinfo=UTC)),
        # Saturday: the whole Monday is the head's.
        (datetime(2026, 11, 28, 8, 0, tzinfo=UTC), 1, datetime(2026, 11, 30, 16, 0, tzinfo=UTC)),
        # Before a long holiday, of which a Saturday is worked.
        (datetime(2026, 9, 30, 8, 0, tzinfo=UTC), 1, datetime(2026, 10, 8, 8, 0, tzinfo=UTC)),
    ],
)
async def test_the_silence_is_of_working_days(
    database: Database, clock: Clock, at: datetime, days: int, due: datetime
) -> None:
    clock.at = at
    await asked(database, days)
    (row,) = await rows(database)
    assert row.due_at == due


async def test_nothing_is_passed_on_at_night(database: Database, clock: Clock) -> None:
    # Tuesday 22:00 in Beijing.
    clock.at = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
    await asked(database)
    clock.advance(days=1, minutes=1)
    assert not await passed_on(database)
    clock.advance(hours=12)
    assert await passed_on(database)


async def test_while_the_head_has_it_no_supervisor_decides(database: Database) -> None:
    await asked(database, subs=("建基地",))
    queue = await feed(database, "alice", "/desk")
    assert "办结申请" not in queue.text
    await feed(database, "alice", "/due 1 12月31日")
    assert "另有1件正由单位负责人审签" in (await feed(database, "alice", "/desk")).text
    card = await feed(database, "alice", "/item 1")
    assert "单位负责人柯财处审签，11月24日" in card.text
    assert not any(one.verb in ("approve", "send_back") for row in card.choices for one in row)
    for words in ("/approve 1", "/return 1 不行", "/approve 1.1"):
        refused = await feed(database, "alice", words)
        assert (refused.kind, "正由单位负责人柯财审签" in refused.text) == ("refusal", True)
    assert await states(database, "1") == HELD
    await pressed(database, "carol", await head_card(database), "同意报结")
    assert "申请办结 #1" in (await feed(database, "alice", "/desk")).title
    assert "审签" not in (await feed(database, "alice", "/item 1")).text


async def test_a_report_after_the_request_renews_the_heads_card(database: Database) -> None:
    await asked(database)
    old = await head_card(database)
    await feed(database, "bob", "/report 1 补充验收单")
    card = await head_card(database)
    assert card.edits_key == old.dedupe_key
    assert "补充反馈：补充验收单" in card.text
    stale = await pressed(database, "carol", old, "同意报结")
    assert (stale.kind, "新的反馈" in stale.text) == ("refusal", True)
    assert await heard(database, "alice", "review_card") == []
    await pressed(database, "carol", card, "同意报结")
    (own,) = await heard(database, "alice", "review_card")
    assert "补充反馈：补充验收单" in own.text
    await feed(database, "bob", "/report 1 再补照片")
    assert (await heard(database, "alice", "review_card"))[-1].text.endswith("已经柯财审签")


@pytest.mark.parametrize("way", ["take_back", "amend", "cancel"])
async def test_a_request_that_ends_makes_the_heads_card_stale(database: Database, clock: Clock, way: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "alice", "/policy 负责人 县农林局 柯财")
    await feed(database, "alice", "/policy 负责人审签 1")
    receipt = await feed(database, "bob", "/done 1 已竣工", message_id=70)
    card = await head_card(database)
    if way == "take_back":
        await pressed(database, "bob", receipt, "撤回")
    elif way == "amend":
        await feed(database, "bob", edited("bob", "/done 1 还差验收", 70))
    else:
        await pressed(database, "alice", await feed(database, "alice", "/void 1 已并入省里项目"), "确认")
    assert [one.state for one in await rows(database)] == [RequestState.SUPERSEDED]
    last = (await heard(database, "carol", "countersign"))[-1]
    assert (last.edits_key, last.choices) == (card.dedupe_key, ())
    late = await pressed(database, "carol", card, "同意报结")
    assert (late.kind, "已撤回或作废" in late.text) == ("refusal", True)
    clock.advance(days=3)
    assert not await passed_on(database)
    assert await heard(database, "alice", "review_card") == []
    assert (await entries(database))[-1] == "drop_countersign"


async def test_a_verdict_taken_back_comes_back_with_the_heads_mark(database: Database) -> None:
    await asked(database)
    await pressed(database, "carol", await head_card(database), "同意报结")
    (own,) = await heard(database, "alice", "review_card")
    await pressed(database, "alice", own, "通过")
    await feed(database, "alice", "/retract 1")
    card = (await heard(database, "alice", "review_card"))[-1]
    assert card.text.endswith("已经柯财审签")
    cards = await heard(database, "carol", "countersign")
    offered = [[choice.verb for row in one.choices for choice in row] for one in cards]
    assert len([verbs for verbs in offered if "countersign" in verbs]) == 1
    assert await states(database, "1") == HELD


async def test_agreed_in_the_moment_it_is_passed_on_it_has_one_effect(database: Database, clock: Clock) -> None:
    await asked(database)
    card = await head_card(database)
    clock.advance(days=1)
    await asyncio.gather(pressed(database, "carol", card, "同意报结"), passed_on(database))
    (row,) = await rows(database)
    assert row.state in (RequestState.GRANTED, RequestState.LAPSED)
    assert len(await entries(database)) == 2
    assert len(await heard(database, "dave", "review_card")) == 1


async def test_a_part_that_is_with_the_head_goes_along_with_the_whole(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("建基地",))
    await feed(database, "alice", "/policy 负责人 县农林局 柯财")
    await feed(database, "alice", "/policy 负责人审签 1")
    await feed(database, "bob", "/done 1.1 基地已建")
    part = await head_card(database)
    await feed(database, "bob", "/done 1 已竣工验收")
    await pressed(database, "carol", await head_card(database), "同意报结")
    (own,) = await heard(database, "alice", "review_card")
    assert (await pressed(database, "alice", own, "通过")).toast == "已销号"
    for label in ("1", "1.1"):
        assert await states(database, label) == (State.CLOSED, [State.CLOSED])
    late = await pressed(database, "carol", part, "同意报结")
    assert (late.kind, "已撤回或作废" in late.text) == ("refusal", True)
