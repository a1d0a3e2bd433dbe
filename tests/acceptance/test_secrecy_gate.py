"""What bears a mark of classification is refused at every door, over real HTTP, and nothing of it stays."""

import asyncio
import json
from collections.abc import Awaitable
from contextlib import closing
from datetime import date
from pathlib import Path
from sqlite3 import connect

import pytest

from sandbox import Phone
from tests.acceptance.harness import say, until
from tests.acceptance.town import TUESDAY, Town, at, given
from tests.papers.secret_files import DOCX, XLSX
from tests.sandbox.test_files_round_trip import PNG

LIMIT = date(2026, 12, 20)
SECRET = "云汀暗渠改线"
REFUSED = "涉密内容不得进入本系统"


def assert_nothing_stays(town: Town, *words: str) -> None:
    """Neither in the database and its journals nor as a file."""
    folder = town.settings.data_dir
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for word in words or (SECRET,):
        assert not [path for path, content in kept.items() if word.encode() in content]
    assert not [path for path in kept if path.parent == folder / "files"]


def refusals(town: Town) -> list[str]:
    """The audit's own words, of all that was refused for a mark."""
    database: Path = town.settings.data_dir / "duban.db"
    with closing(connect(database)) as connection:
        rows = connection.execute("SELECT after FROM audit_entry WHERE subject = 'ClassifiedPaper'").fetchall()
    return [json.loads(row[0]) if row[0].startswith('"') else row[0] for row in rows]


async def refused(phone: Phone, sending: Awaitable[object], mark: str = "机密") -> None:
    await sending
    answer = await phone.wait(lambda one: one.from_bot and REFUSED in one.text)
    assert f"“{mark}”" in answer.text


async def test_words_are_refused_whatever_they_were_meant_for(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob, lena = town.phones["alice"], town.phones["bob"], town.phones["lena"]
    async with at(town, TUESDAY):
        card = await say(bob, "/item 2", "状态")
        # A command, a reply, free words, a question's answer, forwarded words, an edit.
        await refused(bob, bob.send(f"/report 2 机密：{SECRET}已完成"))
        await refused(bob, bob.reply(card, f"{SECRET}已完成（秘密）"), "秘密")
        await refused(bob, bob.send(f"机密★1年 {SECRET}"))
        await say(bob, "/report 2", "进展")
        await refused(bob, bob.send(f"{SECRET}\n机　密\n已完成"))
        await bob.send("/cancel")
        note = await bob.send("今天天气好")
        await refused(bob, bob.edit(note, f"内部资料，请勿外传：{SECRET}"), "内部资料")
        await refused(alice, alice.send(f"/new {SECRET}（机密）；县农林局；12月底"))
        await refused(alice, alice.send(f"/return 2 秘密 {SECRET}"), "秘密")
        await refused(alice, alice.send("县人民政府会议纪要\n密级：工作秘密\n" + f"一、{SECRET}。\n" * 40), "工作秘密")
        in_group = await town.group.send_as(lena, f"/status 绝密★ {SECRET}")
        await town.group.wait(REFUSED)
        await refused(alice, alice.forward(in_group), "绝密")
        # What replies to it brings it along.
        marked = next(one for one in bob.messages if SECRET in one.text)
        await bob.reply(marked, "请看上一条")
        await bob.wait("")
        assert_nothing_stays(town)
        told = refusals(town)
        assert len(told) == 10
        assert all(REFUSED in one and SECRET not in one for one in told)
        # Words about secrets pass.
        await say(bob, "/report 2 已开展保守国家秘密宣传，涉及商业秘密的已脱密", "已记录")


@pytest.mark.parametrize("who", ["alice", "bob"])
async def test_files_are_refused_whoever_sends_them(town: Town, who: str) -> None:
    """As a paper to be read, and as evidence that nobody would read."""
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    phone = town.phones[who]
    async with at(town, TUESDAY):
        for place in ("header", "box", "comment", "insertion"):
            await refused(phone, phone.send_document("纪要.docx", DOCX[place]))
        await refused(phone, phone.send_document("纪要.docx", DOCX["footer"]), "内部资料")
        await refused(phone, phone.send_document("台账.xlsx", XLSX["sheet"]), "工作秘密")
        await refused(phone, phone.send_document("台账.xlsx", XLSX["header"]))
        await refused(phone, phone.send_document("机密_纪要.txt", "一、修缮大坝".encode()))
        await refused(phone, phone.send_document("材料.bin", "密级：秘密\n正文".encode()), "秘密")
        await refused(phone, phone.send_document("纪要.txt", "一、修缮大坝".encode(), "/report 2 秘密★1年"), "秘密")
        await refused(phone, phone.send_photo(PNG, f"机密★ {SECRET}"))
        assert_nothing_stays(town, SECRET, "修缮云汀水库大坝")
        assert len(refusals(town)) == 11


async def test_an_album_and_a_cut_text_go_with_their_marked_part(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await refused(bob, bob.send_album([("photo", PNG, None), ("photo", PNG, f"/report 2 秘密 {SECRET}")]), "秘密")
        await refused(alice, alice.send("机密★1年\n" + f"推进{SECRET}工作。" * 300))
        await alice.send(f"继续：{SECRET}")
        await until(lambda: len(refusals(town)) == 4)
        await say(bob, "/report 2 堤防已合龙", "已记录")
        assert_nothing_stays(town)


@pytest.mark.parametrize("who", ["alice", "bob"])
async def test_a_mark_in_the_last_message_of_a_paste_leaves_nothing_of_the_first(town: Town, who: str) -> None:
    """The parts come one after another, each by an update of its own."""
    phone = town.phones[who]
    listed = "".join(f"{number}.由县农林局牵头，12月底前完成{SECRET}第{number}段。\n" for number in range(1, 130))
    async with at(town, TUESDAY):
        await phone.send("会议纪要\n2026年11月20日\n会议议定以下事项：\n" + listed[:3900])
        await asyncio.sleep(0.5)
        assert_nothing_stays(town)
        await refused(phone, phone.send("130.由县财政局负责，拨付经费。\n密级：秘密"), "秘密")
        await until(lambda: len(refusals(town)) == 2)
        assert len([one for one in phone.messages if one.from_bot and "没有收" in one.text]) == 1
        assert not [one for one in phone.messages if one.from_bot and SECRET in one.text]
        assert_nothing_stays(town)


async def test_a_stranger_learns_nothing_and_leaves_nothing(town: Town) -> None:
    stranger = town.sandbox.phone(999_001, "路人")
    stranger.person.started = True
    async with at(town, TUESDAY):
        await stranger.send(f"机密★1年 {SECRET}")
        answer = await stranger.wait("")
        assert REFUSED not in answer.text
        assert_nothing_stays(town)
