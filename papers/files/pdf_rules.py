"""The rules on a page of a .pdf: straight lines along its sides, however the program drew them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# In points; no stroke of a letter is drawn as a path of this length.
_SHORTEST, _STRAIGHT = 5.0, 1.0
_ONE_LINE = 1.5
_MOST, _MOST_LINES = 20_000, 1500
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class PageRule:
    """At one place across or down the page, from a place on the other side to another."""

    is_upright: bool
    at: float
    start: float
    end: float

    def runs(self, at: float, *, through: float, near: float) -> bool:
        return abs(self.at - at) <= near and self.start - near <= through <= self.end + near

    def meets(self, other: "PageRule", near: float) -> bool:
        if self.is_upright is other.is_upright:
            apart = max(self.start, other.start) - min(self.end, other.end)
            return abs(self.at - other.at) <= near and apart <= near
        return self.runs(self.at, through=other.at, near=near) and other.runs(other.at, through=self.at, near=near)


def rules_of(page: Any) -> list[PageRule]:
    """Of a page with more of them than any table has, none: it is a drawing."""
    import pypdfium2.raw as pdfium

    rules: list[PageRule] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEEPEST):
        rules.extend(_of_path(path))
        if len(rules) > _MOST:
            return []
    return _merged(rules)


def _merged(rules: Sequence[PageRule]) -> list[PageRule]:
    """Pieces of one line as one: programs draw each cell's border for itself, and a thick rule as a box."""
    lines: list[list[PageRule]] = []
    for rule in sorted(rules, key=lambda one: (one.is_upright, one.at)):
        first = lines[-1][0] if lines else None
        if first is None or first.is_upright is not rule.is_upright or rule.at - first.at > _ONE_LINE:
            lines.append([])
        lines[-1].append(rule)
    whole = [rule for line in lines for rule in _joined(sorted(line, key=lambda one: one.start))]
    return whole if len(whole) <= _MOST_LINES else []


def _joined(line: Sequence[PageRule]) -> Iterator[PageRule]:
    begun = line[0]
    for rule in line[1:]:
        if rule.start <= begun.end + _ONE_LINE:
            begun = PageRule(begun.is_upright, begun.at, begun.start, max(begun.end, rule.end))
        else:
            yield begun
            begun = rule
    yield begun


def _of_path(path: Any) -> Iterator[PageRule]:
    for (x, y), (right, top) in pairwise(_points(path)):
        if abs(x - right) <= _STRAIGHT and abs(y - top) >= _SHORTEST:
            yield PageRule(True, (x + right) / 2, min(y, top), max(y, top))
        elif abs(y - top) <= _STRAIGHT and abs(x - right) >= _SHORTEST:
            yield PageRule(False, (y + top) / 2, min(x, right), max(x, right))


def _points(path: Any) -> list[tuple[float, float]]:
    """The corners of a path that has no curve; of several lines in one path the pen's ways between count as none."""
    import ctypes

    import pypdfium2.raw as pdfium

    matrix = path.get_matrix()
    points: list[tuple[float, float]] = []
    begun: tuple[float, float] | None = None
    for number in range(min(pdfium.FPDFPath_CountSegments(path), 200)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return []
        point = matrix.on_point(x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            # A jump is no line: what is not straight is passed over.
            points += [_NOWHERE, point] if points else [point]
            begun = point
        else:
            points.append(point)
        if begun is not None and pdfium.FPDFPathSegment_GetClose(segment):
            points.append(begun)
    return points


_NOWHERE = (-1e6, 1e6)


def bundles(rules: Sequence[PageRule], near: float) -> Iterator[list[PageRule]]:
    """Rules that meet, directly or by others: the frames and tables of a page."""
    left = list(rules)
    while left:
        bundle, waiting = [], [left.pop()]
        while waiting:
            one = waiting.pop()
            bundle.append(one)
            met = [other for other in left if one.meets(other, near)]
            if met:
                gone = set(map(id, met))
                left = [other for other in left if id(other) not in gone]
                waiting += met
        yield bundle
