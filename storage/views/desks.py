"""Rows of what people were told of their desks."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlmodel import col

from storage.tables import DeskNote
from storage.tx import Tx


async def decided_on(tx: Tx, day: date) -> Sequence[int]:
    """Whose note of that day is decided."""
    return await tx.all(tx.select(DeskNote.person_id).where(col(DeskNote.day) == day))


async def known_to(tx: Tx, person_id: int) -> Collection[str]:
    """What was on the desk when it was looked at last."""
    row = await tx.first(tx.select(DeskNote).where(col(DeskNote.person_id) == person_id))
    return frozenset(row.told) if row else frozenset()


async def keep_known(tx: Tx, person_id: int, known: Collection[str]) -> None:
    told = {"day": tx.today, "told": sorted(known), "decided_at": tx.now}
    await tx.upsert(DeskNote, {"person_id": person_id}, told)
