"""The official calendar with 调休, an office's own days, and the honest end of what is published."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.workdays import WorkCalendar, WorkingHours


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),
        (date(2026, 9, 20), True),
        (date(2026, 10, 10), True),
        (date(2026, 10, 1), False),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
    ],
)
def test_holidays_and_the_weekends_worked_for_them(day: date, worked: bool) -> None:
    assert WorkCalendar().is_workday(day) is worked


def test_an_override_is_stronger_than_the_calendar() -> None:
    calendar = WorkCalendar({date(2026, 11, 23): False, date(2026, 11, 22): True})
    assert not calendar.is_workday(date(2026, 11, 23))
    assert calendar.is_workday(date(2026, 11, 22))


def test_an_unpublished_year_falls_back_to_monday_to_friday_and_says_so() -> None:
    calendar = WorkCalendar()
    assert calendar.covers(2026)
    assert not calendar.covers(2027)
    assert calendar.is_workday(date(2027, 10, 4))
    assert not calendar.is_workday(date(2027, 10, 1))
    assert not calendar.is_workday(date(2027, 10, 2))


def test_a_day_off_of_the_office_is_no_notice_of_the_year() -> None:
    day_off = {date(2027, 8, 2): False}
    assert not WorkCalendar(day_off).covers(2027)
    assert WorkCalendar({**day_off, date(2027, 8, 7): True}).covers(2027)


def test_working_days_are_counted_over_a_festival() -> None:
    assert WorkCalendar().add_workdays(date(2026, 9, 29), 3) == date(2026, 10, 9)


def test_the_next_working_day_may_be_today() -> None:
    calendar = WorkCalendar()
    assert calendar.next_workday(date(2026, 11, 23)) == date(2026, 11, 23)
    assert calendar.next_workday(date(2026, 11, 28)) == date(2026, 11, 30)


@given(st.dates(date(2005, 1, 1), date(2026, 10, 31)), st.integers(1, 30))
def test_just_as_many_working_days_lie_between(day: date, count: int) -> None:
    calendar = WorkCalendar()
    end = calendar.add_workdays(day, count)
    days = [date.fromordinal(number) for number in range(day.toordinal() + 1, end.toordinal() + 1)]
    assert sum(map(calendar.is_workday, days)) == count
    assert calendar.is_workday(end)


@pytest.mark.parametrize(
    ("at", "inside"),
    [
        (time(8, 59), False),
        (time(9), True),
        (time(11, 59, 59), True),
        (time(12), False),
        (time(13), False),
        (time(14), True),
        (time(18), False),
    ],
)
def test_hours_hold_their_start_and_not_their_end(at: time, inside: bool) -> None:
    assert WorkingHours.parse("09:00-12:00，14:00-18:00").contains(at) is inside


def test_a_day_may_last_until_midnight() -> None:
    assert WorkingHours.parse("00:00-24:00").contains(time(23, 59, 59))


@pytest.mark.parametrize("words", ["", "9-12", "09:00-12:00,", "12:00-09:00", "25:00-26:00", "nine to five"])
def test_malformed_hours_say_what_is_expected(words: str) -> None:
    with pytest.raises(ValueError, match=r"expected hours such as 09:00-12:00,14:00-18:00, got"):
        WorkingHours.parse(words)
