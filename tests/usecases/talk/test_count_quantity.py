"""Figures in reports: a total is no increase, a correction is neither, and what is left open waits for a press."""

from decimal import Decimal

import pytest
from sqlmodel import col, update

from storage.database import Database
from storage.items import targets
from storage.office import people
from storage.tables import Item, Seat, Unit
from tests.building import TELEGRAM_IDS, county
from tests.cast import labels
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.talk.test_report import edited


async def with_target(database: Database, amount: int = 5, measure: str = "家", *, is_joint: bool = False) -> None:
    made = await county(database)
    await made.item("每年各发展龙头企业", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        target = {"target_amount": Decimal(amount), "target_measure": measure, "target_is_joint": is_joint}
        await (await tx.connection()).execute(update(Item).values(**target))


async def standing(database: Database) -> dict[str, Decimal]:
    async with database.reading() as tx:
        return (await targets.amounts(tx, [1])).get(1, {})


async def stands(database: Database, *words: str, who: str = "bob") -> Decimal:
    for said in words:
        await feed(database, who, f"/report 1 {said}")
    return (await standing(database)).get("县农林局", Decimal(0))


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        (("已发展2家", "已发展3家"), 3),
        (("已发展2家", "截至目前累计3家"), 3),
        (("2家 已投产", "目前3家"), 3),
        (("已发展2家", "新增2家"), 4),
        (("培育3家，比上月多1家",), 3),
        (("已发展2家", "发展4家，较上周增加2家"), 4),
        (("已发展2家", "本周又发展1家"), 3),
        (("累计4家", "更正：实际为3家"), 3),
        (("累计4家", "应减2家"), 2),
        (("累计4家", "多报了1家"), 3),
        (("累计3家", "累计3家", "累计3家"), 3),
        (("累计2家", "少报了1家"), 3),
        (("2家", "3家。"), 3),
        (("第一家昨天开门了", "第2家也搞好了"), 2),
        (("累计2家", "跟上回报的一样，2家", "无新进展：照旧两家"), 2),
        (("累计4家", "更正 前面多算了1家，实际2家"), 2),
        (("累计4家", "数报错了，有一家没过验收，3"), 3),
        (("累计2家", "又增加1"), 3),
        (("5家里已建好3家 剩两家在装门窗",), 3),
        (("一家都没有", "2家同时在搞，都还没完工", "第三家谈崩了", "还差1家的材料"), 0),
        (("还差1家", "争取发展3家", "完成投资200万元", "第3家的手续在办", "已发5号文件"), 0),
    ],
)
async def test_what_the_words_make_plain_counts_at_once(
    database: Database, words: tuple[str, ...], amount: int
) -> None:
    await with_target(database)
    assert await stands(database, *words) == amount


async def test_the_receipt_says_what_it_stands_at(database: Database) -> None:
    await with_target(database)
    said = [
        ("已发展2家", "累计2家/目标5家"),
        ("又发展1家", "新增1家，累计3家/目标5家"),
        ("更正：实际为2家", "更正（原3家），累计2家/目标5家"),
        ("应减1家", "核减1家，累计1家/目标5家"),
    ]
    for words, figure in said:
        receipt = await feed(database, "bob", f"/report 1 {words}")
        assert receipt.text.endswith(figure)
        assert labels(receipt) == ["撤回"]


@pytest.mark.parametrize(
    ("before", "words", "offered", "pressed", "amount"),
    [
        ("累计2家", "3家 已投产", ["累计3家", "又增加3家"], "累计", 3),
        ("累计2家", "发展3家", ["累计3家", "又增加3家"], "又增加", 5),
        ("累计3家", "累计2家", ["更正为2家"], "更正", 2),
        ("累计2家", "累计8家", ["累计8家"], "累计", 8),
        ("累计4家", "又发展2家", ["又增加2家"], "又增加", 6),
        ("累计2家", "原2家新增1家共4家", ["累计4家", "累计3家"], "累计3家", 3),
        ("累计2家", "本周新增1家，累计5家", ["累计5家", "又增加1家"], "又增加", 3),
        ("累计2家", "第四家开业了", ["累计4家", "又增加1家"], "又增加", 3),
        ("累计2家", "就差1家了", ["累计4家"], "累计", 4),
        ("累计2家", "建成4家的样子", ["累计4家", "又增加4家"], "累计", 4),
    ],
)
async def test_what_is_left_open_is_asked_and_counts_by_a_press(
    database: Database, before: str, words: str, offered: list[str], pressed: str, amount: int
) -> None:
    await with_target(database)
    stood = await stands(database, before)
    receipt = await feed(database, "bob", f"/report 1 {words}")
    assert labels(receipt) == [*offered, "撤回"]
    assert "❓" in receipt.text
    assert await stands(database) == stood
    packed = button(receipt, pressed)
    answer = await feed(database, "bob", press("bob", packed))
    assert answer.edit
    assert f"累计{amount}家/目标5家" in answer.text
    assert labels(answer) == ["撤回"]
    assert await stands(database) == amount
    again = await feed(database, "bob", press("bob", packed))
    assert (again.kind, again.text) == ("refusal", "R-2 的数量已经计入或这条反馈已更正，没有重复计入。")
    assert await stands(database) == amount


async def test_more_cannot_be_taken_away_than_there_is(database: Database) -> None:
    await with_target(database)
    assert await stands(database, "累计2家") == 2
    receipt = await feed(database, "bob", "/report 1 核减3家")
    assert "核减不了这么多" in receipt.text
    assert labels(receipt) == ["撤回"]
    assert await stands(database) == 2


