"""Quantities read from reports and grouped as clerks write them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantities import Quantity, find_quantities, group_quantities, in_measure, read_quantity, say_amount


def first_quantity(text: str) -> Quantity | None:
    return next((quantity for _, quantity in find_quantities(text)), None)


NAMES = [f"{letter}镇" for letter in "甲乙丙丁戊己庚辛壬癸子丑"]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("3家", "3", "家"),
        ("三家", "3", "家"),
        ("两家，均已投产", "2", "家"),
        ("3家企业投产", "3", "家"),
        ("3 家 已签约", "3", "家"),
        ("３家", "3", "家"),
        ("1.5万亩", "1.5", "万亩"),
        ("50 万元", "50", "万元"),
        ("十万元", "10", "万元"),
        ("一千二百万元", "1200", "万元"),
        ("2亿元", "2", "亿元"),
        ("2万户", "20000", "户"),
        ("两万户", "20000", "户"),
        ("1,200人次", "1200", "人次"),
        ("95.5％", "95.5", "%"),
        ("0家", "0", "家"),
        ("三千五百亩良田", "3500", "亩"),
        ("一百六十张了", "160", "张"),
        ("12宗，已化解", "12", "宗"),
    ],
)
def test_a_quantity_at_the_start(text: str, amount: str, unit: str) -> None:
    assert read_quantity(text) == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "已建成3家",
        "一次性补助已发放",
        "一个月内完成",
        "3个月后验收",
        "一期工程已完工",
        "3期工程开工",
        "一户一策",
        "百家争鸣",
        "3号楼封顶",
        "2026年已完成",
        "12月5日",
        "3级响应",
        "37起草方案",
        "37张贴公告",
        "37场地平整",
        "二期，已开工",
        "三四十户",
        "四五家",
        "9" * 30 + "家",
    ],
)
def test_words_that_only_look_like_one(text: str) -> None:
    assert read_quantity(text) is None


def test_the_first_quantity_of_a_sentence() -> None:
    assert first_quantity("一次性验收合格，防控资金50万元到位") == Quantity(Decimal(50), "万元")
    assert first_quantity("会议已召开") is None


@pytest.mark.parametrize(
    ("said", "measure", "amount"),
    [
        ("2000亩", "万亩", "0.2"),
        ("1.8万亩", "亩", "18000"),
        ("0.5亿元", "万元", "5000"),
        ("98.6万人次", "万人次", "98.6"),
        ("1500米", "公里", "1.5"),
        ("3家", "家", "3"),
        ("3家", "户", None),
        ("3人", "人次", None),
    ],
)
def test_a_report_may_count_larger_or_smaller_than_its_target(said: str, measure: str, amount: str | None) -> None:
    found = read_quantity(said)
    assert found
    assert in_measure(found, measure) == (None if amount is None else Decimal(amount))


def test_together_is_no_count() -> None:
    assert first_quantity("我们一起推进") is None


@pytest.mark.parametrize("words", ["第3家的手续在办", "第13家", "第三场培训，已开"])
def test_a_place_in_an_order_is_no_count(words: str) -> None:
    assert first_quantity(words) is None


def test_equal_amounts_are_grouped_larger_first() -> None:
    pairs = [("丙镇", Decimal(1)), ("甲镇", Decimal(3)), ("丁镇", Decimal(0)), ("乙镇", Decimal("3.0"))]
    assert group_quantities(pairs, "家", "发展") == "甲镇、乙镇各发展3家，丙镇发展1家"
    assert group_quantities(pairs, "家") == "甲镇、乙镇各3家，丙镇1家"


def test_nothing_reported_is_said_by_silence() -> None:
    assert group_quantities([("甲镇", Decimal(0))], "家") == ""


@pytest.mark.parametrize(("amount", "said"), [("3.00", "3"), ("1.50", "1.5"), ("1200", "1200"), ("0.05", "0.05")])
def test_an_amount_has_no_idle_zeros(amount: str, said: str) -> None:
    assert say_amount(Decimal(amount)) == said


@given(st.dictionaries(st.sampled_from(NAMES), st.decimals(0, 9999, places=1), max_size=12))
def test_the_grouped_sentence_adds_up_and_names_each_once(amounts: dict[str, Decimal]) -> None:
    sentence = group_quantities(list(amounts.items()), "亩")
    named: list[str] = []
    total = Decimal(0)
    for part in sentence.split("，") if sentence else []:
        match = re.fullmatch(r"(?P<names>[^\d]+?)(?P<each>各?)(?P<amount>[\d.]+)亩", part)
        assert match
        names = match["names"].split("、")
        assert bool(match["each"]) == (len(names) > 1)
        named += names
        total += Decimal(match["amount"]) * len(names)
    assert total == sum(amounts.values())
    assert sorted(named) == sorted(name for name, amount in amounts.items() if amount)
