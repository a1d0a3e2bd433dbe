"""Claims: the right to make one scheduled post, and what became of its parts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col

from storage.rows import change
from storage.tables import AuditEntry, Claim, ClaimState, Outbox, OutboxState
from storage.tx import Tx


async def claim(tx: Tx, kind: str, chat_id: int, period: str, **columns: Any) -> int | None:
    """The new claim's id; None on a conflict: there is one already."""
    row = {
        "kind": kind,
        "chat_id": chat_id,
        "period": period,
        "state": ClaimState.DUE,
        "content_hash": "",
        "claimed_at": tx.now,
        **columns,
    }
    return await tx.claim(Claim, row)


async def of_period(tx: Tx, kind: str, chat_id: int, period: str) -> Claim | None:
    query = tx.select(Claim).where(col(Claim.kind) == kind, col(Claim.chat_id) == chat_id, col(Claim.period) == period)
    return await tx.first(query.execution_options(populate_existing=True))


async def move(tx: Tx, claim_id: int, held: Sequence[ClaimState], **changes: Any) -> bool:
    """Compare-and-set on the state; False when the claim is no longer in one of `held`."""
    return await change(tx, Claim, col(Claim.claim_id) == claim_id, col(Claim.state).in_(held), **changes) == 1


async def of_bulletin(tx: Tx, bulletin_id: int) -> Sequence[Claim]:
    """The claims under which an issue was posted to groups."""
    return await tx.all(
        tx.select(Claim)
        .where(col(Claim.bulletin_id) == bulletin_id, col(Claim.chat_id) != 0)
        .order_by(col(Claim.claim_id))
    )


async def parts(tx: Tx, claim_id: int) -> Sequence[Outbox]:
    query = tx.select(Outbox).where(col(Outbox.claim_id) == claim_id).order_by(col(Outbox.outbox_id))
    return await tx.all(query)


async def unsent_parts(tx: Tx, claim_id: int) -> int:
    return await tx.one(
        tx.select(func.count()).where(col(Outbox.claim_id) == claim_id, col(Outbox.state) != OutboxState.SENT)
    )


async def release_part(tx: Tx, outbox_id: int, state: OutboxState) -> bool:
    """A held part goes to `state`; False when it is no longer held."""
    sent = {"sent_at": tx.now} if state is OutboxState.SENT else {}
    held = (col(Outbox.outbox_id) == outbox_id, col(Outbox.state) == OutboxState.HELD)
    return await change(tx, Outbox, *held, state=state, not_before=None, **sent) == 1


async def change_held(tx: Tx, claim_id: int, **changes: Any) -> None:
    """Of the parts that are held: they go on, or to another group when theirs is gone."""
    await change(tx, Outbox, col(Outbox.claim_id) == claim_id, col(Outbox.state) == OutboxState.HELD, **changes)


async def first_day(tx: Tx) -> datetime | None:
    """The instant of the office's first audit entry: nothing was due before it. None when there is none."""
    return await tx.first(tx.select(AuditEntry.at).order_by(col(AuditEntry.position)).limit(1))
