"""Targets: bars that never promise more than there is, the table by unit, who has not reached theirs."""

from decimal import Decimal

import pytest
from sqlmodel import col, update

from domain.items.targets_texts import Target, UnitAmount, bar, card_lines, missing_line, unit_line
from storage.database import Database
from storage.tables import Item
from tests.building import county
from tests.feeding import button, feed, press
from tests.usecases.talk.test_report import helps
from usecases.items import targets


@pytest.mark.parametrize(
    ("amount", "of", "shown"),
    [
        ("0", "5", "░░░░░"),
        ("0.1", "100", "▓░░░░"),
        ("3", "5", "▓▓▓░░"),
        ("4.99", "5", "▓▓▓▓░"),
        ("5", "5", "▓▓▓▓▓"),
        ("9", "5", "▓▓▓▓▓"),
        ("0", "0", "▓▓▓▓▓"),
    ],
)
def test_a_bar_is_full_only_when_all_is_there(amount: str, of: str, shown: str) -> None:
    assert bar(Decimal(amount), Decimal(of)) == shown


def target(*pairs: tuple[str, int]) -> Target:
    units = tuple(UnitAmount(name, Decimal(amount)) for name, amount in pairs)
    return Target(1, "#1", "每镇各发展5家", Decimal(5), "家", units)


def test_a_line_reads_like_the_clerks_table() -> None:
    assert unit_line(UnitAmount("甲镇", Decimal(3)), target()) == "▓▓▓░░ 3/5家 甲镇"


def test_who_is_missing_is_named_by_what_they_are() -> None:
    assert missing_line(target(("甲镇", 5), ("乙镇", 2), ("丙镇", 0))) == "未完成的镇（2）：丙镇、乙镇"
    assert missing_line(target(("甲镇", 1), ("乙乡", 2))) == "未完成的乡镇（2）：甲镇、乙乡"
    assert missing_line(target(("甲镇", 1), ("县农林局", 2))).startswith("未完成的单位（2）")
    assert missing_line(target(("甲镇", 5))) == "各单位均已完成。"


def test_a_card_stays_short_with_twenty_towns() -> None:
    lines = card_lines(target(*((f"第{place}镇", place % 6) for place in range(20))))
    assert lines[0] == "指标：每单位5家，累计46家/目标100家"
    assert lines[1] == "░░░░░ 0/5家 第0镇"
    assert lines[-2] == "……另有 12 个单位"
    assert len(lines) == 11
    assert lines[-1].endswith("等")


async def an_item(database: Database) -> None:
    made = await county(database)
    await made.item("没有指标的")
    await made.item("各发展3家", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        of_second = update(Item).where(col(Item.number) == 2)
        await (await tx.connection()).execute(of_second.values(target_amount=Decimal(3), target_measure="家"))


async def test_from_status_to_the_table_of_one_item(database: Database) -> None:
    await an_item(database)
    await feed(database, "bob", "/report 2 2家 已开工")
    await feed(database, "bob", "/report 2 50万元 资金到位")
    await feed(database, "carol", "/report 2 3家 已投产")
    home = await feed(database, "lena", "/status")
    view = await feed(database, "lena", press("lena", button(home, "指标")))
    assert view.edit
    assert view.text == "▓▓▓▓░ 5/6家 #2 各发展3家（未完成 1）"
    table = await feed(database, "lena", press("lena", button(view, "#2")))
    assert table.text.splitlines() == [
        "各发展3家",
        "指标：每单位3家，累计5家/目标6家",
        "未完成的单位（1）：县农林局",
        "",
        "▓▓▓░░ 2/3家 县农林局",
        "▓▓▓▓▓ 3/3家 县财政局",
    ]
    assert "#2" in (await feed(database, "lena", press("lena", button(table, "看卡片")))).title
    assert (await feed(database, "lena", press("lena", button(table, "返回")))).title == "指标完成情况"


async def test_a_helping_unit_adds_but_owes_nothing(database: Database) -> None:
    made = await county(database)
    await made.item("各发展3家")
    await helps(database, made, "1", "县财政局")
    async with database.transaction() as tx:
        await (await tx.connection()).execute(update(Item).values(target_amount=Decimal(3), target_measure="家"))
    await feed(database, "carol", "/report 1 1家 协助引进")
    async with database.reading() as tx:
        item = (await targets.targets.with_target(tx, 1))[0]
        assert await targets.card_lines(tx, item) == [
            "指标：每单位3家，累计1家/目标3家",
            "░░░░░ 0/3家 县农林局",
            "配合　 1家 县财政局",
            "未达标：县农林局",
        ]


async def test_an_item_without_target_has_no_table(database: Database) -> None:
    await an_item(database)
    for data in ("p:status:1:0:target", "p:status:99:0:target"):
        assert (await feed(database, "alice", press("alice", data))).kind == "refusal"
    assert (await feed(database, "bob", press("bob", "p:status:2:0:target"))).kind == "refusal"
    async with database.transaction() as tx:
        await (await tx.connection()).execute(update(Item).values(state="cancelled"))
    assert "还没有带指标的事项" in (await feed(database, "alice", press("alice", "p:status:0:0:targets"))).text
