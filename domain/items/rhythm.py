"""The rhythm of long-term items: periods, the day on which each period's report is due, periods missed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.dates.workdays import WorkCalendar


class Every(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


EVERY_WORDS = {Every.WEEKLY: "每周", Every.MONTHLY: "每月", Every.QUARTERLY: "每季度"}
_SPELLINGS = {word.removeprefix("每"): every for every, word in EVERY_WORDS.items()} | {
    "季": Every.QUARTERLY,
    "weekly": Every.WEEKLY,
    "monthly": Every.MONTHLY,
    "quarterly": Every.QUARTERLY,
}
_MONTHS = {Every.MONTHLY: 1, Every.QUARTERLY: 3}
# Offices collect on Friday, and on the 25th of the period's last month.
_FRIDAY, _COLLECTED_ON = 4, 25


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included; `due` is the last working day on or before the day of collection."""

    first: date
    last: date
    due: date


def read_every(words: str) -> Every | None:
    """ "每月", "月", "monthly"; None for anything else."""
    return _SPELLINGS.get(words.strip().lower().removeprefix("每"))


def period_of(every: Every, day: date, calendar: WorkCalendar) -> Period:
    """The period that `day` lies in."""
    if every is Every.WEEKLY:
        first = day - timedelta(days=day.weekday())
        last, collected = first + timedelta(days=6), first + timedelta(days=_FRIDAY)
    else:
        months = _MONTHS[every]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        final = date(first.year, first.month + months - 1, 1)
        last = (final + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        collected = final.replace(day=_COLLECTED_ON)
    return Period(first, last, _last_workday(first, collected, calendar))


def _last_workday(first: date, collected: date, calendar: WorkCalendar) -> date:
    """`collected` itself when the whole period is a holiday."""
    day = collected
    while day > first and not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day if calendar.is_workday(day) else collected


def periods(every: Every, since: date, until: date, calendar: WorkCalendar) -> Iterator[Period]:
    """From the first period whose due day is not before `since` to the one that `until` lies in."""
    period = period_of(every, since, calendar)
    while period.first <= until:
        if period.due >= since:
            yield period
        period = period_of(every, period.last + timedelta(days=1), calendar)


def missed(every: Every, since: date, reported: Collection[date], today: date, calendar: WorkCalendar) -> list[Period]:
    """Periods whose due day has passed without a report in them, the oldest first.

    A report after the due day but within the period makes good for it.
    """
    past = [period for period in periods(every, since, today, calendar) if period.due < today]
    return [one for one in past if not any(one.first <= day <= one.last for day in reported)]


def next_due(every: Every, since: date, last_reported: date | None, today: date, calendar: WorkCalendar) -> date:
    """The day by which the next report is owed; before `today` when the running period is late.

    A period that has a report is done with: the next one counts.
    """
    period = period_of(every, max(since, today), calendar)
    is_done = last_reported is not None and last_reported >= period.first
    if is_done or period.due < since:
        period = period_of(every, period.last + timedelta(days=1), calendar)
    return period.due


def say_period(every: Every, period: Period) -> str:
    """ "11月", "四季度", "11月23日这一周"."""
    if every is Every.WEEKLY:
        return f"{period.first.month}月{period.first.day}日这一周"
    if every is Every.MONTHLY:
        return f"{period.first.month}月"
    return f"{'一二三四'[(period.first.month - 1) // 3]}季度"
