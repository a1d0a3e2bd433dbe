"""The ledger out, edited offline, back in and written, by the real process over real HTTP."""

import json

from sandbox import Sandbox
from tests.acceptance.harness import ADMIN, BotProcess, say
from tests.papers.ledger_editing import with_cell, with_row


async def test_the_ledger_goes_out_and_comes_back(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    form = await say(admin, "/new 修建清溪河堤防；县农林局；2027年6月底", "修建清溪河堤防")
    await admin.press(form, "确认")
    await admin.wait("#1")

    sent = await say(admin, "/ledger", "共1件")
    assert sent.document is not None
    assert sent.document.file_name.endswith(".xlsx")
    content = with_cell(sent.document.content, "N5", "重点督办")
    content = with_row(content, 7, {"C": "建设村史馆", "E": "县农林局", "I": "2027-03-31"})
    await admin.send_document("督办台账（改）.xlsx", content)
    shown = await admin.wait("新增1件")
    assert "#1 备注：空 → 重点督办" in shown.text
    await admin.press(shown, "确认写入（改1处、增1件）")
    await admin.wait("新增1件（#2）")

    code, out, err = await bot.command("export", "--json")
    assert code == 0, err
    stored = json.loads(out)
    assert [item["directive"] for item in stored["item"]] == ["修建清溪河堤防", "建设村史馆"]
    assert [note["remark"] for note in stored["ledger_note"]] == ["重点督办"]
    await admin.send_document("坏.xlsx", content[:500])
    await admin.wait("文件打不开")
    code, out, _ = await bot.command("audit", "verify")
    assert code == 0, out
    await bot.stop()
