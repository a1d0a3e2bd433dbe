"""What an office has decided about itself: agency, clock zone, hours, the weekly bulletin."""

from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class WeeklyTime:
    """A weekday (0 = Monday) and a wall-clock time in the office's zone."""

    weekday: int
    at: time

    @classmethod
    def parse(cls, words: str) -> "WeeklyTime":
        """`fri 17:00`; ValueError says what is expected."""
        try:
            day, clock = words.strip().lower().split()
            hour, minute = clock.split(":")
            return cls(WEEKDAYS.index(day[:3]), time(int(hour), int(minute)))
        except ValueError:
            raise ValueError(f"expected a weekday and a time such as 'fri 17:00', got {words!r}") from None


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """The settings that use cases need; one per office, given to each transaction."""

    agency: str = "县人民政府督查室"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    weekly_bulletin: WeeklyTime = field(default_factory=lambda: WeeklyTime(4, time(17, 0)))
    publishes_by_itself: bool = True
    working_hours: str = "09:00-12:00,14:00-18:00"
    admin_ids: tuple[int, ...] = ()
