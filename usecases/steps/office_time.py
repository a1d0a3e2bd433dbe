"""The office's own time: its calendar of working days, and the span of working hours that it is now."""

from datetime import datetime, timedelta

from domain.dates.workdays import WorkCalendar, WorkingHours
from storage.nudging import nudges
from storage.tx import Tx


async def office_calendar(tx: Tx) -> WorkCalendar:
    return WorkCalendar(await nudges.calendar_overrides(tx))


def next_opening(tx: Tx, calendar: WorkCalendar) -> datetime | None:
    """When working hours begin again; None while they last."""
    if working_span(tx, calendar) is not None:
        return None
    local, starts = tx.local(tx.now), [start for start, _ in WorkingHours.parse(tx.profile.working_hours).spans]
    today = [start for start in starts if start > local.time()] if calendar.is_workday(local.date()) else []
    day = local.date() if today else calendar.next_workday(local.date() + timedelta(days=1))
    return datetime.combine(day, min(today or starts), tzinfo=local.tzinfo)


def working_span(tx: Tx, calendar: WorkCalendar) -> int | None:
    """The place of the span of working hours that it is now; None outside of them."""
    local = tx.local(tx.now)
    if not calendar.is_workday(local.date()):
        return None
    spans = WorkingHours.parse(tx.profile.working_hours).spans
    return next((place for place, (start, end) in enumerate(spans) if start <= local.time() < end), None)
