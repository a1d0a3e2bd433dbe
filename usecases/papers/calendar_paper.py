"""Working days from a file or from words: shown first, written after a confirmation, all of it or nothing."""

import hashlib

from domain import toasts
from domain.arrivals import Arrival
from domain.dates import calendar_texts as texts
from domain.dates.calendar_paper import CalendarPaper, calendar_from_json
from domain.dates.notices import read_notice
from domain.hygiene import clean, cut
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.papers.shown import CALENDAR
from domain.refusals import BadInput
from storage.tx import Tx
from usecases.office.calendar import fresh_days, remove_day, show_calendar, write_days
from usecases.papers import shown


async def say_calendar(tx: Tx, actor: Actor, words: str) -> Answer:
    """`/calendar`, `/calendar 10月1日至7日放假…`, `/calendar 删除 10月10日`."""
    require(actor, Action.SET_POLICY)
    said = clean(words)
    if not said:
        return await show_calendar(tx, actor)
    if said.startswith(texts.REMOVE):
        return await remove_day(tx, actor, said.removeprefix(texts.REMOVE))
    by_words = Arrival(source_name=" ".join(said.split()), text_hash=hashlib.sha256(said.encode()).hexdigest())
    return await _preview(tx, actor, read_notice(said, tx.happened_on), by_words)


async def bring_calendar(tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    """A file that was read before the transaction."""
    require(actor, Action.SET_POLICY)
    if arrival.refusal is not None:
        raise arrival.refusal
    if arrival.calendar is None:
        raise BadInput(texts.USAGE)
    return await _preview(tx, actor, arrival.calendar, arrival)


async def _preview(tx: Tx, actor: Actor, paper: CalendarPaper, arrival: Arrival) -> Answer:
    fresh = await fresh_days(tx, paper.days)
    facts = {"text": cut(arrival.source_name, 200), "days": len(paper.days)}
    draft = await shown.keep_reading(tx, actor, CALENDAR, arrival, paper.to_json(), facts)
    days, known = sorted(paper.days.items()), len(paper.days) - len(fresh)
    rows = texts.preview_rows(draft.paper_draft_id, draft.version)
    text = texts.preview(cut(arrival.source_name, 60), days, known, paper.left)
    return Answer(text, texts.PREVIEW_TITLE, rows, kind="preview")


async def confirm_calendar(tx: Tx, actor: Actor, draft_id: int, version: int) -> Answer:
    """[确认]: what contradicts the days kept meanwhile is refused as it was before."""
    draft = await shown.open_draft(tx, actor, CALENDAR, draft_id, version)
    await shown.mark_written(tx, CALENDAR, draft)
    days, source = calendar_from_json(draft.reading).days, cut(draft.source_name, 200)
    told = await write_days(tx, actor, days, source, shown.label_of(CALENDAR, draft))
    return Answer(told.text, told.title, edit=True, toast=toasts.ENTERED)
