"""Rows about bound groups, and what moves with a group whose id changes."""

from collections.abc import Sequence

from sqlmodel import col

from storage.rows import change
from storage.tables import BoundGroup, Claim, Outbox, OutboxState
from storage.tx import Tx


async def is_bound(tx: Tx, chat_id: int) -> bool:
    return await bound(tx, chat_id) is not None


async def bound(tx: Tx, chat_id: int) -> BoundGroup | None:
    group = await known(tx, chat_id)
    return group if group is not None and group.is_active else None


async def known(tx: Tx, chat_id: int) -> BoundGroup | None:
    """The row of a chat that is, was or is about to be bound."""
    return await tx.first(tx.select(BoundGroup).where(col(BoundGroup.chat_id) == chat_id))


async def topic_of(tx: Tx, chat_id: int) -> int | None:
    """Where in a group with topics the office is heard; None in any other."""
    group = await bound(tx, chat_id)
    return group.topic_id if group is not None else None


async def leadership_groups(tx: Tx) -> Sequence[BoundGroup]:
    return await tx.all(
        tx.select(BoundGroup).where(col(BoundGroup.kind) == "leadership", col(BoundGroup.is_active).is_(True))
    )


async def move_waiting(tx: Tx, old_chat: int, new_chat: int) -> int:
    """What still waits for the old id goes to the new one; gives how many notes.

    A note that is leaving at this moment keeps its state: its own attempt ends in "moved" and puts it back,
    so that it is not sent a second time beside that.
    """
    query = tx.select(Outbox).where(
        col(Outbox.chat_id) == old_chat, col(Outbox.state).in_((OutboxState.DUE, OutboxState.SENDING, OutboxState.HELD))
    )
    rows = await tx.all(query)
    for row in rows:
        row.chat_id = new_chat
        row.note = {**row.note, "chat_id": new_chat}
    await tx.add(*rows)
    return len(rows)


async def move_claims(tx: Tx, old_chat: int, new_chat: int) -> None:
    """Posts that were claimed for the old id count for the new one: no period is posted twice."""
    taken = tx.select(Claim).where(col(Claim.chat_id) == new_chat)
    there = {(claim.kind, claim.period) for claim in await tx.all(taken)}
    mine = tx.select(Claim).where(col(Claim.chat_id) == old_chat)
    free = [claim.claim_id for claim in await tx.all(mine) if (claim.kind, claim.period) not in there]
    await change(tx, Claim, col(Claim.claim_id).in_(free), chat_id=new_chat)
