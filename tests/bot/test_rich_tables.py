"""Tables as rich messages: decided once by the first answer of the API base, text wherever they are not to be had."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.channels.api import TelegramApi
from bot.channels.rich import blocks_of
from bot.channels.telegram import MessageProbe, TelegramChannel
from bot.channels.verdicts import Outcome
from domain.notes import Note, NoteTable, note_from_json
from sandbox import Fault, Limits, Phone, Sandbox

ALICE = 1001
NOTE = Note(
    ALICE,
    "answer",
    "县农林局 0/1（0%） 🔴1 <b>",
    "按单位",
    tables=(NoteTable(("单位", "办结"), (("县农林局 <b>", "0/1"),), above="共 1 件\n在办 1 件", below="逾期较多：1"),),
)


@asynccontextmanager
async def a_chat() -> AsyncIterator[tuple[Sandbox, Phone, TelegramChannel]]:
    async with Sandbox(limits=Limits.off()) as sandbox:
        phone = sandbox.phone(ALICE)
        await phone.send("/start")
        channel = TelegramChannel(TelegramApi(sandbox.url, sandbox.token))
        try:
            yield sandbox, phone, channel
        finally:
            await channel.api.close()


def tried(sandbox: Sandbox) -> list[str]:
    return [call.method for call in sandbox.calls]


async def test_a_table_is_a_table_and_becomes_text_and_a_table_again() -> None:
    async with a_chat() as (_, phone, channel):
        sent = await channel.deliver(NOTE)
        shown = phone.message(sent.message_id or 0)
        assert shown.tables == [[["单位", "办结"], ["县农林局 <b>", "0/1"]]]
        assert shown.text == "按单位\n共 1 件\n在办 1 件\n单位 办结\n县农林局 <b> 0/1\n逾期较多：1"
        assert await channel.look_at(NOTE, shown.message_id) is MessageProbe.THIS
        await channel.deliver(replace(NOTE, text="没有了", tables=(), edits_message=shown.message_id))
        assert phone.message(shown.message_id).text == "按单位\n没有了"
        await channel.deliver(replace(NOTE, edits_message=shown.message_id))
        assert phone.message(shown.message_id).tables
        same = await channel.deliver(replace(NOTE, edits_message=shown.message_id))
        assert same.outcome is Outcome.SENT


async def test_an_older_server_is_asked_once() -> None:
    async with a_chat() as (sandbox, phone, channel):
        sandbox.desk.has_rich = False
        first = await channel.deliver(NOTE)
        await channel.deliver(NOTE)
        await channel.deliver(replace(NOTE, title="再看", edits_message=first.message_id))
        assert tried(sandbox) == ["sendRichMessage", "sendMessage", "sendMessage", "editMessageText"]
        assert [message.text for message in phone.messages if message.from_bot] == [
            "再看\n县农林局 0/1（0%） 🔴1 <b>",
            "按单位\n县农林局 0/1（0%） 🔴1 <b>",
        ]


async def test_an_older_server_is_asked_once_by_an_edit_too() -> None:
    async with a_chat() as (sandbox, phone, channel):
        sandbox.desk.has_rich = False
        first = await channel.deliver(replace(NOTE, tables=()))
        for title in ("二", "三"):
            await channel.deliver(replace(NOTE, title=title, edits_message=first.message_id))
        assert tried(sandbox) == ["sendMessage", *["editMessageText"] * 3]
        assert phone.message(first.message_id or 0).text.startswith("三\n")


async def test_a_refused_table_is_said_in_words_and_the_next_is_tried_again() -> None:
    async with a_chat() as (sandbox, phone, channel):
        await channel.deliver(NOTE)
        sandbox.faults.add(
            Fault("4xx", "sendRichMessage", times=1, error_code=400, description="Bad Request: RICH_VALIDATE")
        )
        await channel.deliver(NOTE)
        await channel.deliver(NOTE)
        shown = [bool(message.tables) for message in phone.messages if message.from_bot]
        assert shown == [True, False, True]


async def test_what_may_have_arrived_is_not_said_twice() -> None:
    async with a_chat() as (sandbox, _, channel):
        sandbox.faults.add(Fault("drop_after", "sendRichMessage", times=1))
        assert (await channel.deliver(NOTE)).outcome is Outcome.UNKNOWN
        assert tried(sandbox) == ["sendRichMessage"]


def test_a_note_with_tables_keeps_them_in_the_outbox() -> None:
    assert note_from_json(NOTE.to_json()) == NOTE


def test_figures_stand_right_and_words_that_begin_with_one_left() -> None:
    cells = ("12", "3/8", "37.5%", "11月30日前完成", "", "县农林局")
    (table,) = blocks_of(replace(NOTE, title="", tables=(NoteTable((), (cells,)),)))
    assert [cell["align"] for cell in table["cells"][0]] == ["right"] * 3 + ["left"] * 3
