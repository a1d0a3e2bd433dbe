"""The desk through the whole program: sent once a day, decided matter by matter in one message, photos above."""

from datetime import date, timedelta

from sandbox import Phone
from sandbox.phone import Message
from tests.acceptance.harness import say, until
from tests.acceptance.test_evidence_over_http import PNG
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)
LIMIT = date(2026, 12, 20)


async def signed(phone: Phone, *numbers: int) -> None:
    for number in numbers:
        await say(phone, f"/sign {number}", f"已签收 #{number}")


async def turned(phone: Phone, on: Message, label: str, words: str) -> Message:
    """The same message once the press has changed it."""
    await phone.press(on, label)
    await until(lambda: words in phone.message(on.message_id).text)
    return phone.message(on.message_id)


async def test_a_morning_at_the_desk(town: Town) -> None:
    await given(town, "修建清溪河堤防", "拨付村道经费", "改造集镇管网", "编制村庄规划", deadline=LIMIT)
    dave, bob = town.phones["dave"], town.phones["bob"]
    async with at(town, TUESDAY):
        await signed(bob, 1, 2, 3, 4, 5)
        card = await say(bob, "/item 2", "修建清溪河堤防")
        await bob.send_file("photo", PNG, "堤防已合龙", reply_to=card)
        await bob.wait("第1次反馈")
        await say(bob, "/done 2 已竣工验收", "已申请办结")
        await say(bob, "/done 3 已全部拨付", "已申请办结")
        await say(bob, "/done 4 管网已通水", "已申请办结")
        await say(bob, "/extend 5 2027年1月31日 规划评审推迟", "已提交 #5 的延期申请")
    async with at(town, TUESDAY + DAY):
        desk = await dave.wait("办结申请 3件")
        assert "规划评审推迟" in desk.text
        await dave.press(desk, "从头逐件办")
        first = await dave.wait(lambda one: one.text.startswith("1/4 申请办结 #2") and "下一件" in one.labels)
        above = [one for one in dave.messages if one.message_id < first.message_id][-1]
        assert above.photo is not None
        await dave.press(first, "通过·销号")
        # Below: the photo above is none of this one's.
        second = await dave.wait(lambda one: one.text.startswith("1/3 申请办结 #3"))
        assert second.message_id > first.message_id
        assert "刚才：✅ #2" in second.text
        await bob.wait("✅ #2 已销号")
        await dave.press(second, "退回")
        await dave.wait("写明退回 #3")
        await dave.send("还差两个村")
        third = await dave.wait(lambda one: "申请办结 #4" in one.text and "下一件" in one.labels)
        await bob.wait("还差两个村")
        last = await turned(dave, third, "下一件", "申请延期 #5")
        empty = await turned(dave, last, "同意", "申请办结 #4")
        assert "已同意" in empty.text
        await turned(dave, empty, "通过·销号", "没有要您定的")
        count = len(dave.messages)
    async with at(town, TUESDAY + 2 * DAY):
        assert not [one.text for one in dave.messages[count:] if "要您定的" in one.text or "申请" in one.text]


async def test_two_at_once_and_several_at_once(town: Town) -> None:
    await given(town, "修建清溪河堤防", "拨付村道经费", "改造集镇管网", deadline=LIMIT)
    alice, dave, bob = (town.phones[name] for name in ("alice", "dave", "bob"))
    async with at(town, TUESDAY):
        await signed(bob, 1, 2, 3, 4)
        for number in (2, 3, 4):
            await say(bob, f"/done {number} 已完成", "已申请办结")
        hers = await say(alice, "/desk", "办结申请 3件")
        his = await say(dave, "/desk", "办结申请 3件")
        hers = await turned(alice, hers, "办结申请 3", "☐ #2")
        his = await turned(dave, his, "从头逐件办", "申请办结 #2")
        hers = await turned(alice, hers, "☐ #2", "☑ #2")
        hers = await turned(alice, hers, "☐ #3", "☑ #3")
        hers = await turned(alice, hers, "通过所选 2件", "刚才")
        assert "✅ #2" in hers.text
        assert "✅ #3" in hers.text
        assert "☐ #4" in hers.text
        told = await dave.press(his, "通过·销号")
        assert "已由艾督" in told.text
        assert "您的操作没有生效" in told.text
        await turned(dave, his, "下一件", "申请办结 #4")
        await bob.wait("✅ #3 已销号")
