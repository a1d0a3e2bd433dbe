"""Cells in their order put to columns, so that each stands where it looks best: merged and empty cells are lost in a
copy, a cell of several lines has become several."""

from collections.abc import Sequence
from dataclasses import dataclass

from papers.reading.tables.cells import is_count, misfit
from papers.reading.tables.grid import CELL_BREAK

_SAME, _SKIP, _SKIP_END = 0.8, 0.5, 0.2
_ANEW, _ANEW_UNNUMBERED, _BEFORE_NUMBER = 1.5, 0.6, 0.5
_ANEW_AT_END, _ANEW_WITHIN = 0.2, 4.0
_NEVER = 1e9
_DOUBTFUL, _FITS = 1.0, 0.5
# So much better must a row stand when all of it is pushed to the right.
_SURELY, _ILL = 2.5, 1.7
_KNOW_THEIR_OWN = ("number", "responsible", "cooperating", "leads", "due", "state")
_Way = tuple[float, int, bool]


@dataclass(frozen=True, slots=True)
class TableCell:
    """`is_start` of the number that begins a row; `follows_end` where the copy has marked the end of a row."""

    line: int
    words: str
    is_start: bool = False
    follows_end: bool = False


@dataclass(slots=True)
class FitRow:
    """A row as it was put together."""

    cells: list[str]
    lines: tuple[int, int]
    has_start: bool = False


def fit_rows(cells: Sequence[TableCell], kinds: Sequence[str]) -> list[FitRow]:
    """A number that begins a row begins one; others begin where a cell stands better at the left again."""
    if not cells:
        return []
    fitter = _Fitter(kinds, has_numbers=any(cell.is_start for cell in cells))
    fitter.has_ends = any(cell.follows_end for cell in cells)
    return _gathered(cells, fitter.places(cells), len(kinds))


class _Fitter:
    """The cheapest way through cells by columns."""

    def __init__(self, kinds: Sequence[str], *, has_numbers: bool) -> None:
        self.kinds, self.width = kinds, len(kinds)
        self.number = kinds.index("number") if "number" in kinds else None
        self.has_numbers = has_numbers and self.number is not None
        self.has_ends = False
        tasks = [at for at, kind in enumerate(kinds) if kind == "directive"]
        self.last_task = tasks[-1] if tasks else self.width - 1

    def places(self, cells: Sequence[TableCell]) -> list[tuple[int, bool]]:
        """Column of each cell, and whether it begins a row."""
        costs = [self._first(cells[0], at) for at in range(self.width)]
        ways: list[list[_Way]] = [[(cost, at, True) for at, cost in enumerate(costs)]]
        for cell in cells[1:]:
            step = self._step(costs, cell)
            costs = [cost for cost, _, _ in step]
            ways.append(step)
        at = min(range(self.width), key=lambda one: costs[one])
        places: list[tuple[int, bool]] = []
        for step in reversed(ways):
            _, before, is_new = step[at]
            places.append((at, is_new))
            at = before
        return places[::-1]

    def _first(self, cell: TableCell, at: int) -> float:
        return self._lead(at) + self._cost(cell, at)

    def _lead(self, at: int) -> float:
        return sum(_SKIP / 2 if kind in ("number", "category", "meeting") else _SKIP for kind in self.kinds[:at])

    def _cost(self, cell: TableCell, at: int) -> float:
        if self.has_numbers and cell.is_start != (at == self.number):
            return _NEVER
        return misfit(cell.words, self.kinds[at])

    def _step(self, costs: list[float], cell: TableCell) -> list[_Way]:
        forward = self._forward(costs)
        back = self._back(costs)
        step: list[_Way] = []
        for at in range(self.width):
            ways = [forward[at], (costs[at] + _SAME, at, False)]
            if at <= self.last_task:
                cost, before = back[at]
                ways.append((cost + self._anew(cell, at), before, True))
            best = min(ways)
            step.append((best[0] + self._cost(cell, at), best[1], best[2]))
        return step

    def _forward(self, costs: list[float]) -> list[_Way]:
        """From a column at the left, those between passed over."""
        best: list[_Way] = [(_NEVER, 0, False)]
        for at in range(1, self.width):
            passed, before, _ = best[-1]
            best.append(min((costs[at - 1], at - 1, False), (passed + _SKIP, before, False)))
        return best

    def _back(self, costs: list[float]) -> list[tuple[float, int]]:
        """From this column or one at the right, the rest of the row left empty."""
        best: list[tuple[float, int]] = []
        for at in range(self.width - 1, -1, -1):
            here = (costs[at] + _SKIP_END * (self.width - 1 - at), at)
            best.append(min(here, best[-1]) if best else here)
        return best[::-1]

    def _anew(self, cell: TableCell, at: int) -> float:
        if cell.is_start:
            return 0.0
        if self.has_ends:
            return _ANEW_AT_END + 0.3 * self._lead(at) if cell.follows_end else _ANEW_WITHIN
        if not self.has_numbers:
            return _ANEW_UNNUMBERED + self._lead(at)
        return _BEFORE_NUMBER if self.number is not None and at < self.number else _ANEW + self._lead(at)


