"""The picture of the README: `python -m tests.browser.picture FILE`, a `duban demo` in the middle of its tour."""

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright, expect

from tests.browser.screens import ARGUMENTS, Screen, Size, looking
from tests.browser.staging import OFFICIAL, demo

# Gradients are most of the file's size.
FLAT = """
() => {
  document.body.style.background = "#e6edec";
  for (const log of document.querySelectorAll(".log")) log.style.background = "#d6e2e1";
}
"""
SIZE = Size("picture", 1440, 900)


async def act_out(screen: Screen) -> None:
    """A paper imported, a report, a request approved, a week gone by: something on each phone."""
    await screen.page.get_by_test_id("step-send-file").click()
    await screen.press("supervisor", "确认导入")
    await screen.take_up("official", OFFICIAL)
    await screen.told("official", "高山茶")
    await screen.act("move-friday")
    await expect(screen.document("督办通报第7期.pdf")).to_be_visible()
    await screen.write("official", "/report 14 实施方案已送审，12月2日前印发")
    await screen.told("official", "已记录 R-")
    await screen.write("official", "/done 14 实施方案已印发实施")
    await screen.told("official", "已申请办结")
    await screen.told("supervisor", "申请办结 #14")


async def take(path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder:
        async with async_playwright() as playwright, demo(Path(folder)) as url:
            browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            async with looking(browser, url, SIZE) as screen:
                await act_out(screen)
                await screen.page.evaluate(FLAT)
                await screen.page.screenshot(path=path, animations="disabled")
            await browser.close()


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
