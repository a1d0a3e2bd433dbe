"""Databases of a version before, filled and upgraded once for a module; each test has a copy."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, make_url

from storage.database import Database
from storage.migrate import alembic_config, migrate
from tests import postgres
from tests.conftest import Clock, in_thread


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def upgraded_once(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What the module's `write` leaves in a database of its revision `BEFORE`, as a start of the program finds it."""
    if request.param == "sqlite":
        url = f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('before') / 'duban.db'}"
        in_thread(_upgraded(url, request))
        yield url
        return
    server, name = request.getfixturevalue("postgres_url"), postgres.new_name("before")
    in_thread(postgres.execute(server, f'CREATE DATABASE "{name}"'))
    url = postgres.named(server, name)
    in_thread(_upgraded(url, request))
    yield url
    in_thread(postgres.execute(server, f'DROP DATABASE "{name}" WITH (FORCE)'))


async def _upgraded(url: str, request: pytest.FixtureRequest) -> None:
    database = Database(url, Clock())

    def before(connection: Connection) -> None:
        command.upgrade(alembic_config(connection), request.module.BEFORE)
        request.module.write(connection)

    async with database.engine.begin() as connection:
        await connection.run_sync(before)
    await migrate(database)
    await database.close()


@pytest.fixture
async def upgraded(upgraded_once: str, tmp_path: Path, clock: Clock) -> AsyncIterator[Database]:
    made = make_url(upgraded_once)
    assert made.database is not None
    if made.get_backend_name() == "sqlite":
        shutil.copyfile(made.database, tmp_path / "duban.db")
        database = Database(f"sqlite+aiosqlite:///{tmp_path / 'duban.db'}", clock)
        yield database
        await database.close()
        return
    name = postgres.new_name("upgraded")
    await postgres.execute(upgraded_once, f'CREATE DATABASE "{name}" TEMPLATE "{made.database}"')
    database = Database(postgres.named(upgraded_once, name), clock)
    yield database
    await database.close()
    await postgres.execute(upgraded_once, f'DROP DATABASE "{name}"')
