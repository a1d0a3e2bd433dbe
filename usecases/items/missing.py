"""Items that lack a unit or a deadline (要素不全), and the buttons that mend them."""

from domain.items import lifecycle_texts
from domain.items import missing_texts as texts
from domain.items import presets as rules
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from domain.states import OPEN_STATES
from domain.views import status_texts
from storage.items import items
from storage.tables import Item
from storage.tx import Tx
from storage.views import views
from usecases.items import deadline
from usecases.steps.loading import about, known_item
from usecases.steps.office_time import office_calendar


async def show_missing(tx: Tx, actor: Actor, page: int) -> Answer:
    """[要素不全]: a page of items, each with the buttons that mend it."""
    require(actor, Action.ASSIGN)
    count = await views.lacking_count(tx)
    page = max(0, min(page, (count - 1) // status_texts.PAGE))
    gaps = await views.lacking(tx, status_texts.PAGE, page * status_texts.PAGE)
    more = count > (page + 1) * status_texts.PAGE
    turning = status_texts.turning("missing", 0, page, more=more)
    if not gaps:
        return Answer(texts.NOTHING_MISSING, choices=turning)
    title = texts.MISSING_TITLE.format(count=count)
    return Answer(texts.gap_lines(gaps), title, choices=(*texts.gap_rows(gaps), *turning))


async def ask_deadline(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[#3 定时限]: until when?"""
    parts = await known_item(tx, actor, item_id)
    return await deadline.set_deadline(tx, actor, parts.item.label, "", chat_id)


def is_missing(item: Item) -> bool:
    return item.deadline is None and not item.long_term and item.state in OPEN_STATES


async def offer_presets(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[定时限]: a press on one of them sets it, as `/due` does."""
    require(actor, Action.SET_DEADLINE)
    parts = await known_item(tx, actor, item_id)
    item = parts.item
    if not is_missing(item):
        raise TooLate(about(item, lifecycle_texts.HAS_DEADLINE))
    meeting = await items.meeting_of(tx, item)
    registered = tx.day(item.registered_at)
    since = meeting.held_on if meeting and meeting.held_on else registered
    calendar = await office_calendar(tx)
    found = rules.offered(meeting.title if meeting else "", since, tx.today, calendar)
    rows = lifecycle_texts.preset_rows(item_id, item.version, [(preset.name, day) for preset, day in found])
    text = about(item, lifecycle_texts.ASK_DEADLINE)
    return Answer(text, choices=rows, item_id=item_id)
