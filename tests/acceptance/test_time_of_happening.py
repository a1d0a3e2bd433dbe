"""What people said while the bot was down happened when they said it, over real HTTP on an injected clock."""

from datetime import date, timedelta

from sandbox import Phone
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LIMIT = date(2026, 11, 24)


def heard(phone: Phone, *words: str) -> list[str]:
    """What the bot said with all these words."""
    said = [message.text for message in phone.messages if message.from_bot]
    return [text for text in said if all(word in text for word in words)]


async def signed(town: Town, *numbers: int) -> None:
    async with at(town, TUESDAY):
        for number in numbers:
            await say(town.phones["bob"], f"/sign {number}", f"已签收 #{number}")


async def test_a_completion_on_the_last_day_is_in_time_though_the_bot_was_down(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    await signed(town, 2, 3)
    town.clock.at = TUESDAY + 7 * HOUR
    await bob.send("/done 2 堤防已竣工并验收")
    async with at(town, TUESDAY + DAY):
        receipt = await bob.wait("等督查室审核")
        assert "在时限内报（11月24日）" in receipt.text
        card = await alice.wait("申请办结 #2")
        assert "逾期" not in card.text
        # Nobody is urged about what was finished in time; what was not said is late.
        assert not heard(bob, "催办", "#2 已逾期")
        assert heard(bob, "催办", "#3 已逾期1天")
        # Waiting for its verdict, it is not overdue in print; #3 is.
        draft = await say(alice, "/bulletin", "通报预览 1/")
        assert "逾期（1件）\n· #3" in draft.text
        # The same holds for whoever asks how things stand.
        late = await say(alice, "/overdue", "#3")
        assert "#2" not in late.text
        assert "🔴 1 " in (await say(alice, "/status", "共 3 件")).text
        assert "🔴 #2" not in (await say(bob, "/my", "#2")).text
        await alice.press(card, "通过")
        await bob.wait("已销号")
        await say(alice, "/compare 开", "已由艾督开启单位对比")
        assert "按期 1/2" in (await say(alice, "/compare", "县农林局")).text


async def test_a_late_completion_stays_late(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    await signed(town, 2)
    town.clock.at = TUESDAY + 16 * HOUR
    await bob.send("/done 2 堤防已竣工并验收")
    async with at(town, TUESDAY + DAY):
        await bob.wait("已逾期1天")
        await alice.press(await alice.wait("申请办结 #2"), "通过")
        await bob.wait("已销号")
        await say(alice, "/compare 开", "已由艾督开启单位对比")
        assert "按期 0/1" in (await say(alice, "/compare", "县农林局")).text


async def test_words_that_name_days_mean_them_from_when_they_were_said(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", deadline=date(2026, 11, 25))
    alice, bob = town.phones["alice"], town.phones["bob"]
    await signed(town, 2, 3)
    town.clock.at = TUESDAY + 9 * HOUR
    await bob.send("/extend 2 后天 石料短缺")
    await bob.send("/plan 3 明天")
    await bob.send("/report 3 管道到货，后天完成安装")
    await alice.send("/due 1 下周三")
    async with at(town, TUESDAY + 23 * HOUR):
        assert "11月26日" in (await bob.wait("的延期申请")).text
        assert "11月25日" in (await bob.wait("已记下 #3")).text
        receipt = await bob.wait("第1次反馈")
        assert "11月26日" in receipt.labels[0]
        assert "12月2日" in (await alice.wait("的时限定为")).text


async def test_days_without_news_count_from_what_was_said(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 12, 20))
    bob = town.phones["bob"]
    await signed(town, 2)
    town.clock.at = TUESDAY + 9 * HOUR
    await bob.send("/report 2 堤防已合龙")
    async with at(town, TUESDAY + 23 * HOUR):
        await bob.wait("第1次反馈")
    async with at(town, TUESDAY + 15 * DAY):
        assert heard(bob, "催办", "#2", "15 天未动") or "15天未动" in (await say(bob, "/item 2", "未动")).text


async def test_a_date_that_cannot_be_so_is_capped_and_noted(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 12, 20))
    alice, bob = town.phones["alice"], town.phones["bob"]
    telegram = town.sandbox.world.clock
    async with at(town, TUESDAY):
        await say(bob, "/sign 2", "已签收 #2")
        # The stand-in for Telegram drops what is older than a day, as Telegram does: the other end is a unit test.
        town.sandbox.world.clock = lambda: telegram() + 9 * DAY.total_seconds()
        await bob.send("/report 2 堤防已合龙")
        assert "12月3日10:00 不可信，按 11月24日10:00 记" in (await bob.wait("第1次反馈")).text
        town.sandbox.world.clock = telegram
        assert "11月24日" in (await say(alice, "/item 2", "堤防已合龙")).text
        assert "消息时间不可信" in (await say(alice, "/audit", "操作")).text
