"""Who has an item in hand, as rows: by unit, and who no longer merely helps."""

from collections.abc import Collection

from sqlmodel import col

from storage.tables import Assignment, Cooperation
from storage.tx import Tx


async def assignments_of(tx: Tx, item_id: int) -> dict[int, Assignment]:
    """All assignments of an item by unit, cancelled ones included."""
    query = tx.select(Assignment).where(col(Assignment.item_id) == item_id)
    return {one.unit_id: one for one in await tx.all(query)}


async def end_cooperation(tx: Tx, item_id: int, unit_ids: Collection[int]) -> None:
    """A unit that becomes responsible no longer merely cooperates."""
    where = (col(Cooperation.item_id) == item_id, col(Cooperation.unit_id).in_(unit_ids))
    await tx.run(tx.delete(Cooperation).where(*where))
