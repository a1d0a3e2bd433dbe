"""What is said and is no progress stays out of the record, over real HTTP on an injected clock."""

from datetime import date, timedelta

from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)


async def test_a_nod_signs_and_nothing_but_progress_is_recorded(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 12, 5))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        asked = await say(bob, "收到", "还没有签收的有 2 件")
        await bob.press(asked, "签收 #2")
        await bob.wait("已签收 #2")
        await say(bob, "/report 2 好的", "好的，等您的进展。")
        await say(bob, "/report 2 ？", "转给督查室")
        await alice.wait("💬 #2")
        await say(bob, "/report 2 这不是我们单位的，归水利局管", "已转告督查室")
        await alice.press(await alice.wait("✋ #2"), "改派")
        await alice.wait("交办给哪个单位")
        asked = await say(bob, "/report 2 来不及，申请延到12月20日", "没有记为进展")
        await bob.press(asked, "申请延到12月20日")
        await alice.wait("延期")
        await say(bob, "/done 2 谢谢", "不客气")
        assert not [one for one in bob.messages if one.from_bot and "已记录" in one.text]
        await say(bob, "/report 2 收到，堤防已完成60%", "已记录 R-1 · #2 · 第1次反馈")


async def test_silence_goes_on_behind_a_nod(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2027, 3, 31))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/report 2 围堰已完成", "已记录 R-1")
    async with at(town, TUESDAY + 7 * DAY):
        await say(bob, "/report 2 收到", "好的，等您的进展。")
        card = await say(alice, "/item 2", "#2")
        assert "第1次" in card.text or "围堰已完成" in card.text
        assert "收到" not in card.text
