"""When Telegram was heard last, so that a new process knows how long it was away."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from storage.tables import Office
from storage.tx import Tx


async def heard_at(tx: Tx) -> datetime | None:
    return (
        await tx.session.exec(select(Office.heard_at).where(col(Office.office_id) == tx.office_id))
    ).first()


async def keep_heard(tx: Tx) -> None:
    statement = update(Office).where(col(Office.office_id) == tx.office_id).values(heard_at=tx.now)
    await (await tx.connection()).execute(statement)
