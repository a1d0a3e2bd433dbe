"""An issue's life: what leads where, and what has changed since a draft was made."""

from dataclasses import replace
from datetime import date

import pytest

from domain.bulletin.issue.changes import carried_over, changed_since
from domain.bulletin.life import ISSUE_LIFE, OPEN_ISSUES, PRINTED, BulletinState, IssueStep, next_issue_state
from domain.bulletin.making import BulletinFacts, FactItem, make_bulletin
from domain.bulletin.snapshot import BulletinSnapshot, with_progress
from tests.building import told

ENDS = (BulletinState.WITHDRAWN, BulletinState.DISCARDED)


@pytest.mark.parametrize("end", ENDS)
def test_nothing_leads_out_of_an_end(end: BulletinState) -> None:
    assert all(next_issue_state(end, step) is None for step in IssueStep)


def test_what_is_printed_is_never_a_draft_again() -> None:
    assert not [step for step, after in ISSUE_LIFE.items() if step[0] in PRINTED and after in OPEN_ISSUES]


def test_changed_words_need_a_new_signature() -> None:
    for state in (BulletinState.SIGNING, BulletinState.SIGNED):
        assert next_issue_state(state, IssueStep.CHANGE) is BulletinState.DRAFT


def item(number: int, progress: str = "正在招标", *, closed: bool = False, overdue_days: int = 0) -> FactItem:
    said = told(progress, number)
    return FactItem(number, f"#{number}", f"修建第{number}座桥", closed, progress=said, overdue_days=overdue_days)


def made(*items: FactItem, agency: str = "云岭县人民政府督查室", day: int = 23) -> BulletinSnapshot:
    return make_bulletin(BulletinFacts(agency, date(2026, 11, day), items))


def test_nothing_changed_though_the_day_is_another() -> None:
    assert changed_since(made(item(1), item(2)), made(item(1), item(2), day=30)) == ()


def test_each_item_that_would_be_printed_otherwise_is_named_once() -> None:
    before = made(item(1), item(2), item(3), item(4), item(5, closed=True), item(7))
    now = made(item(1, "已开标"), item(2, closed=True), item(3), item(5), item(6), item(7, overdue_days=2))
    assert sorted(changed_since(before, now)) == [
        "#1 有新进展",
        "#2 已办结",
        "#4 不再列入",
        "#5 又在推进",
        "#6 新列入",
        "#7 已逾期",
    ]


def test_another_addressee_is_a_change() -> None:
    now = replace(made(item(1)), send_to=("各镇人民政府",))
    assert changed_since(made(item(1)), now) == ("通报用词或发送单位改过",)


def test_a_supervisors_words_are_no_change_and_stay_while_the_original_is_the_same() -> None:
    draft = made(item(1), item(2))
    for number in (1, 2):
        draft = with_progress(draft, number, "已进入公开招标程序")
    assert changed_since(draft, made(item(1), item(2))) == ()
    now = carried_over(draft, made(item(1), item(2, "已签订合同")))
    assert [one.progress for one in now.entries] == ["已进入公开招标程序。", "已签订合同。"]
