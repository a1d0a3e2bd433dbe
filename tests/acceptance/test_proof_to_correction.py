"""From the sentence a unit is shown the day before to the corrected issue, over real HTTP on an injected clock."""

from datetime import timedelta

from bot.cli.papers import find_mistakes
from sandbox import Message, Phone
from storage.database import Database
from tests.acceptance.harness import told
from tests.acceptance.town import DUE, Town, looked
from tests.conftest import Clock

THURSDAY = DUE - timedelta(days=1, hours=7)


async def pressed(phone: Phone, message: Message, label: str, words: str) -> Message:
    """The message as it stands once its press was answered in its place."""
    await phone.press(message, label)
    return await phone.wait(lambda one: one.message_id == message.message_id and words in one.text)


async def test_proof_publication_correction(town: Town) -> None:
    alice, bob = town.phones["alice"], town.phones["bob"]
    town.clock.at = THURSDAY
    async with town.running() as program:
        await looked(town, program)
        card = await bob.wait("核稿：11月27日的通报将这样写县农林局")
        assert "#1 “制定方案”。暂无进展反馈。" in card.text
        await bob.press(card, "更正")
        await bob.wait(told("#1 拟刊："))
        await bob.send("方案已定稿，正在报批")
        await bob.wait("已记录 R-")
        await bob.wait(lambda one: one.message_id == card.message_id and "#1（已更正）" in one.text)

        town.clock.at = DUE
        await looked(town, program)
        town.assert_posted_once()
        assert "“制定方案”。方案已定稿，正在报批。" in "\n".join(town.parts())
        posted = [message.message_id for message in town.group.messages]

        await alice.send("/bulletin last")
        last = await alice.wait(lambda one: "更正本期" in one.labels)
        draft = await pressed(alice, last, "更正本期", "更正稿预览")
        paragraph = await pressed(alice, draft, "逐段改写", "现文：方案已定稿")
        await alice.press(paragraph, "改这段")
        await alice.wait("现在写的是")
        await alice.send("方案已定稿，11月26日报县政府审定")
        shown = await alice.wait("原文：方案已定稿，正在报批。")
        draft = await pressed(alice, shown, "回到预览", "更正稿预览")
        await pressed(alice, draft, "发布更正", "更正版已发布")
        await looked(town, program)
        text = "\n".join(town.parts())
        assert "督办通报 第 1 期（更正版）" in text
        assert "11月26日报县政府审定" in text
        assert "正在报批" not in text
        assert [message.message_id for message in town.group.messages] == posted
        names = [one.document.file_name for one in town.group.messages if one.document]
        assert names == ["督办通报第1期（更正版）.pdf"]

    database = Database(town.settings.database(), Clock(DUE))
    try:
        assert await find_mistakes(database, 2026, 1) == ()
    finally:
        await database.close()
