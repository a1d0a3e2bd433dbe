"""The one way in which the date of an item is decided; what follows from it follows here."""

from datetime import date

from domain.items.parts import DueOf
from storage.items import items
from storage.tables import Item
from storage.tx import Tx
from usecases.items.late_dates import limit_moved
from usecases.steps.loading import must_move, sure_item


async def set_due(
    tx: Tx, item: Item, day: date | None, *, long_term: bool = False, words: str | None = None
) -> list[Item]:
    """`words` None leaves those that stood; the first deadline stays as the original one. Gives the parts that follow.

    A part whose date is taken away has its item's again.
    """
    is_none = day is None and not long_term
    changes = {
        "deadline": day,
        "long_term": long_term,
        "original_deadline": item.original_deadline or item.decided_deadline or day,
        "due_of": DueOf.WHOLE if is_none and item.parent_id is not None else DueOf.OWN,
        **({} if words is None else {"deadline_text": words[:60]}),
    }
    await must_move(tx, item.label, item, **changes)
    whole = item if item.parent_id is None else (await sure_item(tx, item.parent_id)).item
    behind = await items.settle_dates(tx, whole)
    for one in {item.item_id: item, **{part.item_id: part for part in behind}}.values():
        await limit_moved(tx, one)
    return behind
