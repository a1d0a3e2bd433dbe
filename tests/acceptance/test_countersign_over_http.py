"""The unit head's word before the supervisors, by phones and the running program, over a weekend and a restart."""

from datetime import timedelta

from tests.acceptance.town import MONDAY, Town, looked


async def test_sent_back_then_passed_on_by_silence_then_agreed(town: Town) -> None:
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    async with town.running() as program:
        await looked(town, program)
        await alice.send("/policy 负责人 县农林局 柯财")
        await alice.wait("负责人定为 柯财")
        await alice.send("/policy 负责人审签 1")
        await alice.wait("由 0 改为 1")
        await bob.send("/done 1 已印发")
        await bob.wait("先报单位负责人审签（柯财）")
        await carol.press(await carol.wait("请审签 #1"), "退回")
        await carol.wait("请直接回复本条")
        await carol.send("缺会签单")
        assert "原因：缺会签单" in (await bob.wait("被单位负责人柯财退回")).text
        await bob.send("/done 1 会签单已补")
        second = await carol.wait("完成情况：会签单已补")
        await looked(town, program)
        assert not [message for message in alice.messages if "会签单" in message.text]
    town.clock.at = MONDAY + timedelta(hours=8)
    async with town.running() as program:
        await looked(town, program)
        card = await alice.wait("会签单已补")
        assert "单位负责人未审签（满1个工作日自动转报）" in card.text
        await carol.wait("自动转报督查室")
        late = await carol.answer(carol.forge(second, second.buttons[0][0].callback_data or ""))
        assert "自动转报督查室" in late.text
        await alice.press(card, "退回")
        await alice.wait("写明退回")
        await alice.send("请附正式文号")
        await bob.wait("请附正式文号")
        await bob.send("/done 1 已附文号")
        await carol.press(await carol.wait("完成情况：已附文号"), "同意报结")
        final = await alice.wait("已附文号")
        assert "已经柯财审签" in final.text
        await alice.press(final, "通过·销号")
        await bob.wait("已销号")
