"""aiosqlite without a thread hop, or a greenlet, per statement.

SQLAlchemy asks aiosqlite for four round trips to its thread per statement; measured here they cost more
than the statements. A statement on a warm SQLite file takes microseconds, so it runs at once on the event
loop, on sqlite3's own cursor; what can wait for a lock or a disk (BEGIN, COMMIT) still goes to the
connection's thread.
"""

import sqlite3
from typing import Any

import aiosqlite
from sqlalchemy import Connection, CursorResult, Executable
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util import await_only
from sqlalchemy.util.concurrency import in_greenlet
from sqlmodel.ext.asyncio.session import AsyncSession


async def _at_once() -> None:
    """Nothing to wait for."""


class _Cursor(sqlite3.Cursor):
    """With the two things that SQLAlchemy asks of an asynchronous driver's cursor."""

    server_side = False

    async def _async_soft_close(self) -> None:
        """Nothing is kept elsewhere."""


class DirectConnection(AsyncAdapt_aiosqlite_connection):
    """What the engine takes for its connection; statements do not leave the loop."""

    __slots__ = ()

    def cursor(self, server_side: bool = False) -> Any:
        if in_greenlet():
            # SQLAlchemy insists that an asynchronous driver waits at least once.
            await_only(_at_once())
        return self._connection._conn.cursor(_Cursor)  # noqa: SLF001

    def begin(self, statement: str) -> None:
        """In the thread: a writer elsewhere can keep this waiting for the busy timeout."""
        await_only(self._connection.execute(statement))


class InlineConnection:
    """An AsyncConnection's `execute` on the loop itself."""

    __slots__ = ("_sync", "dialect")

    def __init__(self, connection: AsyncConnection) -> None:
        assert connection.sync_connection is not None
        self._sync: Connection = connection.sync_connection
        self.dialect = connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        return self._sync.execute(statement, parameters)


class InlineSession(AsyncSession):
    """Reads on the loop itself; its transaction must have begun (`await session.connection()`)."""

    async def exec(self, statement: Any, **options: Any) -> Any:
        return self.sync_session.exec(statement, **options)


async def _opened(connection: aiosqlite.Connection) -> aiosqlite.Connection:
    """Given up half way, aiosqlite stops its thread without waiting for it: it would answer a loop that is closed."""
    try:
        return await connection
    except BaseException:
        connection._thread.join()  # noqa: SLF001
        raise


def connect(dbapi: Any, path: str) -> DirectConnection:
    """An open connection to the file at `path` (or ":memory:"); called inside SQLAlchemy's greenlet."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5.0)

    opened = aiosqlite.Connection(connector, iter_chunk_size=64)
    # A program that dies of an error must not hang on an idle connection's thread.
    opened._thread.daemon = True  # noqa: SLF001
    return DirectConnection(dbapi, await_only(_opened(opened)))  # type: ignore[arg-type]  # aiosqlite's own protocol
