"""Every row of an office, as plain values: the oracle of tests and of those who check us."""

from typing import Any

from sqlmodel import SQLModel

from storage.tx import Tx

# Hashes of codes, raw updates and what people are being asked are nobody's business.
_LEFT_OUT = {"invitation": {"code_hash"}, "inbox": {"raw"}, "bulletin_file": {"content"}}
_NOT_EXPORTED = {"joinattempt", "open_question"}


async def all_rows(tx: Tx) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, in the order of their keys."""
    exported: dict[str, list[dict[str, Any]]] = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in _NOT_EXPORTED:
            continue
        hidden = _LEFT_OUT.get(table.name, set())
        exported[table.name] = [
            {name: value for name, value in row.items() if name not in hidden} for row in await tx.of_table(table)
        ]
    return exported
