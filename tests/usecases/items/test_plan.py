"""Required, planned and actual: the unit's own day stands beside the limit; a later one is settled by supervisors."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.notes import Choice
from domain.requests import RequestKind, RequestState
from storage.database import Database
from storage.tables import Assignment, AuditEntry, Item, Request
from tests.cast import an_item
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press, stamp
from usecases.steps.requests import open_requests

DUE = date(2026, 12, 18)


async def planned(database: Database) -> list[date | None]:
    async with database.reading() as tx:
        return [one.planned_on for one in (await tx.session.exec(select(Assignment))).all()]


async def deadline(database: Database) -> date | None:
    async with database.reading() as tx:
        return (await tx.session.exec(select(Item))).one().deadline


async def actions(database: Database) -> list[str]:
    async with database.reading() as tx:
        return [one.action for one in (await tx.session.exec(select(AuditEntry))).all()]


@pytest.mark.parametrize("words", ["/plan 1 12月16日", "计划 1 12月16日", "计划 #1，12月16日"])
async def test_a_plan_within_the_limit_is_kept_and_shown(database: Database, words: str) -> None:
    await an_item(database, deadline=DUE)
    told = await feed(database, "bob", words)
    assert told.text == "已记下 #1 县农林局计划完成时间：12月16日（周三）。有变化再发一次即可。"
    assert await planned(database) == [date(2026, 12, 16)]
    assert await deadline(database) == DUE
    assert await actions(database) == ["plan"]
    card = await feed(database, "alice", "/item 1")
    assert "县农林局：要求12月18日 · 计划12月16日 · 实际未完成" in card.text
    assert await heard(database, "alice", "late_date") == []


async def test_the_actual_day_follows_when_it_is_closed(database: Database, clock: Clock) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月16日")
    clock.advance(days=28)
    await feed(database, "bob", "/done 1 全部完工")
    await feed(database, "alice", "/approve 1")
    assert (
        "县农林局：要求12月18日 · 计划12月16日 · 实际12月21日（晚3天）"
        in (await feed(database, "alice", "/item 1")).text
    )


async def test_the_button_asks_for_the_day_until_there_is_one(database: Database) -> None:
    await an_item(database, deadline=DUE)
    signed = await feed(database, "bob", "/sign 1")
    asked = await feed(database, "bob", press("bob", button(signed, "计划完成时间")))
    assert asked.ask
    assert (await feed(database, "bob", "尽快")).kind == "refusal"
    assert "已记下" in (await feed(database, "bob", "下周五")).text
    assert await planned(database) == [date(2026, 12, 4)]
    card = await feed(database, "bob", "/item 1")
    assert "计划完成时间" not in [choice.label for row in card.choices for choice in row]


async def test_a_doubtful_day_is_asked_back(database: Database) -> None:
    await an_item(database, deadline=DUE)
    asked = await feed(database, "bob", "/plan 1 12月12日")
    assert "不是工作日" in asked.text
    assert await planned(database) == [None]
    packed = button(asked, "确定")
    assert "已记下" in (await feed(database, "bob", press("bob", packed))).text
    assert await planned(database) == [date(2026, 12, 12)]
    assert (await feed(database, "bob", press("bob", packed))).kind == "refusal"


async def test_an_older_question_does_not_undo_a_newer_plan(database: Database) -> None:
    await an_item(database, deadline=DUE)
    asked = await feed(database, "bob", "/plan 1 12月12日")
    await feed(database, "bob", "/plan 1 12月16日")
    stale = await feed(database, "bob", press("bob", button(asked, "确定")))
    assert "刚刚有更新" in stale.text
    assert await planned(database) == [date(2026, 12, 16)]


async def test_a_doubtful_day_can_be_left(database: Database) -> None:
    await an_item(database, deadline=DUE)
    asked = await feed(database, "bob", "/plan 1 12月12日")
    assert "没有记下" in (await feed(database, "bob", press("bob", button(asked, "不报")))).text
    assert await planned(database) == [None]


async def test_a_plan_later_than_the_limit_is_flagged_to_both_sides_at_once(database: Database) -> None:
    await an_item(database, deadline=DUE)
    told = await feed(database, "bob", "/plan 1 12月25日")
    assert "晚于时限 12月18日 7天" in told.text
    assert button(told, "延期")
    for who in ("alice", "dave"):
        (card,) = await heard(database, who, "late_date")
        assert card.title == "⚠️ #1 计划晚于时限7天"
        assert "要求：12月18日\n县农林局计划：12月25日（周五）" in card.text
    assert await heard(database, "lena", "late_date") == []
    assert await deadline(database) == DUE
    assert "计划12月25日（晚7天）" in (await feed(database, "bob", "/item 1")).text


async def test_granted_the_planned_day_is_the_limit_and_the_extension_counts(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    (card,) = await heard(database, "alice", "late_date")
    packed = button(card, "准予延期到12月25日")
    told = "✅ #1 县农林局计划12月25日完成，艾督已准予延期到这一天。"
    assert (await feed(database, "alice", press("alice", packed))).text == told
    assert await deadline(database) == date(2026, 12, 25)
    async with database.reading() as tx:
        plan, extension = (await tx.session.exec(select(Request).order_by(col(Request.request_id)))).all()
    assert (plan.kind, plan.state) == (RequestKind.LATE_PLAN, RequestState.GRANTED)
    assert (extension.kind, extension.old_day) == (RequestKind.EXTENSION, DUE)
    assert [note.text for note in await heard(database, "bob", "verdict")] == [told]
    assert "已延期1次，原12月18日" in (await feed(database, "alice", "/item 1")).text
    for who in ("alice", "dave"):
        late = await feed(database, who, press(who, packed))
        assert late.kind == "refusal"
        assert "已由艾督于11月23日09:00处理（答复延期）" in late.text
    assert await deadline(database) == date(2026, 12, 25)


async def test_held_to_the_limit_the_unit_plans_anew(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    (card,) = await heard(database, "dave", "late_date")
    await feed(database, "dave", press("dave", button(card, "按时限办理")))
    assert await planned(database) == [None]
    assert await deadline(database) == DUE
    (told,) = await heard(database, "bob", "verdict")
    assert "仍按 12月18日 办理" in told.text
    late = await feed(database, "alice", press("alice", button(card, "准予")))
    assert "已由戴督于11月23日09:00处理（要求按时限办理）" in late.text
    await feed(database, "bob", "/plan 1 12月25日")
    assert len([note for note in await heard(database, "dave", "late_date") if not note.edits_key]) == 2
    await feed(database, "bob", "/plan 1 12月17日")
    assert (await feed(database, "dave", press("dave", button(card, "准予")))).kind == "refusal"
    assert await deadline(database) == DUE


async def listed(database: Database) -> list[tuple[RequestKind, str, str]]:
    async with database.reading() as tx:
        return [(one.kind, one.label, one.unit) for one in await open_requests(tx)]


@pytest.mark.parametrize("label", ["准予", "按时限办理"])
async def test_decided_by_one_the_card_is_closed_on_all(database: Database, label: str) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    assert await listed(database) == [(RequestKind.LATE_PLAN, "#1", "县农林局")]
    (card,) = await heard(database, "alice", "late_date")
    told = await feed(database, "alice", press("alice", button(card, label)))
    for who in ("alice", "dave"):
        closed = (await heard(database, who, "late_date"))[-1]
        assert (closed.text, stamp(closed).split()[0]) == (told.text, "艾督")
    assert await listed(database) == []


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("bob", "/plan 1 12月17日", "已重报计划"),
        ("bob", "/plan 1 12月28日", "已重报计划"),
        ("alice", "/due 1 12月31日", "时限已改"),
    ],
)
async def test_what_overtakes_a_late_plan_closes_its_card(database: Database, who: str, words: str, told: str) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    await feed(database, who, words)
    (closed,) = [note for note in await heard(database, "dave", "late_date") if note.edits_key]
    assert told in closed.text
    assert len(await listed(database)) == int("28" in words)


async def test_a_unit_that_is_done_plans_no_longer(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    await feed(database, "bob", "/done 1 提前完工")
    assert RequestKind.LATE_PLAN not in [kind for kind, _, _ in await listed(database)]


async def test_an_extension_that_waits_is_decided_on_its_own_card(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    await feed(database, "bob", "/extend 1 12月31日 资金未到位")
    (card,) = await heard(database, "alice", "late_date")
    refused = await feed(database, "alice", press("alice", button(card, "准予")))
    assert "单位已申请延期（至12月31日），请先在那张卡片上答复" in refused.text
    assert await deadline(database) == DUE


@pytest.mark.parametrize(
    ("who", "words", "told"),
    [
        ("bob", "/plan", "/plan 37"),
        ("bob", "/plan 1 尽快完成", "没有看懂"),
        ("bob", "/plan 1 11月20日", "已经过去"),
        ("bob", "/plan 2 12月10日", "没有找到"),
        ("bob", "/plan 3 12月10日", "在审核或已销号"),
        ("bob", "/plan 4 12月10日", "已办结"),
        ("alice", "/plan 1 12月10日", "您的身份不能做这项操作"),
        ("lena", "/plan 1 12月10日", "您的身份不能做这项操作"),
    ],
)
async def test_what_cannot_be_planned_says_why(database: Database, who: str, words: str, told: str) -> None:
    made = await an_item(database, deadline=DUE)
    await made.item("拨付资金", units=("县财政局",), deadline=DUE)
    await made.item("等审核", deadline=DUE)
    await made.item("已销号", deadline=DUE)
    await feed(database, "bob", "/done 3 完成")
    await feed(database, "bob", "/done 4 完成")
    await feed(database, "alice", "/approve 4")
    answer = await feed(database, who, words)
    assert answer.kind == "refusal"
    assert told in answer.text
    assert "\n" not in answer.text
    assert set(await planned(database)) == {None}


async def test_the_same_plan_again_changes_nothing(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    assert "没有改动" in (await feed(database, "bob", "/plan 1 12月25日")).text
    assert len(await heard(database, "alice", "late_date")) == 1


@pytest.mark.parametrize("verb", ["plan_grant", "plan_hold"])
async def test_only_supervisors_settle_a_late_plan(database: Database, verb: str) -> None:
    made = await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    forged = Choice("准予", verb, 1, made.unit_ids["县农林局"], "20261225").packed()
    for who in ("bob", "lena", "adam"):
        assert (await feed(database, who, press(who, forged))).kind == "refusal"
    assert await deadline(database) == DUE
    assert await planned(database) == [date(2026, 12, 25)]


@pytest.mark.parametrize("extra", ["20261224", "2026", "二", ""])
async def test_a_forged_day_grants_nothing(database: Database, extra: str) -> None:
    made = await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月25日")
    forged = Choice("准予", "plan_grant", 1, made.unit_ids["县农林局"], extra).packed()
    assert (await feed(database, "alice", press("alice", forged))).kind == "refusal"
    assert await deadline(database) == DUE


async def test_a_report_that_begins_with_the_word_stays_a_report(database: Database) -> None:
    await an_item(database, deadline=DUE)
    asked = await feed(database, "bob", "计划12月20日开工")
    assert asked.title == "是否记为以下事项的进展？"
    assert await planned(database) == [None]


async def test_a_unit_that_gets_the_item_again_plans_again(database: Database) -> None:
    await an_item(database, deadline=DUE)
    await feed(database, "bob", "/plan 1 12月16日")
    await feed(database, "alice", "/assign 1 改派 县财政局")
    await feed(database, "alice", "/assign 1 改派 县农林局")
    assert set(await planned(database)) == {None}


async def test_a_promise_later_than_the_limit_is_flagged_to_supervisors(database: Database) -> None:
    await an_item(database, deadline=DUE)
    for words, cards in (("12月10日前印发方案", 0), ("12月25日前印发方案", 1)):
        receipt = await feed(database, "bob", f"/report 1 {words}")
        await feed(database, "bob", press("bob", button(receipt, "记为承诺")))
        assert len(await heard(database, "alice", "late_date")) == cards
    (card,) = await heard(database, "dave", "late_date")
    assert card.title == "⚠️ #1 承诺晚于时限7天"
    assert "/due 1 12月25日" in card.text
    assert await deadline(database) == DUE
