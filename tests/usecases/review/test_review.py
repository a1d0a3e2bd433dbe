"""Verdicts: one per request, whoever presses how often; a return carries its reason."""

from typing import Any

import pytest
from sqlmodel import col, select

from domain.notes import Note
from domain.requests import RequestState
from domain.states import State
from storage.audit import find_flaw
from storage.database import Database
from storage.delivery import outbox
from storage.tables import AuditEntry, OpenQuestion, Request
from tests.building import County, county
from tests.cast import bound
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press, stamp
from tests.usecases.talk.test_report import states


async def asked(database: Database, **more: Any) -> tuple[County, Note]:
    """Item #1 whose completion is asked for, and alice's card."""
    made = await county(database)
    await made.item("修建河堤", **more)
    await feed(database, "bob", "/done 1 已竣工")
    card = (await heard(database, "alice", "review_card"))[-1]
    async with database.transaction() as tx:
        row = await outbox.of_key(tx, card.dedupe_key or "")
        assert row is not None
        # The message that `press` presses.
        await outbox.sent(tx, [(row.outbox_id, 1)])
    return made, card


async def verdicts(database: Database) -> list[RequestState]:
    async with database.reading() as tx:
        query = select(Request.state).where(col(Request.decided_at).is_not(None))
        return list((await tx.session.exec(query.order_by(col(Request.request_id)))).all())


async def test_approving_closes_tells_the_unit_and_updates_the_other_cards(database: Database) -> None:
    made, card = await asked(database)
    answer = await feed(database, "alice", press("alice", button(card, "通过")))
    assert answer.edit
    assert answer.text == "✅ #1 县农林局 已由艾督于11月23日09:00通过，予以销号。"
    assert await states(database, "1") == (State.CLOSED, [State.CLOSED])
    (told,) = await heard(database, "bob", "verdict")
    assert told.title == "✅ #1 已销号"
    updated = (await heard(database, "dave", "review_card"))[-1]
    assert updated.text == answer.text
    assert stamp(updated) == "艾督 已销号 11月23日09:00"
    assert updated.edits_key == f"review:1:2:{made.person_ids['dave']}"
    assert len(await heard(database, "alice", "review_card")) == 1


async def test_second_and_stale_presses_change_nothing_and_say_who_decided_when(
    database: Database, clock: Clock
) -> None:
    _, card = await asked(database)
    packed = button(card, "通过")
    await feed(database, "alice", press("alice", packed))
    clock.advance(minutes=5)
    for who, label in (("dave", "通过"), ("alice", "通过"), ("dave", "退回")):
        late = await feed(database, who, press(who, button(card, label)))
        assert late.kind == "refusal"
        assert late.text == "#1 已由艾督于11月23日09:00通过销号，您的操作没有生效。"
    late = await feed(database, "dave", "/approve 1")
    assert "已由艾督于11月23日09:00通过销号" in late.text
    assert await verdicts(database) == [RequestState.GRANTED]


@pytest.mark.parametrize("who", ["adam", "bob", "lena", "carol"])
async def test_only_supervisors_confirm(database: Database, who: str) -> None:
    _, card = await asked(database)
    for label in ("通过", "退回"):
        assert (await feed(database, who, press(who, button(card, label)))).kind == "refusal"
    for words in ("/approve 1", "/return 1 不行"):
        assert (await feed(database, who, words)).kind == "refusal"
    assert (await states(database, "1"))[0] is State.AWAITING_REVIEW
    assert await verdicts(database) == []


async def test_hostile_buttons_change_nothing(database: Database) -> None:
    _, card = await asked(database)
    packed = button(card, "通过")
    forged = [packed.replace(":2:", ":99:"), "p:approve:777:1:", "p:approve:-1:0:q", "x" * 60, "p:approve:1:2"]
    for words in forged:
        assert (await feed(database, "alice", press("alice", words))).kind == "refusal"
    assert (await states(database, "1"))[0] is State.AWAITING_REVIEW


async def test_a_press_in_a_group_is_sent_to_the_private_chat(database: Database) -> None:
    made, card = await asked(database)
    group = {"id": -100_900, "type": "supergroup", "title": "领导群"}
    await bound(made, -100_900)
    answer = await feed(database, "alice", press("alice", button(card, "通过"), chat=group))
    assert "私聊" in answer.text
    assert "私聊" in (await feed(database, "alice", "/approve 1", chat=group)).text
    assert (await feed(database, "alice", "大家好", chat=group)).kind == "silence"
    assert (await states(database, "1"))[0] is State.AWAITING_REVIEW


