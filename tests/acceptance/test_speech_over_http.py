"""What people say in plain Chinese, through the whole program over HTTP."""

from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given


async def test_every_echo_names_the_matter(town: Town) -> None:
    await given(town, "由吴明远同志牵头，县农林局负责，推进县养老服务中心改造，12月底前完工")
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    matter = "#2（县养老服务中心改造）"
    async with at(town, TUESDAY):
        told = await say(lena, "/instruct 2 请抓紧，月底前见成效", "已记为")
        assert told.text.startswith(f"已记为 {matter}的批示：请抓紧")
        receipt = await say(bob, "/report 2 主体结构已封顶", "已记录")
        assert f" · {matter} · 第1次反馈" in receipt.text
        assert f"已就 {matter}追问" in (await say(alice, "/ask 2 装修何时开始？", "追问")).text
        assert f"已催办 {matter}" in (await say(alice, "/nudge 2", "催办")).text
        # A refusal speaks of the item, too; what one may not see is not named.
        assert f"{matter}没有待审核" in (await say(alice, "/approve 2", "待审核")).text
        assert "养老" not in (await say(bob, "/item 99", "没有找到")).text
