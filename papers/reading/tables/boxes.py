"""Tables drawn with lines, whose cells go over several lines of the text: ┌──┬──┐ │ 任务 │ 单位 │ ├──┼──┤."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from papers.reading.tables.grid import CELL_BREAK, MERGED, MOST_ROWS

_BOXED = re.compile(r"^\s*[\u2500-\u257f]")
_GRID_RULE = re.compile(r"^\s*\+(?:[-=]{2,}\+)+\s*$")
_GRID_LINE = re.compile(r"^\s*[+|]")
_EDGE = re.compile(r"[\u2502\u2503\u2506\u2507\u250a\u250b\u250c-\u254b\u254e-\u2573]")
_RULE = re.compile(r"[─━┄┅┈┉╌╍═\s]*[─━┄┅┈┉╌╍═][─━┄┅┈┉╌╍═\s]*")
_MARKED = re.compile(r"^(?P<bullet>[△▲○●◆◇■□★☆·※])|^(?:\d{1,2}(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)])")
_MOST_CELL_LINES = 100
_UPRIGHT, _DRAWN = str.maketrans("|", "│"), str.maketrans("|+-=", "│┼──")
_FEWEST_LINES, _FEWEST_RULES, _FEWEST_COLUMNS, _MOST_COLUMNS = 5, 3, 2, 30


@dataclass(slots=True)
class _BoxCell:
    """Words by their lines, from `first` up to `end`."""

    first: int
    end: int
    words: list[tuple[int, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        told = [word for _, word in self.words]
        return "".join(CELL_BREAK + one if at and _MARKED.match(one) else one for at, one in enumerate(told))

    def pieces(self) -> list["_BoxCell"]:
        """The tasks with bullets in it; the cell itself where there are none."""
        if not self.words or not _is_bullet(self.words[0][1]):
            return [self]
        cut: list[_BoxCell] = []
        for line, word in self.words:
            if _is_bullet(word):
                cut.append(_BoxCell(line, self.end))
            cut[-1].words.append((line, word))
        return cut


def _is_bullet(words: str) -> bool:
    mark = _MARKED.match(words)
    return mark is not None and mark["bullet"] is not None


def boxed_rows(lines: list[str]) -> list[str]:
    """Each row of a drawn table on the line where it begins, its cells at tabs; the other lines of it are blank."""
    out = list(lines)
    for first, end in _blocks(lines):
        parts = [_segments(line) for line in lines[first:end]]
        rows = _rows(parts)
        if rows:
            out[first:end] = [""] * (end - first)
            for at, cells in rows:
                out[first + at] = "\t".join(cells)
    return out


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(lines):
        form = _BOXED if _BOXED.match(lines[at]) else _GRID_LINE if _GRID_RULE.match(lines[at]) else None
        end = at + 1
        while form and end < len(lines) and form.match(lines[end]):
            end += 1
        if end - at >= _FEWEST_LINES:
            yield at, end
        at = end


def _segments(line: str) -> list[str]:
    """What stands between the upright lines."""
    words = line.strip()
    if _GRID_LINE.match(line):
        words = words.translate(_DRAWN if _GRID_RULE.match(line) else _UPRIGHT)
    return _EDGE.split(words)[1:-1]


def _rows(parts: list[list[str]]) -> list[tuple[int, list[str]]]:
    """The line of each row and its cells; none where the lines do not show where rows end."""
    width = max((len(one) for one in parts), default=0)
    whole = [(at, one) for at, one in enumerate(parts) if len(one) == width]
    rules = sum(all(map(_RULE.fullmatch, one)) for _, one in whole)
    if not _FEWEST_COLUMNS <= width <= _MOST_COLUMNS or 5 * len(whole) < 4 * len(parts) or rules < _FEWEST_RULES:
        return []
    columns = [_column([(at, one[place]) for at, one in whole], len(parts)) for place in range(width)]
    return _laid_out(columns)


def _column(told: Sequence[tuple[int, str]], end: int) -> list[_BoxCell]:
    cells = [_BoxCell(0, end)]
    for at, segment in told:
        if _RULE.fullmatch(segment):
            cells[-1].end = at
            cells.append(_BoxCell(at, end))
        elif words := segment.strip():
            cells[-1].words.append((at, words))
    return cells


def _laid_out(columns: list[list[_BoxCell]]) -> list[tuple[int, list[str]]]:
    """A row for each piece of the column that has most; in the others the cell beside it, which may go over several."""
    cut = [[piece for cell in column if cell.words for piece in cell.pieces()] for column in columns]
    main = max(range(len(cut)), key=lambda at: len(cut[at]))
    if len(cut[main]) > MOST_ROWS or any(len(cell.words) > _MOST_CELL_LINES for column in columns for cell in column):
        return []
    rows: list[tuple[int, list[str]]] = []
    last: list[_BoxCell | None] = [None] * len(columns)
    for piece, after in zip(cut[main], [*cut[main][1:], None], strict=True):
        if after and _is_bullet(after.words[0][1]) and not _is_bullet(piece.words[0][1]):
            # What stands above tasks with bullets heads them.
            rows.append((piece.words[0][0], [piece.text]))
            continue
        beside = [piece if place == main else _beside(piece, column) for place, column in enumerate(columns)]
        cells = [_told(one, before) for one, before in zip(beside, last, strict=True)]
        rows.append((piece.words[0][0], cells))
        last = [*beside]
    return rows


def _told(cell: _BoxCell | None, before: _BoxCell | None) -> str:
    if cell is None:
        return ""
    return (MERGED if cell is before else "") + cell.text


def _beside(piece: _BoxCell, column: Sequence[_BoxCell]) -> _BoxCell | None:
    """The cell that stands beside the first line of the piece."""
    first = piece.words[0][0]
    at = bisect_right(column, first, key=lambda cell: cell.first) - 1
    return column[at] if at >= 0 and first < column[at].end else None
