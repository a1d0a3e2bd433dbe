"""An issue's life over real HTTP: one draft for two supervisors, shown before its hour, held, let go, withdrawn."""

from datetime import timedelta

from tests.acceptance.harness import say
from tests.acceptance.town import DUE, TUESDAY, Town, at, decided, looked

AHEAD = DUE - timedelta(hours=2)


async def test_two_supervisors_publish_one_issue(town: Town) -> None:
    alice, dave = town.phones["alice"], town.phones["dave"]
    async with at(town, TUESDAY):
        first = await say(alice, "/bulletin", "通报预览")
        second = await say(dave, "/bulletin", "通报预览")
        presses = [(phone, phone.tap(card, "发布")) for phone, card in ((alice, first), (dave, second))]
        for phone, press in presses:
            await phone.answer(press)
    async with at(town, TUESDAY + timedelta(minutes=5)):
        town.assert_posted_once()
        assert all("第 1 期" in text for text in town.parts())


async def test_the_week_is_shown_two_hours_before_and_goes_as_it_was_let_go(town: Town) -> None:
    alice, dave = town.phones["alice"], town.phones["dave"]
    async with at(town, AHEAD):
        cards = [await phone.wait("本周通报草稿，请过目") for phone in (alice, dave)]
        assert cards[0].labels[:3] == ["照发", "暂缓", "改"]
        assert "11月27日17:00自动发布" in cards[0].text
        files = [one.document.file_name for one in alice.messages if one.document]
        assert files == ["督办通报（草稿）.docx", "督办通报（草稿）.pdf"]
        assert [one for one in alice.messages if one.photo], "and the picture"
        await alice.press(cards[0], "照发")
        assert not town.parts()
    town.clock.at = DUE
    async with town.running() as program:
        await decided(program)
        await looked(town, program)
    town.assert_posted_once()


async def test_withdrawn_the_old_messages_say_so_and_the_number_is_used_up(town: Town) -> None:
    alice, dave = town.phones["alice"], town.phones["dave"]
    async with at(town, TUESDAY):
        await alice.press(await say(alice, "/bulletin", "通报预览"), "发布")
    async with at(town, TUESDAY + timedelta(minutes=5)):
        town.assert_posted_once()
        for phone in (alice, dave):
            await phone.send("/bulletin last")
        card, twice = [await phone.wait(lambda one: "撤回本期" in one.labels) for phone in (alice, dave)]
        for phone, one in ((alice, card), (dave, twice)):
            await phone.press(one, "撤回本期")
            await phone.wait("撤回第1期？")
        await alice.press(card, "确认撤回")
        late = await dave.press(twice, "确认撤回")
        assert "已由艾督于" in late.text or any("已由艾督于" in one.text for one in dave.messages)
    async with at(town, TUESDAY + timedelta(minutes=10)):
        texts = [message.text or message.caption or "" for message in town.group.messages if message.from_bot]
        assert [text for text in texts if "第1期已撤回" in text] == ["督办通报第1期已撤回，请以后续通报为准。"]
        old = [message for message in town.group.messages if message.from_bot and "第1期已撤回" not in message.text]
        assert all((one.text or one.caption or "").startswith("【已撤回】") for one in old[1:])
        await say(alice, "/bulletin last", "还没有发布过通报")
        await alice.press(await say(alice, "/bulletin", "通报预览"), "发布")
        await alice.wait("已发布第2期")


async def test_put_off_the_week_is_posted_by_a_press_alone(town: Town) -> None:
    alice, dave = town.phones["alice"], town.phones["dave"]
    async with at(town, AHEAD):
        await alice.press(await alice.wait("本周通报草稿，请过目"), "暂缓")
        card = await dave.wait("暂缓，到点不发")
    town.clock.at = DUE
    async with town.running() as program:
        await looked(town, program)
        assert not town.parts()
        await dave.press(card, "发布")
        await looked(town, program)
    town.assert_posted_once()


async def test_what_says_done_and_is_open_is_held_with_its_reason(town: Town) -> None:
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/sign 1", "已签收 #1")
        await say(bob, "/report 1 方案已全部完成", "已记录")
    town.clock.at = DUE
    async with town.running() as program:
        await looked(town, program)
        held = await alice.wait("没有自动发布")
        assert "#1" in held.text
        assert not town.parts()
        await alice.press(held, "发布")
        assert not town.parts()
        await alice.wait("发布前请再看一眼")
        await alice.press(held, "仍要发布")
        await looked(town, program)
    town.assert_posted_once()
