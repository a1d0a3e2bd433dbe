"""The ruled tables of a page: cells found by their lines, filled with what was recognised in them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papers.scans.lines import InkBox, RecognisedLine, lines_of

if TYPE_CHECKING:
    from PIL.Image import Image

# A rule is at least this part of the page long, so that no stroke of a letter is one.
_ACROSS, _DOWN = 25, 60
_FEWEST_CELLS = 6
_SMALLEST_SIDE = 14
# Edges nearer than this are one: rules are a few pixels wide, and no page lies quite straight.
_SAME_EDGE = 18


@dataclass(slots=True)
class RuledCell:
    """In pixels, with the pieces whose middle lies in it."""

    left: float
    top: float
    right: float
    bottom: float
    held: list[InkBox] = field(default_factory=list)

    def holds(self, box: InkBox) -> bool:
        middle = (box.left + box.right) / 2
        return self.left <= middle <= self.right and self.top <= box.middle <= self.bottom


def ruled_cells(page: "Image") -> list[RuledCell]:
    """The closed cells, from the top; none where the page has no table."""
    import cv2
    import numpy as np

    ink = (np.array(page.convert("L")) < 160).astype(np.uint8)
    across = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, page.width // _ACROSS), np.uint8))
    down = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((page.height // _DOWN, 1), np.uint8))
    rules = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    # What the rules enclose are the cells; the paper around them touches the edge.
    count, _, stats, _ = cv2.connectedComponentsWithStats(1 - rules, connectivity=4)
    cells = [
        RuledCell(float(left), float(top), float(left + width), float(top + height))
        for left, top, width, height, _ in stats[1:count]
        if min(width, height) >= _SMALLEST_SIDE and left > 0 and top > 0
    ]
    cells = [one for one in cells if one.right < page.width and one.bottom < page.height]
    return sorted(cells, key=lambda one: one.top) if len(cells) >= _FEWEST_CELLS else []


def lines_with_tables(boxes: Sequence[InkBox], cells: Sequence[RuledCell]) -> list[RecognisedLine]:
    """The page's lines in order; a row of a table is one line with tabs between its columns."""
    beside: list[InkBox] = []
    # Two cells in a row may be recognised in one piece.
    for box in (part for one in boxes for part in one.parted(_borders(cells, one))):
        cell = next((one for one in cells if one.holds(box)), None)
        (cell.held if cell is not None else beside).append(box)
    filled = [one for one in cells if one.held]
    if len(filled) < _FEWEST_CELLS:
        return lines_of(boxes)
    top = min(one.top for one in cells)
    above = [box for box in beside if box.middle < top]
    below = [box for box in beside if box.middle >= top]
    return [*lines_of(above), *_rows(cells), *lines_of(below)]


def _borders(cells: Sequence[RuledCell], box: InkBox) -> list[float]:
    return [one.left for one in cells if one.top <= box.middle <= one.bottom]


def _rows(cells: Sequence[RuledCell]) -> list[RecognisedLine]:
    lefts, tops = _edges([one.left for one in cells]), _edges([one.top for one in cells])
    grid: dict[tuple[int, int], RecognisedLine] = {}
    for cell in cells:
        column = _place(lefts, cell.left)
        said = _in_one(lines_of(cell.held))
        # What a cell merged over rows says, it says of each of them.
        for row, edge in enumerate(tops):
            if cell.top - _SAME_EDGE < edge < cell.bottom - _SAME_EDGE:
                grid[row, column] = said
    rows = [[grid.get((row, column), RecognisedLine("")) for column in range(len(lefts))] for row in range(len(tops))]
    return [
        RecognisedLine("\t".join(one.words for one in row), tuple(run for one in row for run in one.unsure))
        for row in rows
        if any(one.words for one in row)
    ]


def _in_one(lines: Sequence[RecognisedLine]) -> RecognisedLine:
    words = "".join(" ".join(line.words.split()) for line in lines)
    return RecognisedLine(words, tuple(run for line in lines for run in line.unsure))


def _edges(places: Sequence[float]) -> list[float]:
    """Places that lie together, as one each, in order."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(place)
    return edges


def _place(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - place))
