"""How high a row has to be for its wrapped text: not every program measures that when it opens a workbook."""

import math
from collections.abc import Iterable
from typing import Any

from xlsxwriter.worksheet import Worksheet

LINE, EDGE, HIGHEST = 14.5, 4.0, 409.0
# What a column loses to the margins of its cells, in letters.
_MARGIN = 0.8
_HAN_WIDTH = 2.1


class MeasuredSheet(Worksheet):  # type: ignore[misc]  # untyped library
    """Its heights are measured, not a person's: a row grows when somebody writes more into it."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[Any] | None = None) -> None:
        told = attributes or []
        kept = [one for one in told if one[0] != "customHeight"] if tag == "row" else told
        super()._xml_start_tag_unencoded(tag, kept)


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """Of a row, by the text and the width of its cells."""
    lines = max((_lines(words, width) for words, width in cells), default=1)
    return min(lines * LINE + EDGE, HIGHEST)


def _lines(words: str, width: float) -> int:
    if len(words) * _HAN_WIDTH <= width - _MARGIN and "\n" not in words:
        return 1
    return sum(max(1, math.ceil(_letters(line) / (width - _MARGIN))) for line in words.split("\n"))


def _letters(line: str) -> float:
    """A Han letter takes three bytes, and the room of about two others."""
    return len(line) + (len(line.encode()) - len(line)) / 2 * (_HAN_WIDTH - 1)
