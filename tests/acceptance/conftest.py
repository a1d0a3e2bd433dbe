"""One sandbox and one real bot process per module: loading aiogram costs seconds each time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox import Limits, Sandbox
from tests.acceptance.harness import BotProcess


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
