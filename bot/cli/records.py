"""Export, audit and backup: what is stored, in the open."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, TextIO

import typer

from storage.audit import Flaw, find_flaw, head_of
from storage.database import Database, sqlite_path
from storage.office.export import all_rows


async def export_json(database: Database, out: TextIO) -> None:
    """One object: a list of rows per table. Secrets (hashes of invitations) are left out."""
    async with database.reading() as tx:
        tables = await all_rows(tx)
    json.dump(tables, out, ensure_ascii=False, indent=1, default=_plain)
    out.write("\n")


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


async def verify(database: Database) -> Flaw | None:
    async with database.reading() as tx:
        flaw = await find_flaw(tx)
        entries, digest = await head_of(tx)
    if flaw is None:
        typer.echo(f"The audit chain holds: {entries} entries, head {digest[:16]}.")
    return flaw


def back_up(url: str, target: Path) -> str | None:
    """The online backup API misses no committed row, which a plain copy of a live WAL file does.

    Gives a line that says what is wrong, or None.
    """
    source = sqlite_path(url)
    if source is None:
        return "duban backup copies SQLite; for PostgreSQL use pg_dump or a base backup."
    if not source.exists():
        return f"There is no database at {source}."
    if target.exists():
        return f"{target} exists already; name another file."
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    return None if verdict == "ok" else f"The copy is damaged: {verdict}"
