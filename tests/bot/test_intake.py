"""The door where updates come in: nothing is acknowledged that is not stored."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager, suppress

import pytest
from sqlalchemy import Connection, event
from sqlmodel import func, select

from bot.channels.api import TelegramApi
from bot.intake import Intake
from bot.wakeup import Wakeup
from sandbox import Fault, Limits, Sandbox
from storage.database import Database
from storage.tables import Inbox
from tests.acceptance.harness import until


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=Limits.off()) as made:
        yield made


@asynccontextmanager
async def polling(database: Database, sandbox: Sandbox) -> AsyncIterator[None]:
    api = TelegramApi(sandbox.url, sandbox.token)
    task = asyncio.ensure_future(Intake(database, api, Wakeup(), Wakeup()).poll())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await api.close()


def pack(database: Database) -> None:
    """Pages that migrations left free would take a message without the file's growing."""
    with closing(sqlite3.connect(database.url.database or "")) as connection:
        connection.execute("VACUUM")


@contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """The file may not grow by a page."""
    limit = 1

    @event.listens_for(database.engine.sync_engine, "begin")
    def bound(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {limit}")

    yield
    limit = 1_000_000


async def stored(database: Database) -> int:
    async with database.reading() as tx:
        return (await tx.session.exec(select(func.count()).select_from(Inbox))).one()


def offsets(sandbox: Sandbox) -> list[int | None]:
    return [call.params.get("offset") for call in sandbox.calls if call.method == "getUpdates"]


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_what_a_full_disk_cannot_take_stays_with_telegram(database: Database, sandbox: Sandbox) -> None:
    pack(database)
    async with polling(database, sandbox):
        await sandbox.until_polled()
        before = len(offsets(sandbox))
        with full_disk(database):
            await sandbox.phone(1).send("长" * 4000)
            await until(lambda: len(offsets(sandbox)) >= before + 2)
            assert set(offsets(sandbox)) == {None}
            assert await stored(database) == 0
        await until(lambda: bool(offsets(sandbox)[-1]))
        assert await stored(database) == 1


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
async def test_retry_after_of_a_poll_is_obeyed(database: Database, sandbox: Sandbox) -> None:
    sandbox.faults.add(Fault("429", "getUpdates", times=1, retry_after=2))
    async with polling(database, sandbox):
        await until(lambda: len(offsets(sandbox)) >= 2)
    first, second = [call.tick for call in sandbox.calls if call.method == "getUpdates"][:2]
    assert second - first >= 2
