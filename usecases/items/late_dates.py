"""A day that a unit names and that is later than the limit is put before the supervisors at once."""

from domain.notes import Rows
from storage.tables import Item
from storage.tx import Tx
from usecases.steps.cards import Card, supervisors


async def flag_late(tx: Tx, item: Item, words: tuple[str, str], rows: Rows, key: str) -> None:
    """One card to each supervisor; `key` tells this day of the unit from all others."""
    title, text = words
    Card("late_date", f"late:{key}", item.item_id).put(tx, await supervisors(tx), text, title, rows)
