"""Units and people by the real process over real HTTP: a paper with all sorts of names, groups, merging, two seats."""

from sandbox import Sandbox
from tests.acceptance.harness import ADMIN, BotProcess, say

MEETING = "2026年县政府第5次常务会议"
PRINTED = (
    f"督办通报\n第3期\n云岭县人民政府督查室 2026年11⽉20⽇印\n{MEETING}\n确定事项落实情况的通报\n"
    f"{MEETING}确定事项4件，已完成工作0件，正在推进的工作4件，现将有关情况通报如下：\n"
    "一、正在推进的工作4件（占100%）。\n"
    "1、“由财政局负责，拨付村道经费”。正在审核。\n"
    "2、“由县市监局负责，规范农贸市场”。正在摸底。\n"
    "3、“由县水务局负责，修建清溪河堤防”。正在编制方案。\n"
    "4、“由各镇负责，各培育电商示范店1家”。正在选址。\n"
)


async def test_names_of_a_paper_are_settled_before_anything_is_written(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    for unit, name in (("县财政局", "柯财"), ("县市场监督管理局", "石市"), ("县水利局", "水立"), ("石门镇", "石门")):
        offered = await say(admin, f"/invite {unit} {name}", "要新建吗")
        await admin.press(offered, "新建单位并邀请")
        await admin.wait(f"邀请 {name}")
    await admin.send_document("通报.txt", PRINTED.encode())
    preview = await admin.wait("读出4件", timeout=60)
    assert "近似：“县水务局”是不是县水利局" in preview.text
    assert "统称未指明（不当作单位）：各镇" in preview.text
    assert "新单位" not in preview.text.split("近似")[0]
    await admin.press(preview, "同一单位：县水利局")
    settled = await admin.wait("“县水务局”就是县水利局")
    await admin.press(settled, "指明“各镇”")
    page = await admin.wait("“各镇”是哪些单位")
    await admin.press(page, "就这些")
    await admin.wait("“各镇”＝石门镇")
    await admin.press(settled, "确认导入")
    await admin.wait("已导入4件")
    stored = await bot.stored()
    assert sorted(one["name"] for one in stored["unit"]) == sorted(
        ["县财政局", "县市场监督管理局", "县水利局", "石门镇"]
    )
    names = {one["unit_id"]: one["name"] for one in stored["unit"]}
    assert [names[one["unit_id"]] for one in sorted(stored["assignment"], key=lambda one: one["item_id"])] == [
        "县财政局",
        "县市场监督管理局",
        "县水利局",
        "石门镇",
    ]


async def test_people_go_along_with_a_merged_unit(sandbox: Sandbox, bot: BotProcess) -> None:
    await bot.start()
    admin = sandbox.phone(ADMIN, "艾督")
    await say(admin, "/start", "艾督")
    offered = await say(admin, "/invite 县水利局 陈\U0002ebf0明", "要新建吗")
    await admin.press(offered, "新建单位并邀请")
    card = await admin.wait("start=")
    chen = sandbox.phone(70_001, "陈")
    await chen.send("/start " + card.text.split("start=")[1].split()[0])
    await chen.wait("陈\U0002ebf0明，您已登记为县水利局")
    offered = await say(admin, "/invite 县农林局 包农", "要新建吗")
    await admin.press(offered, "新建单位并邀请")
    await admin.wait("邀请 包农")
    await say(admin, "/new 修建清溪河堤防；水利局；12月31日", "已立项 #1")
    unit = await say(admin, "/units 水利局", "在办事项：1件")
    await admin.press(unit, "合并到")
    await admin.wait("合并到哪个单位")
    await admin.send("水利局")
    await admin.wait("不能合并到它自己")
    asked = await say(admin, "农林局", "合并后不能拆回")
    await admin.press(asked, "确认合并")
    await admin.wait("“县水利局”已并入“县农林局”")
    await say(chen, "/report 1 已完成招标", "已记录")
    told = await admin.press(unit, "停用")
    assert "已并入“县农林局”" in told.text
