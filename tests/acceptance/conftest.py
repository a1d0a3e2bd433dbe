"""One sandbox and one real bot process per module: loading aiogram costs seconds each time."""

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import Limits, Sandbox
from tests.acceptance.harness import BotProcess
from tests.acceptance.town import DUE, Town, looked, seeded
from tests.conftest import Clock

FULL_SECONDS = 4 * 3600


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The counts of the specification take longer than any other test may."""
    for item in items:
        if item.get_closest_marker("full") is not None:
            item.add_marker(pytest.mark.timeout(FULL_SECONDS))


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox(limits=Limits.off()) as made:
        yield made


@pytest.fixture
async def bot(sandbox: Sandbox, tmp_path: Path) -> AsyncIterator[BotProcess]:
    """Not started yet; killed afterwards."""
    process = BotProcess(sandbox, tmp_path)
    yield process
    await process.kill()


@pytest.fixture
def data(migrated_file: Path, tmp_path: Path) -> Path:
    """A folder with a migrated database."""
    shutil.copyfile(migrated_file, tmp_path / "duban.db")
    return tmp_path


@pytest.fixture
async def town(data: Path) -> AsyncIterator[Town]:
    """Ten minutes before the due minute; the group was bound from within. Telegram has the same time."""
    clock = Clock(DUE - timedelta(minutes=10))
    async with Sandbox(limits=Limits.off(), clock=lambda: clock().timestamp()) as sandbox:
        made = Town(sandbox, data, clock)
        await seeded(made)
        async with made.running() as program:
            await made.group.send_as(made.phones["alice"], "/bind")
            await made.group.wait("领导群")
            await looked(made, program)
        assert not made.parts()
        yield made
