"""The append-only audit chain: each entry's hash covers its words and the hash before it.

A cut tail is seen because the head (position and hash) is kept apart; a rewritten whole is seen when a
head that was noted elsewhere does not match (reliability.md section 10).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import AuditEntry, AuditHead

if TYPE_CHECKING:
    from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Entry:
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
        return {
            "at": self.at,
            "actor_id": self.actor_id,
            "telegram_id": self.telegram_id,
            "action": self.action,
            "subject": self.subject,
            "result": self.result,
            "before": _words(self.before),
            "after": _words(self.after),
            "update_id": self.update_id,
        }


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


async def chain(session: AsyncSession, office_id: int, entries: Sequence[Entry]) -> None:
    """Append `entries`; the head row is locked, so that two writers cannot take one position."""
    connection = await session.connection()
    mine = col(AuditHead.office_id) == office_id
    query = select(AuditHead.position, AuditHead.entry_hash).where(mine).with_for_update()
    position, previous = (await connection.execute(query)).one()
    rows = []
    for entry in entries:
        position += 1
        columns = entry.columns()
        digest = entry_hash(position, columns, previous)
        rows.append(
            {
                **columns,
                "office_id": office_id,
                "position": position,
                "previous_hash": previous,
                "entry_hash": digest,
            }
        )
        previous = digest
    await connection.execute(insert(AuditEntry), rows)
    await connection.execute(update(AuditHead).where(mine).values(position=position, entry_hash=previous))


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where a chain is broken: the position, and what is wrong there."""

    position: int
    what: str


async def find_flaw(tx: "Tx") -> Flaw | None:
    """The first place where the chain does not hold, or None."""
    newest = await head_of(tx)
    query = (
        select(AuditEntry).where(col(AuditEntry.office_id) == tx.office_id).order_by(col(AuditEntry.position))
    )
    position, previous = 0, ""
    for row in await tx.session.exec(query):
        position += 1
        if row.position != position:
            return Flaw(position, "the entry is missing")
        columns = {name: getattr(row, name) for name in _COLUMNS}
        if row.previous_hash != previous or row.entry_hash != entry_hash(position, columns, previous):
            return Flaw(position, "the entry was changed")
        previous = row.entry_hash
    if newest != (position, previous):
        return Flaw(position + 1, "the newest entries were cut off")
    return None


_COLUMNS = ("at", "actor_id", "telegram_id", "action", "subject", "result", "before", "after", "update_id")


async def entries_about(tx: "Tx", subject: str = "", limit: int = 20) -> Sequence[AuditEntry]:
    """The newest entries, of one subject ("#37") or of all, newest first."""
    query = select(AuditEntry).where(col(AuditEntry.office_id) == tx.office_id)
    if subject:
        query = query.where(col(AuditEntry.subject) == subject)
    query = query.order_by(col(AuditEntry.position).desc()).limit(limit)
    return (await tx.session.exec(query)).all()


async def states_until(tx: "Tx", moment: datetime) -> Sequence[AuditEntry]:
    """What was done to items up to a moment and led to a state, oldest first."""
    query = (
        select(AuditEntry)
        .where(
            col(AuditEntry.office_id) == tx.office_id,
            col(AuditEntry.at) <= moment,
            col(AuditEntry.result) == "done",
            col(AuditEntry.subject).startswith("#"),
            col(AuditEntry.after).contains('"state"'),
        )
        .order_by(col(AuditEntry.position))
    )
    return (await tx.session.exec(query)).all()


async def head_of(tx: "Tx") -> tuple[int, str]:
    """(number of entries, newest hash): what to note elsewhere."""
    query = select(AuditHead).where(col(AuditHead.office_id) == tx.office_id)
    head = (await tx.session.exec(query)).one()
    return head.position, head.entry_hash
