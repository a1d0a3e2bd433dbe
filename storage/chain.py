"""The append-only audit chain: each entry's hash covers its words and the hash before it.

A cut tail is seen because the head (position and hash) is kept apart; a rewritten whole is seen when a
head that was noted elsewhere does not match (docs/reliability.md, audit).
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import bindparam
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from storage.fence import OFFICE, PreparedStatement, bare
from storage.tables import AuditEntry, AuditHead


class ChainEntry(NamedTuple):
    """One change or refusal, before it has its place in the chain."""

    at: datetime
    actor_id: int | None
    telegram_id: int | None
    action: str
    subject: str
    result: str
    before: Any
    after: Any
    update_id: int | None

    def columns(self) -> dict[str, Any]:
        return self._asdict() | {"before": _words(self.before), "after": _words(self.after)}


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def entry_hash(position: int, columns: dict[str, Any], previous: str) -> str:
    """SHA-256 over canonical JSON of the entry with its position and the previous hash."""
    plain = {**columns, "at": columns["at"].isoformat(timespec="microseconds"), "position": position}
    text = json.dumps([previous, plain], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_HEAD = PreparedStatement(bare.select(col(AuditHead.position), col(AuditHead.entry_hash)).with_for_update())
_MOVED = PreparedStatement(
    bare.update(AuditHead).values(position=bindparam("newest"), entry_hash=bindparam("newest_hash"))
)


async def chain(connection: AsyncConnection, office_id: int, entries: Sequence[ChainEntry]) -> None:
    """Append `entries`; the head row is locked, so that two writers cannot take one position."""
    office = {OFFICE: office_id}
    position, previous = (await connection.execute(_HEAD.statement, office)).one()
    rows = []
    for entry in entries:
        position += 1
        columns = entry.columns()
        digest = entry_hash(position, columns, previous)
        rows.append(
            {**columns, "office_id": office_id, "position": position, "previous_hash": previous, "entry_hash": digest}
        )
        previous = digest
    await connection.execute(bare.insert(AuditEntry), rows)
    await connection.execute(_MOVED.statement, {**office, "newest": position, "newest_hash": previous})
