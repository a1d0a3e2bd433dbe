"""The ledger goes out, is edited offline and comes back: shown as a difference, confirmed, written, nothing else."""

from datetime import date

from sqlmodel import col, select

from bot.draw_forms import draw_ledger
from domain.arrivals import Arrival
from domain.notes import Answer
from domain.requests import RequestState
from domain.states import State
from papers.files.grid import read_sheets
from papers.ledger.returned import read_returned
from storage.audit import entries_about, find_flaw
from storage.database import Database
from storage.office.export import all_rows
from storage.tables import (
    Assignment,
    Cooperation,
    Item,
    ItemLeader,
    LedgerNote,
    Meeting,
    PaperDraft,
    Report,
    Request,
    Unit,
)
from tests.building import County, county
from tests.cast import all_of, push
from tests.feeding import button, feed, heard, press
from tests.papers.ledger_editing import letter_of, with_cell, with_copy, with_row

# The first item stands below title, line, header and the meeting's heading.
FIRST = 5


class Clerk:
    """Has a copy of the ledger, edits it, sends it back."""

    def __init__(self, database: Database, content: bytes) -> None:
        self.database = database
        self.content = content

    def edit(self, row: int, heading: str, words: str) -> "Clerk":
        self.content = with_cell(self.content, f"{letter_of(heading, self.content)}{row}", words)
        return self

    def add(self, row: int, **cells: str) -> "Clerk":
        named = {letter_of(heading, self.content): words for heading, words in cells.items()}
        self.content = with_row(self.content, row, named)
        return self

    async def send(self, who: str = "alice") -> Answer:
        returned = read_returned(read_sheets("台账.xlsx", self.content))
        arrival = Arrival(ledger=returned, source_name="台账.xlsx", text_hash="h")
        return await feed(self.database, who, "（文件）", arrival)


async def an_office(database: Database) -> tuple[County, Clerk]:
    made = await county(database)
    await made.item("修建清溪河堤防", deadline=date(2026, 12, 31), leaders=("吴明远",))
    await made.item("拨付农田资金", units=("县财政局", "县农林局"))
    await made.item("绿化城北大道", subs=("植树", "铺草"), deadline=date(2026, 11, 1))
    return made, Clerk(database, await draw_ledger(database))


async def item(database: Database, number: int, sub: int = 0) -> Item:
    found = await all_of(database, Item, col(Item.number) == number, col(Item.sub) == sub)
    one = found[0]
    assert isinstance(one, Item)
    return one


async def units_of(database: Database, item_id: int | None) -> dict[str, State]:
    async with database.reading() as tx:
        query = (
            select(Unit.name, Assignment.state)
            .join(Assignment, col(Assignment.unit_id) == col(Unit.unit_id))
            .where(col(Assignment.item_id) == item_id)
        )
        return dict((await tx.session.exec(query)).all())


async def test_an_unchanged_ledger_changes_nothing(database: Database) -> None:
    _, clerk = await an_office(database)
    answer = await clerk.send()
    assert "没有改动（5行" in answer.text
    assert await all_of(database, PaperDraft) == []


