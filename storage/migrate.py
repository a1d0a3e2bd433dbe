"""Bring a database to the newest shape. Runs at start; `duban migrate` does only this."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlmodel import col, select

from storage.database import Database
from storage.tables import AuditHead, Office


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision` and make sure that the office of a plain install exists."""
    async with database.engine.begin() as connection:
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), revision))
    await ensure_office(database)


async def ensure_office(database: Database) -> None:
    async with database.transaction() as tx:
        if (await tx.session.exec(select(Office).where(col(Office.office_id) == 1))).first() is None:
            tx.session.add(Office(office_id=1, name=tx.profile.agency))
            await tx.session.flush()
            tx.session.add(AuditHead(office_id=1))
