"""What an office decided or learnt, as JSON under a name."""

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from storage.tables import Setting
from storage.tx import Tx

_VERSION = "version"


async def setting(tx: Tx, name: str) -> dict[str, object]:
    """Empty as long as nothing is kept under the name."""
    query = select(Setting.value).where(col(Setting.office_id) == tx.office_id, col(Setting.name) == name)
    return dict((await tx.session.exec(query)).first() or {})


async def setting_version(tx: Tx, name: str) -> int:
    """0 as long as the office has not decided."""
    return int(str((await setting(tx, name)).get(_VERSION, 0)))


async def put_setting(tx: Tx, name: str, value: dict[str, object]) -> None:
    """In the place of what was kept, for what one press sets whatever stood before."""
    connection = await tx.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Setting).values(office_id=tx.office_id, name=name, value=value)
    where = ("office_id", "name")
    await connection.execute(statement.on_conflict_do_update(index_elements=where, set_={"value": value}))


async def keep_setting(tx: Tx, name: str, value: dict[str, object], version: int) -> bool:
    """Compare-and-set on the version within the value (0: none yet); False when somebody was first."""
    stored = {**value, _VERSION: version + 1}
    connection = await tx.connection()
    if version == 0:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        row = {"office_id": tx.office_id, "name": name, "value": stored}
        insert = dialect.insert(Setting).values(row)
        # What an import learnt bears no version: nobody has decided on it yet.
        learnt = col(Setting.value)[_VERSION].as_integer().is_(None)
        decided = insert.on_conflict_do_update(
            index_elements=["office_id", "name"], set_={"value": insert.excluded.value}, where=learnt
        )
        return (await connection.execute(decided)).rowcount == 1
    where = (
        col(Setting.office_id) == tx.office_id,
        col(Setting.name) == name,
        col(Setting.value)[_VERSION].as_integer() == version,
    )
    return (await connection.execute(update(Setting).where(*where).values(value=stored))).rowcount == 1
