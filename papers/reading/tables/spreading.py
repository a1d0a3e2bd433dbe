"""Names that stood over several columns, which a copy has pushed together at the left, given their columns back."""

from collections.abc import Sequence
from statistics import mean

from papers.reading.tables.cells import is_count, misfit
from papers.reading.tables.columns import kinds_of
from papers.reading.tables.flat import HEADING

_DOUBTFUL, _EACH_MORE = 0.7, 0.1
_ENOUGH = 40


def spread_names(names: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A name for each column, where whole rows have more cells than there are names and stand ill below them."""
    told = [name for name in names if name]
    lengths = [_length(row) for row in rows[:_ENOUGH]]
    width = max(lengths, default=0)
    if not told or list(names[: len(told)]) != told or not len(told) < width <= 2 * len(told) + 2:
        return [*names]
    whole = [row for row, length in zip(rows, lengths, strict=False) if length == width and all(row[:width])]
    columns = list(zip(*(row[:width] for row in whole), strict=True))
    kinds = [kind or "" for kind in kinds_of(told)]
    if not whole or all(_cost(column, kind) < _DOUBTFUL for column, kind in zip(columns, kinds, strict=False)):
        return [*names]
    places = _places(columns, kinds)
    return _with_numbers([told[at] for at in places], [kinds[at] for at in places], columns)


def _length(row: Sequence[str]) -> int:
    return max((at + 1 for at, cell in enumerate(row) if cell), default=0)


def _cost(cells: Sequence[str], kind: str) -> float:
    return 0.0 if all(map(is_count, cells)) else mean(misfit(cell, kind) for cell in cells)


def _places(columns: Sequence[Sequence[str]], kinds: Sequence[str]) -> list[int]:
    """The name of each column: in their order, none left out, so that the cells stand best."""
    best: dict[int, tuple[float, list[int]]] = {0: (_cost(columns[0], kinds[0]), [0])}
    for cells in columns[1:]:
        ways: dict[int, tuple[float, list[int]]] = {}
        for at, (cost, places) in best.items():
            for to, more in ((at, _EACH_MORE if kinds[at] == "directive" else 2 * _EACH_MORE), (at + 1, 0.0)):
                if to < len(kinds):
                    way = (cost + more + _cost(cells, kinds[to]), [*places, to])
                    ways[to] = min(way, ways.get(to, way))
        best = ways
    return best.get(len(kinds) - 1, min(best.values()))[1]


def _with_numbers(names: list[str], kinds: Sequence[str], columns: Sequence[Sequence[str]]) -> list[str]:
    """Of columns of tasks below one name or more, those of figures number the rows, those of headings class them."""
    classes = [bool(column) and all(HEADING.match(cell.rstrip("。")) for cell in column) for column in columns]
    tasks = [
        at
        for at, kind in enumerate(kinds)
        if kind == "directive" and not classes[at] and not all(map(is_count, columns[at]))
    ]
    for at, cells in enumerate(columns):
        if all(map(is_count, cells)) and "number" not in kinds:
            names[at] = "序号"
        elif classes[at] and kinds[at] == "directive" and tasks:
            names[at] = "类别"
    return names
