"""When Telegram was heard last, so that a new process knows how long it was away."""

from datetime import datetime

from storage.tables import Office
from storage.tx import Tx


async def heard_at(tx: Tx) -> datetime | None:
    return await tx.first(tx.select(Office.heard_at))


async def keep_heard(tx: Tx) -> None:
    statement = tx.update(Office).values(heard_at=tx.now)
    await tx.run(statement)
