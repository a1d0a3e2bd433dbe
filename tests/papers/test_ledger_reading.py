"""A ledger that came back, as clerks save it: columns moved, rows sorted, headings typed; hostile files refused."""

import io
import time
import zipfile

import pytest

from domain.papers.ledger import Column
from domain.papers.ledger_return import ReturnedLedger, returned_from_json
from domain.papers.unreadable import UnreadablePaper
from papers.files.grid import Sheet, is_workbook, read_sheets
from papers.ledger.child import read_workbook_in_child
from papers.ledger.returned import read_returned
from tests.lag import watched_loop
from tests.papers.ledger_editing import with_cell, with_row
from tests.papers.test_ledger_writing import OTHER, ROW, SUB, drawn


def reread(rows: list[list[str]]) -> ReturnedLedger:
    returned = read_returned([Sheet("台账", rows)])
    assert returned is not None
    return returned


def as_rows() -> list[list[str]]:
    return read_sheets("a.xlsx", drawn(ROW, SUB, OTHER))[0].rows


def test_moved_sorted_renumbered_and_respaced_is_unchanged() -> None:
    rows = as_rows()
    moved = [[*row[5:], *row[:5]] for row in (rows[2], *reversed(rows[4:]))]
    moved[1][moved[0].index("序号")] = "99"
    moved[1][moved[0].index("责任单位")] = " 县农林局 "
    assert reread(moved) == ReturnedLedger((), 3)


def test_names_in_another_order_are_the_same_names() -> None:
    rows = read_sheets("a.xlsx", drawn(ROW.__class__(**{**_fields(ROW), "leaders": ("吴明远", "陈立")})))[0].rows
    rows[4][3] = "陈立，吴明远"
    assert reread(rows).rows == ()


def _fields(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]


def test_a_column_that_was_taken_out_says_nothing() -> None:
    rows = [row[:9] + row[10:] for row in as_rows()]
    rows[4][8] = "2027-01-01"
    (row,) = reread(rows).rows
    assert dict(row.cells) == {Column.DUE: "2027-01-01"}


def test_an_emptied_cell_is_an_edit() -> None:
    rows = as_rows()
    rows[4][13] = ""
    (row,) = reread(rows).rows
    assert (row.item_id, dict(row.cells)) == (11, {Column.REMARK: ""})


def test_a_new_row_belongs_to_the_heading_above_it() -> None:
    rows = as_rows()
    rows.insert(5, ["", "", "建设村史馆"])
    rows.append(["二、县长批示（2件）"])
    rows.append(["", "", "整治河道"])
    rows.append(["", "另一会议", "整治街道"])
    added = [(row.cells[Column.MEETING], row.cells[Column.DIRECTIVE]) for row in reread(rows).rows]
    assert added == [("县政府第5次常务会议", "建设村史馆"), ("二、县长批示", "整治河道"), ("另一会议", "整治街道")]


def test_of_a_copied_row_the_less_edited_one_is_the_item() -> None:
    rows = as_rows()
    copy = list(rows[4])
    copy[2] = "修建白水河堤防"
    rows.insert(4, copy)
    rows.append(list(rows[5]))
    read = reread(rows)
    (row,) = read.rows
    assert (row.item_id, row.cells[Column.DIRECTIVE], row.line) == (None, "修建白水河堤防", 5)
    assert (read.untouched, read.copies) == (3, (10,))


def test_other_workbooks_are_none_of_ours() -> None:
    assert read_returned([Sheet("a", [["序号", "事项内容"], ["1", "修路"]])]) is None


def test_a_reading_survives_json() -> None:
    rows = as_rows()
    rows[4][13] = "很重要"
    read = reread(rows)
    assert returned_from_json(read.to_json()) == read


@pytest.mark.parametrize(
    ("name", "starts", "is_one"),
    [("a.xlsx", b"PK", True), ("a.XLS", b"\xd0\xcf\x11\xe0", True), ("a.csv", b"", True), ("a.docx", b"PK", False)],
)
def test_workbooks_are_known_by_their_names(name: str, starts: bytes, is_one: bool) -> None:
    assert is_workbook(name, starts) is is_one


async def test_the_child_tells_what_was_edited() -> None:
    content = with_row(with_cell(drawn(ROW, SUB), "N5", "很重要"), 9, {"C": "建设村史馆"})
    read = (await read_workbook_in_child("台账.xlsx", content)).returned
    assert read is not None
    assert [row.item_id for row in read.rows] == [11, None]


async def test_a_mark_of_secrecy_in_any_edited_cell_refuses_the_file() -> None:
    with pytest.raises(UnreadablePaper, match="涉密"):
        await read_workbook_in_child("台账.xlsx", with_cell(drawn(ROW), "N5", "机密★一年"))


def book_with(sheet: bytes) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(drawn(ROW)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    return out.getvalue()


def endless(rows: int) -> bytes:
    body = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, rows + 1))
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'.encode()


WIDE = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="19000"><c r="XFD19000"><v>1</v></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(book_with(endless(400_000)), id="400,000 rows"),
        pytest.param(book_with(WIDE), id="as wide and high as can be"),
        pytest.param(book_with(b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"), id="DTD"),
        pytest.param(book_with(b" " * 60_000_000), id="bomb"),
        pytest.param(drawn(ROW)[:4000], id="cut"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"\0" * 4000, id="broken xls"),
        pytest.param(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), id="locked"),
        pytest.param("序号,事项\n".encode("gb18030") * 30_000, id="endless csv"),
    ],
)
async def test_hostile_files_are_refused_in_time_while_the_loop_goes_on(content: bytes) -> None:
    start = time.monotonic()
    async with watched_loop() as lag:
        name = "a.csv" if content.startswith("序号".encode("gb18030")) else "a.xlsx"
        with pytest.raises(UnreadablePaper):
            await read_workbook_in_child(name, content)
    assert time.monotonic() - start < 20
    assert lag.worst < 0.2
