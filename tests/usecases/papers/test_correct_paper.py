"""Single items of a paper are corrected before it is confirmed; older previews are then worth nothing."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col

from domain.notes import Answer
from storage.database import Database
from storage.tables import Assignment, ItemLeader, Unit
from tests.building import county
from tests.feeding import feed
from tests.usecases.papers.test_import_paper import all_of, bring, fictional, push, whole_items


async def correct(database: Database, preview: Answer, position: str, field: str, words: str = "") -> Answer:
    asked = await push(database, preview, "改某项")
    assert asked.ask
    fields = await feed(database, "alice", position)
    chosen = await push(database, fields, field)
    return await feed(database, "alice", words) if words else chosen


async def test_corrections_are_echoed_and_imported(database: Database) -> None:
    await county(database)
    page = await bring(database, fictional())
    page = await correct(database, page, "13", "责任单位", "县财政局，县水利局")
    assert "第13项责任单位：无 → 县财政局、县水利局" in page.text
    page = await correct(database, page, "13", "时限", "12月15日")
    assert "2026年12月15日" in page.text
    page = await correct(database, page, "14", "牵头领导", "无")
    page = await correct(database, page, "15", "配合单位", "县茶业局")
    page = await correct(database, page, "16", "状态")
    assert "推进中 → 已办结" in page.text
    page = await correct(database, page, "17", "不是事项")
    assert "第17项不是事项" in page.text
    done = await push(database, page, "确认导入（16件）")
    assert done.title == "已导入16件：#1–#16，其中已办结12件"
    items = await whole_items(database)
    names = {unit.unit_id: unit.name for unit in await all_of(database, Unit)}
    hands = await all_of(database, Assignment, col(Assignment.item_id) == items[12].item_id)
    assert {names[one.unit_id] for one in hands} == {"县财政局", "县水利局"}
    assert items[12].deadline == date(2026, 12, 15)
    assert await all_of(database, ItemLeader, col(ItemLeader.item_id) == items[13].item_id) == []


async def test_answered_doubt_is_marked_but_kept(database: Database) -> None:
    await county(database)
    page = await correct(database, await bring(database, fictional()), "13", "责任单位", "县财政局")
    while any(choice.label == "上一页" for row in page.choices for choice in row):
        page = await push(database, page, "上一页")
    assert "第二部分第2项没有写明责任单位（已改正）" in page.text
    assert "第一部分编号3出现2次\n" in page.text


async def test_confirm_of_an_older_preview_is_refused(database: Database) -> None:
    await county(database)
    old = await bring(database, fictional())
    await correct(database, old, "13", "责任单位", "县财政局")
    for label in ("确认导入", "取消", "改某项"):
        stale = await push(database, old, label)
        assert (stale.kind, stale.text) == ("refusal", "这份预览已更新，请用最新的一条预览。")
    assert await whole_items(database) == []


@pytest.mark.parametrize(
    ("position", "says"), [("99", "没有第 99 项"), ("abc", "没有第 abc 项"), ("第13项", "13.（原编号2）")]
)
async def test_position_that_is_not_there(database: Database, position: str, says: str) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "改某项")
    assert says in (await feed(database, "alice", position)).text


async def test_unread_correction_keeps_the_question_open(database: Database) -> None:
    await county(database)
    page = await bring(database, fictional())
    wrong = await correct(database, page, "15", "时限", "等通知")
    assert wrong.kind == "refusal"
    right = await feed(database, "alice", "长期")
    assert "第15项时限：2026年12月31日 → 长期" in right.text


async def test_last_item_cannot_be_dropped(database: Database) -> None:
    await county(database)
    paper = fictional()
    only = await bring(database, replace(paper, items=paper.items[:1]))
    assert "只剩这一项" in (await correct(database, only, "1", "不是事项")).text
