"""When Telegram was heard last, so that a new process knows how long it was away."""

from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from storage.tables import Setting
from storage.tx import Tx

NAME = "heard"


async def heard_at(tx: Tx) -> datetime | None:
    query = select(Setting.value).where(col(Setting.office_id) == tx.office_id, col(Setting.name) == NAME)
    stored = (await tx.session.exec(query)).first()
    return datetime.fromisoformat(str(stored["at"])) if stored else None


async def keep_heard(tx: Tx) -> None:
    connection = await tx.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    value = {"at": tx.now.isoformat()}
    statement = dialect.insert(Setting).values(office_id=tx.office_id, name=NAME, value=value)
    where = ("office_id", "name")
    await connection.execute(statement.on_conflict_do_update(index_elements=where, set_={"value": value}))
