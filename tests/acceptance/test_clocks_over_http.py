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
