"""The guided tour of `duban demo` by clicks and typing, from its first step to its last, at both widths."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.screens import BOT, NARROW, WIDE, Look, Screen, Size
from tests.browser.staging import demo

pytestmark = pytest.mark.asyncio(loop_scope="module")
STEPS = ["paper", "import", "report", "done", "approve", "status", "nudge", "dark", "light", "friday"]


async def ticked(screen: Screen, key: str) -> None:
    """The step ticks itself, and the one after it becomes the current one."""
    step = screen.page.locator(f'[data-testid="step"][data-key="{key}"]')
    await expect(step).to_have_attribute("data-done", "true", timeout=90_000)
    done = STEPS.index(key) + 1
    await expect(screen.page.get_by_test_id("tour-count")).to_have_text(f"{done} / {len(STEPS)}")


async def tap(screen: Screen, name: str) -> None:
    """A one-tap button of the current step."""
    await screen.page.locator(f'.step.current [data-testid="{name}"]').click()


@pytest.mark.timeout(400)
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda size: size.name)
async def test_the_guided_tour(tmp_path: Path, gallery: Path, look: Look, size: Size) -> None:
    async with demo(tmp_path) as url, look(url, size) as screen:
        await expect(screen.page.get_by_test_id("step")).to_have_count(len(STEPS))
        await screen.shot(gallery, f"tour-{size.name}-0-start")
        await import_the_paper(screen)
        await screen.shot(gallery, f"tour-{size.name}-1-imported")
        await report_and_finish(screen)
        for theme in ("dark", "light"):
            await screen.wear(theme)
            await screen.shot(gallery, f"tour-{size.name}-2-reported-{theme}")
        await approve_and_look(screen)
        await tap(screen, "step-move")
        await ticked(screen, "nudge")
        await go_dark_and_back(screen)
        await screen.shot(gallery, f"tour-{size.name}-3-survived")
        await tap(screen, "step-goto")
        await tap(screen, "step-move")
        await ticked(screen, "friday")
        await expect(screen.page.get_by_test_id("tour-end")).to_be_visible()
        await expect(screen.document("督办通报第7期.pdf")).to_be_visible()
        await expect(screen.page.get_by_test_id("clock")).to_contain_text("17:00")
        for theme in ("light", "dark"):
            await screen.wear(theme)
            await screen.shot(gallery, f"tour-{size.name}-4-end-{theme}")
        await open_the_issue(screen)


async def import_the_paper(screen: Screen) -> None:
    await tap(screen, "step-send-file")
    await ticked(screen, "paper")
    await screen.press("supervisor", "确认导入")
    await ticked(screen, "import")


async def report_and_finish(screen: Screen) -> None:
    await tap(screen, "step-goto")
    await screen.press("official", "报进展")
    await screen.told("official", "最新进展")
    await tap(screen, "step-fill")
    await screen.send("official")
    await ticked(screen, "report")
    await screen.press("official", "详情")
    await screen.told("official", "状态：")
    await screen.press("official", "申请办结")
    await screen.told("official", "完成情况")
    await screen.write("official", "实施方案已印发实施")
    await ticked(screen, "done")


async def approve_and_look(screen: Screen) -> None:
    await tap(screen, "step-goto")
    await screen.press("supervisor", "通过·销号")
    await ticked(screen, "approve")
    await screen.write("supervisor", "/status")
    await ticked(screen, "status")


async def go_dark_and_back(screen: Screen) -> None:
    """What is sent to a dead bot is answered once when it lives again."""
    await tap(screen, "step-turn")
    await screen.until_bot("stopped")
    await tap(screen, "step-fill")
    receipts = await screen.bubbles("official", "已记录 R-", BOT).count()
    await screen.send("official")
    await ticked(screen, "dark")
    await tap(screen, "step-turn")
    await ticked(screen, "light")
    assert await screen.bubbles("official", "已记录 R-", BOT).count() == receipts + 1


async def open_the_issue(screen: Screen) -> None:
    """The group has the PDF; the Word file comes to whoever opens the issue, in private."""
    await screen.press("group", "看全文、Word 版")
    await screen.page.get_by_test_id("link-choice").first.click()
    await expect(screen.document("督办通报第7期.docx")).to_be_visible()
