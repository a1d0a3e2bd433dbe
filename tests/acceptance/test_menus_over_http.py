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


async def test_menus_and_descriptions_arrive_at_start_and_only_when_they_have_changed(town: Town) -> None:
    world = town.sandbox.world
    async with at(town, TUESDAY):
        scopes = {scope: [one["command"] for one in rows] for (scope, _), rows in world.commands.items()}
        assert scopes["default"] == scopes["all_private_chats"] == ["start"]
        assert scopes["all_group_chats"] == ["status", "overdue", "bulletin"]
        assert scopes["all_chat_administrators"][-1] == "bind"
        bob, lena = (f"chat:{town.phones[name].person.user_id}" for name in ("bob", "lena"))
        assert scopes[bob] == ["my", "leave", "help"]
        assert [one["description"] for one in world.commands[lena, ""]] == ["概况", "我牵头的", "帮助"]
        assert "云岭县人民政府督查室的督办事项" in world.descriptions["description", ""]
        assert "督办" in world.descriptions["short_description", ""]
        told = [call for call in town.sandbox.calls if call.method.startswith("setMy")]
    async with at(town, TUESDAY):
        assert [call for call in town.sandbox.calls if call.method.startswith("setMy")] == told


async def test_help_is_turned_by_taps(town: Town) -> None:
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        home = await say(bob, "/help", "要做什么")
        await bob.press(home, "要晚了")
        await bob.wait("延期 37 12月31日 资金未到位（/extend）")
        await bob.press(home, "返回")
        await bob.wait("点下面看怎么做")


async def test_leave_is_taken_by_taps_alone(town: Town) -> None:
    bob, carol = town.phones["bob"], town.phones["carol"]
    async with at(town, TUESDAY):
        shown = await say(bob, "/leave", "现在没有登记请假")
        await bob.press(shown, "明天")
        who = await bob.wait("由谁代办")
        await bob.press(who, "柯财")
        await bob.wait("已登记请假：11月25日（周三）")
        await carol.wait("催办由您代收")
        kept = await say(bob, "/leave 取消", "由柯财代办")
        await bob.press(kept, "取消 11月25日")
        await carol.wait("催办不再由您代收")
