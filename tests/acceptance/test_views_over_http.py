"""The views as a phone gets them from the running program: the text at once, the picture on a press."""

from datetime import timedelta

from tests.acceptance.harness import until
from tests.acceptance.town import DUE, Town, decided


async def test_status_then_its_picture_then_feedback(town: Town) -> None:
    town.clock.at = DUE - timedelta(hours=3)
    async with town.running() as program:
        await decided(program)
        lena, bob, adam = (town.phones[name] for name in ("lena", "bob", "adam"))
        await lena.send("/status")
        status = await lena.wait("共 1 件")
        assert status.text.startswith("4 天未动：#1 制定方案")
        await lena.press(status, "看图")
        await until(lambda: any(message.photo for message in lena.messages))
        picture = next(message for message in lena.messages if message.photo)
        assert picture.text.startswith("督办概况\n共 1 件")
        await bob.send("/feedback 字太小")
        await adam.press(await adam.wait("字太小"), "答复")
        await adam.wait("请直接回复本条")
        await adam.send("下一版放大")
        assert "答复：下一版放大" in (await bob.wait("已有答复")).text
