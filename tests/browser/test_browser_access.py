"""axe-core finds nothing serious: both widths, both themes, the page at rest and with all that opens.

`axe/axe.min.js` is axe-core 4.14.1 as published on npm, with its licence; only these tests use it.
"""

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.demo.handy import bridge
from sandbox.stage import HandyFile, Step
from tests.browser.screens import NARROW, WIDE, Look, Screen, Size
from tests.browser.staging import GROUP, LEADER, ROADS, SUPERVISOR, Bot, county

pytestmark = pytest.mark.asyncio(loop_scope="module")
SIDES = ("group", "supervisor", "official")
RULES_LEAST = 10
AXE = Path(__file__).with_name("axe") / "axe.min.js"
RUN = "async () => { const { passes, violations } = await axe.run(); return [passes.length, violations]; }"
WORDS = (
    "<b>催办：2 件事项等您反馈</b>\n🟡 #16 今日到期 · <i>柳河桥加固</i>\n<blockquote>请直接回复</blockquote>"
    "<code>/report 16</code> <s>旧</s> <u>新</u> <tg-spoiler>遮住</tg-spoiler> "
    '<a href="https://example.org/">依据</a> /my'
)
KEYS = {
    "inline_keyboard": [
        [{"text": "通过·销号", "callback_data": "1", "style": "success"}],
        [{"text": "退回", "callback_data": "2", "style": "danger"}, {"text": "详情", "callback_data": "3"}],
        [{"text": "报进展", "callback_data": "4", "style": "primary"}],
    ]
}
REPLIES = {"keyboard": [[{"text": "我的事项"}, {"text": "帮助", "style": "primary"}]], "resize_keyboard": True}


async def furnish(bot: Bot) -> None:
    """A world in which everything the page can draw is there."""
    group, stage = county(bot.sandbox), bot.sandbox.stage
    assert stage is not None
    stage.files.append(HandyFile("督办通报第6期.docx", b"PK"))
    done = Step("done", SUPERVISOR, None, "已经完成的一步", "无", lambda: True)
    paper = Step(
        "paper", ROADS, None, "督查室发来通报", "发出文件，再按 [报进展]。", lambda: False,
        text="已完成", file="督办通报第6期.docx", press="报进展",
    )  # fmt: skip
    stage.steps += [done, paper, Step("later", LEADER, GROUP, "通报发到领导群", "按钮。", lambda: False)]
    roads = bot.sandbox.phone(ROADS)
    asked = await roads.send("已完成路面铺设")
    await roads.send("已补充一句", reply_to=asked)
    await roads.send_photo(bridge(), "现场")
    await bot("sendMessage", chat_id=ROADS, text=WORDS, parse_mode="HTML", reply_markup=KEYS)
    await bot("sendMessage", chat_id=SUPERVISOR, text="请选择", reply_markup=REPLIES)
    for name in ("通报.pdf", "通报.docx", "台账.xlsx", "正文.txt"):
        await bot.send_file(SUPERVISOR, name, b"%PDF")
    await bot("setMyCommands", commands=[{"command": "my", "description": "我的事项"}])
    await group.send_as(bot.sandbox.phone(LEADER), "辛苦了")
    await bot("sendMessage", chat_id=GROUP, text="督办通报第7期")


async def check(screen: Screen, where: str) -> None:
    """Nothing serious or critical; lesser findings are printed."""
    passed, found = await screen.page.evaluate(RUN)
    assert passed > RULES_LEAST, "axe has seen next to nothing"
    told = [f"{one['impact']} {one['id']}: {node['html']}" for one in found for node in one["nodes"]]
    for line in told:
        print(f"axe, {where}: {line}")
    assert [line for line in told if line.startswith(("serious", "critical"))] == [], where


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda size: size.name)
async def test_no_serious_barrier(bot: Bot, look: Look, size: Size, theme: str) -> None:
    await furnish(bot)
    async with look(bot.sandbox.url, size, theme) as screen:
        page = screen.page
        await page.emulate_media(reduced_motion="reduce")
        # An init script is not held up by the page's content security policy.
        await page.add_init_script(path=AXE)
        await page.reload()
        await expect(page.locator("body.ready")).to_be_visible()
        await expect(page.locator('.step[data-done="true"]')).to_have_count(1)
        for side in SIDES:
            await expect(screen.bubbles(side).last).to_be_attached()
        for side in SIDES:
            await screen.phone(side)
            await expect(screen.bubbles(side).last).to_be_visible()
            await check(screen, f"{side} at rest")
        await open_everything(screen)


async def open_everything(screen: Screen) -> None:
    page = screen.page
    phone = await screen.phone("official")
    await screen.bubbles("official", "已完成路面铺设").first.click(button="right")
    await check(screen, "context menu")
    await page.get_by_test_id("context-reply").click()
    await phone.get_by_test_id("composer").fill("/m")
    await phone.get_by_test_id("composer").press("End")
    await check(screen, "reply and commands")
    await phone.get_by_test_id("chat-back").click()
    await check(screen, "list of chats")
    await phone.get_by_test_id("chat-row").first.click()
    await screen.open_panel()
    await page.get_by_test_id("fault-slow").click()
    await expect(page.get_by_test_id("fault-slow")).to_have_attribute("aria-checked", "true")
    await check(screen, "panel")
    await screen.close_panel()
    await page.get_by_test_id("inspector-toggle").click()
    await page.get_by_test_id("inspector-row").first.locator("button").first.click()
    await check(screen, "inspector")
    await page.get_by_test_id("inspector-close").click()
    await phone.get_by_test_id("photo").click()
    await check(screen, "photo")
    await page.keyboard.press("Escape")
    supervisor = await screen.phone("supervisor")
    await supervisor.get_by_role("button", name="预览 通报.pdf").click()
    await expect(page.get_by_test_id("pdf-viewer")).to_contain_text("没有预览")
    await check(screen, "viewer")
    screen.forgive("status of 4")
