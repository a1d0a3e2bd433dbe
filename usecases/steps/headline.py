"""What stands first in the figures: the open item that nobody has moved for longest."""

from datetime import date, datetime, time

from domain.views import status_texts as texts
from storage.tx import Tx
from storage.views import figures, totals
from storage.views.figures import ALL, FigureScope


async def headline(tx: Tx, oldest: date | None, scope: FigureScope = ALL) -> str:
    """`oldest` is the day on which what stands still longest last moved, None when nothing is open."""
    item = await figures.last_moved(tx, oldest, scope) if oldest else None
    is_fresh = item is not None and item.last_moved_on >= tx.today
    untold = await totals.without_report_since(tx, _midnight(tx), scope) if is_fresh else 0
    return texts.headline(item, tx.today, untold)


def _midnight(tx: Tx) -> datetime:
    return datetime.combine(tx.today, time(), tx.profile.zone)
