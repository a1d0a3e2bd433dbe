"""[设指标] and [改指标]: asked, answered, and what was reported before counts towards it."""

from decimal import Decimal

import pytest

from domain.notes import Answer
from storage.database import Database
from storage.items import targets
from tests.building import county
from tests.cast import labels
from tests.feeding import button, feed, press


async def asked(database: Database) -> Answer:
    """From the card, on it or behind [更多]."""
    card = await feed(database, "alice", "/item 1")
    if "改指标" in labels(card):
        return await feed(database, "alice", press("alice", button(card, "改指标")))
    menu = await feed(database, "alice", press("alice", button(card, "更多")))
    return await feed(database, "alice", press("alice", button(menu, "设指标")))


async def standing(database: Database) -> dict[str, Decimal]:
    async with database.reading() as tx:
        return (await targets.amounts(tx, [1])).get(1, {})


async def test_a_target_is_set_and_what_was_reported_counts(database: Database) -> None:
    made = await county(database)
    await made.item("发展龙头企业", units=("县农林局", "县财政局"))
    await feed(database, "bob", "/report 1 已发展2家，挂牌了")
    await feed(database, "bob", "/report 1 又发展1家")
    await feed(database, "carol", "/report 1 正在洽谈2家")
    question = await asked(database)
    assert question.ask
    assert "现为：无" in question.text
    answer = await feed(database, "alice", "每单位5家")
    assert answer.text.startswith("已设 #1")
    assert "指标：每单位5家（原：无）" in answer.text
    assert "累计3家/目标10家" in answer.text
    assert await standing(database) == {"县农林局": 3}
    receipt = await feed(database, "bob", "/report 1 又发展1家，开业了")
    assert "累计4家/目标5家" in receipt.text


@pytest.mark.parametrize(
    ("words", "now"),
    [("8家", "每单位8家"), ("共12家", "共12家"), ("每镇3家", "每单位3家"), ("改为 10 家", "每单位10家")],
)
async def test_a_target_is_corrected(database: Database, words: str, now: str) -> None:
    made = await county(database)
    await made.item("发展龙头企业", units=("县农林局", "县财政局"))
    for said in ("5家", words):
        await asked(database)
        answer = await feed(database, "alice", said)
    assert f"指标：{now}（原：每单位5家）" in answer.text


async def test_what_it_counts_may_change_and_go(database: Database) -> None:
    made = await county(database)
    await made.item("发展龙头企业")
    await asked(database)
    await feed(database, "alice", "5家")
    await feed(database, "bob", "/report 1 已发展2家，完成投资300万元")
    await asked(database)
    answer = await feed(database, "alice", "1000万元")
    assert "累计300万元/目标1000万元" in answer.text
    await asked(database)
    assert "指标：无（原：每单位1000万元）" in (await feed(database, "alice", "无")).text
    assert "指标" not in (await feed(database, "bob", "/item 1")).text


@pytest.mark.parametrize("words", ["很多", "5", "0家"])
async def test_what_cannot_be_read_leaves_the_target(database: Database, words: str) -> None:
    made = await county(database)
    await made.item("发展龙头企业")
    await asked(database)
    answer = await feed(database, "alice", words)
    assert (answer.kind, "没有看懂" in answer.text) == ("refusal", True)
    assert "每单位5家" in (await feed(database, "alice", "5家")).text
    await asked(database)
    assert "没有改动" in (await feed(database, "alice", "5家")).text


async def test_only_supervisors_set_targets(database: Database) -> None:
    made = await county(database)
    await made.item("发展龙头企业")
    assert (await feed(database, "bob", press("bob", "p:target:1:0:"))).kind == "refusal"
    assert not {"改指标", "设指标"} & set(labels(await feed(database, "bob", "/item 1")))


async def test_new_items_take_their_target_from_their_words(database: Database) -> None:
    await county(database)
    await feed(database, "alice", "/new 全县造林5000亩；县农林局；12月31日")
    receipt = await feed(database, "bob", "/report 1 已造林一千二百亩")
    assert "累计1200亩/目标5000亩" in receipt.text
    assert "指标：共5000亩，累计1200亩/目标5000亩" in (await feed(database, "alice", "/item 1")).text
