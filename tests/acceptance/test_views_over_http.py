"""The views as a phone gets them from the running program: tables or text, the picture, buttons."""

from datetime import timedelta

import pytest

from sandbox import Phone
from tests.acceptance.harness import until
from tests.acceptance.town import DUE, Town, decided


def _pictures(phone: Phone) -> list[str]:
    return [message.text for message in phone.messages if message.photo]


@pytest.mark.parametrize("rich", [True, False])
async def test_a_real_table_where_the_bot_api_has_them_else_the_same_words(town: Town, rich: bool) -> None:
    town.sandbox.desk.has_rich = rich
    town.clock.at = DUE - timedelta(hours=3)
    async with town.running() as program:
        await decided(program)
        lena = town.phones["lena"]
        await lena.send("/status")
        status = await lena.wait("共 1 件")
        assert bool(status.tables) is rich
        assert status.text.startswith("4 天未动：#1 制定方案")
        await lena.press(status, "按单位")
        units = await lena.wait("按单位")
        assert units.message_id == status.message_id
        assert units.tables == ([[["单位", "办结", "办结率", "逾期"], ["县农林局", "0/1", "0%", ""]]] if rich else [])
        assert "县农林局 0/1" in units.text
        tried = [call for call in town.sandbox.calls if "rich_message" in call.params]
        assert [call.applied for call in tried] == ([True, True] if rich else [False])


async def test_status_then_its_picture_then_feedback(town: Town) -> None:
    town.clock.at = DUE - timedelta(hours=3)
    async with town.running() as program:
        await decided(program)
        lena, bob, adam = (town.phones[name] for name in ("lena", "bob", "adam"))
        await lena.send("/status")
        status = await lena.wait("共 1 件")
        assert status.text.startswith("4 天未动：#1 制定方案")
        await until(lambda: _pictures(lena) == ["督办概况"])
        await lena.press(status, "看图")
        await until(lambda: len(_pictures(lena)) == 2)
        assert _pictures(lena)[1].startswith("督办概况\n共 1 件")
        await bob.send("/feedback 字太小")
        await adam.press(await adam.wait("字太小"), "答复")
        await adam.wait("请直接回复本条")
        await adam.send("下一版放大")
        assert "答复：下一版放大" in (await bob.wait("已有答复")).text
