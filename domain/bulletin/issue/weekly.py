"""When the weekly bulletin goes: at its weekday and hour, on a day off the last working day before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.dates.workdays import WorkCalendar
from domain.office.profile import OfficeProfile

_WEEK = timedelta(days=7)
# No run of days off is so long.
_LOOKED = 5


@dataclass(frozen=True, slots=True)
class WeeklyMoment:
    """`week` is that of the usual day ("2026-W48"), by which the weekly bulletin is claimed."""

    week: str
    at: datetime

    @property
    def day(self) -> date:
        return self.at.date()


def next_moment(now: datetime, profile: OfficeProfile, calendar: WorkCalendar) -> WeeklyMoment:
    return next(one for one in _moments(now, profile, calendar) if one.at > now)


def last_moment(now: datetime, profile: OfficeProfile, calendar: WorkCalendar) -> WeeklyMoment:
    return [one for one in _moments(now, profile, calendar) if one.at <= now][-1]


def _moments(now: datetime, profile: OfficeProfile, calendar: WorkCalendar) -> Iterator[WeeklyMoment]:
    """In order. A week that would fall together with the one before has none of its own."""
    local = now.astimezone(profile.zone)
    weekly = profile.weekly_bulletin
    usual = local.date() + timedelta(days=weekly.weekday - local.weekday()) - _LOOKED * _WEEK
    before = None
    for _ in range(2 * _LOOKED):
        day = last_workday(usual, calendar)
        if day != before:
            yield WeeklyMoment(week_key(usual), datetime.combine(day, weekly.at, tzinfo=profile.zone))
        before, usual = day, usual + _WEEK


def last_workday(day: date, calendar: WorkCalendar) -> date:
    """`day` itself when it is worked, else the last before it that is."""
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day


def week_key(day: date) -> str:
    """ "2026-W48"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
