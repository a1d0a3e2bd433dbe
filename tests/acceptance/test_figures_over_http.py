"""Figures over real HTTP: totals, increases, corrections, targets, a paper's figures, and what the bulletin prints."""

from datetime import date

from sandbox import Phone
from tests.acceptance.harness import by_number, say, told
from tests.acceptance.town import TUESDAY, Town, at, given

LIMIT = date(2026, 12, 20)


async def target(town: Town, alice: Phone, number: int, words: str) -> None:
    card = await say(alice, f"/item {number}", "时限：")
    if "改指标" in card.labels:
        await alice.press(card, "改指标")
    else:
        await alice.press(card, "更多")
        await alice.press(await alice.wait(lambda one: one.from_bot and "设指标" in one.labels), "设指标")
    await alice.wait(told("的指标是多少"))
    await say(alice, words, "已设")


async def test_a_month_of_figures(town: Town) -> None:
    await given(town, "县内各单位发展龙头企业", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await target(town, alice, 2, "每单位5家")
        for words, figure in (
            ("已发展2家", "累计2家/目标5家"),
            ("已发展3家，均已开业", "累计3家/目标5家"),
            ("截至目前累计3家", "累计3家/目标5家"),
            ("本周又发展1家", "新增1家，累计4家/目标5家"),
            ("更正：实际为3家", "更正（原4家），累计3家/目标5家"),
            ("多报了1家", "核减1家，累计2家/目标5家"),
            ("已发5号文件到各村，第3批名单3月5日报出", "第7次反馈"),
        ):
            await say(bob, f"/report 2 {words}", figure)
        asked = await say(bob, "/report 2 3家 已投产", "是累计数，还是又增加的")
        assert asked.labels[:2] == ["累计3家", "又增加3家"]
        assert "累计2家" in (await say(alice, "/item 2", "指标")).text
        await bob.press(asked, "累计3家")
        await bob.wait(told("累计3家/目标5家"))
        for words, why in (("累计1家", "少了"), ("累计9家", "超过目标5家"), ("原3家新增1家共5家", "数对不上")):
            await say(bob, f"/report 2 {words}", why)
        assert "累计3家" in (await say(alice, "/item 2", "指标")).text
        draft = await say(alice, "/bulletin", "通报预览 1/2")
        await alice.press(draft, "下一页")
        page = await alice.wait(lambda one: one.from_bot and "发展龙头企业" in one.text and "通报预览 2/2" in one.text)
        assert "县农林局完成3家。" in page.text
        assert not [words for words in ("5家", "9家") if words in page.text]


async def test_figures_as_they_are_typed_on_a_phone(town: Town) -> None:
    await given(town, "县内各单位发展龙头企业", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await target(town, alice, 2, "每单位9家")
        for words, figure in (
            ("目前一家都没有，正在跟几个老板谈", "第1次反馈"),
            ("第一家搞好了 昨天挂的牌", "累计1家/目标9家"),
            ("3家同时在建 都还没完", "第3次反馈"),
            ("9家里建好了4家 剩5家在装修", "累计4家/目标9家"),
            ("还是4家 没变", "累计4家/目标9家"),
            ("报错了，有1家没过验收，3", "更正（原4家），累计3家/目标9家"),
            ("更正 上次多报了1家 实际还是按2家算，实际2家", "更正（原3家），累计2家/目标9家"),
        ):
            await say(bob, f"/report 2 {words}", figure)
        asked = await say(bob, "/report 2 还差3家", "这样算就是累计6家")
        assert "累计2家" in (await say(alice, "/item 2", "指标")).text
        await bob.press(asked, "累计6家")
        await bob.wait(told("累计6家/目标9家"))


async def test_a_first_figure_in_doubt_is_printed_as_such(town: Town) -> None:
    await given(town, "县内各单位发展龙头企业", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    alice.skip()
    async with at(town, TUESDAY):
        await target(town, alice, 2, "每单位5家")
        asked = await say(bob, "/report 2 已发展近8家，都在开发区。", "❓")
        page = await say(alice, "/bulletin", "通报预览 1/")
        while "已发展近8家，都在开发区（数量待核实）。" not in by_number(page.text):
            await alice.press(page, "下一页")
            page = await alice.wait("通报预览")
        await bob.press(asked, "累计8家")
        await bob.wait(told("累计8家/目标5家"))
        page = await say(alice, "/bulletin", "通报预览 1/")
        while "下一页" in page.labels:
            await alice.press(page, "下一页")
            page = await alice.wait("通报预览")
        assert "数量待核实" not in page.text


async def test_an_item_of_one_line_counts_towards_what_its_words_ask_for(town: Town) -> None:
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await say(alice, "/new 全县造林2万亩；县农林局；12月31日", "#2")
        await say(bob, "/report 2 已造林一点五万亩", "累计1.5万亩/目标2万亩")
        await say(bob, "/report 2 新增造林800亩", "累计1.58万亩/目标2万亩")
        await say(alice, "/new 5个专项方案于年底前全部印发；县农林局；12月31日", "#3")
        await say(bob, "/report 3 5个方案，已印发3个", "累计3个/目标5个")
        await target(town, alice, 3, "6个")
        await say(bob, "/report 3 又印发1个", "累计4个/目标6个")
