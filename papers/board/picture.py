"""A board as PNG, set by typst: 390 pt wide, legible on a phone without zooming."""

from pathlib import Path
from typing import Any

from domain.bulletin.board import Board, BoardStill, BoardWeek
from domain.bulletin.forms import long_date, percent
from domain.talk.words import split_who
from papers.board.pages import STILL_ROOM, paged, shortened
from papers.fonts import FontSet, load_fonts
from papers.typesetting import set_pictures

_TEMPLATE = Path(__file__).parent / "board.typ"
# 390 pt at this make 1083 pixels, the width of a phone's screen.
_PIXELS_PER_INCH = 200
_WEEKS = 8
# What Telegram takes as one album.
PICTURES = 10


def draw(board: Board, fonts: FontSet | None = None) -> list[bytes]:
    """One PNG when it is short, at most ten; each 1083 pixels wide and at most about 2500 high."""
    return set_pictures(_TEMPLATE, _data(board), fonts or load_fonts(), _PIXELS_PER_INCH)


def _data(board: Board) -> dict[str, Any]:
    weeks = board.weeks[-_WEEKS:] if len(board.weeks) > 1 else ()
    pages = paged(board)
    shown, rest = pages[:PICTURES], pages[PICTURES:]
    return {
        "title": board.title,
        "agency": board.agency,
        "day": long_date(board.as_of),
        "rate": percent(board.closed, board.total),
        "total": board.total,
        "closed": board.closed,
        "overdue": board.overdue,
        "units": board.all_units or len(board.units),
        "still": _still(board.still) if board.still else None,
        "lights": [board.closed, board.on_course, board.due_soon, board.silent, board.overdue],
        "change": _change(weeks),
        "weeks": [
            {
                "day": f"{week.day.month}.{week.day.day}",
                "total": week.total,
                "closed": week.closed,
                "overdue": week.overdue,
            }
            for week in weeks
        ],
        "pages": [[block.plain() for block in page] for page in shown],
        "left-out": sum(len(block.rows) for page in rest for block in page),
    }


def _still(still: BoardStill) -> dict[str, Any]:
    _, work = split_who(still.directive)
    return {"days": still.days, "what": shortened(f"{still.label}　{work or still.directive}", STILL_ROOM)}


def _change(weeks: tuple[BoardWeek, ...]) -> str:
    """ "较上周：办结 +3，逾期 -1"."""
    if not weeks:
        return ""
    before, now = weeks[-2:]
    closed, overdue = now.closed - before.closed, now.overdue - before.overdue
    return f"较上周：办结 {_signed(closed)}，逾期 {_signed(overdue)}"


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "持平"
