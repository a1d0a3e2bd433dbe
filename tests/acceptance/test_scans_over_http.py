"""A stamped scan and a photo of a paper by the real process over real HTTP: read on this machine, then imported."""

import json

import pytest

from papers.scans.recognise import can_recognise
from sandbox import Phone, Sandbox
from tests.acceptance.harness import ADMIN, BotProcess, invited, say
from tests.papers.scanning import scanned
from tests.papers.test_scans import PAPER

pytestmark = pytest.mark.skipif(not can_recognise(), reason="the ocr extra is not installed (uv sync --extra ocr)")


async def test_a_scan_and_a_photo_become_items(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    await admin.send_document("通报.pdf", scanned(PAPER))
    preview = await admin.wait("读出2件", timeout=120)
    await admin.press(preview, "取消")
    # A photo is a paper where one was asked for.
    await say(admin, "/import", "请把通报")
    await admin.send_photo(scanned(PAPER, kind="JPEG"))
    preview = await admin.wait("读出2件", timeout=120)
    await admin.press(preview, "确认导入")
    await admin.wait("已导入2件")
    assert "柳荫大桥加固" in (await say(admin, "/status 1", "柳荫大桥")).text


async def test_a_photo_that_is_no_paper_stays_evidence(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    await admin.send_photo(scanned("云岭县" * 8, kind="JPEG"))
    answer = await admin.wait(timeout=60)
    assert "读出" not in answer.text


HEAD = "云岭县人民政府常务会议纪要\n2026年11月20日\n会议议定以下事项：\n"
FIRST = HEAD + "1.由县农林局牵头，12月20日前完成管网改造。\n2.由县财政局负责，12月25日前拨付资金。\n"
SECOND = "3.由县水务局负责，12月底前修建清溪河堤防。\n4.由县教育局负责，明年6月底前建成云岭小学。\n"


async def joined(sandbox: Sandbox, bot: BotProcess) -> Phone:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    return admin


def pages(phone: Phone, words: str) -> list[str]:
    return [one.text for one in phone.messages if one.from_bot and words in one.text]


async def test_an_album_is_one_paper_page_by_page(sandbox: Sandbox, bot: BotProcess) -> None:
    admin = await joined(sandbox, bot)
    first, second = scanned(FIRST, kind="JPEG"), scanned(SECOND, kind="JPEG")
    before = len(pages(admin, ""))
    # The caption stands under any of them.
    await admin.send_album([("photo", first, None), ("photo", second, "/import")])
    preview = await admin.wait("读出4件", timeout=200)
    assert "已读2页照片" in preview.text
    await admin.press(preview, "确认导入")
    await admin.wait("已导入4件")
    await say(admin, "/item 4", "云岭小学")
    assert len(pages(admin, "")) == before + 2


async def test_photos_one_after_another_are_one_paper_and_a_mark_takes_all_away(
    sandbox: Sandbox, bot: BotProcess
) -> None:
    admin = await joined(sandbox, bot)
    await say(admin, "/import", "请把通报")
    await admin.send_photo(scanned(HEAD, kind="JPEG"))
    await admin.wait("已读1页照片", timeout=200)
    await admin.send_photo(scanned(FIRST.removeprefix(HEAD), kind="JPEG"))
    preview = await admin.wait("读出2件", timeout=200)
    assert "常务会议纪要" in preview.text
    await admin.send_photo(scanned("机密★1年\n" + SECOND, kind="JPEG"))
    await admin.wait("涉密内容不得进入本系统", timeout=200)
    await admin.wait(lambda one: one.edited and "前面读出的内容已删除" in one.text)
    await bot.stop()
    kept = json.dumps(await bot.stored(), ensure_ascii=False)
    assert "管网改造" not in kept
    assert [one for one in (bot.folder / "files").rglob("*") if one.is_file()] == []


async def test_evidence_that_bears_a_mark_is_not_kept(sandbox: Sandbox, bot: BotProcess) -> None:
    """A photo, a picture sent as a file, a scan: nobody reads them, all are looked at."""
    admin = await joined(sandbox, bot)
    photo = scanned("机密★1年\n" + HEAD, kind="JPEG")
    sendings = (lambda: admin.send_photo(photo), lambda: admin.send_photo(photo, "现场照片"))
    for send in sendings:
        await send()
        await admin.wait("涉密内容不得进入本系统", timeout=100)
    official = await invited(admin, sandbox, 7001, "罗宁", "县农林局 罗宁")
    for name, content in (("现场.jpg", photo), ("现场.pdf", scanned("机密★1年\n" + HEAD))):
        await official.send_document(name, content)
        await official.wait("涉密内容不得进入本系统", timeout=100)
    files = bot.folder / "files"
    assert not [one for one in files.rglob("*") if one.is_file()]
    await official.send_photo(scanned("云岭县保密宣传周现场", kind="JPEG"))
    await official.wait(lambda one: one.from_bot and "涉密" not in one.text, timeout=100)
    assert len([one for one in files.rglob("*") if one.is_file()]) == 1
