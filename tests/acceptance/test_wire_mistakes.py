"""What people send by mistake or in malice: one clear line each, and nothing changes.

One real process serves all of this file. Facts are read from its database file: every table but the mail,
the audit trail and the open questions.
"""

import io
import sqlite3
import zipfile
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pypdf import PdfWriter

from bot.clock import system_clock
from domain.office import gate_texts
from sandbox import Group, Limits, Message, Phone, Sandbox
from storage.database import Database
from storage.migrate import migrate
from tests.acceptance.harness import BotProcess, until
from tests.building import NAMES, TELEGRAM_IDS, county

pytestmark = pytest.mark.asyncio(loop_scope="module")

MB = 1024 * 1024
# What a refusal may leave behind: mail, audit, open questions, failed codes.
NOT_FACTS = {"inbox", "outbox", "audit_entry", "audit_head", "open_question", "joinattempt", "sqlite_sequence"}
# What the clock does by itself meanwhile.
NOT_FACTS |= {"daily_note", "week_figures"}
LONGEST_LINE = 120


@dataclass
class Office:
    """Bob answers for #1, Carol for #2 and for #3, which is finished."""

    sandbox: Sandbox
    bot: BotProcess
    phones: dict[str, Phone]
    group: Group

    def facts(self) -> dict[str, list[tuple[Any, ...]]]:
        with closing(sqlite3.connect(self.bot.folder / "duban.db")) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            kept = sorted(name for (name,) in names if name not in NOT_FACTS)
            rows = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in kept}
            # When Telegram was heard last is no fact either.
            office = connection.execute("SELECT office_id, name, last_item_number FROM office").fetchall()
        return rows | {"office": office}

    async def settled(self) -> None:
        """Whatever came before has been worked on: the chats' updates are taken in order."""
        dave = self.phones["dave"]
        dave.skip()
        await dave.send("/help")
        await dave.wait("要做什么")


