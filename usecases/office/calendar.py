"""The office's working days: what is covered, and notices pasted in; what contradicts is refused whole."""

from collections.abc import Mapping
from datetime import date

from domain.dates import calendar_texts as texts
from domain.dates.day_spans import read_days
from domain.dates.workdays import WorkCalendar
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.settings import CALENDAR
from domain.refusals import BadInput, NotFound
from storage.nudging import nudges
from storage.office import calendar as rows
from storage.tx import Tx
from usecases.office import settings
from usecases.steps.office_time import office_calendar

# The kind of the message that a notice or a file may answer.
QUESTION = "calendar"


async def show_calendar(tx: Tx, actor: Actor) -> Answer:
    """`/calendar`."""
    require(actor, Action.SET_POLICY)
    own = await nudges.calendar_overrides(tx)
    calendar = WorkCalendar(own)
    years = [(year, calendar.covers(year)) for year in (tx.happened_on.year, tx.happened_on.year + 1)]
    ahead = sorted((day, works) for day, works in own.items() if day >= tx.today)
    text = texts.overview(tx.today, calendar.is_workday(tx.today), years, ahead, tx.profile.working_hours)
    return Answer(f"{text}\n\n{texts.USAGE}\n{texts.BY_FILE}", texts.TITLE, kind=QUESTION)


async def fresh_days(tx: Tx, said: Mapping[date, bool]) -> dict[date, bool]:
    """Those that are not kept yet; BadInput for what contradicts the kept ones, or when there is nothing new."""
    own = await nudges.calendar_overrides(tx)
    for day, works in sorted(said.items()):
        if own.get(day, works) is not works:
            clash = {"day": texts.say(day), "now": texts.kind(own[day])}
            raise BadInput(texts.CLASHES.format(**clash, month=day.month, number=day.day))
    fresh = {day: works for day, works in said.items() if day not in own}
    if not fresh:
        raise BadInput(texts.SAME)
    return fresh


async def write_days(
    tx: Tx, actor: Actor, said: Mapping[date, bool], source: str, subject: str = texts.TITLE
) -> Answer:
    """Keep the days of a notice or a file, said by `source`."""
    fresh = await fresh_days(tx, said)
    await rows.keep(tx, fresh, source)
    after = {"text": source, "days": {str(day): works for day, works in fresh.items()}}
    tx.record(CALENDAR.audit, subject, by=actor, after=after)
    calendar = await office_calendar(tx)
    years = [(year, calendar.covers(year)) for year in sorted({day.year for day in fresh})]
    text = texts.kept(sorted(said.items()), years)
    await settings.tell(tx, actor, CALENDAR, text, f"{min(fresh)}:{tx.now.isoformat()}")
    return Answer(text, texts.TITLE)


async def remove_day(tx: Tx, actor: Actor, words: str) -> Answer:
    """`/calendar 删除 10月10日`."""
    require(actor, Action.SET_POLICY)
    own = await nudges.calendar_overrides(tx)
    # Without a year: the next such day that was kept, else this year's.
    days = [read_days(words, year).first for year in (tx.happened_on.year, tx.happened_on.year + 1)]
    day = next((day for day in days if day in own), days[0])
    if not await rows.remove(tx, day):
        raise NotFound(texts.NOT_KEPT.format(day=texts.say(day)))
    tx.record(CALENDAR.audit, texts.TITLE, by=actor, after={"text": texts.removed(day)})
    await settings.tell(tx, actor, CALENDAR, texts.removed(day), f"{day}:{tx.now.isoformat()}")
    return Answer(texts.removed(day), texts.TITLE)
