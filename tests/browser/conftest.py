"""A real browser: Debian's chromium, driven by Playwright. One per module, one fresh profile per page."""

import os
import shutil
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from sandbox import Limits, Sandbox
from tests.browser.screens import ARGUMENTS, Look, looking
from tests.browser.staging import Bot


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("there is no chromium: apt-get install chromium fonts-noto-cjk")
    if found is None:
        pytest.skip("there is no chromium: apt-get install chromium fonts-noto-cjk")
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        made = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield made
        await made.close()


@pytest.fixture
def look(browser: Browser) -> Look:
    """`async with look(url, size, theme) as screen`: the page in a fresh profile, see `looking`."""
    return partial(looking, browser)


@pytest_asyncio.fixture(loop_scope="module")
async def bot() -> AsyncIterator[Bot]:
    """An empty world on its own port, the test in the bot's place."""
    async with Sandbox(limits=Limits.off()) as sandbox, aiohttp.ClientSession() as http:
        yield Bot(sandbox, http)


@pytest.fixture
def gallery(tmp_path: Path) -> Path:
    """Where screenshots go: DUBAN_SCREENSHOTS, which is kept, else a folder of the test."""
    folder = Path(os.environ.get("DUBAN_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
