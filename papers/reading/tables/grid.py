"""A table as cells, before anything is known of its rows; marks that files leave in their cells."""

import re
from dataclasses import dataclass, field

# A line break inside a cell, and a cell that only repeats the one above it, with which it was merged: invisible,
# so that prose passes over them.
CELL_BREAK = "\u2063"
MERGED = "\u2064"
# What stands between the cells of a copied table.
BARS = "|│┃｜"
# The end of a row, behind its last cell.
ROW_END = "\u2062"
# A table of more is endless or hostile.
MOST_ROWS = 12_000
_MARKS = re.compile(f"[{CELL_BREAK}{MERGED}{ROW_END}]")


@dataclass(slots=True)
class CellGrid:
    """Raw cells by row under the kinds of their columns; `lines` are the 1-based source lines of each row. The
    rows in `short` have lost cells that were merged with those above."""

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    short: set[int] = field(default_factory=set)

    def add(self, cells: list[str], lines: tuple[int, int], *, short: bool = False) -> None:
        if short:
            self.short.add(len(self.rows))
        self.rows.append(cells)
        self.lines.append(lines)


def unmarked_cell(cell: str) -> str:
    return _MARKS.sub("", cell)
