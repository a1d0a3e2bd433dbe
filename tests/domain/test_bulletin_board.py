"""The picture of a bulletin shows the figures of its snapshot, and its lights add up."""

from dataclasses import replace
from datetime import date, timedelta

from domain.bulletin.issue_board import board_of
from domain.bulletin.making import BulletinFacts, FactItem, make_bulletin
from domain.bulletin.snapshot import bulletin_from_json

DAY = date(2026, 11, 27)
ITEMS = (
    FactItem(1, "#1", "修堤", True, units=("县水利局",), closed_on=DAY),
    FactItem(2, "#2", "修桥", False, units=("县交通局",), overdue_days=3, deadline=DAY - timedelta(3), still_days=90),
    FactItem(3, "#3", "修路", False, units=("县交通局", "县财政局"), deadline=DAY + timedelta(2), still_days=90),
    FactItem(4, "#4", "植树", False, units=("县林业局",), still_days=90),
    FactItem(5, "#5", "清淤", False, units=("县水利局",), still_days=1),
    FactItem(6, "#6", "架线", False, overdue_days=9, deadline=DAY - timedelta(9)),
)


def test_lights_add_up_and_the_worst_stand_first() -> None:
    made = bulletin_from_json(make_bulletin(BulletinFacts("县督查室", DAY, ITEMS)).to_json())
    board = board_of(made)
    assert (board.total, board.closed, board.overdue, board.due_soon, board.silent) == (6, 1, 2, 1, 1)
    assert board.on_course == 1
    assert [one.label for one in board.overdue_items] == ["#6", "#2"]
    assert [(row.name, row.total, row.closed, row.overdue) for row in board.units] == [
        ("县交通局", 2, 0, 1),
        ("县水利局", 2, 1, 0),
        ("县财政局", 1, 0, 0),
        ("县林业局", 1, 0, 0),
    ]


def test_weeks_run_from_the_oldest_to_this_one() -> None:
    made = make_bulletin(BulletinFacts("县督查室", DAY, ITEMS))
    earlier = [replace(made, as_of=DAY - timedelta(weeks=back), closed=1 - back // 2) for back in (1, 2)]
    weeks = board_of(made, earlier).weeks
    assert [(week.day, week.closed) for week in weeks] == [
        (DAY - timedelta(weeks=2), 0),
        (DAY - timedelta(weeks=1), 1),
        (DAY, 1),
    ]
