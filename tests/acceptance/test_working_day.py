"""The days of an office on an injected clock: who hears what, when, and what they press."""

from datetime import date, timedelta

from sandbox import Phone
from tests.acceptance.harness import say, told
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)
LIMIT = date(2026, 12, 20)
UNIT_CHAT = -1001000000002


def digests(phone: Phone, mark: str = "催办：") -> list[str]:
    said = [message.text for message in phone.messages if message.from_bot]
    return [text for text in said if text.startswith((mark, "签收提醒"))]


async def test_signed_with_a_press_else_asked_for_and_passed_up(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    await given(town, "拨付村道经费", unit="县财政局", deadline=LIMIT)
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    bob.skip()
    async with at(town, TUESDAY):
        assert "#2 待签收" in (await bob.wait("签收提醒")).text
        await say(alice, "/policy 负责人 县农林局 柯财", "负责人定为 柯财")
        await say(alice, "/assign 3 县农林局", "#3")
        card = await bob.wait(lambda one: "拨付村道经费" in one.text and "签收" in one.labels)
        await bob.press(card, "签收")
        await bob.wait(told("已签收 #3 · 县农林局 鲍林 11月24日10:00"))
        assert "签收：县农林局 鲍林 11月24日10:00" in (await say(alice, "/item 3", "签收：")).text
        for phone in (alice, carol):
            phone.skip()
    async with at(town, TUESDAY + DAY):
        assert "#2 待签收，距时限25天 · 县农林局" in (await carol.wait("#2 待签收")).text
        desk = await alice.wait("今天要您定的")
        assert "#2（修建清溪河堤防）县农林局：交办2个工作日未签收" in desk.text


async def test_one_digest_with_the_most_urgent_first_put_off_and_handed_to_the_stand_in(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 11, 24))
    await given(town, "拨付村道经费", deadline=date(2026, 11, 26))
    bob, carol = town.phones["bob"], town.phones["carol"]
    async with at(town, TUESDAY):
        for number in (1, 2, 3):
            await say(bob, f"/sign {number}", f"已签收 #{number}")
        await say(bob, "/hour 11", "11点以后提醒您")
        before = len(digests(bob))
    async with at(town, TUESDAY + DAY):
        assert len(digests(bob)) == before
    async with at(town, TUESDAY + DAY + timedelta(hours=1, minutes=5)):
        digest = await bob.wait("催办：2 件事项等您反馈")
        # That three days are left to Saturday, when nobody works, was told on Tuesday.
        assert [label.split()[0] for label in digest.labels if label.startswith("#")] == ["#2", "#3"]
        await bob.press(digest, "明天上午再提醒")
        await bob.wait(told("#2 到11月26日（周四）上午再提醒您（还可推迟1次）"))
        await say(bob, "/leave 11月26日 柯财", "您的催办由柯财代收")
        await carol.wait("催办由您代收")
    async with at(town, TUESDAY + 2 * DAY):
        stood_in = await carol.wait("代办 · 鲍林（请假中）")
        assert "#2 已逾期2天" in stood_in.text
        assert len(digests(bob)) == before + 1


async def test_policy_by_buttons_and_the_group_of_a_unit(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 11, 26))
    await given(town, "拨付村道经费", unit="县财政局", deadline=date(2026, 11, 26))
    alice, bob = town.phones["alice"], town.phones["bob"]
    group = town.sandbox.group("农林局工作群", [alice, bob], chat_id=UNIT_CHAT)
    async with at(town, TUESDAY):
        for number in (1, 2):
            await say(bob, f"/sign {number}", f"已签收 #{number}")
        await group.send_as(alice, "/bind unit 县农林局")
        await group.wait("设为县农林局的群")
        await alice.press(await say(alice, "/policy", "催办规则"), "提前")
        knob = await alice.wait("现在是 7、3、1")
        (only,) = (button for row in knob.buttons for button in row if button.text == "1")
        await alice.answer(alice.forge(knob, only.callback_data))
        await alice.wait("提前提醒 1：")
    async with at(town, TUESDAY + DAY):
        # #1 has three days left, which is no longer a stage.
        assert "催办：1 件事项等您反馈" in digests(bob)[-1]
        assert "#2" in digests(bob)[-1]
        post = await group.wait("催办：县农林局 1 件事项待办")
        assert "#2" in post.text
        assert "#3" not in post.text


async def test_an_outage_ends_with_one_digest_and_none_for_what_was_closed(town: Town) -> None:
    await given(town, "修建清溪河堤防", "拨付村道经费", deadline=date(2026, 11, 26))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/sign 1", "已签收")
        await say(bob, "/done 2 已竣工", "已申请办结")
        await alice.press(await alice.wait("申请办结 #2"), "通过")
        await bob.wait("已销号")
        before = len(digests(bob))
    async with at(town, TUESDAY + 7 * DAY):
        assert len(digests(bob)) == before + 1, bob.transcript()
        assert "#2" not in digests(bob)[-1]
        assert "已逾期5天" in digests(bob)[-1]


async def test_slips_look_back_judgement(town: Town) -> None:
    await given(town, "修建清溪河堤防", "拨付村道经费", deadline=date(2026, 11, 20))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await alice.press(await say(alice, "/slip 2", "蓝单"), "确认发蓝单")
        await alice.wait("的督办单〔2026〕1号（蓝单），12月1日前答复")
        await bob.wait("督办单〔2026〕1号（蓝单）")
        await say(alice, "/slip 2", "一事一单")
        await say(alice, "/judge 2 进展滞后 招标未启动", "评为“进展滞后”")
        assert "评判：进展滞后" in (await say(bob, "/item 2", "评判")).text
        await say(bob, "/done 3 已拨付", "已申请办结")
        await alice.press(await alice.wait("申请办结 #3"), "通过")
        await bob.wait("已销号")
        await say(alice, "/lookback 3 12月1日", "回头看")
    async with at(town, TUESDAY + 10 * DAY):
        await alice.press(await alice.wait("成效还在吗"), "重新办理")
        await alice.wait("发现什么问题")
        await alice.send("有两个村未到账")
        await bob.wait("两个村未到账")
        await alice.press(await say(alice, "/slip 2", "黄单"), "确认发黄单")
        await bob.wait("督办单〔2026〕2号（黄单）")


async def test_views_of_each_and_the_comparison_switched_on(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 11, 23))
    await given(town, "编制规划")
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    async with at(town, TUESDAY):
        desk = (await alice.wait("最久逾期：🔴 #2")).text
        assert "要素不全 1件\n· ⚠️ #3 缺办理时限" in desk
        leads = await say(lena, "/my", "需要您处理（1）")
        assert "🔴 #2 已逾期1天 · 县农林局" in leads.text
        assert leads.labels[0] == "#2 批示"
        await say(alice, "/policy 负责人 县农林局 鲍林", "负责人定为 鲍林")
        assert "逾期 1" in (await say(bob, "/my", "【县农林局】")).text
        await say(lena, "/compare", "没有开启")
        await say(alice, "/compare 开", "已由艾督开启单位对比")
        assert "县农林局　按期 0/1" in (await say(lena, "/compare", "按期")).text
        assert "县农林局　消息" in (await say(alice, "/burden", "减负账")).text
        own = await say(bob, "/burden", "只有您自己能看到")
        assert "县" not in own.text
