"""A stamped scan and a photo of a paper by the real process over real HTTP: read on this machine, then imported."""

import pytest

from papers.scans.recognise import can_recognise
from sandbox import Sandbox
from tests.acceptance.harness import ADMIN, BotProcess, say
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
