"""Which printed item the words of a reply to a bulletin mean."""

import pytest

from domain.bulletin.answering import addressed_in
from tests.domain.test_bulletin_text import rich


@pytest.mark.parametrize(
    ("words", "section", "place", "rest"),
    [
        ("二1 请抓紧", 1, 1, "请抓紧"),
        ("二、1要快", 1, 1, "要快"),
        ("（二）1：请说明", 1, 1, "请说明"),
        ("第二部分第一项 请说明", 1, 1, "请说明"),
        ("2-1 抓紧", 1, 1, "抓紧"),
        ("第一部分的第1条怎么还没动", 0, 1, "怎么还没动"),
    ],
)
def test_an_address_is_the_section_and_the_number_printed(words, section, place, rest):
    bulletin = rich()
    found = addressed_in(words, bulletin, bulletin.entries)
    assert found is not None
    entry = next(one for one in bulletin.sections[section].entries if one.place == place)
    assert (found.item_id, found.words, found.is_wrong) == (entry.item_id, rest, False)


def test_a_place_that_is_not_printed_is_wrong():
    found = addressed_in("二99 请抓紧", rich(), rich().entries)
    assert found is not None
    assert found.is_wrong


@pytest.mark.parametrize(
    "words",
    [
        "二季度要见成效",
        "一定要抓紧",
        "一个月内办结",
        "三天内报结果",
        "一、8月底前完成",
        "二，8亿元要落实",
        "一是要抓紧",
        "请抓紧",
    ],
)
def test_dates_sums_and_counted_sentences_are_no_address(words):
    assert addressed_in(words, rich(), rich().entries) is None
