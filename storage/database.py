"""The database of one process: engine, SQLite rules, and the one place where a transaction ends.

async with database.transaction() as tx:      # BEGIN IMMEDIATE on SQLite
    ...                                       # reads, writes, tx.put(note), tx.record(...)
                                              # outbox and audit rows sealed, COMMIT
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

import storage.tables  # noqa: F401  fills the metadata
from domain.office.profile import OfficeProfile
from storage import inline_sqlite
from storage.tx import Tx

Clock = Callable[[], datetime]

# docs/reliability.md, storage: WAL, FULL (a commit survives power loss), foreign keys on.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    # 64 MB: the figures of a large county stay in memory.
    "PRAGMA cache_size=-65536",
)


def must_wait(error: BaseException) -> bool:
    """Whether the database was only busy, or its disk full: the work is undone and may be tried again as it was."""
    if isinstance(error, OperationalError):
        return any(sign in str(error.orig) for sign in ("locked", "disk is full"))
    # PostgreSQL ends one of two transactions that wait for each other.
    return isinstance(error, DBAPIError) and "deadlock detected" in str(error.orig)


def sqlite_path(url: str) -> Path | None:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


class Database:
    """`url` is an SQLAlchemy async URL; `clock` gives aware UTC instants."""

    def __init__(self, url: str, clock: Clock, profile: OfficeProfile | None = None) -> None:
        self.url = make_url(url)
        self.clock = clock
        self.profile = profile or OfficeProfile()
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = (
            _sqlite_engine(self.url)
            if self.is_sqlite
            else create_async_engine(self.url.set(drivername="postgresql+asyncpg"), pool_size=5)
        )
        # SQLite has one writer; queueing here is fair and free of its busy loop.
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def transaction(
        self, office_id: int = 1, update_id: int | None = None, *, by_clock: bool = False
    ) -> AsyncIterator[Tx]:
        """One piece of work, begun by an update or by the clock: everything in it happens, or nothing."""
        async with self._turn(), self._session() as session:
            if self.is_sqlite:
                await session.connection()
            tx = Tx(session, self._now(), office_id, self.profile, update_id, by_clock)
            yield tx
            await tx.seal()
            await session.commit()

    @asynccontextmanager
    async def reading(self, office_id: int = 1) -> AsyncIterator[Tx]:
        """Reads only: takes no write lock, and what is put or recorded here is not stored."""
        async with self._session() as session:
            await session.connection(execution_options={"readonly": True})
            yield Tx(session, self._now(), office_id, self.profile, None)

    def _session(self) -> AsyncSession:
        made = inline_sqlite.InlineSession if self.is_sqlite else AsyncSession
        return made(self.engine, expire_on_commit=False, autoflush=False)

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        async with self._writing:
            yield

    def _now(self) -> datetime:
        return self.clock().astimezone(UTC)

    async def close(self) -> None:
        await self.engine.dispose()


def _sqlite_engine(url: URL) -> AsyncEngine:
    path = url.database or ":memory:"
    engine = create_async_engine(url.set(drivername="sqlite+aiosqlite"))

    @event.listens_for(engine.sync_engine, "do_connect")
    def connect(dialect: Any, _record: Any, _args: Any, _params: Any) -> Any:
        return inline_sqlite.connect(dialect.dbapi, path)

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # A deferred transaction that reads and then writes fails at once when another writer was faster.
        readonly = connection.get_execution_options().get("readonly", False)
        direct = connection.connection.dbapi_connection
        assert isinstance(direct, inline_sqlite.DirectConnection)
        try:
            direct.begin("BEGIN" if readonly else "BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OperationalError("BEGIN", None, error) from error

    return engine
