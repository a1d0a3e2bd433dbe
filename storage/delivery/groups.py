"""Rows about bound groups, and what moves with a group whose id changes."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlmodel import col, select

from storage.tables import BoundGroup, Claim, Outbox, OutboxState
from storage.tx import Tx


async def is_bound(tx: Tx, chat_id: int) -> bool:
    return await bound(tx, chat_id) is not None


async def bound(tx: Tx, chat_id: int) -> BoundGroup | None:
    group = await known(tx, chat_id)
    return group if group is not None and group.is_active else None


async def known(tx: Tx, chat_id: int) -> BoundGroup | None:
    """The row of a chat that is, was or is about to be bound."""
    query = select(BoundGroup).where(
        col(BoundGroup.office_id) == tx.office_id, col(BoundGroup.chat_id) == chat_id
    )
    return (await tx.session.exec(query)).first()


async def by_id(tx: Tx, group_id: int) -> BoundGroup | None:
    query = select(BoundGroup).where(
        col(BoundGroup.office_id) == tx.office_id, col(BoundGroup.group_id) == group_id
    )
    return (await tx.session.exec(query)).first()


async def leadership_groups(tx: Tx) -> Sequence[BoundGroup]:
    query = select(BoundGroup).where(
        col(BoundGroup.office_id) == tx.office_id,
        col(BoundGroup.kind) == "leadership",
        col(BoundGroup.is_active).is_(True),
    )
    return (await tx.session.exec(query)).all()


async def keep(tx: Tx, group: BoundGroup) -> BoundGroup:
    """Store a new or changed row."""
    tx.session.add(group)
    await tx.session.flush()
    return group


async def forget(tx: Tx, group: BoundGroup) -> None:
    await tx.session.delete(group)
    await tx.session.flush()


async def move_waiting(tx: Tx, old_chat: int, new_chat: int) -> int:
    """What still waits for the old id goes to the new one; gives how many notes.

    A note that is leaving at this moment keeps its state: its own attempt ends in "moved" and puts it back,
    so that it is not sent a second time beside that.
    """
    query = select(Outbox).where(
        col(Outbox.office_id) == tx.office_id,
        col(Outbox.chat_id) == old_chat,
        col(Outbox.state).in_((OutboxState.DUE, OutboxState.SENDING, OutboxState.HELD)),
    )
    rows = (await tx.session.exec(query)).all()
    for row in rows:
        row.chat_id = new_chat
        row.note = {**row.note, "chat_id": new_chat}
        tx.session.add(row)
    await tx.session.flush()
    return len(rows)


async def move_claims(tx: Tx, old_chat: int, new_chat: int) -> None:
    """Posts that were claimed for the old id count for the new one: no period is posted twice."""
    taken = select(Claim).where(col(Claim.office_id) == tx.office_id, col(Claim.chat_id) == new_chat)
    there = {(claim.kind, claim.period) for claim in (await tx.session.exec(taken)).all()}
    mine = select(Claim).where(col(Claim.office_id) == tx.office_id, col(Claim.chat_id) == old_chat)
    free = [
        claim.claim_id
        for claim in (await tx.session.exec(mine)).all()
        if (claim.kind, claim.period) not in there
    ]
    connection = await tx.connection()
    where = (col(Claim.office_id) == tx.office_id, col(Claim.claim_id).in_(free))
    await connection.execute(update(Claim).where(*where).values(chat_id=new_chat))
