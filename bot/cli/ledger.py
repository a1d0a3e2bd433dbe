"""The ledger from the command line, the same as in chat."""

from pathlib import Path

import typer

from bot.draw_ledger import draw_ledger
from domain.papers import ledger_texts as texts
from domain.refusals import BadInput
from storage.bulletin import bulletins
from storage.database import Database


async def write_ledger(database: Database, output: Path | None) -> None:
    """Write the whole ledger to `output`, else to a file of today's date in the current folder."""
    async with database.reading() as tx:
        if not await bulletins.any_items(tx):
            raise BadInput(texts.NOTHING)
        target = output or Path(texts.file_name("", tx.today))
    target.write_bytes(await draw_ledger(database))
    typer.echo(f"Written: {target}")
