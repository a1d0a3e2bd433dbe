"""Alembic's entry: on the connection of `storage.migrate`, or on DATABASE_URL for `alembic check`."""

import asyncio
import os
from datetime import UTC, datetime
from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from storage.columns import Word
from storage.database import Database


def plain_type(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Migrations are history: they name plain types, not classes of today's code."""
    return "sa.String(length=32)" if kind == "type" and isinstance(thing, Word) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


async def run_on_own_connection() -> None:
    database = Database(os.environ["DATABASE_URL"], lambda: datetime.now(UTC))  # noqa: TID251
    async with database.engine.begin() as connection:
        await connection.run_sync(run)
    await database.close()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_on_own_connection())
