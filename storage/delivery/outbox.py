"""Rows of notes on their way: what may leave now, and what became of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_
from sqlmodel import col

from storage.fence import PreparedStatement, bare
from storage.rows import change, first_of
from storage.tables import Outbox, OutboxState
from storage.tx import Tx


async def of_message(tx: Tx, chat_id: int, message_id: int) -> Outbox | None:
    """The note that became this message: what a reply to it is about."""
    return await tx.first(
        tx.select(Outbox)
        .where(col(Outbox.chat_id) == chat_id, col(Outbox.message_id) == message_id)
        .order_by(col(Outbox.outbox_id).desc())
    )


_OF_KEY = PreparedStatement(bare.select(Outbox).where(col(Outbox.dedupe_key) == bindparam("dedupe_key")))
_KNOWN = PreparedStatement(
    bare.select(Outbox.dedupe_key).where(col(Outbox.dedupe_key).in_(bindparam("keys", expanding=True)))
)


async def of_key(tx: Tx, dedupe_key: str) -> Outbox | None:
    return first_of(await tx.prepared(_OF_KEY, dedupe_key=dedupe_key))


async def known_keys(tx: Tx, dedupe_keys: Collection[str]) -> list[str]:
    """Those under which something was put, sent or not, this piece of work included; in the order given."""
    known = {*await tx.prepared(_KNOWN, keys=list(dedupe_keys)), *(note.dedupe_key for note in tx.notes)}
    return [key for key in dedupe_keys if key in known]


async def newest_of_card(tx: Tx, key: str) -> Outbox | None:
    """The last note of a card, whoever reads it: what it says now."""
    begins = col(Outbox.dedupe_key).between(f"{key}:", f"{key}:~")
    rows = await tx.all(tx.select(Outbox).where(begins).order_by(col(Outbox.outbox_id).desc()))
    # How a database orders signs differs; what begins otherwise is none.
    return next((row for row in rows if (row.dedupe_key or "").startswith(f"{key}:")), None)


async def sent_of_keys(tx: Tx, dedupe_keys: Collection[str]) -> Sequence[Outbox]:
    query = tx.select(Outbox).where(col(Outbox.dedupe_key).in_(dedupe_keys), col(Outbox.state) == OutboxState.SENT)
    return await tx.all(query)


# Built once: the pump asks many times a second.
_DUE = PreparedStatement(
    bare.select(Outbox)
    .where(
        col(Outbox.state) == OutboxState.DUE,
        or_(col(Outbox.not_before).is_(None), col(Outbox.not_before) <= bindparam("now")),
        col(Outbox.chat_id).not_in(bindparam("skip", expanding=True)),
    )
    .order_by(col(Outbox.priority), col(Outbox.outbox_id))
    .limit(bindparam("most"))
)
_SETTLED = PreparedStatement(bare.update(Outbox).where(col(Outbox.outbox_id) == bindparam("the_outbox_id")))


async def due(tx: Tx, skip_chats: Sequence[int], limit: int = 100) -> Sequence[Outbox]:
    """Notes that may leave now, interactive ones first, then in the order they were put."""
    return await tx.prepared(_DUE, now=tx.now, skip=list(skip_chats), most=limit)


async def in_state(tx: Tx, *states: OutboxState) -> Sequence[Outbox]:
    query = tx.select(Outbox).where(col(Outbox.state).in_(states)).order_by(col(Outbox.outbox_id))
    return await tx.all(query)


async def put_of_kind(tx: Tx, kind: str) -> Sequence[Outbox]:
    """Oldest first; without those that nobody could take."""
    query = tx.select(Outbox).where(col(Outbox.kind) == kind, col(Outbox.state) != OutboxState.DEAD)
    return await tx.all(query.order_by(col(Outbox.outbox_id)))


async def put_in_chat(tx: Tx, chat_id: int, kind: str, since: datetime) -> Sequence[Outbox]:
    """The notes of a kind that were put for a chat since then, the oldest first."""
    where = (col(Outbox.chat_id) == chat_id, col(Outbox.kind) == kind, col(Outbox.put_at) >= since)
    return await tx.all(tx.select(Outbox).where(*where).order_by(col(Outbox.outbox_id)))


async def settle(tx: Tx, outbox_id: int, **changes: Any) -> None:
    await tx.run(_SETTLED, [{"the_outbox_id": outbox_id, **changes}])


async def sent(tx: Tx, message_ids: Sequence[tuple[int, int | None]]) -> None:
    """(outbox_id, message_id) of notes that arrived, in one statement."""
    common = {"state": OutboxState.SENT, "sent_at": tx.now}
    rows = [{**common, "the_outbox_id": outbox_id, "message_id": message_id} for outbox_id, message_id in message_ids]
    await tx.run(_SETTLED, rows)


async def hold_back(tx: Tx, chat_id: int, until: datetime) -> None:
    """What waits for a chat that must rest keeps its order behind the note that was told so."""
    where = (
        col(Outbox.chat_id) == chat_id,
        col(Outbox.state) == OutboxState.DUE,
        or_(col(Outbox.not_before).is_(None), col(Outbox.not_before) < until),
    )
    await change(tx, Outbox, *where, not_before=until)


async def drop_waiting(tx: Tx, chat_id: int) -> None:
    """Notes that nobody will read: the address is gone."""
    waits = col(Outbox.state) == OutboxState.DUE
    await change(tx, Outbox, col(Outbox.chat_id) == chat_id, waits, state=OutboxState.CANCELLED)


async def message_ids(tx: Tx, chat_id: int) -> Sequence[int]:
    query = tx.select(Outbox.message_id).where(col(Outbox.chat_id) == chat_id, col(Outbox.message_id).is_not(None))
    return [message_id for message_id in await tx.all(query) if message_id is not None]


async def hold_rest(tx: Tx, row: Outbox) -> None:
    """The later parts of a post must not overtake a part that is held."""
    waits = col(Outbox.state) == OutboxState.DUE
    await change(tx, Outbox, col(Outbox.claim_id) == row.claim_id, waits, state=OutboxState.HELD)
