"""A connection that is given up while it opens: its thread does not outlive the loop that it answers."""

import asyncio
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from tests.conftest import Clock


def test_a_connection_that_is_given_up_is_over_before_its_loop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lost: list[str] = []
    begun, released = threading.Event(), threading.Event()
    opening = sqlite3.connect

    def slow(*words: Any, **more: Any) -> sqlite3.Connection:
        begun.set()
        released.wait(10)
        return opening(*words, **more)

    monkeypatch.setattr(threading, "excepthook", lambda told: lost.append(str(told.exc_value)))
    monkeypatch.setattr("storage.inline_sqlite.sqlite3.connect", slow)
    before = set(threading.enumerate())
    asyncio.run(_give_up(tmp_path / "office.db", begun, released))
    # Only a thread that was left behind still waits for it.
    released.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert lost == []


async def _give_up(path: Path, begun: threading.Event, released: threading.Event) -> None:
    database = Database(f"sqlite+aiosqlite:///{path}", Clock())

    async def read() -> None:
        async with database.reading():
            raise AssertionError("it is not open yet")

    reading = asyncio.ensure_future(read())
    await asyncio.to_thread(begun.wait, 10)
    reading.cancel()
    threading.Timer(0.3, released.set).start()
    with suppress(asyncio.CancelledError):
        await reading
    await database.close()
