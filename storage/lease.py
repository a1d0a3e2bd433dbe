"""The one-leader lease: whoever holds it polls, works, sends and keeps time; others stand by.

Held by the operating system (a file lock beside an SQLite file) or by the database server (an advisory
lock on a connection of its own), so that a killed holder frees it at once and no expiry has to be guessed.
"""

import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database

_ADVISORY_KEY = 0x447562616E  # "Duban"


class Lease(Protocol):
    async def try_take(self) -> bool: ...

    async def release(self) -> None: ...


class FileLease:
    """flock on `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    async def try_take(self) -> bool:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    async def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class AdvisoryLease:
    """pg_try_advisory_lock; the connection stays open as long as the lease is held."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection | None = None

    async def try_take(self) -> bool:
        connection = await self._database.engine.connect()
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        query = text("SELECT pg_try_advisory_lock(:key)")
        taken = bool((await connection.execute(query, {"key": _ADVISORY_KEY})).scalar())
        if not taken:
            await connection.close()
            return False
        self._connection = connection
        return True

    async def release(self) -> None:
        if self._connection is not None:
            await self._connection.invalidate()
            await self._connection.close()
            self._connection = None


def lease_for(database: Database) -> Lease:
    if database.is_sqlite:
        return FileLease(Path(f"{database.url.database}.lock"))
    return AdvisoryLease(database)