def _gathered(cells: Sequence[TableCell], places: Sequence[tuple[int, bool]], width: int) -> list[FitRow]:
    rows: list[FitRow] = []
    for cell, (at, is_new) in zip(cells, places, strict=True):
        if is_new or not rows:
            rows.append(FitRow([""] * width, (cell.line, cell.line)))
        row = rows[-1]
        row.cells[at] += CELL_BREAK + cell.words if row.cells[at] else cell.words
        row.lines = (row.lines[0], cell.line)
        row.has_start = row.has_start or cell.is_start
    return rows


def is_whole(cells: Sequence[TableCell], kinds: Sequence[str]) -> bool:
    """A row with a number, a cell for each column, and each where it may stand."""
    if len(cells) != len(kinds) or not cells or not cells[0].is_start or kinds[0] != "number":
        return False
    return stands_right([cell.words for cell in cells], kinds)


def stands_right(cells: Sequence[str], kinds: Sequence[str]) -> bool:
    return all(misfit(cell, kind) < _DOUBTFUL for cell, kind in zip(cells, kinds, strict=True))


def aligned(cells: Sequence[str], kinds: Sequence[str]) -> tuple[list[str], bool]:
    """A row of bars or tabs as it stands, or put to its columns anew where cells are lost and each then stands
    right, one of them in a column that knows its own; and whether cells are lost."""
    width = len(kinds)
    padded = [*cells, *[""] * (width - len(cells))]
    filled = [at for at, cell in enumerate(padded[:width]) if cell]
    is_short = len(cells) < width
    as_it_stands = sum(misfit(padded[at], kinds[at]) for at in filled)
    if as_it_stands < _DOUBTFUL or any(padded[width:]) or (padded[width - 1] and not is_short):
        return padded, is_short
    places = _Fitter(kinds, has_numbers=False).places([TableCell(0, padded[at]) for at in filled])
    moved = {at: to for at, (to, _) in zip(filled, places, strict=True)}
    # A row with all its columns has lost cells only where it begins with what is none of its first.
    is_moved = is_short or moved[filled[0]] != filled[0] or as_it_stands >= _ILL
    anew = [""] * width
    for at in filled:
        anew[moved[at]] += padded[at]
    is_right = is_moved and not any(is_new for _, is_new in places[1:]) and _are_right(padded, kinds, moved)
    pushed = _pushed(padded, kinds)
    ill = sum(map(misfit, pushed, kinds))
    if ill <= as_it_stands - _SURELY and not (is_right and sum(map(misfit, anew, kinds)) <= ill):
        return pushed, True
    return (anew, True) if is_right else (padded, is_short)


def _pushed(cells: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """The cells at the right, as where those merged with the rows above have been lost at the left."""
    if kinds[0] == "number" and is_count(cells[0]):
        return [*cells[: len(kinds)]]
    last = max(at + 1 for at, cell in enumerate(cells[: len(kinds)]) if cell)
    return [*[""] * (len(kinds) - last), *cells[:last]]


def _are_right(cells: Sequence[str], kinds: Sequence[str], moved: dict[int, int]) -> bool:
    fits = all(misfit(cells[at], kinds[to]) <= _FITS for at, to in moved.items())
    return fits and any(
        at != to and kinds[to] in _KNOW_THEIR_OWN and misfit(cells[at], kinds[to]) == 0.0 for at, to in moved.items()
    )
