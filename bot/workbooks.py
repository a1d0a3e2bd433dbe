"""A workbook that a supervisor sent: our own ledger come back, or another office's."""

from domain.arrivals import Arrival, SavedFile
from domain.papers import ledger_columns_texts as texts
from domain.refusals import BadInput
from papers.files.grid import is_workbook
from papers.ledger.child import read_workbook_in_child
from storage.database import Database
from storage.papers import ledger

__all__ = ["is_workbook", "read_workbook"]


async def read_workbook(database: Database, saved: SavedFile, content: bytes) -> Arrival:
    """Read in a child process; Refusal says why it cannot be."""
    async with database.reading() as tx:
        remembered = await ledger.remembered_columns(tx)
    book = await read_workbook_in_child(saved.name, content, remembered)
    has_items = book.returned is not None or book.paper is not None
    return Arrival(
        files=(saved,),
        reading=book.paper,
        refusal=None if has_items else BadInput(texts.NO_ITEMS),
        source_name=saved.name,
        text_hash=saved.sha256,
        ledger=book.returned,
        columns=book.columns,
    )
