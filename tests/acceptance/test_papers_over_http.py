"""Papers by the real process over real HTTP: annexes with a photo, the meeting's ledger, slips, a year's table."""

import io
import re

import typst
from docx import Document
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from sandbox import Group, Phone, Sandbox
from tests.acceptance.harness import ADMIN, BotProcess, invited, say

MEETING = "2026年县政府第5次常务会议"
PRINTED = (
    f"督办通报\n第3期\n云岭县人民政府督查室 2026年11月20日印\n{MEETING}\n确定事项落实情况的通报\n"
    f"{MEETING}确定事项2件，已完成工作1件，正在推进的工作1件，现将有关情况通报如下：\n"
    "一、已完成工作1件（占50%）。\n1、“由县财政局负责，拨付村道经费”。县财政局已拨付到位。\n"
    "二、正在推进的工作1件（占50%）。\n1、“由县农林局负责，修建清溪河堤防”。县农林局正在编制方案。\n"
)


def photo() -> bytes:
    drawn = typst.compile(b"#set page(width: 400pt, height: 300pt, fill: green)", format="png", ppi=72)
    assert isinstance(drawn, bytes)
    return drawn


def files(place: Phone | Group) -> dict[str, bytes]:
    return {one.document.file_name: one.document.content for one in place.messages if one.document}


async def until_files(place: Phone | Group, *endings: str) -> dict[str, bytes]:
    for ending in endings:
        await place.wait(lambda one, end=ending: bool(one.document) and one.document.file_name.endswith(end), 60)
    return files(place)


async def opened(reader: Phone, group: Group, *endings: str) -> dict[str, bytes]:
    """What [看全文、Word 版] under the group's post brings to whoever opens it."""
    links = (button.url for one in group.messages for row in one.buttons for button in row)
    start = next(url.split("start=")[1] for url in links if "start=bulletin_" in url)
    await reader.send(f"/start {start}")
    return await until_files(reader, *endings)


def words_of(pdf: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


async def test_papers_leave_with_all_that_belongs_to_them(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    await admin.send_document("通报.txt", PRINTED.encode())
    preview = await admin.wait("读出2件", timeout=60)
    await admin.press(preview, "确认导入")
    await admin.wait("已导入2件")
    bob = await invited(admin, sandbox, 70_001, "包农", "县农林局 包农")
    await bob.send_photo(photo(), "/report 2 基础工程完工")
    await bob.wait("已记录")
    await admin.press(await say(admin, "/annex", "依据表：关"), "开启依据表")
    await admin.press(await say(admin, "/annex", "佐证照片：关"), "开启佐证照片")

    group = sandbox.group("领导群", members=[admin], chat_id=-1001000000001)
    await group.send_as(admin, "/bind")
    await group.wait("领导群")
    drafted = await say(admin, "/bulletin 第5次常务会议", "未发布")
    await admin.press(drafted, "发布")
    await until_files(group, ".pdf")
    assert list(files(group)) == ["督办通报第4期.pdf"]
    posted = files(group) | await opened(admin, group, ".docx", "（台账）.xlsx")
    printed = words_of(next(content for name, content in posted.items() if name.endswith(".pdf")))
    assert "附件：1.进展和数字依据表2.佐证照片" in printed
    assert "基础工程完工。R-3县农林局" in printed
    assert "照片1#2县农林局" in printed
    docx = next(content for name, content in posted.items() if name.endswith(".docx"))
    assert len(Document(io.BytesIO(docx)).inline_shapes) == 1
    ledger = next(content for name, content in posted.items() if name.endswith("（台账）.xlsx"))
    cells = CalamineWorkbook.from_filelike(io.BytesIO(ledger)).get_sheet_by_index(0).to_python()
    told = "".join(str(cell) for row in cells for cell in row)
    assert "修建清溪河堤防" in told
    assert "拨付村道经费" in told

    await admin.send("/print 2")
    slips = await until_files(admin, "督办单（2号事项）.pdf", "督办单（2号事项）.docx")
    assert "修建清溪河堤防" in words_of(slips["督办单（2号事项）.pdf"])
    await admin.send("/year")
    tables = await until_files(admin, "统计表.pdf", "统计表.docx")
    (table,) = (content for name, content in tables.items() if name.endswith("统计表.pdf"))
    assert "县政府常务会议第5次21150%" in words_of(table)
    code, out, _ = await bot.command("slip", "2", "--output", str(bot.folder / "单.docx"))
    assert code == 0, out
    code, out, _ = await bot.command("bulletin", "verify", "4")
    assert code == 0, out
    await bot.stop()
