"""The desk: all that waits for one person, decided one after another in one message."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.desk.matters import DeskSort
from domain.notes import Answer
from domain.requests import RequestKind
from storage.database import Database
from storage.tables import Inbox, InboxState, Outbox
from tests.building import TELEGRAM_IDS, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, message, press
from usecases.desk.daily import tell_desks
from usecases.desk.faces import DISPLAYS

DUE = date(2026, 12, 31)


async def arrive(database: Database, name: str) -> None:
    """The desk of the chat is the message whose buttons `press` presses."""
    async with database.transaction() as tx:
        mine = (col(Outbox.chat_id) == TELEGRAM_IDS[name], col(Outbox.kind) == "desk")
        rows = (await tx.session.exec(select(Outbox).where(*mine).order_by(col(Outbox.outbox_id)))).all()
        for row in rows:
            row.message_id = 1 if row is rows[-1] else None
            tx.session.add(row)


async def tap(database: Database, name: str, on: Answer, label: str) -> Answer:
    """A press on the message that shows this answer; what stands in its place, or came last."""
    packed = button(on, label)
    await arrive(database, name)
    answer = await feed(database, name, press(name, packed))
    return answer.more[-1] if answer.more else answer


async def tell(database: Database) -> int:
    told = 0
    while True:
        async with database.transaction() as tx:
            if not await tell_desks(tx):
                return told
            told += 1


async def busy(database: Database) -> None:
    """Two requests for completion, an extension, a difficulty, an item that lacks its deadline."""
    made = await county(database)
    for directive in ("修渠", "种树", "架桥"):
        await made.item(directive, deadline=DUE)
    await made.item("拆违")
    await feed(database, "bob", "/done 1 渠已修好并通水")
    await feed(database, "bob", "/done 2 全部栽完")
    await feed(database, "bob", "/extend 3 2027年3月1日 汛期推迟开工")
    await feed(database, "bob", "/difficulty 4 缺少施工图")


def test_every_kind_of_request_says_how_it_is_shown() -> None:
    assert set(DISPLAYS) == set(RequestKind)


async def test_all_that_waits_stands_by_kind_in_one_message(database: Database) -> None:
    await busy(database)
    desk = await feed(database, "alice", "/desk")
    assert desk.title.startswith("今天要您定的")
    for words in ("办结申请 2件", "延期申请 1件", "困难 1件", "要素不全 1件", "缺少施工图", "汛期推迟开工"):
        assert words in desk.text, words
    for words in ("待办", "/待审核", "审核", "有什么待审核"):
        assert (await feed(database, "alice", words)).title == desk.title, words


async def test_matters_are_decided_one_after_another_in_the_message(database: Database) -> None:
    await busy(database)
    desk = await feed(database, "alice", "/desk")
    first = await tap(database, "alice", desk, "从头逐件办")
    assert first.edit
    assert first.title.startswith("1/5 申请办结 #1")
    second = await tap(database, "alice", first, "通过")
    assert second.edit
    assert second.title.startswith("1/4 申请办结 #2")
    assert "刚才：✅ #1" in second.text
    third = await tap(database, "alice", second, "下一件")
    assert third.title.startswith("2/4 申请延期 #3")
    fourth = await tap(database, "alice", third, "同意")
    assert "已同意" in fourth.text
    assert fourth.title.startswith("2/3 🆘 困难 #4")


async def test_words_that_a_button_asked_for_lead_on_too(database: Database) -> None:
    await busy(database)
    first = await tap(database, "alice", await feed(database, "alice", "/desk"), "从头逐件办")
    asked = await tap(database, "alice", first, "退回")
    assert asked.ask
    assert not asked.edit
    answer = await feed(database, "alice", "缺少验收材料")
    assert "已退回 #1" in answer.text
    (following,) = answer.more
    assert following.kind == "desk"
    assert "申请办结 #2" in following.title
    past = (await heard(database, "alice", "desk_past"))[-1]
    assert past.edits_message == 1


async def test_what_is_looked_at_from_the_desk_opens_below(database: Database) -> None:
    await busy(database)
    desk = await feed(database, "alice", "/desk")
    gap = await tap(database, "alice", desk, "要素不全")
    assert "#4 缺办理时限" in gap.text
    assert not (await tap(database, "alice", gap, "#4 定时限")).edit
    answer = await feed(database, "alice", "12月31日")
    assert answer.more[-1].kind == "desk"
    assert "要素不全" not in answer.more[-1].text


async def test_who_is_second_hears_so_and_nothing_changes(database: Database) -> None:
    await busy(database)
    hers = await tap(database, "alice", await feed(database, "alice", "/desk"), "从头逐件办")
    his = await tap(database, "dave", await feed(database, "dave", "/desk"), "从头逐件办")
    await tap(database, "alice", hers, "通过")
    late = await tap(database, "dave", his, "通过")
    assert late.kind == "refusal"
    assert "已由艾督" in late.text
    on = await tap(database, "dave", his, "下一件")
    assert on.title.startswith("1/4 申请办结 #2")


async def test_several_are_approved_at_once(database: Database) -> None:
    await busy(database)
    await feed(database, "bob", "/done 4 已拆完")
    desk = await feed(database, "alice", "/desk")
    picking = await tap(database, "alice", desk, "办结申请 3")
    assert "☐ #1（修渠）县农林局：渠已修好并通水（无材料）" in picking.text
    picking = await tap(database, "alice", picking, "☐ #1")
    picking = await tap(database, "alice", picking, "☐ #4")
    assert "☑ #4" in picking.text
    done = await tap(database, "alice", picking, "通过所选 2件")
    assert "✅ #1" in done.text
    assert "✅ #4" in done.text
    assert "☐ #2" in done.text
    assert "☐ #1" not in done.text


async def test_a_list_that_has_changed_settles_nothing(database: Database) -> None:
    await busy(database)
    picking = await tap(database, "alice", await feed(database, "alice", "/desk"), "办结申请 2")
    picking = await tap(database, "alice", picking, "全选")
    await feed(database, "bob", "/report 1 补报：渠长300米")
    answer = await tap(database, "alice", picking, "通过所选 2件")
    assert answer.toast == "清单刚有变化，请重新勾选。"
    assert "☑" not in answer.text
    assert "办结申请 2件" in (await feed(database, "alice", "/desk")).text


@pytest.mark.parametrize(
    "data", ["p:desk_pick:99:0:zz", "p:desk_approve:0:7:", "p:desk:9:0:no_such", "p:desk_next:9:99:x"]
)
async def test_forged_buttons_change_nothing(database: Database, data: str) -> None:
    await busy(database)
    await feed(database, "alice", press("alice", data))
    assert "办结申请 2件" in (await feed(database, "alice", "/desk")).text


async def test_old_buttons_of_the_queue_still_work(database: Database) -> None:
    await busy(database)
    assert "☐ #1" in (await feed(database, "alice", press("alice", "p:review_item:0:0:"))).text
    assert "✅ #1" in (await feed(database, "alice", press("alice", "p:approve:1:2:q"))).text


async def test_once_a_day_and_silent_when_nothing_is_new(database: Database, clock: Clock) -> None:
    await busy(database)
    assert await tell(database) == 2
    (note,) = await heard(database, "dave", "desk")
    assert note.title.startswith("今天要您定的")
    assert await tell(database) == 0
    clock.advance(days=1)
    assert await tell(database) == 2
    assert len(await heard(database, "dave", "desk")) == 1
    await feed(database, "carol", "/ask 1 验收时间定了吗？")
    await feed(database, "bob", "/difficulty 3 缺少石料")
    clock.advance(days=1)
    await tell(database)
    assert "缺少石料" in (await heard(database, "dave", "desk"))[-1].text


async def test_it_comes_at_the_time_of_the_persons_choice(database: Database, clock: Clock) -> None:
    await busy(database)
    await feed(database, "alice", "/hour 11")
    await tell(database)
    assert not await heard(database, "alice", "desk")
    clock.advance(hours=2)
    await tell(database)
    assert await heard(database, "alice", "desk")


async def test_the_longest_overdue_comes_first(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("晚几天的", deadline=date(2026, 11, 24))
    await made.item("晚很久的", deadline=date(2026, 11, 23))
    clock.advance(days=10)
    desk = await feed(database, "alice", "/desk")
    lines = [line for line in desk.text.splitlines() if "🔴" in line]
    assert [line.partition("#")[2][0] for line in lines] == ["2", "2", "1"]
    assert lines[0].startswith("最久逾期：🔴 #2 已逾期10天")
    late = await tap(database, "alice", desk, "逾期未办结 2")
    urged = await tap(database, "alice", late, "催办")
    assert "刚才：已催办 #2" in urged.text


async def test_an_update_that_was_set_aside_is_tried_again_or_done_with(database: Database) -> None:
    await county(database)
    async with database.transaction() as tx:
        for update_id in (77, 78):
            raw = str(message("bob", "坏了"))
            row = Inbox(office_id=1, update_id=update_id, chat_id=TELEGRAM_IDS["bob"], raw=raw, received_at=tx.now)
            row.state, row.happened_at = InboxState.DEAD, tx.now
            tx.session.add(row)
    desk = await feed(database, "alice", "/desk")
    assert "U-77 鲍林" in desk.text
    left = await tap(database, "alice", desk, "U-77 再试一次")
    assert "U-78" in left.text
    assert "刚才：U-77 已重新处理" in left.text
    assert "没有要您定的" in (await tap(database, "alice", left, "U-78 已另行处理")).text
    again = await feed(database, "alice", press("alice", "p:update_again:77:0:"))
    assert (again.kind, again.text) == ("refusal", "这条消息已经处理过了。")
    assert (await feed(database, "bob", press("bob", "p:update_again:77:0:"))).kind == "refusal"


async def test_officials_and_leaders_have_a_desk_of_their_size(database: Database) -> None:
    made = await county(database)
    await made.item("修渠", deadline=DUE, leaders=("吴明远",))
    await made.item("种树", deadline=date(2026, 11, 24), leaders=("吴明远",))
    await feed(database, "lena", "/instruct 1 请抓紧")
    desk = await feed(database, "bob", "/desk")
    assert desk.title.startswith("今天等您办的")
    for words in ("批示等您答复 1件", "等您签收 2件"):
        assert words in desk.text, words
    first = await tap(database, "bob", desk, "批示等您答复")
    assert "请抓紧" in first.text
    assert button(first, "报进展")
    await feed(database, "bob", "/difficulty 2 苗木没有到")
    hers = await feed(database, "lena", "/desk")
    assert "苗木没有到" in hers.text
    assert button(hers, "#2 批示")


async def test_nobody_sees_what_is_not_theirs(database: Database) -> None:
    await busy(database)
    assert "没有等您办的" in (await feed(database, "carol", "/desk")).text
    assert (await feed(database, "adam", "/desk")).kind == "refusal"
    for data in ("p:desk_pick:0:0:", "p:desk_approve:0:1:x", "p:update_again:1:0:"):
        assert (await feed(database, "bob", press("bob", data))).kind == "refusal"


def test_sorts_do_not_clash_with_kinds() -> None:
    assert not set(map(str, DeskSort)) & set(map(str, RequestKind))


async def test_a_question_is_answered_from_the_desk_of_whom_it_asks(database: Database) -> None:
    made = await county(database)
    await made.item("修渠", deadline=DUE)
    await feed(database, "bob", "/sign 1")
    await feed(database, "alice", "/ask 1 何时完工？")
    asked = await feed(database, "bob", "/desk")
    assert "何时完工？" in asked.text
    assert (await tap(database, "bob", asked, "答复")).ask
    answer = await feed(database, "bob", "12月20日完工")
    assert "没有等您办的" in answer.more[-1].text
    assert "12月20日完工" in (await heard(database, "alice", "remark"))[-1].text
    await feed(database, "bob", "/ask 1 验收要哪些材料？")
    enquiry = await feed(database, "alice", "/desk")
    assert "验收要哪些材料？" in enquiry.text
    assert button(enquiry, "答复")
