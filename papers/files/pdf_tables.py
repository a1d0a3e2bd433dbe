"""The ruled tables of a .pdf as rows: cells are what the rules enclose, whatever order their words were written in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from papers.files.pdf_rules import PageRule, bundles, rules_of
from papers.reading.tables.grid import CELL_BREAK, MERGED

# Rules this near to each other, in points, are one.
_NEAR = 2.5
_FEWEST_CELLS = 6
# Of a table's cells, so many hold words; a drawing has fewer.
_FILLED = 0.4
_GOES_ON = tuple("、，；,;（(")
_BEGINS = re.compile(r"[（(]?\d{1,2}(?:[)）、．]|\.(?!\d))|[①-⑳]")
# Of a cell's width, in characters: what Word leaves free at its sides, and what is too narrow for one more.
_PADDING = 2.6
# Names one a line in a column that is as wide as they are.
_UNIT = re.compile(r"[^、，。；\s]{2,12}[局委办厅院部镇乡司会府队所站处科行区]")
_ENDED = tuple("。；;.！")


@dataclass(frozen=True, slots=True)
class PdfTable:
    top: float
    bottom: float
    # Where its columns begin and the last one ends.
    columns: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]

    def goes_on(self, before: "PdfTable") -> bool:
        """Whether it has the columns of one on the page before."""
        pairs = zip(self.columns, before.columns, strict=False)
        return len(self.columns) == len(before.columns) and all(abs(a - b) <= 2 * _NEAR for a, b in pairs)


def parts_of(page: Any) -> list[str | PdfTable]:
    """Lines and tables from the top; nothing where there is no table, or where the page lies on its side."""
    if page.get_rotation():
        return []
    text = page.get_textpage()
    found = (_table(text, bundle) for bundle in bundles(rules_of(page), _NEAR))
    tables = sorted((one for one in found if one is not None), key=lambda one: -one.top)
    return list(_parts(text, page.get_size(), tables)) if tables else []


def _parts(text: Any, size: tuple[float, float], tables: Sequence[PdfTable]) -> Iterator[str | PdfTable]:
    above = size[1]
    for table in tables:
        yield from _lines(text, size[0], bottom=table.top, top=above)
        yield table
        above = table.bottom
    yield from _lines(text, size[0], bottom=0, top=above)


def _lines(text: Any, width: float, *, bottom: float, top: float) -> Iterator[str]:
    words = text.get_text_bounded(0, bottom, width, top) if top - bottom > _NEAR else ""
    yield from (line for line in words.splitlines() if line.strip())


# First and last row, first and last column.
_Place = tuple[int, int, int, int]


def _table(text: Any, rules: Sequence[PageRule]) -> PdfTable | None:
    grid = _Grid.of(rules)
    if len(grid.lefts) < 3 or len(grid.tops) < 3:
        return None
    cells = grid.cells()
    lines = {place: grid.words(text, place) for place in set(cells.values())}
    if len(lines) < _FEWEST_CELLS or sum(map(bool, lines.values())) < _FILLED * len(lines):
        return None
    said = {place: _in_one(words, grid.room(text, place)) for place, words in lines.items()}
    rows = (
        tuple(_shown(cells[row, column], said, row, column) for column in range(len(grid.lefts) - 1))
        for row in range(len(grid.tops) - 1)
    )
    return PdfTable(grid.tops[0], grid.tops[-1], grid.lefts, tuple(row for row in rows if any(row)))


@dataclass(frozen=True, slots=True)
class _Grid:
    """The places of all rules across and down, in the order of reading, and the rules."""

    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    upright: tuple[PageRule, ...]
    level: tuple[PageRule, ...]

    @staticmethod
    def of(rules: Sequence[PageRule]) -> "_Grid":
        upright = tuple(rule for rule in rules if rule.is_upright)
        level = tuple(rule for rule in rules if not rule.is_upright)
        return _Grid(_edges(one.at for one in upright), _edges(one.at for one in level)[::-1], upright, level)

    def cells(self) -> dict[tuple[int, int], _Place]:
        """Each piece with the cell that it belongs to, which goes to the right and down as far as no rule parts it."""
        cells: dict[tuple[int, int], _Place] = {}
        for row in range(len(self.tops) - 1):
            for column in range(len(self.lefts) - 1):
                if (row, column) not in cells:
                    place = (row, self._last_row(row, column), column, self._last_column(row, column))
                    for down in range(row, place[1] + 1):
                        for right in range(column, place[3] + 1):
                            cells.setdefault((down, right), place)
        return cells

    def _last_column(self, row: int, column: int) -> int:
        middle = (self.tops[row] + self.tops[row + 1]) / 2
        while column + 2 < len(self.lefts) and not _runs(self.upright, self.lefts[column + 1], through=middle):
            column += 1
        return column

    def _last_row(self, row: int, column: int) -> int:
        middle = (self.lefts[column] + self.lefts[column + 1]) / 2
        while row + 2 < len(self.tops) and not _runs(self.level, self.tops[row + 1], through=middle):
            row += 1
        return row

    def words(self, text: Any, place: _Place) -> list[str]:
        row, down, column, right = place
        left, top = self.lefts[column] + 0.5, self.tops[row] - 0.5
        inside = text.get_text_bounded(left, self.tops[down + 1] + 0.5, self.lefts[right + 1] - 0.5, top)
        return [line.strip() for line in inside.splitlines() if line.strip()]

    def room(self, text: Any, place: _Place) -> float:
        """How many characters stand side by side in a cell."""
        row, down, column, right = place
        left, end, foot, top = self.lefts[column], self.lefts[right + 1], self.tops[down + 1], self.tops[row]
        nearest = text.get_index((left + end) / 2, (foot + top) / 2, end - left, top - foot)
        near = range(max(nearest - 5, 0), min(nearest + 6, text.count_chars())) if nearest is not None else ()
        boxes = [text.get_charbox(at, loose=True) for at in near]
        widest = max((box[2] - box[0] for box in boxes), default=0.0)
        return (end - left) / widest if widest > 1 else 0.0


def _runs(rules: Iterable[PageRule], at: float, *, through: float) -> bool:
    return any(rule.runs(at, through=through, near=_NEAR) for rule in rules)


def _shown(place: _Place, said: dict[_Place, str], row: int, column: int) -> str:
    """A cell over several columns is named once, one over several rows in each, marked where it repeats."""
    if place[2] != column or not said[place]:
        return ""
    return said[place] if place[0] == row else MERGED + said[place]


def _in_one(lines: Sequence[str], room: float) -> str:
    """A line that fills its column was cut by the column's edge, a shorter one ended of itself."""
    words = lines[0] if lines else ""
    is_list = len(lines) > 1 and all(_UNIT.fullmatch(line) for line in lines)
    for before, line in pairwise(lines):
        is_cut = _width(before) >= room - _PADDING or before.endswith(_GOES_ON)
        words += line if is_cut and not is_list and not _BEGINS.match(line) else CELL_BREAK + line
    return words


