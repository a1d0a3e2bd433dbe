"""A copy that puts each cell on a line with a bar behind it, and a bar for each cell that is empty or merged: the
cells in their order, cut at the width of the table, are its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from papers.reading.tables.cells import is_count
from papers.reading.tables.columns import column_kind, header_kinds
from papers.reading.tables.grid import BARS, CELL_BREAK

_NO_WORDS = re.compile(rf"[{BARS}\t]")
_FEWEST, _MOST_MERGED = 8, 6
_MOST_LINES_OF_CELL, _MOST_CELLS = 12, 60_000
_FEWEST_NAMES, _MOST_NAMES = 3, 20
_FEWEST_NUMBERED = 2


@dataclass(frozen=True, slots=True)
class _PaddedCell:
    """`rest` of the cells that one line of bars stands for are still to come."""

    line: int
    words: str
    rest: int = 0


def padded_rows(lines: list[str]) -> list[str]:
    """Each row on the line where it begins, its cells at tabs; as they were where no width fits."""
    out = list(lines)
    at = 0
    while at < len(lines):
        if _cell_of(lines[at]) is None:
            at += 1
            continue
        cells, end = _block(lines, at)
        width, first = _width(cells) if len(cells) >= _FEWEST else (0, 0)
        if width:
            out[cells[first].line : end] = [""] * (end - cells[first].line)
            for row in _cut(cells[first:], width):
                out[row[0].line] = "\t".join(cell.words for cell in row)
        at = end
    return out


def _cell_of(line: str) -> tuple[str, int] | None:
    """The words of a cell and how many bars stand behind them."""
    words = line.rstrip(BARS + " \u3000\t")
    bars = sum(map(line[len(words) :].count, BARS))
    return (words.strip(), bars) if bars and not _NO_WORDS.search(words) else None


def _block(lines: Sequence[str], start: int) -> tuple[list[_PaddedCell], int]:
    """The cells from here on, those of several lines put together, and the line after the last."""
    cells: list[_PaddedCell] = []
    open_words: list[str] = []
    end = at = start
    while at < len(lines) and at - end <= _MOST_LINES_OF_CELL and len(cells) < _MOST_CELLS:
        told = _cell_of(lines[at])
        if told is None:
            if "\t" in lines[at] or not lines[at].strip():
                break
            open_words.append(lines[at].strip())
        else:
            own, bars = told
            words = [*open_words, own] if own or open_words else []
            if words:
                cells.append(_PaddedCell(at - len(open_words), CELL_BREAK.join(filter(None, words))))
            empty = bars - bool(words)
            cells += [_PaddedCell(at, "", empty - one) for one in range(1, empty + 1)]
            open_words, end = [], at + 1
        at += 1
    return cells, end


def _width(cells: Sequence[_PaddedCell]) -> tuple[int, int]:
    """How many cells a row has and where the names begin: rows that begin with numbers, no line of bars cut in two."""
    first = next((at for at, cell in enumerate(cells) if column_kind(cell.words) == "number"), None)
    if first is None:
        return 0, 0
    names = 0
    while first + names < len(cells) and cells[first + names].words and names < _MOST_NAMES:
        if is_count(cells[first + names].words):
            break
        names += 1
    best = (0, 0)
    for width in range(max(names, _FEWEST_NAMES), names + _MOST_MERGED + 1):
        if not header_kinds([cell.words for cell in cells[first : first + width]]):
            continue
        rows = [row for row in _cut(cells[first + width :], width) if len(row) == width]
        is_cut = any(row[-1].rest for row in rows)
        numbered = sum(is_count(row[0].words) for row in rows)
        if not is_cut and numbered >= _FEWEST_NUMBERED and numbered > best[0]:
            best = (numbered, width)
    return best[1], first


def _cut(cells: Sequence[_PaddedCell], width: int) -> list[Sequence[_PaddedCell]]:
    return [cells[at : at + width] for at in range(0, len(cells), width)]
