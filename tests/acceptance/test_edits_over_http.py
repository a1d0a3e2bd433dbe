"""Edits through the real program: an old report keeps its place, and what waits for a press follows its words."""

from datetime import date, timedelta

from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)
LIMIT = date(2026, 12, 20)


async def test_an_old_report_that_is_mended_is_not_the_newest(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(bob, "/sign 2", "已签收 #2")
        first = await bob.send("/report 2 基坑开挖已完成百分之六十")
        await bob.wait("第1次反馈")
    async with at(town, TUESDAY + DAY):
        await say(bob, "/report 2 堤防主体已浇筑", "第2次反馈")
    async with at(town, TUESDAY + 2 * DAY):
        await bob.edit(first, "/report 2 基坑开挖已完成百分之七十")
        await bob.wait("已更正，原文留存")
        card = await say(alice, "/item 2", "堤防主体已浇筑")
        assert card.text.index("堤防主体已浇筑") < card.text.index("百分之七十")
        assert "百分之六十" not in card.text
        page = await say(alice, "/bulletin", "通报预览 1/")
        for _ in range(2):
            if "堤防主体已浇筑" not in page.text:
                await alice.press(page, "下一页")
                page = await alice.wait(lambda one, shown=page.text: "通报预览" in one.text and one.text != shown)
        assert "“修建清溪河堤防”。基坑开挖已完成70%。堤防主体已浇筑。" in page.text


async def test_an_edit_beside_a_completion_leaves_it_and_of_its_own_words_voids_it(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        first = await bob.send("/report 2 基坑开挖已完成")
        await bob.wait("第1次反馈")
        done = await bob.send("/done 2 堤防已竣工并验收")
        await bob.wait("等督查室审核")
        await alice.wait("申请办结 #2")
        await bob.edit(first, "/report 2 基坑开挖已全部完成")
        assert "作废" not in (await bob.wait("已更正，原文留存")).text
        await bob.edit(done, "/done 2 堤防已基本竣工")
        assert "原办结申请或销号已作废" in (await bob.wait("已更正，原文留存")).text


async def test_words_that_wait_for_an_item_follow_their_edit(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", "拨付村道经费", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        said = await bob.send("自来水管网已更换200米")
        old = await bob.wait("自来水管网已更换200米")
        await bob.edit(said, "自来水管网已更换300米")
        asked = await bob.wait("自来水管网已更换300米")
        assert "已作废" in next(one.text for one in bob.messages if one.message_id == old.message_id)
        await bob.press(asked, "#3")
        await bob.wait("第1次反馈")
        card = (await say(alice, "/item 3", "更换")).text
        assert "300米" in card
        assert "200米" not in card


async def test_a_leaders_words_that_wait_for_an_item_follow_their_edit(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", deadline=LIMIT)
    bob, lena = town.phones["bob"], town.phones["lena"]
    async with at(town, TUESDAY):
        listed = await say(lena, "/my", "#3")
        said = await lena.reply(listed, "请抓紧办理，本周报结果")
        await lena.wait("批示的是哪一件")
        await lena.edit(said, "请抓紧办理，下周报结果")
        asked = await lena.wait(lambda one: "批示的是哪一件" in one.text and "下周" in one.text)
        await lena.press(asked, "#3")
        assert "下周报结果" in (await bob.wait("批示")).text


async def test_a_new_item_that_waits_for_its_yes_follows(town: Town) -> None:
    alice = town.phones["alice"]
    async with at(town, TUESDAY):
        said = await alice.send("/new 修建镇区桥梁一座；县桥梁局；12月11日")
        await alice.wait("修建镇区桥梁一座")
        await alice.edit(said, "/new 修建镇区桥梁两座；县桥梁局；12月18日")
        shown = await alice.wait("修建镇区桥梁两座")
        await alice.press(shown, "立项")
        assert "12月18日" in (await alice.wait("已立项")).text
