"""Lights and day counts: computed from deadline and clock, never stored."""

from datetime import date
from enum import StrEnum

from domain.states import State

DUE_SOON_DAYS = 7
SILENT_DAYS = 14


class Light(StrEnum):
    OVERDUE = "🔴"
    DUE_SOON = "🟡"
    ON_COURSE = "🟢"
    CLOSED = "✅"
    CANCELLED = "⚪"


def light(
    state: State, deadline: date | None, last_moved_on: date | None, today: date, *, asked_on: date | None = None
) -> Light:
    """🔴 overdue, 🟡 due within a week or silent for two, 🟢 on course, ✅ closed."""
    if state is State.CLOSED:
        return Light.CLOSED
    if state is State.CANCELLED:
        return Light.CANCELLED
    if days_overdue(deadline, today, asked_on=asked_on):
        return Light.OVERDUE
    if deadline is not None and 0 <= days_left(deadline, today) <= DUE_SOON_DAYS:
        return Light.DUE_SOON
    if last_moved_on is not None and silent_for(last_moved_on, today) >= SILENT_DAYS:
        return Light.DUE_SOON
    return Light.ON_COURSE


def days_left(deadline: date, today: date) -> int:
    """Negative when overdue."""
    return (deadline - today).days


def days_overdue(deadline: date | None, today: date, *, asked_on: date | None = None) -> int:
    """0 when there is no deadline or it has not passed, or all was asked to be closed in time (`asked_on`).

    What waits for its verdict grows no later: the review is the office's time.
    """
    counted_until = min(asked_on or today, today)
    return max(0, (counted_until - deadline).days) if deadline else 0


def silent_for(last_moved_on: date, today: date) -> int:
    """ "N 天未动": days since the last report (or the registration)."""
    return max(0, (today - last_moved_on).days)


def say_since(since: date, today: date, days: str, *, of_today: str = "") -> str:
    """`days` is "等了{}天"; of what is of today nobody says that it has waited 0 days."""
    waited = silent_for(since, today)
    return days.format(waited) if waited else of_today


def latest(before: date | None, day: date) -> date:
    """What was said earlier, and became known later, moves no day back."""
    return max(before, day) if before else day


def say_deadline_met(deadline: date | None, said_on: date, today: date, *, long_term: bool = False) -> str:
    """Once a deadline is over, of what was said in time 在时限内报（11月27日）, of all else how late it was said."""
    if deadline is None or deadline >= today:
        return say_deadline(deadline, today, long_term=long_term)
    if said_on > deadline:
        return say_deadline(deadline, min(said_on, today))
    return f"在时限内报（{said_on.month}月{said_on.day}日）"


def say_deadline(deadline: date | None, today: date, *, long_term: bool = False) -> str:
    """距时限12天, 今日到期, 已逾期3天, 长期, 未定时限."""
    if deadline is None:
        return "长期" if long_term else "未定时限"
    left = days_left(deadline, today)
    if left == 0:
        return "今日到期"
    return f"距时限{left}天" if left > 0 else f"已逾期{-left}天"
