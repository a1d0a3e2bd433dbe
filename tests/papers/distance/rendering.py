"""A paper as text, or as the rows and paragraphs of a file, with the damage that its kind meets."""

from random import Random
from typing import Any

from tests.papers.distance import damage
from tests.papers.distance.paper import Grid, Paper, plain


def text_lines(paper: Paper, layout: str) -> list[str]:
    """The lines of a text copy, still marked."""
    rng = paper.rng
    if paper.grid is not None:
        return _table_text(paper, paper.grid, layout)
    lines = list(paper.lines)
    if rng.random() < 0.12:
        lines = damage.half_width(lines)
    if rng.random() < 0.1:
        lines = damage.airy(lines)
    lines = damage.indented(rng, lines)
    if rng.random() < 0.28:
        lines = damage.cut(rng, lines, rng.choice((24, 28, 32, 36, 40)))
        return _chromed(paper, lines)
    lines = damage.blanks(rng, lines)
    if rng.random() < 0.15:
        lines = damage.paged(rng, lines, rng.randint(15, 24))
    return _chromed(paper, lines)


def _chromed(paper: Paper, lines: list[str]) -> list[str]:
    when = (paper.when.year, paper.when.month, paper.when.day)
    return damage.chrome(paper.rng, lines, when) if paper.has_year and paper.rng.random() < 0.15 else lines


def _table_text(paper: Paper, grid: Grid, layout: str) -> list[str]:
    rows = [grid.header, *grid.rows]
    if layout == "cells":
        body = _one_a_line(paper.rng, rows)
    elif layout == "bars":
        ends = paper.rng.choice((("| ", " | ", " |"), ("", "|", ""), ("", "｜", ""), ("│", "│", "│")))
        body = [ends[0] + ends[1].join(row) + ends[2] for row in rows]
    elif layout == "blanks":
        gap = paper.rng.choice(("  ", "    ", "　　", "   "))
        body = [gap.join(cell for cell in row if cell) for row in rows]
    else:
        body = ["\t".join(row) for row in rows]
    return _chromed(paper, [*paper.lines, *body, *paper.below])


def _one_a_line(rng: Random, rows: list[list[str]]) -> list[str]:
    cells = [cell for row in rows for cell in row if cell]
    return [part for cell in cells for part in (cell, "")] if rng.random() < 0.5 else cells


def sheet_rows(paper: Paper) -> list[list[Any]]:
    """Rows of a sheet: a title over the names of columns, numbers as numbers."""
    grid = paper.grid
    assert grid is not None
    width = len(grid.header)
    above = [[plain(line), *[None] * (width - 1)] for line in paper.lines]
    body = [[_value(cell, at) for at, cell in enumerate(_wide(row, width))] for row in grid.rows]
    return [*above, list(grid.header), *body]


def _wide(row: list[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def sheet_merges(paper: Paper) -> list[str]:
    """The title over all columns, and one number over two tasks."""
    grid = paper.grid
    assert grid is not None
    last = chr(ord("A") + len(grid.header) - 1)
    first = len(paper.lines) + 2
    same = [f"A{first + at - 1}:A{first + at}" for at, row in enumerate(grid.rows) if row[0] == "^"]
    return [f"A1:{last}1", *same]


def _value(cell: str, at: int) -> Any:
    told = plain(cell).removeprefix("^")
    return int(told) if at == 0 and told.isdigit() else told or None


def _header_rows(paper: Paper, header: list[str]) -> list[list[str]]:
    """Sometimes two: who does it and who helps stand under a common name."""
    pairs = [at for at in range(1, len(header)) if header[at].startswith(("配合", "协")) and paper.rng.random() < 0.4]
    if not pairs:
        return [header]
    above = list(header)
    above[pairs[0] - 1 : pairs[0] + 1] = [paper.rng.choice(("责任分工", "任务分工", "职责分工")), "<"]
    below = ["^" if at not in (pairs[0] - 1, pairs[0]) else name for at, name in enumerate(header)]
    return [above, below]


def word_rows(paper: Paper) -> list[list[str]]:
    """Rows of a Word table; a heading runs over the whole width, equal cells below one another may be merged."""
    grid = paper.grid
    assert grid is not None
    width = len(grid.header)
    rows = _header_rows(paper, list(grid.header))
    merges = paper.rng.random() < 0.3
    at_unit = 2 if width > 2 else 1
    for row in grid.rows:
        told = [plain(cell) for cell in row]
        if len(told) == 1:
            rows.append([told[0], *["<"] * (width - 1)])
            continue
        above = rows[-1]
        if merges and len(above) == width and above[at_unit] == told[at_unit] and told[at_unit]:
            told[at_unit] = "^"
        rows.append(told)
    return rows