def _width(line: str) -> float:
    return sum(0.5 if letter.isascii() else 1 for letter in line)


def _edges(places: Iterable[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return tuple(edges)


def as_lines(pages: Sequence[Sequence[str | PdfTable]]) -> list[list[str]]:
    """A row a line. What heads a table on each page is said once, and a row that a page cut is one again."""
    rows: list[list[list[str]]] = []
    before: PdfTable | None = None
    head: tuple[str, ...] = ()
    is_next = False
    for page in pages:
        rows.append([])
        for part in page:
            if isinstance(part, str):
                rows[-1].append([part])
                is_next = False
                continue
            is_more = before is not None and part.goes_on(before)
            own = [list(row) for row in (part.rows[1:] if is_more and part.rows[0] == head else part.rows)]
            last = next((page[-1] for page in rows[::-1] if page), None)
            if is_more and is_next and own and last is not None and _is_rest(own[0], last):
                last[:] = [upper + lower for upper, lower in zip(last, own.pop(0), strict=True)]
            rows[-1] += own
            head, before, is_next = head if is_more else part.rows[0], part, True
    return [["\t".join(row) for row in page] for page in rows]


def _is_rest(row: Sequence[str], last: Sequence[str]) -> bool:
    """Without a number of its own, in few columns, going on with what did not end."""
    filled = [at for at, words in enumerate(row) if words]
    is_short = not row[0] and len(row) == len(last) and 2 * len(filled) <= len(row)
    return is_short and bool(filled) and all(last[at] and not last[at].endswith(_ENDED) for at in filled)
