"""The scripted chat of the first issue, from the sent bulletin to the published one, over real HTTP."""

from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.acceptance.harness import ADMIN, BotProcess, invited, say

SEED = Path(__file__).parents[3] / "shared" / "samples" / "00-seed.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the sample documents lie beside the project, not in it")
async def test_from_one_bulletin_to_the_next(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")

    await admin.send_document("00-seed.txt", SEED.read_bytes())
    preview = await admin.wait("读出17件")
    assert "第一部分编号3出现2次" in preview.text
    assert "共16件、已完成10件" in preview.text
    await admin.press(preview, "确认导入")
    done = await admin.wait("已导入17件")
    assert "#1–#17" in done.text
    assert "已办结11件" in done.text

    official = await invited(admin, sandbox, 2001, "鲍林", "县农林局 鲍林")
    await say(official, "/my", "#12")
    receipt = await say(official, "/report 12 品牌建设方案已印发实施", "已记录 R-")
    assert "#12" in receipt.text
    await say(official, "/done 12 方案已印发，任务完成", "已申请办结")
    card = await admin.wait("申请办结 #12")
    await admin.press(card, "通过")
    await official.wait("已销号")

    group = sandbox.group("领导群", members=[admin], chat_id=-1001000000001)
    await group.send_as(admin, "/bind")
    await group.wait("领导群")
    draft = await say(admin, "/bulletin", "70.6%")
    await admin.press(draft, "发布")
    posted = await group.wait(lambda message: "70.6%" in message.text, timeout=60)
    assert "12件" in posted.text
    await group.wait(lambda message: message.document is not None, timeout=60)
    await group.wait("正文", timeout=60)
    text = "\n".join(message.text for message in group.messages)
    assert "一、已完成工作12件（占70.6%）" in text
    assert "二、需长期开展和正在推进的工作5件（占29.4%）" in text

    code, out, _ = await bot.quick("audit", "verify")
    assert code == 0, out
    await bot.stop()