async def _seeded(folder: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{folder / 'duban.db'}", system_clock)
    try:
        await migrate(database)
        made = await county(database)
        # All with unit and deadline: the daily list of what lacks one would mix with what a test waits for.
        due = system_clock().date() + timedelta(days=30)
        await made.item("推进茶叶品牌建设", units=("县农林局",), deadline=due)
        await made.item("拨付河道治理资金", units=("县财政局",), deadline=due)
        await made.item("完成年度预算公开", units=("县财政局",), deadline=due)
    finally:
        await database.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    await _seeded(folder)
    async with Sandbox(limits=Limits.off()) as sandbox:
        bot = BotProcess(sandbox, folder)
        phones = {name: sandbox.phone(TELEGRAM_IDS[name], NAMES[name]) for name in TELEGRAM_IDS}
        group = sandbox.group("领导群", list(phones.values()), chat_id=-1001000000001)
        for phone in phones.values():
            phone.person.started = True
        await bot.start()
        try:
            await group.send_as(phones["alice"], "/bind")
            await group.wait("领导群")
            # The supervisors are told of the group, too: what a test sees must be its own.
            await until(lambda: not _waiting(folder))
            yield Office(sandbox, bot, phones, group)
        finally:
            await bot.kill()


def _waiting(folder: Path) -> int:
    """Notes that have not left."""
    with closing(sqlite3.connect(folder / "duban.db")) as connection:
        query = "SELECT count(*) FROM outbox WHERE state IN ('due', 'sending')"
        return int(connection.execute(query).fetchone()[0])


def assert_one_line(message: Message) -> None:
    assert message.text
    assert "\n" not in message.text
    assert len(message.text) <= LONGEST_LINE


async def one_line(phone: Phone) -> str:
    """The next thing the bot says, a single short line."""
    answer = await phone.wait(timeout=60)
    assert_one_line(answer)
    return answer.text


WORDS = {
    "number unknown": ("bob", "/report 999 已完成", "没有找到编号为 999"),
    "number beyond all": ("bob", "/report 99999999999999999999 已完成", "编号"),
    "no number": ("bob", "/report 资金已拨付", "编号"),
    "sub-item unknown": ("bob", "/report 1.9 已完成", "没有找到"),
    "negative": ("bob", "/item -1", "编号"),
    "foreign report": ("bob", "/report 2 已完成", "没有找到编号为 2"),
    "foreign completion": ("bob", "/done 2 已完成", "没有找到编号为 2"),
    "foreign verdict": ("bob", "/approve 1", "您的身份不能做这项操作"),
    "nothing visible": ("bob", "/report 1 \u200b\u200b", "没有看到进展内容"),
    "too long": ("bob", "/report 1 " + "长" * 5000, "超过 2000 字"),
    "unknown command": ("bob", "/dance", "没有这个命令"),
    "deadline unread": ("alice", "/due 1 等到花儿也谢了", "没有看懂"),
    "extension into the past": ("bob", "/extend 1 2020年1月1日 来不及", "2020"),
    "bind in private": ("alice", "/bind", "群"),
    "wrong code": ("bob", "/start nosuchcode", "邀请码无效"),
    "nothing to approve": ("alice", "/approve 1", "#1"),
    "small talk": ("alice", "今天天气不错", "好的"),
    "talk of nothing": ("alice", "三角形的内角和", "没有看懂"),
}


@pytest.mark.parametrize("kind", WORDS)
async def test_wrong_words(office: Office, kind: str) -> None:
    name, words, expected = WORDS[kind]
    phone = office.phones[name]
    before = office.facts()
    phone.skip()
    await phone.send(words)
    assert expected in await one_line(phone)
    assert office.facts() == before


async def test_a_deadline_in_the_past_is_asked_about(office: Office) -> None:
    """It may be meant so (an old paper); without the press nothing is written."""
    alice = office.phones["alice"]
    before = office.facts()
    alice.skip()
    await alice.send("/due 1 2020年1月1日")
    question = await alice.wait("2020")
    assert question.labels
    assert office.facts() == before


def _zip(name: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def _scan() -> bytes:
    """A page without a text layer."""
    made, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.write(made)
    return made.getvalue()


def files() -> dict[str, tuple[str, bytes, str]]:
    """(name, bytes, what the answer must say), built when wanted: the large ones are large."""
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'
    return {
        "30 MB": ("大.pdf", b"%PDF-1.7\n" + bytes(30 * MB), "超过20MB"),
        "scan": ("扫描.pdf", _scan(), "扫描"),
        "broken pdf": ("坏.pdf", b"%PDF-1.7\nnothing of a pdf", "损坏"),
        "zip bomb": ("弹.docx", _zip("word/document.xml", bytes(60 * MB)), "结构异常"),
        "document type": ("外.docx", _zip("word/document.xml", doctype), "结构异常"),
        "not a docx": ("表.docx", _zip("xl/workbook.xml", b"<x/>"), "只能读取"),
        "old word": ("旧.doc", b"\xd0\xcf\x11\xe0" + bytes(100), "另存为 docx"),
        "program": ("通报.pdf.exe", b"MZ" + bytes(100), "只能读取"),
        "empty": ("空.txt", b"  \n", "没有文字"),
        "no items": ("诗.txt", "春眠不觉晓，处处闻啼鸟。".encode(), "没有读出"),
    }


@pytest.mark.parametrize("kind", files())
async def test_files_that_are_no_paper(office: Office, kind: str) -> None:
    alice = office.phones["alice"]
    name, content, expected = files()[kind]
    before = office.facts()
    alice.skip()
    await alice.send_document(name, content)
    assert expected in await one_line(alice)
    assert office.facts() == before


async def test_evidence_that_is_too_large(office: Office) -> None:
    bob = office.phones["bob"]
    before = office.facts()
    bob.skip()
    await bob.send_document("照片集.zip", bytes(30 * MB), caption="/report 1 材料见附件")
    assert "超过20MB" in await one_line(bob)
    assert office.facts() == before


async def test_a_voice_without_words(office: Office) -> None:
    bob = office.phones["bob"]
    before = office.facts()
    bob.skip()
    await bob.send_voice(b"OggS" + bytes(200))
    assert "听不出语音说的是哪件事项" in await one_line(bob)
    assert office.facts() == before


@pytest.mark.parametrize("words", ["/report 1 已完成", "/invite 县农林局 张三", "/import", "/new 一件事项", "/my"])
async def test_commands_in_the_wrong_chat(office: Office, words: str) -> None:
    before = office.facts()
    office.group.skip()
    await office.group.send_as(office.phones["alice"], words)
    answer = await office.group.wait("私聊")
    assert_one_line(answer)
    assert office.facts() == before


FORGED = {
    "garbage": "\x00\x01…",
    "unknown verb": "p:explode:1:1:",
    "another format": "v0|close|37",
    "number that is none": "p:approve:one:1:",
    "far too large": "p:item:99999999999999999999:1:",
    "a number beyond 32 bits": "p:item:9999999999:1:",
    "without rights": "p:approve:1:1:",
    "longest": "p:" + "x" * 62,
}


@pytest.mark.parametrize("kind", FORGED)
async def test_forged_presses(office: Office, kind: str) -> None:
    bob = office.phones["bob"]
    bob.skip()
    await bob.send("/item 1")
    card = await bob.wait("#1")
    before = office.facts()
    told = await bob.answer(bob.forge(card, FORGED[kind]))
    assert told.show_alert
    assert told.text
    assert "\n" not in told.text
    assert office.facts() == before


async def test_buttons_of_last_month(office: Office) -> None:
    """The verdict that a card offered was given long ago, by somebody else."""
    alice, dave, carol = (office.phones[name] for name in ("alice", "dave", "carol"))
    for phone in (alice, dave):
        phone.skip()
    await carol.send("/done 3 预算已公开")
    cards = [await phone.wait("申请办结 #3") for phone in (alice, dave)]
    (data,) = [one.callback_data for row in cards[1].buttons for one in row if "通过" in one.text]
    await alice.press(cards[0], "通过")
    await carol.wait("已销号")
    await dave.wait(lambda message: message.edited)
    before = office.facts()
    for phone, card in ((dave, cards[1]), (alice, cards[0])):
        told = await phone.answer(phone.forge(phone.message(card.message_id), data))
        assert told.show_alert
        assert "艾督" in told.text
    assert office.facts() == before


STRANGE = ["/start", "/help", "/my", "/item 1", "/status", "/report 1 已完成", "农林局的事怎么样了", "/bind"]


@pytest.mark.parametrize("words", STRANGE)
async def test_a_stranger_learns_nothing(office: Office, words: str) -> None:
    stranger = office.sandbox.phone(777001, "路人")
    before = office.facts()
    stranger.skip()
    await stranger.send(words)
    assert await one_line(stranger) == gate_texts.STRANGER
    assert office.facts() == before


async def test_a_stranger_with_a_file_or_a_forged_press(office: Office) -> None:
    stranger = office.sandbox.phone(777001, "路人")
    before = office.facts()
    stranger.skip()
    start = len(office.sandbox.calls)
    await stranger.send_document("通报.txt", "一、已完成工作。".encode() * 50)
    assert await one_line(stranger) == gate_texts.STRANGER
    assert not [call for call in office.sandbox.calls[start:] if call.method == "getFile"]
    told = await stranger.answer(stranger.forge(stranger.messages[-1], "p:item:1:1:"))
    assert told.text == gate_texts.STRANGER
    assert office.facts() == before


def _bot_user() -> dict[str, Any]:
    return {"id": 888001, "is_bot": True, "first_name": "别的机器人"}


def _channel() -> dict[str, Any]:
    return {"id": -1009000000001, "type": "channel", "title": "某频道"}


FACELESS: dict[str, dict[str, Any]] = {
    "another bot": {"from": _bot_user()},
    "through a bot": {"via_bot": _bot_user()},
    "a channel's voice": {"sender_chat": _channel()},
    "an anonymous administrator": {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
    "Telegram itself": {"from": {"id": 777000, "is_bot": False, "first_name": "Telegram"}},
}


@pytest.mark.parametrize("kind", FACELESS)
@pytest.mark.parametrize("place", ["private", "group"])
async def test_senders_without_a_face_are_nobody(office: Office, kind: str, place: str) -> None:
    """The words of a supervisor's command, under the supervisor's chat, by somebody who is no person."""
    talk = office.phones["alice"] if place == "private" else office.group
    before = office.facts()
    said = len(talk.messages)
    real = talk.messages[0].payload
    command = [{"type": "bot_command", "offset": 0, "length": 7}]
    message = {"message_id": 9001, "text": "/status", "entities": command} | FACELESS[kind]
    alice = {"id": 1001, "is_bot": False, "first_name": "艾督"}
    office.sandbox.inject({"message": {"date": real["date"], "chat": real["chat"], "from": alice} | message})
    await office.settled()
    assert len(talk.messages) == said
    assert office.facts() == before


async def test_a_post_in_a_channel_is_not_ours(office: Office) -> None:
    before = office.facts()
    post = {"message_id": 5, "date": 1, "chat": _channel(), "text": "/status"}
    update_id = office.sandbox.inject({"channel_post": post})
    await office.settled()
    with closing(sqlite3.connect(office.bot.folder / "duban.db")) as connection:
        query = "SELECT state FROM inbox WHERE update_id = ?"
        assert connection.execute(query, (update_id,)).fetchone() == ("done",)
    assert office.facts() == before


@pytest.mark.parametrize("words", ["/report 1 已完成", "茶叶品牌建设已完成", "进展 1 已完成"])
@pytest.mark.parametrize("hidden", [False, True])
async def test_forwarded_words_are_a_quotation(office: Office, words: str, hidden: bool) -> None:
    bob, carol = office.phones["bob"], office.phones["carol"]
    said = await carol.send(words)
    await carol.wait()
    before = office.facts()
    bob.skip()
    await bob.forward(said, hidden=hidden)
    assert "转发" in await one_line(bob)
    assert office.facts() == before


async def test_an_unbound_group_gets_no_answer(office: Office) -> None:
    other = office.sandbox.group("同学群", [office.phones["bob"]], chat_id=-1001000000009)
    await office.settled()
    before = office.facts()
    for words in ("/status", "/bulletin", "/my"):
        await other.send_as(office.phones["bob"], words)
    await office.settled()
    assert not [message for message in other.messages if message.from_bot]
    assert office.facts() == before


NO_LIST = """关于全县重点工作推进情况的通报
各镇人民政府、县政府各工作部门：
现将全县重点工作推进情况通报如下。
一季度以来，县政府常务会议确定重点工作40件，其中已办结12件，正在办理27件，1件因规划调整暂缓实施。各责任单位主动作为，
总体进展平稳，但个别单位重视不够、推进偏慢，需要引起高度重视。
从办理情况看，重点工作40件，已办结12件，占40%，1件暂缓实施。下一步，各责任单位要对照时限倒排工期，
压实责任，确保全年任务圆满完成，有关情况请于每月底前报送县政府督查室，由督查室汇总后报县政府主要领导审阅。
云岭县人民政府督查室
2026年11月20日
"""


async def test_a_bulletin_without_items_is_looked_at_for_its_figures(office: Office) -> None:
    alice = office.phones["alice"]
    before = office.facts()
    alice.skip()
    await alice.send(NO_LIST)
    answer = await alice.wait(timeout=60)
    assert "没有列出事项" in answer.text
    assert "占40%" in answer.text
    assert "应为30%" in answer.text
    # What somebody says of the figures is kept with the paper, and nothing else of it is.
    after = office.facts()
    assert after.pop("paper_draft") != before.pop("paper_draft")
    assert after == before
