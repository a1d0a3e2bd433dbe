"""Papers are drawn after the transaction that ordered them closed, in a thread, from what was frozen."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.draw_board import Boards
from bot.draw_ledger import draw_ledger
from domain.bulletin import Bulletin, to_paper
from domain.bulletin_board import board_of
from domain.notes import Paper
from storage.database import Database
from usecases.board import PAPER as BOARD
from usecases.delivery import frozen_bulletin


@dataclass(frozen=True, slots=True)
class Drawing:
    """`font_dir` holds fonts of the office's own, which papers use before those that ship."""

    database: Database
    font_dir: Path | None = None
    boards: Boards = field(default_factory=Boards)

    async def draw(self, paper: Paper) -> bytes:
        """The file's bytes. The libraries that draw load with the first paper."""
        if paper.kind == "ledger":
            return await draw_ledger(self.database, paper.subject)
        if paper.kind.startswith(BOARD):
            return await self.boards.draw(self.database, paper, self.font_dir)
        async with self.database.reading() as tx:
            bulletin, earlier = await frozen_bulletin(tx, paper.subject)
        return await asyncio.to_thread(_drawn, paper.kind, bulletin, earlier, self.font_dir)


def _drawn(kind: str, bulletin: Bulletin, earlier: Sequence[Bulletin], font_dir: Path | None) -> bytes:
    from papers import board
    from papers.fonts import load_fonts
    from papers.official import docx, pdf

    fonts = load_fonts(font_dir)
    if kind == "bulletin_board":
        # The first picture holds the figures; what does not fit on it is in the text.
        return board.draw(board_of(bulletin, earlier), fonts)[0]
    if kind == "bulletin_pdf":
        return pdf.draw(to_paper(bulletin), fonts)
    return docx.draw(to_paper(bulletin), fonts)
