"""Other offices' ledgers: headers anywhere, merged cells, other names; what a person said of a form counts."""

import io
from typing import Any

import pytest
import xlsxwriter

from domain.papers.ledger_columns import KINDS, columns_from_json
from domain.papers.unreadable import UnreadablePaper
from papers.ledger.child import Workbook, read_workbook_in_child

ODD = [
    ["清河镇工作盘子"],
    ["填表：办公室"],
    ["项", "干什么", "谁来办", "谁帮忙", "啥时候", "咋样了"],
    ["一", "修建清溪河堤防", "县农林局", "县财政局", "2027-03-31", "已完成勘察"],
    ["二", "绿化城北大道", "县住建局", "", "长期坚持", "已栽树300棵"],
]
SAID = ["number", "directive", "responsible", "cooperating", "due", "progress"]


def book(rows: list[list[Any]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as made:
        sheet = made.add_worksheet()
        for top, left, bottom, right in merged:
            sheet.merge_range(top, left, bottom, right, "")
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(at, place, value)
    return out.getvalue()


async def read(content: bytes, name: str = "a.xlsx", **remembered: list[str]) -> Workbook:
    return await read_workbook_in_child(name, content, remembered)


async def test_usual_names_are_taken_by_themselves() -> None:
    rows = [
        ["清河镇督办台账"],
        ["序号", "重点任务", "牵头单位", "协办单位", "办结时限", "目前进展", "金额（万元）"],
        [1, "修建清溪河堤防", "县农林局", "县财政局", "2027年3月底前", "已完成勘察", 300],
    ]
    told = await read(book(rows, ((0, 0, 0, 6),)))
    assert told.columns is not None
    assert told.columns.kinds == ("number", "directive", "responsible", "cooperating", "due", "progress", "other")
    assert told.columns.columns[1].sample == "修建清溪河堤防"
    assert told.paper is not None
    (item,) = told.paper.items
    assert (item.directive, item.responsible_units) == ("修建清溪河堤防", ("县农林局",))


async def test_an_odd_form_is_known_by_its_cells_and_then_as_a_person_said() -> None:
    told = await read(book(ODD))
    assert told.paper is not None
    assert [item.responsible_units for item in told.paper.items] == [("县农林局",), ("县住建局",)]
    assert told.columns is not None
    assert list(told.columns.kinds) == SAID
    assert [one.name for one in told.columns.columns] == ODD[2]
    assert told.columns.columns[1].sample == "修建清溪河堤防"
    again = await read(book([*ODD, ["三", "整治河道", "县水利局", "", "", ""]]), **{told.columns.signature: SAID})
    assert again.columns is not None
    assert again.columns.is_remembered
    assert again.paper is not None
    assert [item.directive for item in again.paper.items] == ["修建清溪河堤防", "绿化城北大道", "整治河道"]
    first, second, _ = again.paper.items
    assert first.responsible_units == ("县农林局",)
    assert first.cooperating_units == ("县财政局",)
    assert first.deadline is not None
    assert first.deadline.isoformat() == "2027-03-31"
    assert second.long_term
    assert second.progress.startswith("已栽树300棵")


async def test_cells_merged_over_rows_speak_for_each() -> None:
    rows = [*ODD[2:], ["三", "整治河道", "", "", "", ""]]
    signature = (await read(book(rows))).columns.signature  # type: ignore[union-attr]
    told = await read(book(rows, ((2, 2, 3, 2),)), **{signature: SAID})
    assert told.paper is not None
    units = [item.responsible_units for item in told.paper.items]
    assert units == [("县农林局",), ("县住建局",), ("县住建局",)]


async def test_names_over_two_columns_are_told_by_the_lower_ones() -> None:
    rows = [
        ["序号", "重点任务", "责任单位", "", "办结时限"],
        ["", "", "主办单位", "协办单位", ""],
        ["1", "修建清溪河堤防", "县农林局", "县财政局", "2027年3月底前"],
    ]
    told = await read(book(rows, ((0, 2, 0, 3),)))
    assert told.columns is not None
    assert told.columns.kinds[2:4] == ("responsible", "cooperating")
    assert told.paper is not None
    assert told.paper.items[0].cooperating_units == ("县财政局",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
async def test_text_tables_are_read_in_the_usual_encodings(encoding: str) -> None:
    text = "\n".join(",".join(row) for row in ODD[2:])
    told = await read(text.encode(encoding), "清单.csv")
    assert told.columns is not None
    assert [one.name for one in told.columns.columns] == ODD[2]


async def test_a_workbook_without_any_table_is_refused() -> None:
    with pytest.raises(UnreadablePaper):
        await read(book([["只有一句话"]]))


def test_what_is_said_of_a_column_takes_it_from_another() -> None:
    found = columns_from_json(
        {"columns": [{"name": name, "kind": "other", "sample": ""} for name in ODD[2]], "is_remembered": False}
    )
    once = found.taken(1, "directive")
    twice = once.taken(5, "directive")
    assert (once.kinds[1], twice.kinds[1], twice.kinds[5]) == ("directive", "other", "directive")
    assert found.signature == twice.signature
    both = twice.taken(2, "responsible").taken(3, "responsible")
    assert both.kinds[2:4] == ("responsible", "responsible")
    assert found.as_remembered(["directive"]) is found
    assert found.as_remembered(["gone", *SAID[1:]]) is found
    assert set(SAID) <= set(KINDS)
