"""Requests and their clocks over real HTTP: chased, told upwards, answered; nobody is urged toward a date in doubt."""

from datetime import date, timedelta

from tests.acceptance.harness import say, told
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)


async def test_what_is_asked_is_chased_until_it_is_answered(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 12, 25))
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    async with at(town, TUESDAY):
        await say(bob, "/sign 2", "已签收 #2")
        await say(lena, "/instruct 2 请抓紧落实", "已记为 #2 的批示")
        await say(alice, "/ask 2 资金何时到位？", "已就 #2 追问鲍林")
        await bob.wait("💬 #2")
        assert "资金何时到位？（待答复）" in (await say(alice, "/item 2", "资金何时到位")).text
    async with at(town, TUESDAY + DAY):
        both = await bob.wait(told("2 件等您答复"))
        assert "📌 #2（修建清溪河堤防）吴明远批示 · 等了1天 · 请抓紧落实" in both.text
        await bob.press(both, "#2 答复")
        await bob.wait(told("问：资金何时到位？"))
        await say(bob, "12月3日到位", "已就 #2 回复艾督")
        await alice.wait("答：12月3日到位")
        assert "↳ 11月25日 县农林局鲍林：12月3日到位" in (await say(alice, "/item 2", "12月3日到位")).text
    async with at(town, TUESDAY + 3 * DAY):
        alone = await bob.wait(told("吴明远批示 · 等了3天"))
        await bob.reply(alone, "已完成招标")
        await lena.wait(told("的批示已有答复"))
    async with at(town, TUESDAY + 7 * DAY):
        await say(alice, "/item 2", "答复：已完成招标")
        assert not [one for one in alice.messages if one.from_bot and "仍在等答复" in one.text]


async def test_a_unit_that_asked_for_more_time_is_not_urged_meanwhile(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 11, 27))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/sign 2", "已签收 #2")
        await say(bob, "/extend 2 12月31日 石料短缺", "已提交 #2 的延期申请")
        bob.skip()
    for days in (1, 2, 3):
        async with at(town, TUESDAY + days * DAY):
            await say(bob, "/item 2", "修建清溪河堤防")
    urged = [one.text for one in bob.messages if one.from_bot and "催办：" in one.text and "#2" in one.text]
    assert urged == []
    assert [one for one in bob.messages if one.from_bot and "不按原时限催办" in one.text]
    async with at(town, TUESDAY + 3 * DAY):
        await alice.press(await alice.wait("申请延期 #2"), "不同意")
        await bob.wait("未同意")


async def test_a_difficulty_goes_to_whoever_must_solve_it(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 12, 25))
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    async with at(town, TUESDAY):
        await say(bob, "/difficulty 2 资金缺口20万元，请协调财政部门", "已报困难 #2")
        await alice.press(await alice.wait("困难 #2"), "转请协调")
        await alice.press(await alice.wait(told("转给谁协调")), "县财政局")
        await alice.wait(told("的困难转给县财政局"))
        await carol.press(await carol.wait("请您协调 #2"), "收到，我来协调")
        await bob.wait(told("县财政局柯财已收到"))
    async with at(town, TUESDAY + DAY):
        await carol.reply(await carol.wait(told("协调事项 · 等了1天")), "本周五前拨付到位")
        await bob.wait(told("县财政局柯财：本周五前拨付到位"))
        await alice.press(await alice.wait(told("县财政局柯财：本周五前拨付到位")), "就此办结")
        await bob.wait(told("的困难已协调"))


async def test_a_card_folds_counts_and_leads_back(town: Town) -> None:
    long_words = "修建清溪河堤防，" + "分段落实责任单位和完成时限，" * 20
    await given(town, long_words, deadline=date(2026, 12, 25))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        card = await say(bob, "/item 2", "状态：")
        kinds = [entity["type"] for entity in card.entities]
        assert kinds == ["bold", "date_time", "expandable_blockquote"]
        moment = card.entities[1]
        units = card.text.encode("utf-16-le")[2 * moment["offset"] :][: 2 * moment["length"]]
        assert units.decode("utf-16-le") == "距时限31天"
        # The evening of that day in Beijing.
        assert (moment["unix_time"], moment["date_time_format"]) == (1798214340, "r")
        mine = await say(bob, "/my", "我的事项")
        await bob.press(mine, "#2")
        opened = await bob.wait(lambda one: "返回列表" in one.labels)
        await bob.press(opened, "返回列表")
        await bob.wait(lambda one: one.text == mine.text)
        await say(alice, "/nudge 2", "#2")
        assert "催办（1次）：11月24日 县农林局" in (await say(alice, "/item 2", "催办（")).text
