"""What officials type on their phones is printed as prose, through the real process over HTTP."""

from datetime import date

from tests.acceptance.harness import say
from tests.acceptance.town import DUE, TUESDAY, Town, at, given, looked

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


async def test_an_issue_that_reads_as_talk_is_held_reworded_and_published(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/report 2 堤脚的石头拉了一半，雨大，机子上不去", "第1次反馈")
    town.clock.at = DUE
    async with town.running() as program:
        await looked(town, program)
        held = await alice.wait("没有自动发布")
        assert "#2 这句还像口语，请改写：" in held.text
        assert not town.parts()
        await alice.press(held, "改口语句")
        shown = await alice.wait("这句还像口语，请改写")
        assert "修建清溪河堤防" in shown.text
        await alice.press(shown, "改这段")
        await alice.wait("请回复新的文字")
        await say(alice, "堤脚石料已运送一半，受降雨影响，设备暂无法进场", "已改写")
        page = await say(alice, "/bulletin", "通报预览 1/")
        assert "口语" not in page.text
        await alice.press(page, "发布")
        await looked(town, program)
    town.assert_posted_once()
