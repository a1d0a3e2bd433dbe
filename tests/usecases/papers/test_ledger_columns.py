"""Another office's ledger in chat: preview of items and of columns, corrected, remembered, kept from others."""

from domain.arrivals import Arrival
from domain.papers.ledger_columns import ForeignColumn, ForeignColumns
from domain.papers.reading import ReadItem, ReadPaper
from domain.refusals import BadInput
from storage.audit import entries_about
from storage.database import Database
from storage.papers import ledger
from tests.building import county
from tests.cast import push
from tests.feeding import feed, press

COLUMNS = ForeignColumns(
    (
        ForeignColumn("项", "other"),
        ForeignColumn("干什么", "other", "修建清溪河堤防"),
        ForeignColumn("谁来办", "other", "县农林局"),
    )
)
PAPER = ReadPaper(title="清河镇工作盘子", items=(ReadItem(1, 1, 1, "修建清溪河堤防", responsible_units=("县农林局",)),))


def arrived(paper: ReadPaper | None = None, columns: ForeignColumns = COLUMNS) -> Arrival:
    refusal = None if paper else BadInput("没有读出事项")
    return Arrival(reading=paper, refusal=refusal, source_name="a.xlsx", text_hash="h", columns=columns)


async def test_items_and_columns_are_shown_together(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "（文件）", arrived(PAPER))
    assert "导入预览" in shown.title
    (columns,) = shown.more
    assert columns.title == "表头对应"
    assert "⚠️ 没有对应到事项内容、责任单位" in columns.text
    assert "2. 干什么 → 不用（如：修建清溪河堤防）" in columns.text


async def test_a_form_that_says_nothing_is_explained_and_remembered(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "（文件）", arrived())
    assert "先在下面说明各列是什么" in shown.text
    asked = await push(database, shown, "2. 干什么")
    assert "这一列是什么" in asked.text
    page = await push(database, asked, "事项内容")
    assert "✏️ 第2列“干什么”是事项内容" in page.text
    assert "重新发来" in page.text
    assert (await push(database, shown, "3. 谁来办")).kind == "refusal"
    page = await push(database, await push(database, page, "3. 谁来办"), "责任单位")
    assert "没有对应到" not in page.text
    async with database.reading() as tx:
        known = await ledger.remembered_columns(tx)
        assert known == {COLUMNS.signature: ["other", "directive", "responsible"]}
        (newest, *_) = await entries_about(tx, "ledger-1")
        assert newest.action == "keep_columns"


async def test_columns_are_a_matter_of_supervisors(database: Database) -> None:
    await county(database)
    shown = await feed(database, "alice", "（文件）", arrived())
    assert (await feed(database, "bob", "（文件）", arrived())).kind == "refusal"
    assert (await push(database, shown, "2. 干什么", who="bob")).kind == "refusal"
    for extra in ("0.gone", "99.due", "1.", "x"):
        forged = await feed(database, "alice", press("alice", f"p:ledger_as:1:1:{extra}"))
        assert forged.kind in ("refusal", "silence")
    async with database.reading() as tx:
        assert await ledger.remembered_columns(tx) == {}
