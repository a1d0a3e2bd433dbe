"""Bring a database to the newest shape. Runs at start; `duban migrate` does only this."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlmodel import col

from storage.database import Database
from storage.newer import NewerDatabase
from storage.tables import AuditHead, Office


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision` and make sure that the office of a plain install exists.

    Raises NewerDatabase when a later version of the program was here.
    """
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade, revision)
    await ensure_office(database)


def _upgrade(connection: Connection, revision: str) -> None:
    config = alembic_config(connection)
    known = {one.revision for one in ScriptDirectory.from_config(config).walk_revisions()}
    if not known.issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise NewerDatabase
    command.upgrade(config, revision)


async def ensure_office(database: Database) -> None:
    async with database.transaction() as tx:
        if await tx.first(tx.select(Office).where(col(Office.office_id) == 1)) is None:
            await tx.add(Office(office_id=1, name=tx.profile.agency))
            await tx.add(AuditHead(office_id=1))
