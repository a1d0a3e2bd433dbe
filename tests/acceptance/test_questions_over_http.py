"""A question and what comes instead of its answer, over real HTTP: commands, other cards, a digest, days."""

from datetime import date, timedelta

from tests.acceptance.harness import say, told
from tests.acceptance.town import DUE, TUESDAY, Town, at, given

DAY = timedelta(days=1)
LIMIT = date(2026, 12, 20)


async def test_words_for_something_else_are_no_reason_and_no_report(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        for number in (2, 3):
            await say(bob, f"/sign {number}", f"已签收 #{number}")
        await say(bob, "/done 2 已竣工", "已申请办结")
        await alice.press(await alice.wait("申请办结 #2"), "退回")
        await alice.wait(told("写明退回 #2 的原因"))
        await say(alice, "立项", "此前在等您答退回 #2 的原因")
        await say(alice, "新建 修建桥梁一座", "责任单位是")
        await say(alice, "催办 3", "#3")
        assert not [one for one in bob.messages if one.from_bot and "桥梁" in one.text]
        await say(alice, "/return 2", "写明退回 #2 的原因")
        await alice.send("缺少验收单")
        await bob.wait("缺少验收单")


async def test_a_digest_a_card_and_a_weekend_are_asked_back(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        for number in (2, 3):
            await say(bob, f"/sign {number}", f"已签收 #{number}")
        card = await say(bob, "/item 3", "改造集镇自来水管网")
        await say(bob, "/report 2", "写明 #2 的最新进展")
        await bob.reply(card, "管网已更换一半")
        await bob.wait(told("#3 · 第1次反馈"))
        await say(bob, "堤防已合龙", "#2 · 第1次反馈")
        await say(bob, "/report 2", "写明 #2 的最新进展")
        await say(alice, "/nudge 3", "#3")
        await bob.wait(lambda one: one.from_bot and "催办" in one.text and "#3" in one.text)
        # The nod is to the nudge: it signs no other assignment, and the question stands on.
        await say(bob, "好的", "好的，等您的进展")
        back = await say(bob, "已完成勘察，正在施工", "之后又来过别的消息")
        assert back.labels[0] == "是，#2 的进展"
        await bob.press(back, "#3")
        await bob.wait(told("#3 · 第2次反馈"))
        await say(bob, "/extend 2", "新时限和原因")
        await say(bob, "12月31日", "原因")
        await say(bob, "石料短缺", "已提交 #2 的延期申请")
    friday = DUE + timedelta(hours=-1)
    async with at(town, friday):
        await say(bob, "/report 2", "写明 #2 的最新进展")
    # Monday, 16:10: a working day is over.
    async with at(town, friday + 3 * DAY + timedelta(minutes=10)):
        bob.skip()
        back = await say(bob, "护坡已完工", "问您已过了一个工作日")
        await bob.press(back, "是，#2 的进展")
        await bob.wait(told("#2 · 第2次反馈"))


async def test_leave_and_hour_listen(town: Town) -> None:
    bob, carol = town.phones["bob"], town.phones["carol"]
    async with at(town, TUESDAY):
        await say(bob, "/report 1", "写明 #1 的最新进展")
        await say(bob, "/leave", "现在没有登记请假")
        await say(bob, "12月1日至3日", "由谁代办")
        await say(bob, "柯财", "已登记请假")
        await carol.wait("催办由您代收")
        await say(bob, "/hour", "几点以后提醒您")
        await say(bob, "10", "10点以后提醒您")
