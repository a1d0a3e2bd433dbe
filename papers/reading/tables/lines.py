"""Lines of a text whose tables a copy has written in another way, made those of a plain table, line by line."""

import csv
import re

from papers.reading.tables.boxes import boxed_rows
from papers.reading.tables.cells import LISTS, misfit, row_number
from papers.reading.tables.columns import header_kinds
from papers.reading.tables.grid import BARS, ROW_END
from papers.reading.tables.padded import padded_rows

_ONE_BAR = re.compile(rf"^[^{BARS}]*[{BARS}]+\s*$")
_FEWEST_SINGLE = 8
_FEWEST_COMMAS, _LONGEST_ROW = 2, 10_000


def plain_lines(lines: list[str]) -> list[str]:
    return _comma_rows(_single_cells(padded_rows(boxed_rows(lines))))


def _single_cells(lines: list[str]) -> list[str]:
    """A copy that puts one cell on a line and a bar after it: 县甲局 |"""
    is_single = [bool(_ONE_BAR.match(line)) for line in lines]
    if sum(is_single) < _FEWEST_SINGLE:
        return lines
    plain: list[str] = []
    for line, alone in zip(lines, is_single, strict=True):
        cell = line.rstrip(BARS + " \t") if alone else line
        # Bars without words end a row (or are an empty cell).
        if alone and not cell and plain and plain[-1]:
            plain[-1] += ROW_END
        plain.append(cell)
    return plain


def _comma_rows(lines: list[str]) -> list[str]:
    """Rows of a .csv that somebody has pasted, their cells at tabs."""
    out = list(lines)
    for at, line in enumerate(lines):
        mark = next((one for one in ",，" if line.count(one) >= _FEWEST_COMMAS), "")
        if not mark or out[at] != line or "\t" in line:
            continue
        names = _comma_cells(line, mark)
        kinds = header_kinds(names)
        if "number" not in kinds:
            continue
        for below in range(at, len(lines)):
            cells = _comma_cells(lines[below], mark)
            if len(cells) != len(names) and (not cells or row_number(cells[0]) is None):
                break
            out[below] = "\t".join(_narrowed(cells, kinds))
    return out


def _narrowed(cells: list[str], kinds: list[str]) -> list[str]:
    """An unquoted list within a cell is more cells than columns: those run together that then stand best."""
    surplus = len(cells) - len(kinds)
    if surplus <= 0:
        return cells
    order = sorted(range(1, len(kinds)), key=lambda at: kinds[at] not in LISTS)
    ways = (_joined(cells, at, at + surplus + 1, kinds[at]) for at in order)
    return min(ways, key=lambda way: sum(map(misfit, way, kinds)), default=cells)


def _joined(cells: list[str], first: int, end: int, kind: str) -> list[str]:
    glue = "、" if kind in LISTS else "，"
    return [*cells[:first], glue.join(cell for cell in cells[first:end] if cell.strip()), *cells[end:]]


def _comma_cells(line: str, mark: str) -> list[str]:
    return next(csv.reader([line], delimiter=mark), []) if len(line) <= _LONGEST_ROW else []