async def test_a_return_asks_its_reason_and_goes_back_to_the_officials(database: Database) -> None:
    _, card = await asked(database)
    question = await feed(database, "dave", press("dave", button(card, "退回")))
    assert question.ask
    assert (await states(database, "1"))[0] is State.AWAITING_REVIEW
    empty = await feed(database, "dave", "")
    assert empty.kind == "refusal"
    answer = await feed(database, "dave", "缺少验收材料")
    assert "已退回 #1" in answer.text
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    (told,) = await heard(database, "bob", "verdict")
    assert "缺少验收材料" in told.text
    assert [choice.label for choice in told.choices[0]] == ["报进展", "申请办结"]
    for who in ("alice", "dave"):
        assert "退回。原因：缺少验收材料" in (await heard(database, who, "review_card"))[-1].text
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None
        assert await find_flaw(tx) is None


async def test_a_reason_that_comes_too_late_leaves_no_question_behind(database: Database) -> None:
    _, card = await asked(database)
    await feed(database, "dave", press("dave", button(card, "退回")))
    await feed(database, "alice", press("alice", button(card, "通过")))
    late = await feed(database, "dave", "缺少验收材料")
    assert "已由艾督" in late.text
    assert (await states(database, "1"))[0] is State.CLOSED
    async with database.reading() as tx:
        assert (await tx.session.exec(select(OpenQuestion))).first() is None
        refused = select(AuditEntry).where(col(AuditEntry.result) == "refused")
        assert (await tx.session.exec(refused)).first() is not None


async def test_after_a_return_the_request_can_be_made_again(database: Database, clock: Clock) -> None:
    _, card = await asked(database)
    await feed(database, "alice", "/return 1 缺少验收材料")
    clock.advance(hours=2)
    await feed(database, "bob", "/done 1 材料已补齐")
    old = await feed(database, "dave", press("dave", button(card, "通过")))
    assert "已由艾督于11月23日09:00退回" in old.text
    assert "通过" in (await feed(database, "dave", "/approve 1")).text
    assert await verdicts(database) == [RequestState.REFUSED, RequestState.GRANTED]


async def test_a_command_updates_the_speakers_own_card_too(database: Database) -> None:
    await asked(database)
    await feed(database, "alice", "/approve 1")
    assert (await heard(database, "alice", "review_card"))[-1].edits_key is not None


async def test_the_command_without_a_reason_asks_for_it(database: Database) -> None:
    await asked(database)
    assert (await feed(database, "alice", "退回 1")).ask
    assert "已退回" in (await feed(database, "alice", "缺少验收材料")).text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/approve", "/approve 37"),
        ("/return", "/return 37"),
        ("/approve 9", "没有找到编号为 9"),
        ("/approve 2", "#2 没有待审核"),
        ("/return 2 不行", "/desk"),
    ],
)
async def test_what_cannot_be_decided_says_what_to_do(database: Database, words: str, told: str) -> None:
    made, _ = await asked(database)
    await made.item("拨付资金", units=("县财政局",))
    answer = await feed(database, "alice", words)
    assert answer.kind == "refusal"
    assert told in answer.text


async def test_the_desk_lists_a_whole_without_its_parts(database: Database) -> None:
    made, _ = await asked(database)
    await made.item("拨付资金", units=("县财政局",), subs=("首笔", "尾款"))
    await feed(database, "carol", "/done 2 已拨付")
    desk = await feed(database, "alice", "待审核")
    assert "办结申请 2件" in desk.text
    assert "#2.1" not in desk.text
    for label in ("1", "2"):
        await feed(database, "alice", f"/approve {label}")
    for label in ("2", "2.1", "2.2"):
        assert (await states(database, label))[0] is State.CLOSED
    assert "办结申请" not in (await feed(database, "alice", "/desk")).text


async def test_an_item_closes_when_its_last_unit_is_confirmed(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", units=("县农林局", "县财政局"))
    await feed(database, "bob", "/done 1 我方完成")
    await feed(database, "alice", "/approve 1")
    assert (await states(database, "1"))[0] is State.IN_PROGRESS
    await feed(database, "carol", "/done 1 我方也完成")
    await feed(database, "alice", "/approve 1")
    assert (await states(database, "1"))[0] is State.CLOSED


async def test_two_units_that_ask_at_once_are_told_apart(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", units=("县农林局", "县财政局"))
    await feed(database, "bob", "/done 1 我方完成")
    await feed(database, "carol", "/done 1 我方也完成")
    which = await feed(database, "alice", "/approve 1")
    await feed(database, "alice", press("alice", button(which, "县财政局")))
    assert sorted((await states(database, "1"))[1]) == [State.AWAITING_REVIEW, State.CLOSED]
