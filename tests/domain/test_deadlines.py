"""Lights and day counts around a deadline."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dates.deadlines import Light, days_left, days_overdue, light, say_deadline, say_deadline_met, silent_for
from domain.states import OPEN_STATES, State

TODAY = date(2026, 11, 23)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("left", "shown"), [(-1, Light.OVERDUE), (0, Light.DUE_SOON), (7, Light.DUE_SOON), (8, Light.ON_COURSE)]
)
def test_the_light_of_an_open_item(left: int, shown: Light) -> None:
    assert light(State.IN_PROGRESS, ahead(left), TODAY, TODAY) is shown


@pytest.mark.parametrize(("silent", "shown"), [(13, Light.ON_COURSE), (14, Light.DUE_SOON)])
@pytest.mark.parametrize("deadline", [None, ahead(60)])
def test_two_silent_weeks_turn_it_yellow(silent: int, shown: Light, deadline: date | None) -> None:
    assert light(State.IN_PROGRESS, deadline, ahead(-silent), TODAY) is shown


@given(st.integers(-400, 400), st.integers(0, 400))
def test_what_is_settled_shows_neither_late_nor_silent(left: int, silent: int) -> None:
    assert light(State.CLOSED, ahead(left), ahead(-silent), TODAY) is Light.CLOSED
    assert light(State.CANCELLED, ahead(left), ahead(-silent), TODAY) is Light.CANCELLED


@given(st.sampled_from(OPEN_STATES), st.integers(-400, 400), st.integers(0, 400))
def test_red_is_exactly_what_is_overdue(state: State, left: int, silent: int) -> None:
    shown = light(state, ahead(left), ahead(-silent), TODAY)
    assert (shown is Light.OVERDUE) == (days_overdue(ahead(left), TODAY) > 0) == (days_left(ahead(left), TODAY) < 0)


@pytest.mark.parametrize(
    ("left", "said"), [(12, "距时限12天"), (1, "距时限1天"), (0, "今日到期"), (-1, "已逾期1天"), (-30, "已逾期30天")]
)
def test_how_a_deadline_is_said(left: int, said: str) -> None:
    assert say_deadline(ahead(left), TODAY) == said


def test_how_no_deadline_is_said() -> None:
    assert say_deadline(None, TODAY) == "未定时限"
    assert say_deadline(None, TODAY, long_term=True) == "长期"
    assert days_overdue(None, TODAY) == 0


def test_a_movement_recorded_for_tomorrow_is_no_negative_silence() -> None:
    assert silent_for(ahead(1), TODAY) == 0
    assert silent_for(ahead(-15), TODAY) == 15


@pytest.mark.parametrize(
    ("asked_before", "late", "shown"),
    [(None, 3, Light.OVERDUE), (9, 0, Light.ON_COURSE), (3, 0, Light.ON_COURSE), (2, 1, Light.OVERDUE)],
)
def test_what_waits_for_its_verdict_grows_no_later(asked_before: int | None, late: int, shown: Light) -> None:
    asked_on = None if asked_before is None else ahead(-asked_before)
    assert days_overdue(ahead(-3), TODAY, asked_on=asked_on) == late
    assert light(State.AWAITING_REVIEW, ahead(-3), TODAY, TODAY, asked_on=asked_on) is shown
    words = say_deadline_met(ahead(-3), asked_on or TODAY, TODAY)
    assert words.startswith(f"已逾期{late}天" if late else "在时限内报")


def test_before_its_deadline_it_is_as_near_as_it_was() -> None:
    assert light(State.AWAITING_REVIEW, ahead(2), TODAY, TODAY, asked_on=ahead(-1)) is Light.DUE_SOON
    assert say_deadline_met(ahead(2), ahead(-1), TODAY) == "距时限2天"
