"""aiosqlite without a thread hop per statement.

SQLAlchemy asks aiosqlite for four round trips to its thread per statement; measured here they cost more
than the statements. A statement on a warm SQLite file takes microseconds, so it runs at once on the event
loop; what can wait for a lock or a disk (BEGIN, COMMIT) still goes to the connection's own thread.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

import aiosqlite


class InlineConnection(aiosqlite.Connection):
    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        # A program that dies of an error must not hang on an idle connection's thread.
        self._thread.daemon = True

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if fn == self._conn.commit or (args and isinstance(args[0], str) and args[0].startswith("BEGIN")):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        if not self._running:
            raise ValueError("Connection closed")
        return fn(*args, **kwargs)


async def connect(path: str) -> aiosqlite.Connection:
    """An open connection to the file at `path` (or ":memory:")."""

    def connector() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5.0)

    return await InlineConnection(connector)
