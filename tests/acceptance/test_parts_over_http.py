"""Parts of an item and its consolidation, over real HTTP."""

from datetime import date, timedelta

from tests.acceptance.harness import say
from tests.acceptance.town import DUE, MONDAY, TUESDAY, Town, at, given, looked

LIMIT = date(2026, 12, 31)
MINUTES = """县人民政府第9次常务会议纪要
2026年11月20日
会议议定以下事项：
一、推进县养老服务中心改造：①编制改造方案，12月10日前印发；②由县财政局负责，落实奖励资金，11月30日前到位；③完成主体工程（责任单位：县农林局）。
"""


async def test_a_paper_with_parts_is_shown_corrected_written_and_asked_about(town: Town) -> None:
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    async with at(town, TUESDAY):
        await alice.send_document("纪要.txt", MINUTES.encode())
        shown = await alice.wait("导入预览")
        await alice.press(shown, "下一页")
        page = await alice.wait("②落实奖励资金")
        for words in ("①编制改造方案", "时限12月10日", "县财政局", "时限11月30日", "③完成主体工程"):
            assert words in page.text, words
        await alice.press(page, "改某项")
        await alice.wait("子事项写 4②")
        chosen = await say(alice, "1②", "改哪一处")
        await alice.press(chosen, "时限")
        await alice.wait("第1②项现为：2026年11月30日")
        page = await say(alice, "11月27日", "第1②项时限：2026年11月30日 → 2026年11月27日")
        await alice.press(page, "确认导入")
        await alice.wait("已导入1件")
        await carol.wait("新交办您单位1件")
        mine = await say(carol, "/my", "#2.2 落实奖励资金")
        assert "距时限3天" in mine.text
        mine = await say(bob, "/my", "└")
        assert "└ 🟢 #2.1 编制改造方案，12月10日前印发 · 距时限16天" in mine.text
        assert "🟡 #2 推进县养老服务中心改造 · 距时限3天" in mine.text
        card = await say(bob, "/item 2", "子事项")
        await bob.press(card, "①编制改造方案")
        await bob.wait("#2.1")
        assert "#2.1" in (await say(bob, "方案初稿已完成，正在征求意见", "已记录")).text


async def test_a_part_is_urged_on_its_day_and_the_item_is_late_with_it(town: Town) -> None:
    await given(town, "修建清溪河堤防")
    await given(town, "另一件", unit="县财政局")
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    async with at(town, TUESDAY):
        shown = await say(alice, "/split 2\n落实奖励资金；县财政局；11月27日\n竣工验收；县农林局；12月20日", "拆分")
        await alice.press(shown, "确认拆分")
        await carol.wait("#2.1 落实奖励资金")
        await say(carol, "/sign 2.1", "签收")
        await say(bob, "/sign 2", "签收")
    async with at(town, MONDAY):
        await carol.wait("#2.1 已逾期")
        late = await say(alice, "/overdue", "已逾期")
        assert "#2 " in late.text
        assert not [one for one in bob.messages if one.from_bot and "#2 已逾期" in one.text]


async def test_the_lead_units_consolidation_is_what_the_group_reads(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob, carol = (town.phones[name] for name in ("alice", "bob", "carol"))
    async with at(town, TUESDAY):
        await say(alice, "/assign 2 县财政局", "县财政局")
        await say(carol, "/report 2 资金已拨付八成", "已记录")
        await alice.press(await say(alice, "/item 2", "状态"), "汇总")
        asked = await bob.wait("请汇总 #2")
        assert "资金已拨付八成" in asked.text
        await bob.send("堤防合龙，资金到位八成", reply_to=asked)
        await bob.wait("已作为汇总")
    town.clock.at = DUE + timedelta(minutes=1)
    async with town.running() as program:
        await looked(town, program)
        printed = "\n".join(town.parts())
    assert "堤防合龙，资金到位八成。" in printed
    assert "资金已拨付八成" not in printed
