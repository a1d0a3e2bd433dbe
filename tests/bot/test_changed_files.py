"""A file that is edited takes the place of the one that was sent."""

from dataclasses import replace

from bot.channels.api import TelegramApi
from bot.channels.telegram import TelegramChannel
from domain.notes import Note, Paper
from sandbox import Limits, Sandbox

NOTE = Note(1001, "paper", "督办通报第1期", paper=Paper("bulletin", 1, "督办通报第1期.docx"))


async def test_the_message_stays_and_its_file_and_caption_change() -> None:
    async with Sandbox(limits=Limits.off()) as sandbox:
        phone = sandbox.phone(1001)
        await phone.send("/start")
        channel = TelegramChannel(TelegramApi(sandbox.url, sandbox.token))
        sent = await channel.deliver(NOTE, b"one")
        newer = Paper("bulletin", 1, "督办通报第1期（更正版）.docx")
        change = replace(NOTE, text="督办通报第1期（更正版）", paper=newer, edits_message=sent.message_id)
        done = await channel.deliver(change, b"two")
        await channel.api.close()
        assert done.message_id == sent.message_id
        shown = [one for one in phone.messages if one.document]
        assert [one.document.file_name for one in shown if one.document] == [newer.name]
        assert shown[0].text == "督办通报第1期（更正版）"
