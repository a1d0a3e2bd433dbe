"""Working days with 调休: the official calendar, an office's overrides, and honest ends of coverage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from domain.dates.holidays import is_off_by_law

# The national notice for the next year comes out in late October or November.
NOTICE_MONTH = 11


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """`overrides`: day -> is it worked, stronger than the official calendar."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        # 4 MB of tables that only nudges and dates need.
        import chinese_calendar

        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < 5 and not is_off_by_law(day)

    def covers(self, year: int) -> bool:
        """False where Monday to Friday and the days by law are assumed: no notice of that year is known.

        A notice frees working days and makes up for some on weekends; overrides that do only one of the
        two are an office's own days off.
        """
        import chinese_calendar

        try:
            chinese_calendar.is_workday(date(year, 6, 1))
        except NotImplementedError:
            changed = {is_work for day, is_work in self.overrides.items() if day.year == year}
            return changed == {True, False}
        return True

    def lacks_notice(self, today: date) -> int | None:
        """The year whose notice is missing: this one, or from November on, when it comes out, the next."""
        years = [today.year, *([today.year + 1] if today.month >= NOTICE_MONTH else [])]
        return next((year for year in years if not self.covers(year)), None)

    def last_before_workday(self, day: date) -> date:
        """The last day off behind `day`; `day` itself where the morrow is worked."""
        return self.next_workday(day + timedelta(days=1)) - timedelta(days=1)

    def workday_before(self, day: date) -> date:
        """`day` itself when it is worked, else the last before it that is."""
        while not self.is_workday(day):
            day -= timedelta(days=1)
        return day

    def next_workday(self, day: date) -> date:
        """`day` itself when it is worked, else the next that is."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day


def workdays_after(at: datetime, days: int, zone: tzinfo, calendar: WorkCalendar) -> datetime:
    """Whole working days after a moment; of one on a day off from the next working day's begin."""
    local = at.astimezone(zone)
    first = calendar.next_workday(local.date())
    clock = local.time() if first == local.date() else time()
    return datetime.combine(calendar.add_workdays(first, days), clock, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Spans of the day, start included, end not."""

    spans: tuple[tuple[time, time], ...]

    @classmethod
    def parse(cls, words: str) -> "WorkingHours":
        """`09:00-12:00,14:00-18:00`; ValueError says what is expected."""
        try:
            spans = tuple(_span(part) for part in words.replace("，", ",").split(","))
        except ValueError:
            raise ValueError(f"expected hours such as 09:00-12:00,14:00-18:00, got {words!r}") from None
        return cls(spans)

    def contains(self, at: time) -> bool:
        return any(start <= at < end for start, end in self.spans)


def _span(words: str) -> tuple[time, time]:
    start, end = (part.strip() for part in words.split("-"))
    span = (_clock(start), time.max if end == "24:00" else _clock(end))
    if span[0] >= span[1]:
        raise ValueError(words)
    return span


def _clock(words: str) -> time:
    hour, minute = words.split(":")
    return time(int(hour), int(minute))
