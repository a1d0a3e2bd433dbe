"""Rows of raw updates: stored once per update_id, taken in order, settled with their effects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_
from sqlmodel import col, func

from domain.dates.happening import Happened
from storage.fence import PreparedStatement, bare
from storage.rows import change
from storage.tables import Inbox, InboxState, Office
from storage.tx import Tx


async def store(tx: Tx, raws: Sequence[tuple[int, int, str]], times: Sequence[Happened] = ()) -> None:
    """Keep (update_id, chat_id, raw JSON) triples; an update_id that is already here changes nothing.

    `times` say when each happened; without them all happened when they arrived.
    """
    common = {"received_at": tx.now, "state": InboxState.NEW, "attempts": 0, "error": ""}
    rows = [
        {**common, "update_id": one[0], "chat_id": one[1], "raw": one[2], "happened_at": time.at, "told_at": time.told}
        for one, time in zip(raws, times or [Happened(tx.now)] * len(raws), strict=True)
    ]
    await tx.insert_new(Inbox, *rows)


# Built once: the worker asks for each group.
_WAITING = PreparedStatement(
    bare.select(Inbox)
    .where(
        col(Inbox.state) == InboxState.NEW,
        or_(col(Inbox.next_try_at).is_(None), col(Inbox.next_try_at) <= bindparam("now")),
        col(Inbox.chat_id).not_in(bindparam("skip", expanding=True)),
    )
    .order_by(col(Inbox.inbox_id))
    .limit(bindparam("most"))
)


async def newest(tx: Tx) -> int:
    """The last update that has come so far."""
    return await tx.one(tx.select(func.max(Inbox.inbox_id))) or 0


async def is_behind(tx: Tx, inbox_id: int) -> bool:
    """Whether an update up to that one is still to be worked on; one that failed and is tried later is not."""
    ready = or_(col(Inbox.next_try_at).is_(None), col(Inbox.next_try_at) <= tx.now)
    query = tx.select(Inbox.inbox_id).where(col(Inbox.state) == InboxState.NEW, col(Inbox.inbox_id) <= inbox_id, ready)
    return await tx.first(query.limit(1)) is not None


_DONE = PreparedStatement(
    bare.update(Inbox).where(col(Inbox.inbox_id) == bindparam("the_inbox_id")).values(state=InboxState.DONE)
)


async def waiting(tx: Tx, skip_chats: Sequence[int] = (), limit: int = 50) -> Sequence[Inbox]:
    """Updates to be worked on now, in the order they came."""
    return await tx.prepared(_WAITING, now=tx.now, skip=list(skip_chats), most=limit)


async def finish(tx: Tx, inbox_ids: Sequence[int]) -> None:
    """Done, in the same transaction as their effects."""
    await tx.run(_DONE, [{"the_inbox_id": inbox_id} for inbox_id in inbox_ids])


async def set_aside(tx: Tx, inbox_id: int, **changes: Any) -> None:
    """Try again later, or never (state DEAD)."""
    await change(tx, Inbox, col(Inbox.inbox_id) == inbox_id, **changes)


async def dead(tx: Tx) -> Sequence[Inbox]:
    """Updates that were set aside, in the order they came."""
    where = (col(Inbox.state) == InboxState.DEAD,)
    return await tx.all(tx.select(Inbox).where(*where).order_by(col(Inbox.inbox_id)))


async def settle_dead(tx: Tx, update_id: int, **changes: Any) -> bool:
    """Compare-and-set of one that was set aside; False when it is so no longer."""
    mine = (col(Inbox.update_id) == update_id, col(Inbox.state) == InboxState.DEAD)
    return await change(tx, Inbox, *mine, **changes) == 1


async def of_update(tx: Tx, update_id: int) -> Inbox | None:
    return await tx.first(tx.select(Inbox).where(col(Inbox.update_id) == update_id))


async def newest_raw(tx: Tx, chat_id: int) -> str | None:
    """The newest update of a chat: its message id bounds what is known of the chat."""
    return await tx.first(
        tx.select(Inbox.raw).where(col(Inbox.chat_id) == chat_id).order_by(col(Inbox.inbox_id).desc()).limit(1)
    )


LATELY = 200


async def lately(tx: Tx, chat_id: int, before: int) -> Sequence[str]:
    """What came in a chat before that row and not long before, the oldest first."""
    near = col(Inbox.inbox_id).between(before - LATELY, before - 1)
    return await tx.all(tx.select(Inbox.raw).where(near, col(Inbox.chat_id) == chat_id).order_by(col(Inbox.inbox_id)))


async def around(tx: Tx, update_id: int) -> Sequence[str]:
    """What came in the chat of an update shortly before and after it, with itself, the oldest first."""
    mine = await of_update(tx, update_id)
    if mine is None:
        return ()
    near = col(Inbox.inbox_id).between(mine.inbox_id - LATELY, mine.inbox_id + LATELY)
    query = tx.select(Inbox.raw).where(near, col(Inbox.chat_id) == mine.chat_id)
    return await tx.all(query.order_by(col(Inbox.inbox_id)))


async def heard_at(tx: Tx) -> datetime | None:
    """When Telegram was heard last, so that a new process knows how long it was away."""
    return await tx.first(tx.select(Office.heard_at))


async def keep_heard(tx: Tx) -> None:
    await change(tx, Office, heard_at=tx.now)
