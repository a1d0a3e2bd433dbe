"""What the audit chain tells: whether it holds, the story of a subject, the head to be noted elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col

from domain.office.people import OFFICE
from storage.chain import ChainEntry, entry_hash
from storage.tables import AuditEntry, AuditHead, Person
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where a chain is broken: the position, and what is wrong there."""

    position: int
    what: str


async def find_flaw(tx: Tx) -> Flaw | None:
    """The first place where the chain does not hold, or None."""
    newest = await head_of(tx)
    query = tx.select(AuditEntry).order_by(col(AuditEntry.position))
    position, previous = 0, ""
    for row in await tx.all(query):
        position += 1
        if row.position != position:
            return Flaw(position, "the entry is missing")
        columns = {name: getattr(row, name) for name in ChainEntry._fields}
        if row.previous_hash != previous or row.entry_hash != entry_hash(position, columns, previous):
            return Flaw(position, "the entry was changed")
        previous = row.entry_hash
    if newest != (position, previous):
        return Flaw(position + 1, "the newest entries were cut off")
    return None


async def entries_about(tx: Tx, subject: str = "", limit: int = 20) -> Sequence[AuditEntry]:
    """The newest entries, of one subject ("#37") or of all, newest first."""
    query = tx.select(AuditEntry)
    if subject:
        query = query.where(col(AuditEntry.subject) == subject)
    query = query.order_by(col(AuditEntry.position).desc()).limit(limit)
    return await tx.all(query)


async def entries_of_subjects(tx: Tx, subjects: Sequence[str]) -> Sequence[AuditEntry]:
    """All that was done to any of them, oldest first."""
    query = tx.select(AuditEntry).where(col(AuditEntry.subject).in_(list(subjects)), col(AuditEntry.result) == "done")
    return await tx.all(query.order_by(col(AuditEntry.position)))


async def states_until(tx: Tx, moment: datetime) -> Sequence[AuditEntry]:
    """What was done to items up to a moment and led to a state, oldest first."""
    return await tx.all(
        tx.select(AuditEntry)
        .where(
            col(AuditEntry.at) <= moment,
            col(AuditEntry.result) == "done",
            col(AuditEntry.subject).startswith("#"),
            col(AuditEntry.after).contains('"state"'),
        )
        .order_by(col(AuditEntry.position))
    )


async def head_of(tx: Tx) -> tuple[int, str]:
    """(number of entries, newest hash): what to note elsewhere."""
    head = await tx.one(tx.select(AuditHead))
    return head.position, head.entry_hash


async def last_done(tx: "Tx", subject: str, actions: Sequence[str] = ()) -> tuple[str, datetime, str] | None:
    """(who, when, action) of the newest change of `subject`, of these actions if any are named."""
    query = (
        tx.select(Person.name, AuditEntry.at, AuditEntry.action)
        .outerjoin(Person, col(Person.person_id) == col(AuditEntry.actor_id))
        .where(col(AuditEntry.subject) == subject, col(AuditEntry.result) == "done")
        .order_by(col(AuditEntry.position).desc())
    )
    if actions:
        query = query.where(col(AuditEntry.action).in_(actions))
    row = await tx.first(query.limit(1))
    return (row[0] or OFFICE, row[1], row[2]) if row else None
