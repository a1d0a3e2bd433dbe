"""One world behind every window: restarts of the server, reloads, two windows, chats of 5,000 messages."""

import asyncio

import aiohttp
import pytest
from playwright.async_api import expect

from sandbox import Limits, Sandbox
from tests.browser.screens import NARROW, WIDE, Look, Screen
from tests.browser.staging import LEADER, ROADS, TOWN, Bot, county

pytestmark = pytest.mark.asyncio(loop_scope="module")
MANY, SHOWN_MOST = 5_000, 400
TEXTS = "nodes => nodes.map(node => node.querySelector('.words').firstChild.textContent)"
# Scrolls up, as fast as a thumb can, to the first message; milliseconds of the usual frame in the first quarter of
# the way and in the last, and the most bubbles at a time.
SCROLL = """
async log => {
  const began = performance.now(), gaps = [];
  let most = 0, last = began;
  while (!log.querySelector('[data-message-id="1"]') && last - began < 45000) {
    log.scrollTop -= 900;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    gaps.push(now - last);
    last = now;
    most = Math.max(most, log.querySelectorAll(".bubble").length);
  }
  const usual = part => part.sort((one, other) => one - other)[Math.floor(part.length / 2)];
  const quarter = Math.ceil(gaps.length / 4);
  const [early, late] = [usual(gaps.slice(0, quarter)), usual(gaps.slice(-quarter))];
  return { seconds: (last - began) / 1000, frames: gaps.length, early, late, most };
}
"""


async def texts(screen: Screen, side: str) -> list[str]:
    found: list[str] = await screen.bubbles(side).evaluate_all(TEXTS)
    return found


async def test_the_server_restarts(look: Look) -> None:
    """A banner while it is gone; then everything that happened meanwhile, and what was being typed."""
    async with Sandbox(limits=Limits.off()) as sandbox, aiohttp.ClientSession() as http:
        county(sandbox)
        roads, bot = sandbox.phone(ROADS), Bot(sandbox, http)
        await roads.send("重启之前")
        async with look(sandbox.url, NARROW) as screen:
            banner = screen.page.get_by_test_id("banner")
            await expect(banner).to_be_hidden()
            composer = (await screen.phone("official")).get_by_test_id("composer")
            await composer.fill("没写完的一句")
            await sandbox.stop()
            await expect(banner).to_be_visible()
            await roads.send("页面不在的时候")
            await sandbox.start()
            await bot("sendMessage", chat_id=ROADS, text="重启之后")
            await expect(screen.bubbles("official", "重启之后")).to_be_visible()
            await expect(banner).to_be_hidden()
            assert await texts(screen, "official") == ["重启之前", "页面不在的时候", "重启之后"]
            await expect(composer).to_have_value("没写完的一句")
            await screen.send("official")
            await expect(screen.bubbles("official", "没写完的一句")).to_be_visible()
            screen.forgive("ERR_CONNECTION_REFUSED")


async def test_two_windows_see_the_same(bot: Bot, look: Look) -> None:
    county(bot.sandbox)
    url = bot.sandbox.url
    async with look(url, WIDE) as desk, look(url, NARROW, "dark") as pocket:
        await desk.write("official", "桥面已恢复通行")
        await expect(pocket.bubbles("official", "桥面已恢复通行")).to_be_visible()
        await pocket.write("official", "护栏今天装完")
        await expect(desk.bubbles("official", "护栏今天装完")).to_be_visible()
        told = await bot("sendMessage", chat_id=ROADS, text="已记录")
        await bot("editMessageText", chat_id=ROADS, message_id=told["message_id"], text="已记录两条")
        await expect(desk.bubbles("official", "已记录两条")).to_be_visible()
        await expect(pocket.bubbles("official", "已记录两条")).to_be_visible()
        expected = ["桥面已恢复通行", "护栏今天装完", "已记录两条"]
        assert await texts(desk, "official") == await texts(pocket, "official") == expected

        await pocket.bubbles("official", "护栏今天装完").click(button="right")
        await pocket.page.get_by_test_id("context-delete").click()
        await expect(desk.bubbles("official", "护栏今天装完")).to_have_count(0)
        await desk.bubbles("official", "桥面已恢复通行").click(button="right")
        await desk.page.get_by_test_id("context-edit").click()
        await desk.page.get_by_test_id("phone-official").get_by_test_id("composer").fill("桥面已通车")
        await desk.send("official")
        for screen in (desk, pocket):
            await expect(screen.bubbles("official", "桥面已通车").get_by_test_id("edited")).to_be_visible()
        assert await texts(desk, "official") == await texts(pocket, "official") == ["桥面已通车", "已记录两条"]


