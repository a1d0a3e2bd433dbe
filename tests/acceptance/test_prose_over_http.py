"""What officials type on their phones is printed as prose, through the real process over HTTP."""

from datetime import date

from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given

LIMIT = date(2026, 12, 20)


async def test_chat_is_printed_as_prose_with_what_was_said_beside_it(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/report 2 收到！方案11.9已印发👍", "第1次反馈")
        await say(bob, "/report 2 领导早上好，我局正在组织培训，挖机昨天进场的哦~", "第2次反馈")
        page = await say(alice, "/bulletin", "通报预览 1/2")
        await alice.press(page, "下一页")
        page = await alice.wait("通报预览 2/2")
        assert "“修建清溪河堤防”。方案11月9日已印发。县农林局正在组织培训，挖机11月23日进场。" in page.text
        await alice.press(page, "逐段改写")
        await alice.press(await alice.wait("第1段"), "下一段")
        shown = await alice.wait("反馈原话：")
        assert "县农林局R-1：收到！方案11.9已印发👍" in shown.text
