"""A day that the words leave in doubt is asked about wherever a supervisor types one."""

import pytest

from storage.database import Database
from storage.items import items
from tests.building import county
from tests.feeding import feed
from tests.usecases.papers.test_correct_paper import correct
from tests.usecases.papers.test_import_paper import bring, fictional


async def test_a_deadline_that_is_both_long_term_and_dated_is_not_taken(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    answer = await feed(database, "alice", "/due 1 长期坚持，每年12月底前报情况")
    assert answer.kind == "refusal"
    assert "不止一个时间" in answer.text
    async with database.reading() as tx:
        parts = await items.by_label(tx, "1")
    assert parts is not None
    assert (parts.item.deadline, parts.item.long_term) == (None, False)


@pytest.mark.parametrize("words", ["12月5日前报方案，12月20日前完成", "12月8日（周三）前", "12月10日左右"])
async def test_a_doubtful_deadline_waits_for_a_press(database: Database, words: str) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    answer = await feed(database, "alice", f"/due 1 {words}")
    assert "⚠️" in answer.text
    assert answer.choices
    async with database.reading() as tx:
        parts = await items.by_label(tx, "1")
    assert parts is not None
    assert parts.item.deadline is None


async def test_an_item_is_not_registered_as_long_term_by_half_of_its_words(database: Database) -> None:
    await county(database)
    answer = await feed(database, "alice", "/new 制定品牌建设方案；县农林局；长期坚持，12月底前出台")
    assert "不止一个时间" in answer.text or answer.ask
    async with database.reading() as tx:
        assert await items.by_label(tx, "1") is None


async def test_a_doubtful_correction_says_so_above_the_preview(database: Database) -> None:
    await county(database)
    page = await bring(database, fictional())
    page = await correct(database, page, "13", "时限", "2027年12月")
    assert "2027年12月31日" in page.text
    assert "⚠️ 没有写明几日" in page.text
    page = await correct(database, page, "13", "时限", "2027年12月31日")
    assert "⚠️ 没有写明几日" not in page.text
