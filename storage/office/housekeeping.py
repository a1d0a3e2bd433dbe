"""Rows that have served: found and deleted in short batches, so that nobody waits for the write lock."""

from datetime import datetime

from sqlmodel import col

from storage.rows import drop
from storage.tables import Inbox, InboxState, Invitation, OpenQuestion
from storage.tx import Tx


async def drop_done_updates(tx: Tx, before: datetime, limit: int) -> int:
    """Raw updates are personal data: kept only as long as a failure may need them."""
    served = (
        tx.select(Inbox.inbox_id)
        .where(col(Inbox.state) == InboxState.DONE, col(Inbox.received_at) < before)
        .limit(limit)
    )
    return await drop(tx, Inbox, col(Inbox.inbox_id).in_(served))


async def drop_old_questions(tx: Tx, before: datetime) -> int:
    return await drop(tx, OpenQuestion, col(OpenQuestion.asked_at) < before)


async def drop_unused_invitations(tx: Tx, before: datetime) -> int:
    return await drop(tx, Invitation, col(Invitation.used_at).is_(None), col(Invitation.expires_at) < before)
