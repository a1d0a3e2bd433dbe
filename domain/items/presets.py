"""Deadlines that offices use again and again, as data by kind of source; offered where one is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates.workdays import WorkCalendar

MEETING, INSTRUCTION, STEPS = "meeting", "instruction", "steps"


@dataclass(frozen=True, slots=True)
class DeadlinePreset:
    """`days` counts from the source's day: working days, or calendar days that end on a working day."""

    kind: str
    name: str
    days: int
    in_workdays: bool = False


PRESETS = (
    DeadlinePreset(MEETING, "会后5个工作日", 5, in_workdays=True),
    DeadlinePreset(INSTRUCTION, "批示急件3日", 3),
    DeadlinePreset(INSTRUCTION, "批示一般15日", 15),
    DeadlinePreset(INSTRUCTION, "批示难件30日", 30),
    DeadlinePreset(STEPS, "1日响应", 1),
    DeadlinePreset(STEPS, "3日部署", 3),
    DeadlinePreset(STEPS, "7日见效", 7),
    DeadlinePreset(STEPS, "30日办结", 30),
)


def kind_of_source(title: str) -> str:
    """A leader's instruction, or a meeting."""
    return INSTRUCTION if "批示" in title else MEETING


def day_of(preset: DeadlinePreset, since: date, calendar: WorkCalendar) -> date:
    if preset.in_workdays:
        return calendar.add_workdays(since, preset.days)
    return calendar.next_workday(since + timedelta(days=preset.days))


def offered(source: str, since: date, today: date, calendar: WorkCalendar) -> list[tuple[DeadlinePreset, date]]:
    """The presets of the source's kind and the 1-3-7-30 steps, with their days.

    Counted from the source's day, or from today when that day is past already.
    """
    found = []
    for preset in PRESETS:
        if preset.kind in (kind_of_source(source), STEPS):
            base = since if preset.kind != STEPS else today
            day = day_of(preset, base, calendar)
            found.append((preset, day if day >= today else day_of(preset, today, calendar)))
    return found
