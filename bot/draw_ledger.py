"""The ledger is read in pages and drawn in a thread: ten thousand items keep nobody waiting."""

import asyncio

from domain.papers.ledger import Ledger
from storage.database import Database
from usecases.papers.ledger import whole_ledger


async def draw_ledger(database: Database, meeting_id: int = 0) -> bytes:
    """The xlsx of a meeting's items, or (0) of all."""
    async with database.reading() as tx:
        ledger = await whole_ledger(tx, meeting_id)
    return await asyncio.to_thread(_drawn, ledger)


def _drawn(ledger: Ledger) -> bytes:
    from papers.ledger.writing import draw_ledger

    return draw_ledger(ledger)
