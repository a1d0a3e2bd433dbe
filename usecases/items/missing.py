"""Items that lack a unit or a deadline (要素不全), and the one note a working day that says so to supervisors."""

from domain.items import missing_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.views import status_texts
from storage.tx import Tx
from storage.views import figures, totals, views
from usecases.items import deadline
from usecases.office.unreachable import out_of_reach
from usecases.steps.cards import Card, supervisors
from usecases.steps.loading import known_item
from usecases.steps.office_time import office_calendar, working_span


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


async def tell_daily(tx: Tx) -> bool:
    """Once in the working time of each working day; whether there is something to say or not, it is decided."""
    if await views.is_decided(tx) or working_span(tx, await office_calendar(tx)) is None:
        return False
    if not await views.decide_day(tx):
        return False
    count = await views.lacking_count(tx)
    unreached = (await out_of_reach(tx)).lines
    if count or unreached:
        gaps = await views.lacking(tx, texts.DAILY_LINES)
        text = texts.daily(await headline(tx), gaps, count, unreached)
        rows = texts.daily_rows(has_gaps=count > 0, has_unreached=bool(unreached))
        Card("daily", f"daily:{tx.today}").put(tx, await supervisors(tx), text, texts.DAILY_TITLE, rows)
    return True


async def headline(tx: Tx) -> str:
    """ "42 天未动：#1 …"; empty when nothing is open."""
    oldest = await totals.longest_at_rest(tx)
    item = await figures.last_moved(tx, oldest) if oldest else None
    return status_texts.headline(item, tx.today) if item else ""