async def test_a_reload_loses_nothing(bot: Bot, look: Look) -> None:
    """The same person, chat, theme, messages and unread counts."""
    group = county(bot.sandbox)
    town = bot.sandbox.phone(TOWN)
    for number in range(3):
        await town.send(f"蓄水池第{number}次反馈")
    await group.send_as(bot.sandbox.phone(LEADER), "大家辛苦")
    async with look(bot.sandbox.url, NARROW) as screen:
        await screen.take_up("official", TOWN)
        await expect(screen.bubbles("official", "第2次反馈")).to_be_visible()
        await screen.page.get_by_test_id("theme-toggle").click()
        supervisor = await screen.phone("supervisor")
        await supervisor.get_by_test_id("chat-back").click()
        await supervisor.get_by_test_id("chat-row").filter(has_text="云岭县领导群").click()
        await expect(screen.bubbles("supervisor", "大家辛苦")).to_be_visible()
        await bot("sendMessage", chat_id=TOWN, text="请补充照片")
        tab = screen.page.get_by_test_id("phone-tab-official")
        await expect(tab.get_by_test_id("unread")).to_have_text("1 条未读")
        before = await texts(screen, "official"), await texts(screen, "supervisor")

        await screen.page.reload()
        await expect(screen.page.locator("html")).to_have_attribute("data-theme", "dark")
        await expect(screen.bubbles("supervisor", "大家辛苦")).to_be_visible()
        await expect(tab.get_by_test_id("unread")).to_have_text("1 条未读")
        await expect(screen.bubbles("official", "请补充照片")).to_be_attached()
        assert (await texts(screen, "official"), await texts(screen, "supervisor")) == before
        await screen.phone("official")
        await expect(tab.get_by_test_id("unread")).to_have_count(0)


async def test_five_thousand_messages_stay_smooth(bot: Bot, look: Look) -> None:
    county(bot.sandbox)
    roads = bot.sandbox.phone(ROADS)
    for number in range(MANY):
        await roads.send(f"第{number + 1}次反馈：路面已铺设，护栏正在安装，月底可以通车。")
    async with look(bot.sandbox.url, WIDE) as screen:
        await expect(screen.bubbles("official", f"第{MANY}次反馈")).to_be_visible()
        assert await screen.bubbles("official").count() <= SHOWN_MOST
        log = screen.page.get_by_test_id("phone-official").get_by_test_id("log")
        figures = await log.evaluate(SCROLL)
        print(f"{MANY} messages scrolled: {figures}")
        await expect(screen.bubbles("official", "第1次反馈")).to_be_attached()
        assert figures["most"] <= SHOWN_MOST
        # What was passed is dropped: the five thousandth message scrolls as the first did.
        assert figures["late"] < 3 * figures["early"], figures

        await bot("sendMessage", chat_id=ROADS, text="请休息")
        await screen.page.get_by_test_id("phone-official").get_by_test_id("new-messages").click()
        await expect(screen.bubbles("official", "请休息")).to_be_in_viewport()
        # A burst while one looks on.
        await asyncio.gather(*(roads.send(f"连发{number}") for number in range(500)))
        await expect(screen.bubbles("official", "连发499")).to_be_in_viewport()
        assert await screen.bubbles("official").count() <= SHOWN_MOST
