"""What people do to an item, by buttons and words on their phones, against the running program."""

from datetime import date, timedelta

from tests.acceptance.harness import say, told, until
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)
LIMIT = date(2026, 12, 20)


async def test_extension_granted_with_another_date_then_refused(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/extend 2 12月31日 资金未到位", "已提交 #2")
        card = await alice.wait("申请延期 #2")
        await alice.press(card, "改日期")
        await alice.wait("请回复日期")
        await alice.send("12月25日")
        assert "同意延至12月25日" in (await bob.wait("申请延期至12月31日")).text
        shown = await say(bob, "/item 2", "修建清溪河堤防")
        assert "12月25日" in shown.text
        assert "已延期1次，原12月20日" in shown.text
        await say(bob, "/extend 2 1月15日 还差手续", "已提交 #2")
        again = await alice.wait("此前已延期1次")
        await alice.press(again, "不同意")
        await bob.wait("仍按原时限办理")
        late = await alice.answer(alice.forge(again, again.buttons[0][0].callback_data))
        assert "您的操作没有生效" in late.text
        await say(bob, "/done 2 堤防已竣工", "已申请办结")
        await alice.press(await alice.wait("申请办结 #2"), "通过")
        await bob.wait("已销号")
        await say(bob, "/extend 2 2月1日 再等等", "不能延期")


async def test_difficulty_instruction_and_question(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    async with at(town, TUESDAY):
        await say(bob, "/difficulty 2 资金缺口20万元，请协调财政部门", "已报困难 #2")
        await alice.wait("困难 #2")
        assert (
            "🆘 #2（修建清溪河堤防）县农林局今天请求协调：资金缺口20万元" in (await say(lena, "/my", "需要您处理")).text
        )
        status = await say(alice, "/status", "需协调 1 件")
        await alice.press(status, "#2 已协调")
        await alice.wait(told("写明 #2 的协调结果"))
        await alice.send("财政局本周拨付")
        await bob.wait("协调结果：财政局本周拨付")
        assert "需协调" not in (await say(alice, "/status", "共 2 件")).text

        card = await say(lena, "/item 2", "修建清溪河堤防")
        await lena.reply(card, "请抓紧落实")
        await lena.wait(told("已记为 #2 的批示"))
        passed = await bob.wait("吴明远批示：请抓紧落实")
        await bob.reply(passed, "本周五前完成招标")
        await lena.wait("县农林局：本周五前完成招标")

        await say(alice, "/ask 2 资金何时到位？", "已就 #2 追问")
        asked = await bob.wait("问：资金何时到位？")
        await bob.reply(asked, "下周三")
        answered = await alice.wait("答：下周三")
        assert "问：资金何时到位？" in answered.text
        shown = await say(alice, "/item 2", "修建清溪河堤防")
        for line in ("困难已协调", "（答复：本周五前完成招标）", "资金何时到位？", "↳"):
            assert line in shown.text


async def test_take_back_a_report_and_no_change_once(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        first = await say(bob, "/report 2 已开工", "已记录 R-")
        await bob.press(first, "撤回")
        await bob.wait("已撤回 R-")
        second = await say(bob, "/report 2 基础工程完工", "已记录 R-")
        town.clock.advance(minutes=11)
        assert "已超过10分钟" in (await bob.press(second, "撤回")).text
        card = await say(bob, "/item 2", "基础工程完工")
        assert "已开工" not in card.text
        await bob.press(card, "无新进展")
        assert "基础工程完工" in (await bob.wait("上次反馈")).text


async def test_plain_talk_is_asked_back_and_kept_by_a_press(town: Town) -> None:
    await given(town, "修建清溪河堤防", "松材线虫病防治", deadline=LIMIT)
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        asked = await say(bob, "松材线虫那个，防控资金50万到了", "是否记为以下事项的进展？")
        assert len([label for label in asked.labels if label.startswith("#")]) <= 3
        assert "还没有进展反馈" in (await say(bob, "/item 3", "松材线虫病防治")).text
        await bob.press(asked, "#3")
        await bob.wait("已记录 R-")
        await say(bob, "/item 3", "防控资金50万到了")


async def test_promise_is_asked_about_on_its_day(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        receipt = await say(bob, "/report 2 方案已拟好，11月25日前印发", "已记录 R-")
        await bob.press(receipt, "记为承诺")
        await bob.wait("已记为承诺：#2")
    async with at(town, TUESDAY + DAY):
        asked = await bob.wait("承诺到期：1 件")
        await bob.press(asked, "已兑现")
        await bob.wait("已记为兑现")
        await say(bob, "/item 2", "已兑现")


async def test_life_of_items_with_confirmation_and_history(town: Town) -> None:
    await given(town, "修建清溪河堤防", "拨付村道经费", "编制规划", deadline=LIMIT)
    alice, carol = town.phones["alice"], town.phones["carol"]

    async def confirmed(words: str, shown: str, button: str, done: str) -> None:
        ask = await say(alice, words, shown)
        await alice.press(ask, button)
        await alice.wait(told(done))

    async with at(town, TUESDAY):
        await alice.send("/split 2\n完成堤防勘测；县农林局；12月1日\n完成施工招标；县财政局；12月10日")
        await alice.press(await alice.wait("将拆出2个子事项"), "确认拆分")
        await alice.wait(told("#2 已拆出2个子事项"))
        await carol.wait(told("#2 已拆分"))
        assert "还有2个子事项没有办结" in (await say(alice, "/merge 2 3", "不能并入")).text
        await confirmed("/handover 3 县财政局", "县农林局 → 县财政局", "确认移交", "已由县农林局移交县财政局")
        await confirmed("/move 3 2026年第9次常务会议", "第9次", "确认换会议", "改到")
        await confirmed("/merge 4 3", "并入 #3", "确认并入", "#4 已并入 #3")
        await confirmed("/stop 3 政策调整", "没有办成而停止", "确认停办", "#3 已停办")
        await confirmed("/reopen 3 政策恢复", "重开后回到", "确认重开", "#3 已重开")
        await confirmed("/void 3 重复", "不再跟踪", "确认撤销", "#3 已撤销")
        card = await say(alice, "/item 3", "拨付村道经费")
        await alice.press(card, "历史")
        await alice.wait(lambda one: all(word in one.text for word in ("移交", "停办", "重开", "撤销")))


async def test_a_leader_replies_to_the_bulletin_in_the_group(town: Town) -> None:
    await given(town, "修建清溪河堤防", "清理东河河道", deadline=LIMIT)
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    alice.skip()
    async with at(town, TUESDAY):
        await alice.press(await say(alice, "/bulletin", "未发布"), "发布")
        posted = await town.group.wait("、“修建清溪河堤防”", timeout=60)
        await until(lambda: town.papers() == 1, 60)
        await town.group.send_as(lena, "收到", reply_to=posted)
        await town.group.send_as(lena, "第2项请抓紧落实", reply_to=posted)
        await town.group.wait(told("已记为 #2 的批示"))
        assert "吴明远批示：请抓紧落实" in (await bob.wait("批示 #2")).text
        await town.group.send_as(lena, "汛期前都要看到成效", reply_to=posted)
        await town.group.wait("已在私聊里请您点选")
        asked = await lena.wait("批示的是哪一件")
        assert "汛期前都要看到成效" in asked.text
        await lena.press(asked, "#3")
        assert "吴明远批示：汛期前都要看到成效" in (await bob.wait("批示 #3")).text
        assert "收到" not in bob.transcript()
        await town.group.send_as(alice, "第3项请抓紧落实", reply_to=posted)
        await say(alice, "/item 3", "清理东河河道")
        assert town.group.transcript().count("已记为") == 1
