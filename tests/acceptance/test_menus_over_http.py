"""What a person needs to know is a menu of three words: taps, and whatever the texts say to type, over real HTTP."""

import asyncio
from datetime import timedelta

from storage.database import Database
from storage.delivery import outbox
from tests.acceptance.harness import say
from tests.acceptance.town import DUE, TUESDAY, Town, at, given


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


async def test_a_nudge_of_one_item_carries_whatever_answers_it(town: Town) -> None:
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/sign 1", "已签收 #1")
        await say(bob, "/report 1 方案已起草", "R-1")
        await say(alice, "/nudge 1", "已催办 #1")
        nudge = await bob.wait("制定方案")
        assert nudge.labels[:3] == ["报进展", "无新进展", "申请办结"]
        await bob.press(nudge, "无新进展")
        await bob.wait("第2次反馈")
        await bob.press(nudge, "申请办结")
        await bob.wait("写明 #1 的完成情况")
        await bob.send("方案已印发")
        await alice.wait("申请办结 #1")


async def test_a_nudge_of_several_items_opens_the_card_of_each(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", deadline=TUESDAY.date())
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        for number in (2, 3):
            await say(bob, f"/sign {number}", f"已签收 #{number}")
    async with at(town, TUESDAY + timedelta(days=1)):
        nudge = await bob.wait("件事项等您反馈")
        assert "请点事项" in nudge.text
        for label, words in (("#2", "修建清溪河堤防"), ("#3", "改造集镇自来水管网")):
            await bob.press(nudge, label)
            card = await bob.wait(words)
            assert card.labels[:2] == ["报进展", "申请办结"]
            assert card.message_id != nudge.message_id
        await bob.reply(card, "管网已更换一半")
        await bob.wait(lambda one: "已记录" in one.text and "#3" in one.text)


async def test_an_invitation_is_copied_and_a_question_says_in_its_field_what_it_asks(town: Town) -> None:
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        asked = await say(bob, "/report 1", "写明 #1 的最新进展")
        assert asked.force_reply
        assert asked.placeholder == "#1 的进展"
        assert (await say(alice, "/new", "请回复事项内容")).placeholder.startswith("新建事项的")
        await say(alice, "/cancel", "已离开")
        invitation = await say(alice, "/invite 县农林局 新同志", "请本人私聊机器人发送")
        link, code = invitation.buttons[0]
        assert (link.text, code.text) == ("复制链接", "复制邀请码")
        secret = code.copies.removeprefix("/start ")
        assert link.copies.endswith(f"?start={secret}")
        assert secret in invitation.text
        # Once it has left, the code is nowhere but on the phone.
        async with asyncio.timeout(30):
            while secret in str(await kept_of_kind(town, "invitation")):
                await asyncio.sleep(0.05)


async def kept_of_kind(town: Town, kind: str) -> list[dict[str, object]]:
    database = Database(town.settings.database(), town.clock)
    try:
        async with database.reading() as tx:
            return [row.note for row in await outbox.put_of_kind(tx, kind)]
    finally:
        await database.close()


async def test_a_group_leads_into_the_private_chat(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=TUESDAY.date() - timedelta(days=1))
    bob, lena = town.phones["bob"], town.phones["lena"]
    async with at(town, TUESDAY):
        await town.group.send_as(lena, "/overdue")
        shown = await town.group.wait(lambda one: one.from_bot and "#2" in one.text)
        (button,) = [one for row in shown.buttons for one in row if "#2" in one.text]
        assert button.url.startswith("https://t.me/")
        payload = button.url.split("?start=")[1]
        assert payload == "item_2"
        for phone in (lena, bob):
            await say(phone, f"/start {payload}", "责任：县农林局")
        await say(town.phones["carol"], f"/start {payload}", "没有找到编号为 2 的事项")
        stranger = town.sandbox.phone(9001, "路人")
        await say(stranger, f"/start {payload}", "只为已登记的工作人员服务")


async def test_what_is_left_of_a_decided_card_says_who_decided_and_opens_the_item(town: Town) -> None:
    alice, dave, bob = (town.phones[name] for name in ("alice", "dave", "bob"))
    async with at(town, TUESDAY):
        await say(bob, "/done 1 方案已印发", "已申请办结")
        card = await dave.wait("申请办结 #1")
        await alice.press(await alice.wait("申请办结 #1"), "退回")
        await say(alice, "缺少验收材料", "退回")
        closed = await dave.wait(lambda one: one.message_id == card.message_id and one.edited)
        assert closed.labels == ["艾督 已退回 11月24日10:00"]
        await say(bob, "/done 1 材料已补齐", "已申请办结")
        mine, other = await alice.wait("材料已补齐"), await dave.wait("材料已补齐")
        await dave.press(other, "通过")
        for phone, message in ((dave, other), (alice, mine)):
            kept = await phone.wait(lambda one, id_=message.message_id: one.message_id == id_ and one.edited)
            assert kept.labels == ["戴督 已销号 11月24日10:00"]
        await alice.press(kept, "已销号")
        opened = await alice.wait(lambda one: one.message_id > kept.message_id and "制定方案" in one.text)
        assert "责任：县农林局（已办结）" in opened.text


async def test_whom_the_menu_does_not_name_is_reached_from_the_roster(town: Town) -> None:
    alice = town.phones["alice"]
    async with at(town, TUESDAY):
        roster = await say(alice, "/people", "人员名册")
        await alice.press(roster, "邀请人员")
        await alice.wait("请回复“单位 姓名”")
        await say(alice, "县农林局 新同志", "请本人私聊机器人发送")
        await alice.press(roster, "单位")
        await alice.wait("县财政局")


async def test_the_bulletin_and_the_group_of_a_unit_lead_to_the_cards(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=DUE.date() - timedelta(days=2))
    alice, bob = town.phones["alice"], town.phones["bob"]
    unit = town.sandbox.group("农林局工作群", [alice, bob], chat_id=-1002000000002)
    async with at(town, TUESDAY):
        await say(bob, "/sign 2", "已签收 #2")
        await unit.send_as(alice, "/bind unit 县农林局")
        await unit.wait("设为县农林局的群")
    async with at(town, DUE):
        posted = await town.group.wait(lambda one: "督办通报 第" in one.text and "#2" in one.text)
        assert [button.url.split("?")[1] for row in posted.buttons for button in row] == [
            "start=bulletin_1",
            "start=item_2",
        ]
        urged = await unit.wait(lambda one: one.from_bot and "#2" in one.text)
        assert "start=item_2" in [button.url.split("?")[1] for row in urged.buttons for button in row]
        await say(bob, "/start item_2", "责任：县农林局")
