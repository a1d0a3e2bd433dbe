"""The words check, the settings and the status as a supervisor and a leader meet them on the phone."""

from sandbox import Message, Phone
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given

MATTERS = ("建设县养老服务中心", "改造农村危房50户", "建设城东污水处理厂", "化解信访积案18件", "建设汽车公园")
TOLD = (
    "养老服务中心已建成投用，入住老人34名",
    "50户危房中已完成改造53户",
    "污水处理厂一期工程已竣工验收，二期工程正在施工",
    "已化解信访积案15件，办结率83.3%",
    "汽车公园用地已完成征收，正在组织招标",
)


async def _reported(bob: Phone) -> None:
    for number, words in enumerate(TOLD, 2):
        await say(bob, f"/sign {number}", f"已签收 #{number}")
        await say(bob, f"/report {number} {words}", "已记录")


async def _doubts(alice: Phone) -> Message:
    page = await say(alice, "/bulletin", "通报预览")
    await alice.press(page, "下一页")
    return await alice.wait("发布前请核对")


async def test_what_is_doubted_and_what_is_not(town: Town) -> None:
    alice, bob = town.phones["alice"], town.phones["bob"]
    await given(town, *MATTERS)
    async with at(town, TUESDAY):
        await _reported(bob)
        found = await _doubts(alice)
    lines = [line for line in found.text.splitlines() if line.startswith("⚠️")]
    assert [line.split()[1] for line in lines] == ["#2", "#3"]
    assert "列为正在推进，文字却说已完成" in lines[0]
    assert "部分大于总数" in lines[1]


async def test_settings_say_what_they_change_and_status_holds_what_was_stopped(town: Town) -> None:
    alice, lena = town.phones["alice"], town.phones["lena"]
    await given(town, *MATTERS)
    async with at(town, TUESDAY):
        page = await say(alice, "/settings", "【催办规则】什么时候催")
        assert "【提醒时间】每天几点以后提醒我（只管本人）" in page.text
        assert max(len(line) for line in page.text.splitlines() if line.startswith("【")) <= 30
        refused = await say(alice, "/settings 超期复催 99", "没有改动")
        assert "\n" not in refused.text
        await alice.press(await say(alice, "/stop 6 规划调整", "停办"), "停办")
        stopped = await say(lena, "/status 停办", "规划调整")
        assert "#6 建设汽车公园" in stopped.text
        assert "另有停办 1 件" in (await say(lena, "/status", "共 5 件")).text
