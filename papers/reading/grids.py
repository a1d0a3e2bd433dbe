"""Tables in text: a row a line with tabs or bars, flattened to one cell a line, or parted by spaces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from papers.reading.columns import column_kind, header_kinds
from papers.reading.flat_rows import flat_rows
from papers.reading.layout import is_page_number, tidy

# A line break inside a cell: invisible, so that prose passes over it.
CELL_BREAK = "\u2063"
_BARS = "|│┃｜"
_BAR_CELLS = re.compile(rf"[{_BARS}]")
_FRAME = re.compile(r"^[\s\-:=─━┌┬┐├┼┤└┴┘╋+|│┃]+$")
_FIRST_ROW = re.compile(r"^(?:1|一|01)[、.．]?$")
_WIDE, _ANY = re.compile(r"\s{2,}|\u3000"), re.compile(r"\s+")
_ONE_BAR = re.compile(rf"^[^{_BARS}]*[{_BARS}]+\s*$")
_FEWEST_SINGLE = 8
_LONGEST_HEADING = 30
_MOST_NAMES = 18
# The site's own words around a stored page.
_CHROME = re.compile(
    r"^(?:【?(?:打印|关闭|收藏|分享)|上一[篇条]|下一[篇条]|相关(?:链接|文章|附件)|版权所有|主办[：:]|责任编辑|编辑[：:]|扫一扫|返回顶部"
    r"|信息来源|来源[：:]|附件[：:\d]|注[：:]|说明[：:]|填表)"
)


@dataclass(slots=True)
class CellGrid:
    """Raw cells by row; `lines` are the 1-based source lines of each row."""

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)


def find_tables(text: str) -> tuple[list[CellGrid], str]:
    """The tables of items, and the text with their lines left blank."""
    lines = _single_cells(["" if is_page_number(line) else line for line in text.splitlines()])
    tables: list[CellGrid] = []
    place = 0
    while place < len(lines):
        found = _table_at(lines, place)
        if found is None:
            place += 1
            continue
        table, end = found
        tables.append(table)
        lines[place:end] = [""] * (end - place)
        place = end
    return tables, "\n".join(lines)


def _single_cells(lines: list[str]) -> list[str]:
    """A copy that puts one cell on a line and a bar after it: 县甲局 |"""
    is_single = [bool(_ONE_BAR.match(line)) for line in lines]
    if sum(is_single) < _FEWEST_SINGLE:
        return lines
    return [line.rstrip(_BARS + " \t") if alone else line for line, alone in zip(lines, is_single, strict=True)]


def _table_at(lines: list[str], place: int) -> tuple[CellGrid, int] | None:
    line = lines[place]
    if not line.strip():
        return None
    if is_row(line):
        kinds = header_kinds(cells_of(line))
        return _rows_at(lines, place, kinds) if kinds else None
    if len(line) > 200:
        return None
    if column_kind(tidy(line)) and (header := _flat_header(lines, place)):
        return _flat_at(lines, *header, None)
    # Two spaces part columns, one may stand within a cell; where the header has only single ones, each parts.
    for spaces in (_WIDE, _ANY):
        names = [name for name in spaces.split(line.strip()) if name]
        if len(names) >= 3 and (kinds := header_kinds(names)):
            return _flat_at(lines, kinds, place + 1, spaces)
    return None


def is_row(line: str) -> bool:
    return "\t" in line or len(_BAR_CELLS.findall(line)) >= 2


def cells_of(line: str) -> list[str]:
    parts = line.split("\t") if "\t" in line else _BAR_CELLS.split(line.strip().strip(_BARS))
    return [part.strip() for part in parts]


def _rows_at(lines: list[str], place: int, kinds: list[str]) -> tuple[CellGrid, int]:
    """Rows until the first line that is none; a header that a page repeats, and a second line of it, are none."""
    table = CellGrid(kinds)
    end = place + 1
    while end < len(lines) and _is_within(lines, end):
        cells = cells_of(lines[end])
        if any(cells) and not _FRAME.match(lines[end]):
            again = header_kinds(cells)
            if not table.rows and (below := _second_header(cells)):
                table.columns = _overlaid(table.columns, below)
            elif again and len([one for one in again if one]) >= len([one for one in kinds if one]) - 1:
                table.columns = again
            else:
                table.rows.append(cells)
                table.lines.append((end + 1, end + 1))
        end += 1
    return table, end


def _is_within(lines: list[str], place: int) -> bool:
    """A row, a blank line, a frame, or a heading without tabs that more rows follow."""
    line = lines[place]
    if is_row(line) or not line.strip() or _FRAME.match(line):
        return True
    following = next((one for one in lines[place + 1 : place + 3] if one.strip()), "")
    return len(line.strip()) <= _LONGEST_HEADING and is_row(following) and not header_kinds(cells_of(following))


def _second_header(cells: list[str]) -> list[str]:
    """责任单位 over 主办单位 and 协办单位: kinds by place, empty when this line is a row."""
    kinds = [column_kind(cell) or "" for cell in cells]
    return kinds if all(kind or not cell for kind, cell in zip(kinds, cells, strict=True)) else []


def _overlaid(above: list[str], below: list[str]) -> list[str]:
    width = max(len(above), len(below))
    pairs = zip(above + [""] * (width - len(above)), below + [""] * (width - len(below)), strict=True)
    return [second or first for first, second in pairs]


def _flat_header(lines: list[str], place: int) -> tuple[list[str], int] | None:
    """Names one a line, up to the number of the first row or the first long words."""
    names: list[str] = []
    for end in range(place, min(place + 4 * _MOST_NAMES, len(lines))):
        name = tidy(lines[end])
        if not name:
            continue
        is_name = column_kind(name) is not None
        if _FIRST_ROW.match(name) or (not is_name and not _is_name_like(name)) or len(names) > _MOST_NAMES:
            kinds = header_kinds(names)
            return (kinds, end) if kinds and len(kinds) >= 3 else None
        names.append(name)
    return None


def _is_name_like(words: str) -> bool:
    return len(words) <= 6 and not re.search(r"[\d，。、；]", words)


def _flat_at(
    lines: list[str], kinds: list[str], start: int, spaces: re.Pattern[str] | None
) -> tuple[CellGrid, int] | None:
    end = next((at for at in range(start, len(lines)) if _CHROME.match(tidy(lines[at]))), len(lines))
    table = CellGrid(kinds)
    for cells, span in flat_rows(_words(lines, start, end, spaces), kinds):
        table.rows.append(cells)
        table.lines.append(span)
    return (table, end) if table.rows else None


def _words(lines: list[str], start: int, end: int, spaces: re.Pattern[str] | None) -> Iterator[tuple[int, str, bool]]:
    """Line (1-based), cell, and whether the cell begins its line."""
    for at in range(start, end):
        parts = spaces.split(lines[at].strip()) if spaces else [lines[at]]
        for place, part in enumerate(parts):
            if cell := part.strip():
                yield at + 1, cell if spaces else tidy(cell), place == 0
