"""What people say in plain Chinese, through the whole program over HTTP."""

from datetime import timedelta

from tests.acceptance.harness import say
from tests.acceptance.town import DUE, TUESDAY, Town, at, given


async def test_every_echo_names_the_matter(town: Town) -> None:
    await given(town, "由吴明远同志牵头，县农林局负责，推进县养老服务中心改造，12月底前完工")
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    matter = "#2（县养老服务中心改造）"
    async with at(town, TUESDAY):
        told = await say(lena, "/instruct 2 请抓紧，月底前见成效", "已记为")
        assert told.text.startswith(f"已记为 {matter}的批示：请抓紧")
        receipt = await say(bob, "/report 2 主体结构已封顶", "已记录")
        assert f" · {matter} · 第1次反馈" in receipt.text
        assert f"已就 {matter}追问" in (await say(alice, "/ask 2 装修何时开始？", "追问")).text
        assert f"已催办 {matter}" in (await say(alice, "/nudge 2", "催办")).text
        # A refusal speaks of the item, too; what one may not see is not named.
        assert f"{matter}没有待审核" in (await say(alice, "/approve 2", "待审核")).text
        assert "养老" not in (await say(bob, "/item 99", "没有找到")).text


async def test_the_three_roles_speak_chinese(town: Town) -> None:
    await given(town, "12月底前完成柳河桥支座更换", deadline=DUE.date() - timedelta(days=4))
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    async with at(town, TUESDAY):
        assert "#2" in (await say(lena, "柳河桥怎么样了", "柳河桥支座更换")).text
        assert "#2" in (await say(lena, "逾期的有哪些", "逾期事项")).text
        await say(bob, "我还有啥没办的", "我的事项（2件）")
        await say(alice, "谁还没报", "没报进展")
        await say(bob, "全县情况", "您可以这样问")
        urged = town.nudges()
        asked = await say(alice, "催一下农林局", "要催办这2件吗？")
        assert "#2（柳河桥支座更换）" in asked.text
        assert town.nudges() == urged
        await alice.press(asked, "催办")
        await alice.wait("已催办 #1")
        await bob.wait("督查室催办")


async def test_one_message_tells_of_several_items(town: Town) -> None:
    await given(town, "12月底前完成柳河桥支座更换", "改造农村公路路面", deadline=DUE.date() - timedelta(days=4))
    bob, lena = town.phones["bob"], town.phones["lena"]
    async with at(town, TUESDAY):
        asked = await say(bob, "2 支座已更换80%；3 路面完成3公里；9 已办结", "将记为 2 件")
        assert "#2（柳河桥支座更换）：支座已更换80%" in asked.text
        assert "✗ #9" in asked.text
        await bob.press(asked, "按此记录")
        receipt = await bob.wait("#3（改造农村公路路面） · 第1次反馈")
        assert "#2（柳河桥支座更换） · 第1次反馈" in receipt.text
        assert "路面完成3公里" in (await say(lena, "第3项什么情况", "农村公路")).text
