"""A quantity in the middle of a report: offered, counted by a press only, once, and never a sum."""

from decimal import Decimal

import pytest
from sqlmodel import update

from storage.database import Database
from storage.tables import Item
from storage.talk import reports
from tests.building import county
from tests.cast import labels
from tests.feeding import button, feed, press


async def with_target(database: Database, amount: int = 3, measure: str = "家") -> None:
    made = await county(database)
    await made.item("每年各发展龙头企业", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        target = update(Item).values(target_amount=Decimal(amount), target_measure=measure)
        await (await tx.connection()).execute(target)


async def counted(database: Database) -> list[tuple[str, Decimal]]:
    async with database.reading() as tx:
        return [(name, amount) for name, amount in await reports.amounts_by_unit(tx, 1)]


async def test_it_is_offered_and_counts_by_a_press_once(database: Database) -> None:
    await with_target(database)
    receipt = await feed(database, "bob", "/report 1 本周新增龙头企业2家，已投产")
    assert labels(receipt) == ["计入 2家", "撤回"]
    assert await counted(database) == []
    packed = button(receipt, "计入")
    assert "已计入 2家 · #1" in (await feed(database, "bob", press("bob", packed))).text
    assert await counted(database) == [("县农林局", Decimal(2))]
    again = await feed(database, "bob", press("bob", packed))
    assert (again.kind, again.text) == ("refusal", "R-1 的数量已经计入或这条反馈已更正，没有重复计入。")
    assert await counted(database) == [("县农林局", Decimal(2))]


@pytest.mark.parametrize(
    "words", ["累计发展3家", "还差1家", "完成投资200万元", "已签约", "12月1日开会", "第3家的手续在办", "争取发展三四家"]
)
async def test_sums_what_is_missing_and_other_measures_are_not_offered(database: Database, words: str) -> None:
    await with_target(database)
    assert "计入" not in "".join(labels(await feed(database, "bob", f"/report 1 {words}")))


async def test_only_the_unit_itself_counts_and_only_what_stands(database: Database) -> None:
    await with_target(database)
    packed = button(await feed(database, "bob", "/report 1 新增2家"), "计入")
    assert (await feed(database, "carol", press("carol", packed))).kind == "refusal"
    await feed(database, "bob", press("bob", button(await feed(database, "bob", "/report 1 又新增1家"), "撤回")))
    taken_back = packed.replace(":1:", ":2:")
    assert (await feed(database, "bob", press("bob", taken_back))).kind == "refusal"
    assert await counted(database) == []


async def test_a_larger_measure_counts_as_the_target_has_it(database: Database) -> None:
    await with_target(database, 8000, "万元")
    assert "计入5000万元" in (await feed(database, "bob", "/report 1 0.5亿元 已到账")).text


async def test_words_that_sound_finished_offer_to_ask_for_completion(database: Database) -> None:
    await with_target(database)
    receipt = await feed(database, "bob", "/report 1 新增1家，任务已全部完成")
    assert labels(receipt) == ["计入 1家", "申请办结", "撤回"]
    assert (await feed(database, "bob", press("bob", button(receipt, "申请办结")))).ask
    assert labels(await feed(database, "bob", "/report 1 还没有完成")) == ["撤回"]
