"""Cells, marks and figures of the ledger; what a returned cell says, and what of it is not taken."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.dates.workdays import WorkCalendar
from domain.office.units import KnownUnit, UnitDirectory
from domain.papers.ledger import (
    MARKED,
    Column,
    LedgerRow,
    cell,
    fingerprint,
    identity,
    mark,
    progress_words,
    read_fingerprint,
    read_progress,
    split_names,
    unit_figures,
)
from domain.papers.ledger_cells import Cell, LedgerBasis, LedgerDeadline, UnusableCell, read_cell
from domain.papers.ledger_return import ReturnedLedger, ReturnedRow, compare
from domain.papers.ledger_words import WAYS, read_state
from domain.states import TRANSITIONS, State

TODAY = date(2026, 11, 23)
ROW = LedgerRow(
    item_id=11,
    parent_id=None,
    number=1,
    sub=0,
    meeting="第5次常务会议",
    directive="修建清溪河堤防",
    leaders=("吴明远",),
    units=(("县农林局", State.IN_PROGRESS), ("县财政局", State.ASSIGNED)),
    cooperating=("县水利局",),
    contacts=("鲍林",),
    assigned_on=date(2026, 10, 8),
    deadline=date(2026, 12, 31),
    long_term=False,
    progress=(("县农林局", "已完成勘察。"),),
    notes=("", "", ""),
    state=State.IN_PROGRESS,
    last_moved_on=TODAY,
    registered_at=datetime(2026, 10, 8, 1, 2, 3, 4, tzinfo=UTC),
)


def standing(*rows: LedgerRow) -> LedgerBasis:
    return LedgerBasis(
        rows={row.item_id: row for row in rows or (ROW,)},
        units=UnitDirectory(KnownUnit(at, name) for at, name in enumerate(("县农林局", "县财政局", "县水利局"), 1)),
        directives={"": {"拨付资金"}},
        today=TODAY,
        calendar=WorkCalendar(),
    )


def said(column: Column, words: str, here: LedgerRow | None = ROW) -> tuple[object, str, str]:
    read = read_cell(Cell(column, words, here, standing()))
    return read.value, read.shown, read.doubt


def edited(column: Column, words: str, here: LedgerRow = ROW, written: LedgerRow | None = None) -> ReturnedRow:
    marks = {column: mark(column, cell(written or here, column))}
    return ReturnedRow(5, {column: words}, here.item_id, identity(here), marks)


def test_a_fingerprint_tells_item_and_cells() -> None:
    cells = {column: cell(ROW, column) for column in Column}
    read = read_fingerprint(fingerprint(ROW, cells))
    assert read is not None
    assert (read.item_id, read.identity) == (11, identity(ROW))
    assert read.marks == {column: mark(column, cells[column]) for column in MARKED}
    assert read_fingerprint("11.22") is None
    assert identity(ROW) != identity(replace(ROW, registered_at=ROW.registered_at.replace(microsecond=5)))


@pytest.mark.parametrize(
    ("column", "one", "other", "is_same"),
    [
        (Column.UNITS, "县农林局、县财政局", "县财政局，县农林局", True),
        (Column.UNITS, "县农林局", "县 农林局", False),
        (Column.LEADERS, "", "无", True),
        (Column.REMARK, "重点", "  重点\u200b\n", True),
        (Column.REMARK, "重点", "重点。", False),
        (Column.DUE, "2026-12-31", "2026-12-30", False),
    ],
)
def test_marks_are_equal_for_what_a_person_calls_equal(column: Column, one: str, other: str, is_same: bool) -> None:
    assert (mark(column, one) == mark(column, other)) is is_same


def test_progress_is_named_by_unit_where_several_may_speak() -> None:
    both = replace(ROW, progress=(("县农林局", "已勘察。\n正在招标。"), ("县财政局", "已拨款。"), ("", "纪要原文。")))
    words = progress_words(both)
    assert words.startswith("县农林局：已勘察。\n正在招标。\n县财政局：已拨款。\n纪要原文。")
    alone = replace(ROW, units=(("县农林局", State.IN_PROGRESS),), cooperating=())
    assert progress_words(alone) == "已完成勘察。"
    assert read_progress("已开工。", alone) == {"县农林局": "已开工。"}
    assert read_progress("县财政局: 已拨款", ROW) == {"县财政局": "已拨款"}
    assert read_progress("全部开工", ROW) == {"": "全部开工"}


def test_names_are_parted_however_they_are_written() -> None:
    assert split_names("县农林局、县财政局,县农林局；县水利局 ") == ("县农林局", "县财政局", "县水利局")
    assert split_names("无") == split_names(" ") == ()


@pytest.mark.parametrize(
    ("words", "due", "shown"),
    [
        ("2027-03-31", LedgerDeadline(date(2027, 3, 31), False, "2027-03-31"), "2027-03-31"),
        ("2027年3月底前", LedgerDeadline(date(2027, 3, 31), False, "2027年3月底前"), "2027-03-31"),
        ("长期坚持", LedgerDeadline(None, True, "长期坚持"), "长期"),
        ("", LedgerDeadline(None, False), ""),
    ],
)
def test_deadlines_are_read_in_offices_words(words: str, due: LedgerDeadline, shown: str) -> None:
    assert said(Column.DUE, words) == (due, shown, "")


def test_a_past_deadline_and_a_new_unit_are_doubted() -> None:
    assert said(Column.DUE, "2026-11-01")[2] == "已逾期22天"
    assert said(Column.UNITS, "县农林局、县文旅局")[2] == "名册里没有，将新建：县文旅局"
    assert said(Column.LEADERS, "陈立")[2] == ""


@pytest.mark.parametrize(
    ("column", "words", "here", "reason"),
    [
        (Column.DUE, "尽快", ROW, "没有看懂时限"),
        (Column.UNITS, "", ROW, "不能清空"),
        (Column.UNITS, "县农林局", replace(ROW, state=State.CLOSED), "已办结"),
        (Column.DIRECTIVE, "修", ROW, "太短"),
        (Column.REMARK, "长" * 2001, ROW, "太长"),
        (Column.LEADERS, "陈立=1+1", ROW, "不像一个名称"),
        (Column.STATE, "差不多", ROW, "没有“差不多”这个状态"),
        (Column.STATE, "待签收", ROW, "由系统产生"),
        (Column.STATE, "推进中", replace(ROW, state=State.CANCELLED), "不能在台账里恢复"),
        (Column.STATE, "已撤销", replace(ROW, state=State.CLOSED), "不能由“已办结”改为“已撤销”"),
        (Column.STATE, "已撤销", replace(ROW, units=(("县农林局", State.CLOSED),)), "部分单位已办结"),
        (Column.MEETING, "", ROW, "不能清空"),
        (Column.LEADERS, "陈立", replace(ROW, parent_id=3), "子事项随所属事项"),
        (Column.PROGRESS, "", ROW, "不能删除"),
        (Column.CONTACTS, "张三", ROW, "由系统填写"),
    ],
)
def test_what_cannot_be_kept_says_why(column: Column, words: str, here: LedgerRow, reason: str) -> None:
    with pytest.raises(UnusableCell) as told:
        read_cell(Cell(column, words, here, standing()))
    assert reason in told.value.why


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("已完成", State.CLOSED),
        ("正在 推进", State.IN_PROGRESS),
        ("100%", State.CLOSED),
        ("未启动", State.ASSIGNED),
        ("", None),
    ],
)
def test_states_are_known_under_other_offices_words(words: str, state: State | None) -> None:
    assert read_state(words) is state


def test_every_way_keeps_to_the_transition_table() -> None:
    for (before, after), verbs in WAYS.items():
        state = before
        for verb in verbs:
            state = TRANSITIONS[(state, verb)]
        assert state is after


def test_only_what_differs_from_here_is_a_change() -> None:
    same = edited(Column.DUE, "2026年12月31日", written=replace(ROW, deadline=date(2026, 6, 1)))
    assert compare(ReturnedLedger((same,), 0), standing()).changes == ()


def test_three_values_meet_in_a_cell() -> None:
    clean = compare(ReturnedLedger((edited(Column.DUE, "2027-01-01"),), 0), standing()).changes
    assert [one.is_conflict for one in clean] == [False]
    older = replace(ROW, deadline=date(2026, 6, 1))
    both = compare(ReturnedLedger((edited(Column.DUE, "2027-01-01", written=older),), 0), standing())
    assert [one.is_conflict for one in both.changes] == [True]
    assert both.to_apply(over_conflicts=False) == ()
    assert len(both.to_apply(over_conflicts=True)) == 1


def test_the_digest_follows_what_is_shown() -> None:
    row = edited(Column.DUE, "2027-01-01")
    one = compare(ReturnedLedger((row,), 0), standing())
    moved = compare(ReturnedLedger((row,), 0), standing(replace(ROW, deadline=date(2026, 12, 1))))
    assert one.digest() == compare(ReturnedLedger((row,), 9), standing()).digest()
    assert one.digest() != moved.digest()


def test_new_rows_are_read_once_each() -> None:
    rows = (
        ReturnedRow(9, {Column.DIRECTIVE: "建设村史馆", Column.UNITS: "县文旅局", Column.PROGRESS: "已选址"}),
        ReturnedRow(10, {Column.DIRECTIVE: "建设村史馆"}),
        ReturnedRow(11, {Column.DIRECTIVE: "拨付资金"}),
        ReturnedRow(12, {Column.REMARK: "没有内容"}),
        ReturnedRow(13, {Column.DIRECTIVE: "建设分馆"}, number="1.2"),
    )
    found = compare(ReturnedLedger(rows, 0), standing())
    (new,) = found.added
    assert (new.directive, new.units, new.state) == ("建设村史馆", ("县文旅局",), State.IN_PROGRESS)
    assert "县文旅局" in new.doubt
    assert found.known == (10, 11)
    assert [(one.line, one.why) for one in found.left] == [(12, "事项内容太短"), (13, "暂不能在台账里新增子事项")]


def test_figures_count_a_units_part_of_an_item_once() -> None:
    late = replace(ROW, deadline=date(2026, 11, 1))
    sub = replace(late, item_id=12, parent_id=11, sub=1, units=(("县农林局", State.CLOSED),), state=State.CLOSED)
    done = replace(ROW, item_id=13, number=2, units=(("县财政局", State.CLOSED),), state=State.CLOSED)
    gone = replace(ROW, item_id=14, number=3, state=State.CANCELLED)
    figures = unit_figures([late, sub, done, gone], TODAY, date(2026, 11, 30))
    assert [(one.name, one.total, one.closed, one.overdue) for one in figures] == [
        ("县农林局", 1, 0, 1),
        ("县财政局", 2, 1, 1),
    ]
