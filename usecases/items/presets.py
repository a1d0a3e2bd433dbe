"""Buttons with the usual deadlines, where an item has none."""

from domain.items import lifecycle_texts as texts
from domain.items import presets as rules
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from domain.states import OPEN_STATES
from storage.items import items
from storage.tables import Item
from storage.tx import Tx
from usecases.steps.loading import about, known_item
from usecases.steps.office_time import office_calendar


def is_missing(item: Item) -> bool:
    return item.deadline is None and not item.long_term and item.state in OPEN_STATES


async def offer(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[定时限]: a press on one of them sets it, as `/due` does."""
    require(actor, Action.SET_DEADLINE)
    parts = await known_item(tx, actor, item_id)
    item = parts.item
    if not is_missing(item):
        raise TooLate(about(item, texts.HAS_DEADLINE))
    meeting = await items.meeting_of(tx, item)
    registered = tx.day(item.registered_at)
    since = meeting.held_on if meeting and meeting.held_on else registered
    calendar = await office_calendar(tx)
    found = rules.offered(meeting.title if meeting else "", since, tx.today, calendar)
    rows = texts.preset_rows(item_id, item.version, [(preset.name, day) for preset, day in found])
    text = about(item, texts.ASK_DEADLINE)
    return Answer(text, choices=rows, item_id=item_id)
