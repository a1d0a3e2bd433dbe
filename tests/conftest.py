"""Fixtures for all tests: an injected clock, and a migrated database of either kind."""

import asyncio
import gc
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import hypothesis
import pytest
import pytest_asyncio
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import create_async_engine

from storage.database import Database
from storage.migrate import migrate
from tests import postgres

T = TypeVar("T")
# A Monday, 09:00 in Beijing.
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


# How long one example takes says how busy the machine is.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

# Tests commit tens of thousands of times, and a disk takes milliseconds to have each of them for certain.
_MEMORY = Path("/dev/shm")
_ROOM = 2 * 2**30
if "PYTEST_DEBUG_TEMPROOT" not in os.environ and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM:
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(_MEMORY)


# What waits for browsers and processes comes first, and what is done in a moment last: the workers end together.
_LONGEST_FIRST = ("browser", "acceptance", "year", "papers", "bot", "handlers", "usecases")
_TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(_LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(item.path.relative_to(_TESTS).parts[0], len(places)))


def pytest_collection_finish() -> None:
    """What was imported is for ever: no collection of garbage need walk it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Each test has an engine of its own; what SQLAlchemy makes of a statement is the same for all of one driver."""
    shared = partial(create_async_engine, execution_options={"compiled_cache": {}})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.database.create_async_engine", shared)
        # The dialect is part of the key.
        for driver in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
            patch.setattr(driver, "__eq__", lambda one, other: type(one) is type(other))
            patch.setattr(driver, "__hash__", lambda one: hash(type(one)))
        yield


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **by: float) -> datetime:
        self.at += timedelta(**by)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """TEST_POSTGRES_URL (a superuser's), else an embedded server: an asyncpg URL to its maintenance database."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with postgres.embedded() as url:
        in_thread(postgres.execute(url, *postgres.CARELESS))
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'duban.db'}"
    return str(request.getfixturevalue("fresh_postgres_url"))


@pytest.fixture
async def fresh_postgres_url(postgres_url: str) -> AsyncIterator[str]:
    """An empty database of its own, dropped afterwards."""
    name = postgres.new_name("test")
    await postgres.execute(postgres_url, f'CREATE DATABASE "{name}"')
    yield postgres.named(postgres_url, name)
    await postgres.execute(postgres_url, f'DROP DATABASE "{name}" WITH (FORCE)')


# Migrating anew for each test took most of the time of them all: a file is copied instead, and one
# PostgreSQL database is emptied.


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database of the newest shape."""
    path = tmp_path_factory.mktemp("migrated") / "duban.db"
    _migrated(f"sqlite+aiosqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        # Pages that the migrations left free would take what a full disk must not.
        connection.execute("VACUUM")
    return path


# A line to a server belongs to the loop that opened it.
@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def emptied_postgres(postgres_url: str) -> AsyncIterator[postgres.Emptied]:
    made = postgres.Emptied(postgres_url, postgres.new_name("migrated"), postgres.new_name("emptied"))
    await postgres.execute(postgres_url, f'CREATE DATABASE "{made.template}"')
    _migrated(postgres.named(postgres_url, made.template))
    await made.begin()
    yield made
    await made.end()


@pytest_asyncio.fixture(loop_scope="session")
async def emptied_url(emptied_postgres: postgres.Emptied) -> str:
    return await emptied_postgres.emptied()


def _migrated(url: str) -> None:
    async def go() -> None:
        made = Database(url, Clock())
        await migrate(made)
        await made.close()

    in_thread(go())


def in_thread(work: Coroutine[Any, Any, T]) -> T:
    """The event loops of tests are not to be disturbed."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(params=["sqlite", "postgres"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of the newest shape as just migrated, shared with nobody."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "duban.db")
        return f"sqlite+aiosqlite:///{tmp_path / 'duban.db'}"
    return str(request.getfixturevalue("emptied_url"))


@pytest.fixture
async def database(migrated_url: str, clock: Clock) -> AsyncIterator[Database]:
    made = Database(migrated_url, clock)
    yield made
    await made.close()
