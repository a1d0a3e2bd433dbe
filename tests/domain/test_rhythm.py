"""Periods of long-term items: the due day of each, what was missed, when the next report is owed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.workdays import WorkCalendar
from domain.items.rhythm import Every, missed, next_due, period_of, periods, read_every, say_period

CALENDAR = WorkCalendar()
TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 1, 1), date(2031, 12, 31))


@pytest.mark.parametrize(
    ("every", "day", "first", "last", "due"),
    [
        (Every.WEEKLY, "2026-11-25", "2026-11-23", "2026-11-29", "2026-11-27"),
        # National Day of 2026 takes Thursday and Friday: Wednesday is the last worked day.
        (Every.WEEKLY, "2026-09-30", "2026-09-28", "2026-10-04", "2026-09-30"),
        (Every.MONTHLY, "2026-11-30", "2026-11-01", "2026-11-30", "2026-11-25"),
        # The 25th of October 2026 is a Sunday.
        (Every.MONTHLY, "2026-10-08", "2026-10-01", "2026-10-31", "2026-10-23"),
        (Every.MONTHLY, "2028-02-29", "2028-02-01", "2028-02-29", "2028-02-25"),
        (Every.QUARTERLY, "2026-11-23", "2026-10-01", "2026-12-31", "2026-12-25"),
        (Every.QUARTERLY, "2026-01-01", "2026-01-01", "2026-03-31", "2026-03-25"),
    ],
)
def test_the_due_day_of_a_period(every: Every, day: str, first: str, last: str, due: str) -> None:
    period = period_of(every, date.fromisoformat(day), CALENDAR)
    shown = tuple(one.isoformat() for one in (period.first, period.last, period.due))
    assert shown == (first, last, due)


@given(st.sampled_from(Every), DAYS)
def test_periods_tile_the_calendar(every: Every, day: date) -> None:
    period = period_of(every, day, CALENDAR)
    after = period_of(every, period.last + timedelta(days=1), CALENDAR)
    assert period.first <= day <= period.last
    assert period.first <= period.due <= period.last
    assert after.first == period.last + timedelta(days=1)
    assert period_of(every, period.first, CALENDAR) == period == period_of(every, period.last, CALENDAR)


@given(st.sampled_from(Every), DAYS, st.integers(0, 700), st.sets(st.integers(0, 700), max_size=12))
def test_what_is_missed_is_what_has_no_report(every: Every, since: date, span: int, offsets: set[int]) -> None:
    today = since + timedelta(days=span)
    reported = [since + timedelta(days=one) for one in offsets]
    gone = missed(every, since, reported, today, CALENDAR)
    for period in gone:
        assert since <= period.due < today
        assert not any(period.first <= day <= period.last for day in reported)
    assert missed(every, since, [one.first for one in gone], today, CALENDAR) == [
        one for one in missed(every, since, [], today, CALENDAR) if one not in gone
    ]


@given(st.sampled_from(Every), DAYS, st.integers(0, 400))
def test_a_report_today_moves_the_next_due_day_on(every: Every, since: date, span: int) -> None:
    today = since + timedelta(days=span)
    before = next_due(every, since, None, today, CALENDAR)
    after = next_due(every, since, today, today, CALENDAR)
    assert before <= after
    assert after > today
    assert after >= since


def test_a_whole_holiday_falls_back_to_the_day_of_collection() -> None:
    closed = WorkCalendar({date(2026, 11, 23) + timedelta(days=one): False for one in range(7)})
    assert period_of(Every.WEEKLY, TODAY, closed).due == date(2026, 11, 27)


def test_a_late_report_within_the_period_makes_good() -> None:
    since, today = date(2026, 9, 1), TODAY
    assert [one.first.month for one in missed(Every.MONTHLY, since, [], today, CALENDAR)] == [9, 10]
    late = [date(2026, 9, 30)]
    assert [one.first.month for one in missed(Every.MONTHLY, since, late, today, CALENDAR)] == [10]


def test_a_rhythm_set_after_the_day_of_collection_begins_with_the_next_period() -> None:
    since = date(2026, 11, 28)
    assert next_due(Every.MONTHLY, since, None, since, CALENDAR) == date(2026, 12, 25)
    assert list(periods(Every.MONTHLY, since, date(2026, 11, 30), CALENDAR)) == []


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("每月", Every.MONTHLY),
        ("月", Every.MONTHLY),
        ("Monthly", Every.MONTHLY),
        (" 每季度 ", Every.QUARTERLY),
        ("每季", Every.QUARTERLY),
        ("周", Every.WEEKLY),
        ("每年", None),
        ("", None),
    ],
)
def test_how_people_name_a_rhythm(words: str, every: Every | None) -> None:
    assert read_every(words) is every


def test_periods_have_names() -> None:
    shown = [say_period(every, period_of(every, TODAY, CALENDAR)) for every in Every]
    assert shown == ["11月23日这一周", "11月", "四季度"]
