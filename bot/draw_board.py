"""Boards are drawn once and kept until the audit chain grows or the day turns."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path

from domain.bulletin.board import Board, BoardUnit, other_units
from domain.notes import Paper
from storage.database import Database
from usecases.views.board import Stand, board_now, stand_of

# A picture is some 100 kB.
KEPT = 64
_WORTH_A_CARD = 2


@dataclass(slots=True)
class Boards:
    """Pictures by what they show and the stand they show; one is drawn at a time."""

    _kept: OrderedDict[tuple[str, int], tuple[Stand, bytes]] = field(default_factory=OrderedDict)
    _drawing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def draw(self, database: Database, paper: Paper, font_dir: Path | None) -> bytes:
        async with self._drawing:
            which = (paper.kind, paper.subject)
            async with database.reading() as tx:
                stand = await stand_of(tx)
                kept = self._kept.get(which)
                if kept is not None and kept[0] == stand:
                    self._kept.move_to_end(which)
                    return kept[1]
                board = await board_now(tx, paper.kind, paper.subject)
            picture = await asyncio.to_thread(lambda: first_page(on_one_page(board), font_dir))
            self._kept[which] = (stand, picture)
            self._kept.move_to_end(which)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return picture


def first_page(board: Board, font_dir: Path | None) -> bytes:
    """It holds the figures; what does not fit on it is in the text."""
    from papers.board import draw
    from papers.fonts import load_fonts

    return draw(board, load_fonts(font_dir))[0]


def on_one_page(board: Board) -> Board:
    """Units beyond the first page share its last row: a second page would be drawn and never sent."""
    from papers.board.pages import paged

    first = paged(board)[0]
    room = sum(len(block.rows) for block in first if block.kind == "units")
    if room >= len(board.units):
        return board
    if room < _WORTH_A_CARD:
        return replace(board, units=())
    shown, rest = board.units[: room - 1], board.units[room - 1 :]
    together = BoardUnit(
        other_units(len(rest)),
        sum(unit.total for unit in rest),
        sum(unit.closed for unit in rest),
        sum(unit.overdue for unit in rest),
    )
    return replace(board, units=(*shown, together), all_units=len(board.units))