async def test_every_column_is_shown_confirmed_and_written(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.edit(FIRST, "来源/会议", "2026年第6次常务会议").edit(FIRST, "事项内容", "修建清溪河堤防二期")
    clerk.edit(FIRST, "牵头领导", "吴明远、陈立").edit(FIRST, "配合单位", "县水利局")
    clerk.edit(FIRST, "完成时限", "2027年3月底前").edit(FIRST, "进展情况", "已完成勘察。")
    clerk.edit(FIRST, "存在问题", "资金不足").edit(FIRST, "下步打算", "申请专项").edit(FIRST, "备注", "重点")
    shown = await clerk.send()
    assert "改动9处；其余4行未动" in shown.text
    assert "#1 完成时限：2026-12-31 → 2027-03-31" in shown.text
    assert "名册里没有，将新建：县水利局" in shown.text
    assert (await item(database, 1)).deadline == date(2026, 12, 31)
    done = await push(database, shown, "确认写入")
    assert "改动9处，涉及1件（#1）" in done.text
    first = await item(database, 1)
    assert (first.directive, first.deadline) == ("修建清溪河堤防二期", date(2027, 3, 31))
    assert first.original_deadline == date(2026, 12, 31)
    (meeting,) = await all_of(database, Meeting, col(Meeting.meeting_id) == first.meeting_id)
    assert meeting.title == "2026年第6次常务会议"
    leaders = await all_of(database, ItemLeader, col(ItemLeader.item_id) == first.item_id)
    assert [one.name for one in leaders] == ["吴明远", "陈立"]
    (report,) = await all_of(database, Report)
    assert (report.text, report.item_id) == ("已完成勘察。", first.item_id)
    assert first.state is State.IN_PROGRESS
    (note,) = await all_of(database, LedgerNote)
    assert (note.problems, note.next_steps, note.remark) == ("资金不足", "申请专项", "重点")
    assert len(await all_of(database, Cooperation)) == 1
    async with database.reading() as tx:
        entry = (await entries_about(tx, "#1", 1))[0]
        assert entry.action == "edit_ledger"
        assert "2026-12-31" in entry.before
        assert "2027-03-31" in entry.after
        assert entry.actor_id is not None
        assert await find_flaw(tx) is None


async def test_nothing_but_the_confirmed_cells_changes(database: Database) -> None:
    _, clerk = await an_office(database)
    async with database.reading() as tx:
        before = await all_rows(tx)
    shown = await clerk.edit(FIRST, "备注", "重点").send()
    await push(database, shown, "确认写入")
    async with database.reading() as tx:
        after = await all_rows(tx)
    moved = {name for name in after if after[name] != before[name]}
    assert moved == {"paper_draft", "ledger_note", "audit_entry", "audit_head", "outbox"}


async def test_a_file_written_and_read_again_is_the_same(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.edit(FIRST, "进展情况", "=1+1\n第二行").edit(FIRST, "备注", "  重点 ")
    await push(database, await clerk.send(), "确认写入")
    again = Clerk(database, await draw_ledger(database))
    assert "没有改动" in (await again.send()).text
    # The older copy as well: what it says stands here now.
    assert "都已在库" in (await clerk.send()).text


async def test_what_changed_meanwhile_is_a_conflict_and_kept(database: Database) -> None:
    _, clerk = await an_office(database)
    await feed(database, "dave", "/due 1 2027年1月29日")
    clerk.edit(FIRST, "完成时限", "2027-06-30").edit(FIRST, "备注", "重点")
    shown = await clerk.send()
    assert "⚠️ 冲突1处" in shown.text
    assert "戴督" in shown.text
    assert "库中：2027-01-29" in shown.text
    assert "表中：2027-06-30" in shown.text
    done = await push(database, shown, "确认写入（改1处）")
    assert "冲突的1处没有改" in done.text
    assert (await item(database, 1)).deadline == date(2027, 1, 29)
    assert len(await all_of(database, LedgerNote)) == 1


async def test_a_conflict_is_overwritten_when_that_is_said(database: Database) -> None:
    _, clerk = await an_office(database)
    await feed(database, "dave", "/due 1 2027年1月29日")
    shown = await clerk.edit(FIRST, "完成时限", "2027-06-30").send()
    await push(database, shown, "连同冲突处写入")
    assert (await item(database, 1)).deadline == date(2027, 6, 30)


async def test_what_changed_elsewhere_is_not_undone(database: Database) -> None:
    """The clerk did not touch the deadline: that it moved meanwhile is none of the file's business."""
    _, clerk = await an_office(database)
    await feed(database, "dave", "/due 1 2027年1月29日")
    shown = await clerk.edit(FIRST, "备注", "重点").send()
    assert "冲突" not in shown.text
    await push(database, shown, "确认写入")
    assert (await item(database, 1)).deadline == date(2027, 1, 29)


async def test_a_change_between_preview_and_press_is_shown_first(database: Database) -> None:
    _, clerk = await an_office(database)
    shown = await clerk.edit(FIRST, "完成时限", "2027-06-30").send()
    await feed(database, "dave", "/due 1 2027年1月29日")
    again = await push(database, shown, "确认写入")
    assert "期间又有变化，没有写入" in again.text
    assert "冲突1处" in again.text
    assert (await item(database, 1)).deadline == date(2027, 1, 29)


async def test_two_presses_write_once_and_the_second_is_told_who(database: Database) -> None:
    _, clerk = await an_office(database)
    shown = await clerk.edit(FIRST, "进展情况", "已完成勘察。").send()
    await push(database, shown, "确认写入")
    second = await push(database, shown, "确认写入", who="dave")
    assert second.kind == "refusal"
    assert "已由艾督于11月23日09:00写入" in second.text
    assert len(await all_of(database, Report)) == 1


async def test_units_are_handed_over_and_each_person_hears_once(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.edit(FIRST, "责任单位", "县财政局").edit(FIRST, "完成时限", "2027-06-30")
    shown = await clerk.edit(FIRST + 1, "完成时限", "长期").send()
    await push(database, shown, "确认写入")
    first = await item(database, 1)
    assert await units_of(database, first.item_id) == {"县农林局": State.CANCELLED, "县财政局": State.ASSIGNED}
    assert (await item(database, 2)).long_term
    (carol,) = await heard(database, "carol", "ledger_told")
    assert "新交办 #1" in carol.text
    assert "#2 拨付农田资金：完成时限改为长期" in carol.text
    (bob,) = await heard(database, "bob", "ledger_told")
    assert "#1 修建清溪河堤防 已改由县财政局承办" in bob.text


async def test_states_go_by_the_steps_that_there_are(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.edit(FIRST, "状态", "已完成").edit(FIRST + 1, "状态", "已撤销")
    clerk.edit(FIRST + 3, "状态", "已办结").edit(FIRST + 4, "状态", "待审核")
    shown = await clerk.send()
    assert "#3.2 状态 不采纳：“待签收”“待审核”由系统产生" in shown.text
    await push(database, shown, "确认写入（改3处）")
    first, second = await item(database, 1), await item(database, 2)
    assert first.state is State.CLOSED
    assert first.closed_at is not None
    assert set((await units_of(database, first.item_id)).values()) == {State.CLOSED}
    assert second.state is State.CANCELLED
    assert (await item(database, 3, 1)).state is State.CLOSED
    assert (await item(database, 3)).state is State.IN_PROGRESS
    assert {request.state for request in await all_of(database, Request)} == {"granted"}
    reopened = Clerk(database, await draw_ledger(database))
    shown = await reopened.edit(FIRST, "状态", "推进中").edit(FIRST + 1, "状态", "推进中").send()
    assert "已撤销的事项不能在台账里恢复" in shown.text
    await push(database, shown, "确认写入")
    assert (await item(database, 1)).state is State.IN_PROGRESS


async def test_an_item_is_not_closed_before_its_sub_items(database: Database) -> None:
    _, clerk = await an_office(database)
    shown = await clerk.edit(FIRST + 2, "状态", "已办结").send()
    assert "子事项#3.1、#3.2还没有办结" in shown.text
    clerk.edit(FIRST + 3, "状态", "已办结").edit(FIRST + 4, "状态", "已办结")
    await push(database, await clerk.send(), "确认写入（改3处）")
    assert (await item(database, 3)).state is State.CLOSED


async def test_a_request_that_waited_is_decided_and_its_card_says_so(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/done 1 堤防已建成")
    card = (await heard(database, "dave", "review_card"))[0]
    clerk = Clerk(database, await draw_ledger(database))
    await push(database, await clerk.edit(FIRST, "状态", "已办结").send(), "确认写入")
    assert (await item(database, 1)).state is State.CLOSED
    assert "已由艾督于" in (await heard(database, "dave", "review_card"))[-1].text
    stale = await feed(database, "dave", press("dave", button(card, "通过")))
    assert stale.kind == "refusal"


async def test_parts_that_waited_go_back_with_their_whole(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/done 3 都好了")
    clerk = Clerk(database, await draw_ledger(database))
    await push(database, await clerk.edit(FIRST + 2, "状态", "推进中").send(), "确认写入")
    assert [(await item(database, 3, sub)).state for sub in (0, 1, 2)] == [State.IN_PROGRESS] * 3
    assert {one.state for one in await all_of(database, Request)} == {RequestState.REFUSED}


async def test_the_card_of_a_request_that_the_ledger_voids_says_so(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/done 1 堤防已建成")
    await feed(database, "bob", "/extend 3 2027年1月20日 苗木未到")
    await feed(database, "bob", "/difficulty 1 缺护栏")
    clerk = Clerk(database, await draw_ledger(database)).edit(FIRST, "状态", "已撤销")
    await push(database, await clerk.edit(FIRST + 2, "完成时限", "2027年1月31日").send(), "确认写入")
    assert (await heard(database, "dave", "review_card"))[-1].text == "#1 县农林局的办结申请已作废：事项已撤销。"
    for kind in ("extension_card", "difficulty_card"):
        assert (await heard(database, "dave", kind))[-1].choices == ()
    assert {one.state for one in await all_of(database, Request)} == {RequestState.SUPERSEDED}


async def test_progress_is_told_by_unit(database: Database) -> None:
    await an_office(database)
    await feed(database, "bob", "/report 2 已选定地块")
    await feed(database, "carol", "/report 2 已下达预算")
    clerk = Clerk(database, await draw_ledger(database))
    clerk.edit(FIRST + 1, "进展情况", "县农林局：已选定地块\n县财政局：已拨付八成")
    shown = await clerk.send()
    assert "#2 新进展：县财政局：已拨付八成" in shown.text
    await push(database, shown, "确认写入")
    assert [one.text for one in await all_of(database, Report)] == ["已选定地块", "已下达预算", "已拨付八成"]
    gone = await clerk.edit(FIRST + 1, "进展情况", "县农林局：已选定地块").send()
    assert "已有的反馈不能删除" in gone.text


async def test_added_rows_become_items_once(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.add(20, 事项内容="建设村史馆", 责任单位="县财政局、县文旅局", 完成时限="年底前", 牵头领导="陈立", 备注="新")
    clerk.add(21, 事项内容="整治河道", **{"来源/会议": "县长批示"}, 状态="已办结", 责任单位="县农林局")
    clerk.add(22, 事项内容="拨付农田资金")
    shown = await clerk.send()
    assert "新增2件，已在库1行" in shown.text
    done = await push(database, shown, "确认写入（增2件）")
    assert "新增2件（#4、#5）" in done.text
    assert "还没有联络员：县文旅局" in done.text
    fourth, fifth = await item(database, 4), await item(database, 5)
    # Below the heading of the last meeting, with no source of its own.
    assert fourth.meeting_id == (await item(database, 3)).meeting_id
    assert (fourth.deadline, fourth.state) == (date(2026, 12, 31), State.ASSIGNED)
    assert (fifth.state, fifth.closed_at is not None) == (State.CLOSED, True)
    assert "新交办 #4" in (await heard(database, "carol", "ledger_told"))[0].text
    assert await heard(database, "bob", "ledger_told") == []
    assert "都已在库" in (await clerk.send()).text


async def test_copied_foreign_and_forbidden_cells_are_not_taken(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.content = with_copy(clerk.content, FIRST, 20)
    clerk.edit(FIRST + 1, "责任人/联络员", "张三").edit(FIRST + 1, "责任单位", "")
    clerk.edit(FIRST + 2, "完成时限", "尽快").edit(FIRST + 3, "来源/会议", "别处")
    shown = await clerk.send()
    for reason in (
        "第20行 不采纳：与另一行相同",
        "#2 责任人/联络员 不采纳：由系统填写",
        "#2 责任单位 不采纳：责任单位不能清空",
        "#3 完成时限 不采纳：没有看懂时限“尽快”",
        "#3.1 来源/会议 不采纳：子事项随所属事项",
    ):
        assert reason in shown.text
    assert [choice.label for row in shown.choices for choice in row] == ["取消"]


async def test_another_offices_ledger_is_not_taken_for_ours(database: Database) -> None:
    _, clerk = await an_office(database)
    async with database.transaction() as tx:
        for one in (await tx.session.exec(select(Item))).all():
            one.registered_at = one.registered_at.replace(microsecond=7)
            tx.session.add(one)
    shown = await clerk.edit(FIRST, "备注", "重点").send()
    assert "不是本系统导出的行" in shown.text


async def test_discarding_and_strangers(database: Database) -> None:
    _, clerk = await an_office(database)
    clerk.edit(FIRST, "备注", "重点")
    assert (await clerk.send("bob")).kind == "refusal"
    shown = await clerk.send()
    for who in ("bob", "lena", "adam"):
        assert (await push(database, shown, "确认写入", who=who)).kind == "refusal"
    assert "没有写入" in (await push(database, shown, "取消")).text
    assert "取消" in (await push(database, shown, "确认写入")).text
    assert await all_of(database, LedgerNote) == []


async def test_a_long_difference_turns_by_pages(database: Database) -> None:
    made = await county(database)
    for number in range(1, 41):
        await made.item(f"第{number}件工作，认真抓好落实")
    clerk = Clerk(database, await draw_ledger(database))
    for number in range(40):
        clerk.edit(FIRST + number, "下步打算", f"第{number}步，" + "抓紧推进各项工作" * 8)
    shown = await clerk.send()
    assert "1/" in shown.title
    second = await push(database, shown, "下一页")
    assert second.edit
    assert second.title.startswith("台账改动 2/")
    assert len(second.text) <= 1600
    await push(database, second, "确认写入（改40处）")
    assert len(await all_of(database, LedgerNote)) == 40
