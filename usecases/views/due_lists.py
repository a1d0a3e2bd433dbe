"""What is nearly due, and who has not told anything of late."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from domain.dates.deadlines import DUE_SOON_DAYS
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.pager import leading_back
from domain.views import due_lists_texts as texts
from domain.views import status_texts
from storage.tx import Tx
from storage.views import due_lists, figures
from storage.views.due_lists import Unreported

SILENT_FOR_DAYS = 7


async def show_soon(tx: Tx, actor: Actor, page: int = 0) -> Answer:
    require(actor, Action.SEE_STATUS)
    until = tx.today + timedelta(days=DUE_SOON_DAYS)
    size = status_texts.PAGE
    rows = await due_lists.due_soon(tx, tx.today, until, size + 1, page * size)
    turning = status_texts.turning("soon", 0, page, more=len(rows) > size)
    if not rows:
        return Answer(texts.NONE_SOON.format(days=DUE_SOON_DAYS), choices=turning)
    shown = rows[:size]
    lines = status_texts.item_lines(shown, tx.today, await figures.units_of(tx, [item.item_id for item in shown]))
    title = texts.SOON_TITLE.format(days=DUE_SOON_DAYS)
    buttons = leading_back(status_texts.item_buttons(shown), status_texts.place_of("soon", 0, page))
    return Answer(lines, title, (*buttons, *turning))


async def unreported(tx: Tx) -> Sequence[Unreported]:
    """What units have in hand and told nothing about for a week."""
    return await due_lists.unreported(tx, tx.today - timedelta(days=SILENT_FOR_DAYS - 1), tx.today)


async def show_unreported(tx: Tx, actor: Actor) -> Answer:
    require(actor, Action.SEE_STATUS)
    rows = await unreported(tx)
    turning = status_texts.turning("unreported", 0, 0, more=False)
    if not rows:
        return Answer(texts.ALL_REPORTED.format(days=SILENT_FOR_DAYS), choices=turning)
    units = [list(own) for _, own in groupby(rows, key=lambda one: one.unit_id)]
    units.sort(key=lambda own: -len(own))
    told = [
        (
            own[0].unit,
            [(one.label, one.directive) for one in own],
            min((one.last_report_on for one in own if one.last_report_on), default=None),
        )
        for own in units
    ]
    title = texts.UNREPORTED_TITLE.format(
        days=SILENT_FOR_DAYS, units=len(units), items=len({one.item_id for one in rows})
    )
    return Answer(texts.unreported_lines(told, tx.today), title, turning)
