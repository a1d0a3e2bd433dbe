"""`duban demo` beside its tour: a report amended by an edit, a kill in the middle, a week gone by."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.browser.screens import BOT, NARROW, WIDE, Look, Screen
from tests.browser.staging import OFFICIAL, ROADS, TOWN, demo

pytestmark = pytest.mark.asyncio(loop_scope="module")
RECEIPT = "已记录 R-"
# Until a scripted fault has met its call.
IN_FLIGHT = """
async () => {
  for (;;) {
    const faults = await (await fetch("/sandbox/faults")).json();
    if (faults.result.some(one => one.fired)) return;
  }
}
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def url(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


async def receipts(screen: Screen) -> int:
    """How many reports of the person on the official's phone the bot has acknowledged."""
    return await screen.bubbles("official", RECEIPT, BOT).count()


async def test_an_edited_report_is_amended(url: str, look: Look) -> None:
    async with look(url, WIDE) as screen:
        await screen.until_bot("running")
        await screen.take_up("official", TOWN)
        before = await receipts(screen)
        await screen.write("official", "/report 4 已建成1座，第2座正在浇筑")
        await expect(screen.bubbles("official", RECEIPT, BOT)).to_have_count(before + 1)

        mine = screen.bubbles("official", "第2座正在浇筑", '[data-from="me"]')
        await mine.click(button="right")
        await screen.page.get_by_test_id("context-edit").click()
        await expect(screen.page.get_by_test_id("reply-banner").first).to_contain_text("/report 4")
        composer = screen.page.get_by_test_id("phone-official").get_by_test_id("composer")
        await composer.fill("/report 4 已建成2座")
        await composer.press("Enter")

        await screen.told("official", "已更正，原文留存")
        changed = screen.bubbles("official", "/report 4 已建成2座", '[data-from="me"]')
        await expect(changed.get_by_test_id("edited")).to_be_visible()
        await expect(mine).to_have_count(0)


@pytest.mark.parametrize(
    ("arrived", "user_id", "number"),
    [(False, ROADS, 2), (True, OFFICIAL, 5)],
    ids=["receipt lost", "receipt delivered"],
)
async def test_a_kill_in_the_middle_of_a_report(url: str, look: Look, arrived: bool, user_id: int, number: int) -> None:
    """The bot dies while its receipt is under way. Its next life gives the receipt that was lost, once; one
    of which nobody knows whether it arrived may come again, with the same number."""
    async with look(url, NARROW) as screen:
        await screen.until_bot("running")
        await screen.take_up("official", user_id)
        # What the import had told them has left: the fault is to meet the receipt and nothing before it.
        await screen.told("official", "新交办您单位")
        await screen.write("official", f"/item {number}")
        await screen.told("official", "状态：")
        assert await receipts(screen) == 0
        await screen.press("official", "报进展")
        await screen.told("official", "最新进展")
        hang = {"kind": "hang", "method": "sendMessage", "times": 1, "seconds": 60, "applied": arrived}
        await screen.page.request.post(f"{url}/sandbox/faults", data=hang)
        await screen.write("official", "已完成自查，正在验收")
        await screen.page.evaluate(IN_FLIGHT)
        await screen.act("bot-kill")
        await screen.until_bot("stopped")
        await expect(screen.bubbles("official", RECEIPT, BOT)).to_have_count(int(arrived))
        await screen.page.request.delete(f"{url}/sandbox/faults")
        await screen.act("bot-start")
        await screen.until_bot("running")
        await screen.told("official", RECEIPT)
        # Whatever were said twice would stand before the answer to this.
        await screen.write("official", "/my")
        await screen.told("official", "我的事项")
        told = await screen.bubbles("official", RECEIPT, BOT).all_inner_texts()
        assert len({found for text in told for found in re.findall(r"R-\d+", text)}) == 1
        assert len(told) <= 1 + arrived


async def test_a_week_goes_by(url: str, look: Look, gallery: Path) -> None:
    """By the clock of the panel alone: the bulletin comes to the group, its document opens."""
    async with look(url, NARROW) as screen:
        await screen.until_bot("running")
        before = await screen.bubbles("group", "督办通报", BOT).count()
        await screen.act("move-friday")
        await expect(screen.page.get_by_test_id("clock")).to_contain_text("17:00")
        await screen.phone("group")
        printed = screen.document("督办通报第6期.pdf")
        await expect(printed).to_be_visible()
        assert await screen.bubbles("group", "督办通报", BOT).count() > before
        await printed.click()
        viewer = screen.page.get_by_test_id("pdf-viewer")
        await expect(viewer.get_by_test_id("pdf-page").first).to_be_visible()
        await screen.shot(gallery, "bulletin-pdf")
        await viewer.get_by_test_id("pdf-close").click()
        await expect(viewer).to_have_count(0)
