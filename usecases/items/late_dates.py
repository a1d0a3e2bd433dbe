"""A day that a unit names and that is later than the limit is put before the supervisors at once.

A plan waits for their decision as a request; a promise is only shown.
"""

from domain.items import plan_texts as texts
from domain.items.extend_texts import due_moved
from domain.notes import Rows
from domain.requests import RequestKind
from storage import requests
from storage.tables import Assignment, Item, Request
from storage.tx import Tx
from usecases.steps.cards import Card, supervisors
from usecases.steps.requests import overtake


async def flag_late(tx: Tx, item: Item, words: tuple[str, str], rows: Rows, key: str) -> None:
    """One card to each supervisor; `key` tells this day of the unit from all others."""
    title, text = words
    Card("late_date", f"late:{key}", item.item_id).put(tx, await supervisors(tx), text, title, rows)


async def late_plans(tx: Tx, item_id: int) -> list[Request]:
    return [one.request for one in await requests.open_of(tx, RequestKind.LATE_PLAN, item_id)]


async def plan_replaced(tx: Tx, item: Item, assignment: Assignment, unit: str) -> None:
    """The unit plans anew: nobody decides on its older day."""
    for request in await late_plans(tx, item.item_id):
        if request.unit_id == assignment.unit_id:
            await overtake(tx, request, texts.replaced(item.label, unit))


async def limit_moved(tx: Tx, item: Item) -> None:
    """A limit that reaches the day that a unit plans, or asks for, leaves nothing to decide."""
    for one in await requests.open_of_units(tx, item.item_id):
        day = one.request.day
        if day is not None and (item.deadline is None or day <= item.deadline):
            is_plan = one.request.kind is RequestKind.LATE_PLAN
            line = texts.limit_moved(item.label) if is_plan else due_moved(item.label, item.deadline, tx.today)
            await overtake(tx, one.request, line)
