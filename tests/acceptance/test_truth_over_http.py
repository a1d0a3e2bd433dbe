"""What is printed is true: a paper's facts are the paper's, and a month that is over stays what it was."""

import pytest

from sandbox import Phone
from tests.acceptance.harness import say
from tests.acceptance.town import MONDAY, TUESDAY, Town, at

MEETING = "2026年县政府第21次常务会议"
# Its second item was due three weeks ago when it comes in.
PRINTED = (
    f"督办通报\n第35期\n云岭县人民政府督查室 2026年11月6日印\n{MEETING}\n确定事项落实情况的通报\n"
    f"{MEETING}确定事项3件，已完成工作1件，正在推进的工作2件，现将有关情况通报如下：\n"
    "一、已完成工作1件（占33.3%）。\n1、“由县财政局负责，拨付村道经费”。县财政局已拨付到位。\n"
    "二、正在推进的工作2件（占66.7%）。\n"
    "1、“由吴明远同志牵头，县农林局负责，2026年11月3日前修复清溪河护栏”。县农林局正在编制方案。\n"
    "2、“由县农林局负责，12月底前补植行道树”。县农林局已完成选苗。\n"
)


def told(preview: str) -> str:
    """What a preview says, without its page number and what the office is asked to look at."""
    return preview.partition("\n")[2].partition("\n\n⚠️")[0]


async def imported(phone: Phone) -> None:
    await phone.send_document("通报.txt", PRINTED.encode())
    preview = await phone.wait("读出3件", timeout=60)
    await phone.press(preview, "确认导入")
    await phone.wait("已导入3件")


@pytest.mark.parametrize("asked", ["/bulletin 本月", "/bulletin 本周"])
async def test_on_the_first_day_nothing_has_happened(town: Town, asked: str) -> None:
    """Item 1 is the town's own, of Monday; what came in says who told it, and counts as nobody's doing."""
    alice = town.phones["alice"]
    async with at(town, TUESDAY):
        await imported(alice)
        card = await say(alice, "/item 2", "拨付村道经费")
        assert "11月6日 第35期通报载明：县财政局已拨付到位" in card.text
        assert "R-" not in card.text
        assert "11月24日" not in card.text
        paper = await say(alice, asked, "通报预览")
        assert "共3件\n✅ 已完成0件（0%）" in paper.text
        status = await say(alice, "/status", "共 4 件")
        assert "均有进展" not in status.text
        assert "0 天未动" not in status.text


async def test_a_week_that_is_over_stays_what_it_was(town: Town) -> None:
    """Closed in the week, reopened after it; stopped after it; put off and handed over after it."""
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        for what, due in (("修桥", "11月26日"), ("铺路", "11月26日"), ("清淤", "12月18日")):
            await say(alice, f"/new {what}工程；县农林局；{due}", "已立项")
        await say(bob, "/done 2 桥已建成并通过竣工验收", "已申请办结")
        await say(alice, "/approve 2", "予以销号")
    async with at(town, MONDAY):
        before = await say(alice, "/bulletin 上周", "截至2026年11月29日")
        assert "共4件\n✅ 已完成1件（25%）" in before.text
        assert "· #3 铺路工程（县农林局，逾期3天）" in before.text
        await alice.press(before, "放弃")
        for words in ("/reopen 2 验收材料不实", "/stop 4 资金未落实"):
            await alice.press(await say(alice, words, "？"), "确认")
        await say(alice, "/assign 3 改派 县财政局", "县财政局")
        await say(alice, "/due 3 12月31日", "12月31日")
        after = await say(alice, "/bulletin 上周", "截至2026年11月29日")
        assert told(after.text) == told(before.text)
        now = await say(alice, "/bulletin 本周", "截至2026年11月30日")
        assert "共3件\n✅ 已完成0件（0%）" in now.text