async def test_a_target_once_passed_is_not_asked_about_again(database: Database) -> None:
    await with_target(database)
    receipt = await feed(database, "bob", "/report 1 累计6家")
    await feed(database, "bob", press("bob", button(receipt, "累计6家")))
    assert await stands(database, "新增1家") == 7


async def colleagues(database: Database) -> None:
    """Carol answers for Bob's unit, too."""
    await with_target(database)
    async with database.transaction() as tx:
        person = await people.person_of_telegram_id(tx, TELEGRAM_IDS["carol"])
        assert person
        carol = col(Seat.person_id) == person.person_id
        unit_id = await tx.one(tx.select(Unit.unit_id).where(col(Unit.name) == "县农林局"))
        await (await tx.connection()).execute(update(Seat).where(carol).values(unit_id=unit_id))


async def test_a_colleagues_repeat_of_a_total_counts_once(database: Database) -> None:
    await colleagues(database)
    assert await stands(database, "已发展2家", "累计3家") == 3
    assert await stands(database, "已发展3家", "目前3家", who="carol") == 3


async def test_a_colleagues_repeat_of_an_increase_is_asked(database: Database, clock: Clock) -> None:
    await colleagues(database)
    assert await stands(database, "新增2家") == 2
    clock.advance(days=1)
    asked = await feed(database, "carol", "/report 1 本周新增2家")
    assert "同单位刚报过新增2家" in asked.text
    assert labels(asked) == ["又增加2家", "撤回"]
    assert await stands(database) == 2
    assert await stands(database, "新增1家", who="carol") == 3
    clock.advance(days=6)
    assert await stands(database, "新增2家", who="carol") == 5


async def test_a_larger_measure_counts_as_the_target_has_it(database: Database) -> None:
    await with_target(database, 8000, "万元")
    assert "累计5000万元" in (await feed(database, "bob", "/report 1 0.5亿元 已到账")).text
    assert "累计5200万元" in (await feed(database, "bob", "/report 1 本月新增投资200万")).text


async def test_only_the_unit_itself_counts_and_only_what_stands(database: Database) -> None:
    await with_target(database)
    await stands(database, "累计2家")
    packed = button(await feed(database, "bob", "/report 1 发展3家"), "又增加")
    assert (await feed(database, "carol", press("carol", packed))).kind == "refusal"
    for forged in ("p:count:2:0:total-9", "p:count:2:0:set", "p:count:2:0:steal-3", "p:count:2:0:total-NaN"):
        assert (await feed(database, "bob", press("bob", forged))).kind == "refusal"
    taken = await feed(database, "bob", "/report 1 发展4家")
    await feed(database, "bob", press("bob", button(taken, "撤回")))
    assert (await feed(database, "bob", press("bob", button(taken, "又增加")))).kind == "refusal"
    assert await standing(database) == {"县农林局": 2}


async def test_a_button_of_earlier_days_still_adds(database: Database) -> None:
    await with_target(database)
    await stands(database, "累计2家", "发展1家")
    answer = await feed(database, "bob", press("bob", "p:count:2:0:"))
    assert "新增1家，累计3家" in answer.text


async def test_a_report_taken_back_counts_no_more(database: Database) -> None:
    await with_target(database)
    await stands(database, "累计2家")
    receipt = await feed(database, "bob", "/report 1 又发展1家")
    await feed(database, "bob", press("bob", button(receipt, "撤回")))
    assert await stands(database) == 2


async def test_a_mended_report_is_read_again_in_its_place(database: Database, clock: Clock) -> None:
    await with_target(database)
    await feed(database, "bob", "/report 1 累计2家", message_id=70)
    clock.advance(hours=1)
    answer = await feed(database, "bob", edited("bob", "/report 1 累计3家", 70))
    assert "累计3家/目标5家" in answer.text
    assert await stands(database) == 3
    asked = await feed(database, "bob", "/report 1 发展1家", message_id=71)
    await feed(database, "bob", press("bob", button(asked, "又增加")))
    assert await stands(database) == 4
    await feed(database, "bob", edited("bob", "/report 1 发展1家，已挂牌", 71))
    assert await stands(database) == 4
    again = await feed(database, "bob", edited("bob", "/report 1 发展2家，已挂牌", 71))
    assert labels(again) == ["累计2家", "又增加2家"]
    assert await stands(database) == 3


async def test_a_joint_target_is_passed_by_all_together(database: Database) -> None:
    await with_target(database, 5, is_joint=True)
    assert await stands(database, "累计3家") == 3
    assert labels(await feed(database, "carol", "/report 1 累计3家")) == ["累计3家", "撤回"]
    card = (await feed(database, "alice", "/item 1")).text
    assert "指标：共5家，累计3家/目标5家" in card
    assert "还差 2家" in card


async def test_the_history_keeps_the_old_figure(database: Database) -> None:
    await with_target(database)
    await stands(database, "累计4家", "更正：实际为3家")
    card = await feed(database, "alice", "/item 1")
    history = await feed(database, "alice", press("alice", button(card, "历史")))
    assert "更正（原4家），累计3家/目标5家" in history.text


async def test_words_that_sound_finished_offer_to_ask_for_completion(database: Database) -> None:
    await with_target(database)
    receipt = await feed(database, "bob", "/report 1 新增1家，任务已全部完成")
    assert labels(receipt) == ["申请办结", "撤回"]
    assert (await feed(database, "bob", press("bob", button(receipt, "申请办结")))).ask
    assert labels(await feed(database, "bob", "/report 1 还没有完成")) == ["撤回"]
