"""When a nudge is due: each stage once, a moved deadline anew, and one nudge after an outage."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.workdays import WorkCalendar
from domain.nudging.stages import DEFAULT_POLICY, NudgePolicy, due_stage, horizon

DEADLINE = date(2026, 12, 1)
DAY = timedelta(days=1)


def stage(left: int, policy: NudgePolicy | None = None) -> str | None:
    """With `left` days to the deadline."""
    today = DEADLINE - left * DAY
    if policy is None:
        return due_stage(DEADLINE, today, long_term=False, last_moved_on=today)
    return due_stage(DEADLINE, today, long_term=False, last_moved_on=today, policy=policy)


@pytest.mark.parametrize(
    ("left", "name"),
    [
        (7, "before-7"),
        (6, "before-7"),
        (3, "before-3"),
        (2, "before-3"),
        (1, "before-1"),
        (0, "on"),
        (-1, "after-1"),
        (-2, "after-1"),
        (-3, "after-3"),
        (-6, "after-3"),
        (-7, "after-7"),
        (-13, "after-7"),
        (-14, "after-14"),
        (-20, "after-14"),
        (-21, "after-21"),
        (-365, "after-364"),
    ],
)
def test_the_newest_stage_reached_counts(left: int, name: str) -> None:
    assert stage(left) == f"{name}:2026-12-01"


def test_nothing_is_due_more_than_a_week_ahead() -> None:
    assert [stage(left) for left in (8, 30, 400)] == [None, None, None]


def test_each_stage_lasts_until_the_next_so_that_a_day_off_loses_none() -> None:
    """Day by day each key is met in one run: whoever skips known keys nudges once for each."""
    keys = [stage(left) for left in range(10, -40, -1)]
    runs = [key for place, key in enumerate(keys) if key and key != keys[place - 1]]
    assert len(runs) == len(set(runs))
    assert [key.partition(":")[0] for key in runs] == [
        "before-7",
        "before-3",
        "before-1",
        "on",
        "after-1",
        "after-3",
        "after-7",
        "after-14",
        "after-21",
        "after-28",
        "after-35",
    ]


def test_a_moved_deadline_starts_anew() -> None:
    today = DEADLINE - 3 * DAY
    before = due_stage(DEADLINE, today, long_term=False, last_moved_on=today)
    moved = due_stage(DEADLINE + 2 * DAY, today, long_term=False, last_moved_on=today)
    assert before == "before-3:2026-12-01"
    assert moved == "before-7:2026-12-03"


@pytest.mark.parametrize(("silent", "name"), [(0, None), (13, None), (14, "rest-14"), (27, "rest-14"), (28, "rest-28")])
@pytest.mark.parametrize(("deadline", "long_term"), [(None, False), (None, True), (DEADLINE, True)])
def test_without_a_deadline_two_silent_weeks_are_asked_about(
    deadline: date | None, long_term: bool, silent: int, name: str | None
) -> None:
    last = date(2026, 11, 1)
    found = due_stage(deadline, last + silent * DAY, long_term=long_term, last_moved_on=last)
    assert found == (f"{name}:2026-11-01" if name else None)


def test_a_report_starts_the_two_weeks_again() -> None:
    today = date(2026, 12, 1)
    assert due_stage(None, today, long_term=True, last_moved_on=today - 14 * DAY)
    assert due_stage(None, today, long_term=True, last_moved_on=today - DAY) is None


def test_an_office_may_have_a_policy_of_its_own() -> None:
    policy = NudgePolicy(before=(10,), after=(2,), after_every=5, rest_every=30)
    assert stage(9, policy) == "before-10:2026-12-01"
    assert stage(-1, policy) == "on:2026-12-01"
    assert stage(-6, policy) == "after-2:2026-12-01"
    assert stage(-7, policy) == "after-7:2026-12-01"


@given(st.integers(-800, 7))
def test_from_a_week_before_on_there_is_always_a_stage(left: int) -> None:
    key = stage(left)
    assert key is not None
    assert key.endswith(":2026-12-01")


def on(deadline: date, today: date, policy: NudgePolicy = DEFAULT_POLICY) -> str | None:
    """In a round of the official calendar."""
    found = due_stage(deadline, today, long_term=False, last_moved_on=today, policy=policy, calendar=WorkCalendar())
    return found and found.partition(":")[0]


@pytest.mark.parametrize(
    ("deadline", "today", "name"),
    [
        # 国庆 2026 is off from the 1st to the 7th: before-7, -3 and -1 of the 8th all fall into it.
        (date(2026, 10, 8), date(2026, 9, 30), "before-1"),
        (date(2026, 10, 8), date(2026, 10, 8), "on"),
        # A deadline inside: what counts is the last working day that it leaves.
        (date(2026, 10, 5), date(2026, 9, 30), "on"),
        (date(2026, 10, 5), date(2026, 9, 29), "before-1"),
        (date(2026, 10, 5), date(2026, 10, 8), "after-3"),
        # A Monday, and the day before it is a Sunday.
        (date(2026, 11, 30), date(2026, 11, 27), "before-1"),
    ],
)
def test_a_stage_on_a_day_off_moves_to_the_working_day_before(deadline: date, today: date, name: str) -> None:
    assert on(deadline, today) == name


@given(st.dates(date(2026, 1, 20), date(2026, 12, 31)), st.sampled_from([(1,), (3, 1), (7, 3, 1), (10, 5, 3, 1), (2,)]))
def test_nobody_hears_first_on_the_last_working_day(deadline: date, before: tuple[int, ...]) -> None:
    calendar, policy = WorkCalendar(), NudgePolicy(before=before)
    last = calendar.workday_before(deadline)
    rounds = [day for back in range(40, -1, -1) if calendar.is_workday(day := last - timedelta(days=back))]
    heard = [day for day in rounds if on(deadline, day, policy)]
    assert heard[0] < last
    assert all(deadline <= horizon(day, policy, calendar) for day in heard)
