"""Rows parted into pages of a picture, by how high each will be.

Telegram shrinks long photos until nobody can read them; a page therefore stays within two screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from domain.bulletin.board import Board, BoardItem, BoardUnit
from papers.official.titles import width_of

# Heights in pt as the template sets them.
PAGE_HEIGHT = 880.0
_HEADER, _STILL, _TOTALS, _TREND, _FOOTER = 72.0, 34.0, 166.0, 156.0, 25.0
_CARD, _LATER_HEADER, _BETWEEN, _LEADING = 63.0, 45.0, 16.5, 5.5
_BODY, _SMALL = 13.0, 11.0
# Characters a line.
_DIRECTIVE_ROOM, _UNITS_ROOM, _NAME_ROOM = 25.0, 20.0, 11.0
STILL_ROOM = 17.0
_DIRECTIVE_LINES = _UNITS_LINES = 2


@dataclass(frozen=True, slots=True)
class BoardBlock:
    """Rows of one card; `is_rest` when the card began on the page before."""

    kind: Literal["overdue", "units"]
    rows: tuple[BoardItem, ...] | tuple[BoardUnit, ...]
    is_rest: bool = False

    def plain(self) -> dict[str, Any]:
        return {"kind": self.kind, "rest": self.is_rest, "rows": [_plain(row) for row in self.rows]}


def _plain(row: BoardItem | BoardUnit) -> dict[str, Any]:
    if isinstance(row, BoardUnit):
        return {"name": row.name, "total": row.total, "closed": row.closed, "overdue": row.overdue}
    return {
        "label": row.label,
        "directive": shortened(row.directive, _DIRECTIVE_ROOM * _DIRECTIVE_LINES - 1),
        "units": shortened(row.units or "未明确责任单位", _UNITS_ROOM * _UNITS_LINES - 1),
        "days": row.days_overdue,
    }


def shortened(text: str, room: float) -> str:
    """On one line; what does not fit in `room` characters gives way to …"""
    line = " ".join(text.split())
    if width_of(line) <= room:
        return line
    while width_of(line) > room - 1:
        line = line[:-1]
    return f"{line}…"


def paged(board: Board) -> list[list[BoardBlock]]:
    """At least one page; a card that does not fit goes on on the next."""
    pages: list[list[BoardBlock]] = [[]]
    left = PAGE_HEIGHT - _HEADER - _TOTALS - _FOOTER
    left -= (_TREND if len(board.weeks) > 1 else 0) + (_STILL if board.still else 0)
    for kind, rows in (("overdue", board.overdue_items), ("units", board.units)):
        heights = [_height(row) for row in rows]
        place = 0
        while place < len(rows):
            count = _fitting(heights[place:], left - _CARD)
            if not count and pages[-1]:
                pages.append([])
                left = PAGE_HEIGHT - _LATER_HEADER - _FOOTER
                continue
            count = max(count, 1)
            pages[-1].append(BoardBlock(kind, tuple(rows[place : place + count]), is_rest=place > 0))  # type: ignore[arg-type]
            left -= _CARD + sum(heights[place : place + count])
            place += count
    return pages


def _fitting(heights: Sequence[float], room: float) -> int:
    """How many rows fit; a single one of several is not worth a card's head."""
    count = 0
    for height in heights:
        room -= height
        if room < 0:
            break
        count += 1
    return count if count > 1 or count == len(heights) else 0


def _height(row: BoardItem | BoardUnit) -> float:
    if isinstance(row, BoardUnit):
        return _stack(_BODY, _lines(row.name, _NAME_ROOM)) + _BODY
    directive = min(_DIRECTIVE_LINES, _lines(row.directive, _DIRECTIVE_ROOM))
    units = min(_UNITS_LINES, _lines(row.units, _UNITS_ROOM))
    return _stack(_SMALL, units) + _LEADING + _stack(_BODY, directive) + _BETWEEN


def _stack(size: float, lines: int) -> float:
    return size * lines + _LEADING * (lines - 1)


def _lines(text: str, room: float) -> int:
    return max(1, -int(-width_of(text) // room))
