"""Cancel, stop, reopen, hand over, move, split and merge: shown first, done by one press, told, recorded."""

from datetime import date

import pytest
from sqlmodel import col, select

from domain.notes import Answer
from domain.states import State
from storage.audit import find_flaw
from storage.database import Database
from storage.items import items, lifecycle
from storage.tables import AuditEntry, Ending, Item
from tests.building import County, county
from tests.cast import states
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press

DUE = date(2026, 12, 31)


async def confirmed(database: Database, words: str, who: str = "alice") -> Answer:
    """The act typed, and its confirmation pressed."""
    shown = await feed(database, who, words)
    assert shown.kind == "question", shown.text
    return await feed(database, who, press(who, button(shown, "确认")))


async def entries(database: Database, label: str) -> list[str]:
    async with database.reading() as tx:
        assert await find_flaw(tx) is None
        query = select(AuditEntry).where(col(AuditEntry.subject) == label).order_by(col(AuditEntry.position))
        return [one.action for one in (await tx.session.exec(query)).all() if one.result == "done"]


async def test_cancelling_shows_confirms_tells_and_leaves_the_figures(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"), DUE, subs=("建堤",))
    shown = await feed(database, "alice", "/void 1 上级文件废止")
    for words in ("修建河堤", "上级文件废止", "#1.1", "将告知：县农林局、县财政局"):
        assert words in shown.text
    assert (await states(database, "1"))[0] is State.ASSIGNED
    done = await feed(database, "alice", press("alice", button(shown, "确认撤销")))
    assert done.edit
    assert done.text.startswith("#1 已撤销。原因：上级文件废止")
    assert await states(database, "1") == (State.CANCELLED, [State.CANCELLED, State.CANCELLED])
    assert (await states(database, "1.1"))[0] is State.CANCELLED
    for who in ("bob", "carol"):
        (told,) = await heard(database, who, "word")
        assert "无需再反馈" in told.text
    assert await entries(database, "#1") == ["cancel_item"]
    assert await entries(database, "#1.1") == ["cancel_item"]
    assert "没有" in (await feed(database, "alice", "/status")).text
    assert "撤销于11月23日：上级文件废止" in (await feed(database, "alice", "/item 1")).text
    assert (await feed(database, "bob", "/report 1 已开工")).kind == "refusal"


async def test_a_bare_cancel_still_leaves_the_question(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    asked = await feed(database, "alice", press("alice", button(await menu(database, "1"), "撤销")))
    assert asked.ask
    await feed(database, "alice", "/cancel")
    assert (await feed(database, "alice", "上级文件废止")).kind != "question"
    assert (await states(database, "1"))[0] is State.ASSIGNED


async def menu(database: Database, label: str, who: str = "alice") -> Answer:
    card = await feed(database, who, f"/item {label}")
    return await feed(database, who, press(who, button(card, "更多")))


async def test_the_menu_asks_for_the_reason_and_a_command_leaves_the_question(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    shown = await menu(database, "1")
    assert [one.label for row in shown.choices for one in row][:6] == ["移交", "换会议", "拆分", "并入", "撤销", "停办"]
    await feed(database, "alice", press("alice", button(shown, "停办")))
    assert "在办" in (await feed(database, "alice", "/status")).text
    await feed(database, "alice", press("alice", button(shown, "停办")))
    preview = await feed(database, "alice", "资金不足")
    assert "不算办结" in preview.text
    assert (await feed(database, "alice", "随便说说")).kind == "refusal"
    assert "#1 已停办" in (await feed(database, "alice", "确认")).text
    async with database.reading() as tx:
        assert [(item.label, why) for item, why in await lifecycle.stopped(tx)] == [("#1", "资金不足")]


@pytest.mark.parametrize("who", ["bob", "lena", "adam"])
async def test_only_supervisors_change_a_life(database: Database, who: str) -> None:
    made = await county(database)
    await made.item("修建河堤")
    shown = await feed(database, "alice", "/void 1 不需要了")
    for words in ("/void 1 不要", "/stop 1 不要", "/reopen 1 要", "/merge 1 2", "/split 1", "/move 1 会议"):
        assert (await feed(database, who, words)).kind == "refusal"
    for data in (button(shown, "确认"), "p:more:1:1:", "p:life:1:1:cancel", "p:life_no:1:1:0"):
        assert (await feed(database, who, press(who, data))).kind == "refusal"
    assert (await states(database, "1"))[0] is State.ASSIGNED


async def test_a_stale_or_second_press_does_nothing(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    shown = await feed(database, "alice", "/void 1 不需要了")
    await feed(database, "bob", "/report 1 已开工")
    late = await feed(database, "alice", press("alice", button(shown, "确认")))
    assert "鲍林" in late.text
    assert "您的操作没有生效" in late.text
    again = await feed(database, "alice", "/void 1 不需要了")
    await feed(database, "alice", press("alice", button(again, "确认")))
    twice = await feed(database, "alice", press("alice", button(again, "确认")))
    assert twice.kind == "refusal"
    assert await entries(database, "#1") == ["progress", "cancel_item"]


async def test_a_waiting_request_becomes_void(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await feed(database, "bob", "/done 1 已竣工")
    card = (await heard(database, "dave", "review_card"))[-1]
    assert "1个办结申请" in (await feed(database, "alice", "/void 1 不需要了")).text
    await feed(database, "alice", "确认")
    void = (await heard(database, "dave", "review_card"))[-1]
    assert "已作废：事项已撤销" in void.text
    assert void.choices == ()
    assert (await feed(database, "dave", press("dave", button(card, "通过")))).kind == "refusal"


async def test_reopening_gives_every_unit_back_what_it_had(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"), DUE, subs=("建堤", "绿化"))
    await feed(database, "bob", "/done 1 我方已完成")
    await feed(database, "alice", "/approve 1")
    await feed(database, "carol", "/report 1 在办")
    await confirmed(database, "/void 1.2 不绿化了")
    before = [await states(database, label) for label in ("1", "1.1", "1.2")]
    assert before[0] == (State.IN_PROGRESS, [State.CLOSED, State.IN_PROGRESS])
    await confirmed(database, "/stop 1 资金不足")
    shown = await feed(database, "alice", "/reopen 1 资金到位")
    assert "随之恢复的子事项：#1.1" in shown.text
    assert "#1.2" not in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认重开")))
    assert [await states(database, label) for label in ("1", "1.1", "1.2")] == before
    assert "请继续办理" in (await heard(database, "carol", "word"))[-1].text
    async with database.reading() as tx:
        assert await lifecycle.stopped(tx) == []
        standing = (await tx.session.exec(select(Ending).where(col(Ending.lifted_at).is_(None)))).all()
        assert len(standing) == 1
    assert (await entries(database, "#1"))[-2:] == ["stop_item", "reopen_item"]


async def test_reopening_what_was_closed(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤")
    assert (await feed(database, "alice", "/reopen 1 再看看")).kind == "refusal"
    await feed(database, "bob", "/done 1 已竣工")
    await feed(database, "alice", "/approve 1")
    assert (await feed(database, "alice", "/void 1 不要了")).kind == "refusal"
    clock.advance(days=3)
    await confirmed(database, "/reopen 1 质量不合格")
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])
    assert "天未动" not in (await feed(database, "alice", "/item 1")).text
    assert (await feed(database, "bob", "/report 1 正在返工")).kind == "receipt"


async def test_an_item_struck_out_in_the_ledger_can_be_reopened(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    async with database.transaction() as tx:
        parts = await items.by_label(tx, "1")
        assert parts is not None
        for one, _ in parts.assignments:
            await tx.move(one, state=State.CANCELLED)
        await tx.move(parts.item, state=State.CANCELLED)
    await confirmed(database, "/reopen 1 划错了")
    assert await states(database, "1") == (State.IN_PROGRESS, [State.IN_PROGRESS])


async def test_a_part_follows_its_whole(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("建堤",))
    await confirmed(database, "/void 1 不建了")
    assert "请先重开 #1" in (await feed(database, "alice", "/reopen 1.1 要建")).text


async def test_the_last_open_part_cancelled_closes_the_whole_with_an_entry(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("建堤",))
    await feed(database, "carol", "/my")
    async with database.transaction() as tx:
        parts = await items.by_label(tx, "1")
        assert parts is not None
        for one, _ in parts.assignments:
            await tx.move(one, state=State.CLOSED, closed_at=tx.now)
        await items.follow_parts(tx, parts.item)
    assert (await states(database, "1"))[0] is State.IN_PROGRESS
    await confirmed(database, "/void 1.1 并到主体工程")
    assert (await states(database, "1"))[0] is State.CLOSED
    assert await entries(database, "#1") == ["follow_parts"]
    await confirmed(database, "/reopen 1.1 还是要建")
    assert (await states(database, "1"))[0] is State.IN_PROGRESS


async def test_handing_over_all_hands_or_those_of_one_unit(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("建堤",))
    await feed(database, "bob", "/done 1 已竣工")
    shown = await feed(database, "alice", "/handover 1 县财政局")
    assert "县农林局 → 县财政局" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认移交")))
    assert await states(database, "1") == (State.ASSIGNED, [State.CANCELLED, State.ASSIGNED])
    assert await states(database, "1.1") == (State.ASSIGNED, [State.CANCELLED, State.ASSIGNED])
    assert "不再承办" in (await heard(database, "bob", "word"))[-1].text
    assert (await heard(database, "carol", "assigned"))[-1].title == "📌 交办您单位 #1"
    assert "已作废：事项已移交" in (await heard(database, "alice", "review_card"))[-1].text
    assert (await entries(database, "#1"))[-1] == "hand_over"
    assert (await feed(database, "bob", "/report 1 继续")).kind == "refusal"


async def test_handing_over_names_the_one_that_lets_go(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"))
    async with database.transaction() as tx:
        await made.unit("县水务局", tx)
    shown = await feed(database, "alice", "/handover 1 县财政局→县水务局")
    assert "县财政局 → 县水务局" in shown.text
    assert "不变：县农林局" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认")))
    assert (await states(database, "1"))[1] == [State.ASSIGNED, State.CANCELLED, State.ASSIGNED]
    for words in ("/handover 1 县财政局→县农林局", "/handover 1 县林木局", "/handover 1 县农林局→县农林局"):
        assert (await feed(database, "alice", words)).kind == "refusal"


async def test_moving_to_another_meeting_takes_the_parts_along(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", subs=("建堤",))
    await made.item("另一件", meeting="2026年第9次常务会议")
    shown = await feed(database, "alice", "/move 1 第9次常务会议")
    assert "2026年第5次常务会议 → 2026年第9次常务会议" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认换会议")))
    async with database.reading() as tx:
        assert len(set((await tx.session.exec(select(Item.meeting_id))).all())) == 1
    assert "来源：2026年第9次常务会议" in (await feed(database, "alice", "/item 1")).text
    assert "来源改为" in (await heard(database, "bob", "word"))[-1].text
    assert "本来就在" in (await feed(database, "alice", "/move 1 第9次常务会议")).text
    assert "将新建" in (await feed(database, "alice", "/move 1 2026年第12次专题会议")).text
    await feed(database, "alice", "/cancel")
    assert "几个会议" in (await feed(database, "alice", "/move 1 2026年第")).text
    assert (await feed(database, "alice", "/move 1.1 第5次常务会议")).kind == "refusal"


async def test_splitting_off_parts(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局",), DUE, subs=("建堤坝",))
    asked = await feed(database, "alice", "/split 1")
    assert asked.ask
    shown = await feed(database, "alice", "① 沿河绿化；县财政局；12月20日\n2. 安装护栏")
    assert "#1.2 沿河绿化（县财政局，距时限27天）" in shown.text
    assert "#1.3 安装护栏（县农林局，距时限38天）" in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认拆分")))
    assert await states(database, "1.2") == (State.ASSIGNED, [State.ASSIGNED])
    (told,) = await heard(database, "carol", "word")
    assert "#1.2" in told.text
    assert "#1.3" not in told.text
    assert "#1.3" in (await heard(database, "bob", "word"))[-1].text
    assert await entries(database, "#1") == ["split_item"]
    assert await entries(database, "#1.2") == ["register"]
    for words in (
        "/split 1.2\n再拆一项",
        "/split 1\n短",
        "/split 1\n建桥梁；县农林局；昨天",
        "/split 1\n建桥梁；县不知局",
    ):
        assert (await feed(database, "alice", words)).kind == "refusal", words


async def test_merging_ends_one_and_adds_its_units_to_the_other(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县财政局",), date(2026, 12, 1))
    await made.item("防洪工程", ("县农林局",), DUE)
    await feed(database, "carol", "/report 1 已批复")
    shown = await feed(database, "alice", "/merge 1 2")
    for words in ("并入 #2", "#2 增加责任单位：县财政局", "12月1日）早于"):
        assert words in shown.text
    await feed(database, "alice", press("alice", button(shown, "确认并入")))
    assert (await states(database, "1"))[0] is State.CANCELLED
    assert await states(database, "2") == (State.ASSIGNED, [State.ASSIGNED, State.ASSIGNED])
    assert "今后请在 #2 反馈" in (await heard(database, "carol", "word"))[-1].text
    assert "并入本件：#1" in (await feed(database, "alice", "/item 2")).text
    assert await entries(database, "#2") == ["take_in"]
    assert "曾并入 #2" in (await feed(database, "alice", "/reopen 1 分开办")).text
    async with database.reading() as tx:
        assert await lifecycle.stopped(tx) == []


async def test_what_cannot_be_merged(database: Database) -> None:
    made: County = await county(database)
    await made.item("修建河堤", subs=("建堤",))
    await made.item("防洪工程")
    await made.item("已撤的")
    await confirmed(database, "/void 3 不办了")
    for words, why in (
        ("/merge 1 2", "还有1个子事项没有办结（#1.1）"),
        ("/merge 2 2", "不能并入自己"),
        ("/merge 2 3", "已办结或已终止"),
        ("/merge 3 2", "已办结或已终止"),
        ("/merge 2 1.1", "请并入它所属的 #1"),
        ("/merge 1.1 2", "是子事项"),
        ("/merge 2 99", "没有找到"),
    ):
        answer = await feed(database, "alice", words)
        assert answer.kind == "refusal"
        assert why in answer.text
    await confirmed(database, "/void 1.1 不建")
    await confirmed(database, "/merge 1 2")


async def test_the_target_of_a_merger_may_not_change_unseen(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    await made.item("防洪工程")
    shown = await feed(database, "alice", "/merge 1 2")
    await feed(database, "bob", "/report 2 已开工")
    assert (await feed(database, "alice", press("alice", button(shown, "确认")))).kind == "refusal"
    assert (await states(database, "1"))[0] is State.ASSIGNED
