"""The office's own time: its calendar of working days, and the span of working hours that it is now."""

from domain.dates.workdays import WorkCalendar, WorkingHours
from storage.nudging import nudges
from storage.tx import Tx


async def office_calendar(tx: Tx) -> WorkCalendar:
    return WorkCalendar(await nudges.calendar_overrides(tx))


def working_span(tx: Tx, calendar: WorkCalendar) -> int | None:
    """The place of the span of working hours that it is now; None outside of them."""
    local = tx.local(tx.now)
    if not calendar.is_workday(local.date()):
        return None
    spans = WorkingHours.parse(tx.profile.working_hours).spans
    return next((place for place, (start, end) in enumerate(spans) if start <= local.time() < end), None)
