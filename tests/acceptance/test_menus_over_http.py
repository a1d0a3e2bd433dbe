"""What a person needs to know is a menu of three words: taps, and whatever the texts say to type, over real HTTP."""

from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given


async def test_what_a_phones_keyboard_offers_parts_a_command_from_its_words(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", "整治县城道路")
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/report\n2 堤防已完成300米", "已记录 R-1 · #2")
        await say(bob, "／report　3：管网已更换一半", "已记录 R-2 · #3")
        await say(bob, "进展：4，路面已铺设2公里", "已记录 R-3 · #4")
        await say(bob, "/item:3", "改造集镇自来水管网")
        await say(bob, "／my", "我的事项（4件）")
