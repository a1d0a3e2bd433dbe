"""Papers are drawn after the transaction that ordered them closed, in a thread, from what was frozen."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot.draw_board import Boards, first_page, on_one_page
from bot.draw_bulletin import draw_bulletin
from bot.draw_forms import FORMS, draw_form, draw_ledger
from domain.bulletin.bulletin_texts import MEETING_LEDGER
from domain.bulletin.issue_board import board_of
from domain.notes import Paper
from storage.database import Database
from usecases.bulletin.annexes import gathered
from usecases.bulletin.delivery import frozen_bulletin, mark_of_bulletin, meeting_of
from usecases.bulletin.kept_files import keep_file, kept_file
from usecases.views.board import PAPER as BOARD


@dataclass(frozen=True, slots=True)
class Drawing:
    """`font_dir` holds fonts of the office's own, which papers use before those that ship; `files` what was sent."""

    database: Database
    font_dir: Path | None = None
    files: Path = Path("files")
    boards: Boards = field(default_factory=Boards)

    async def draw(self, paper: Paper) -> bytes:
        """The file's bytes. The libraries that draw load with the first paper."""
        if paper.kind == "ledger":
            return await draw_ledger(self.database, paper.subject)
        if paper.kind in FORMS:
            return await draw_form(self.database, paper, self.font_dir)
        if paper.kind.startswith(BOARD):
            return await self.boards.draw(self.database, paper, self.font_dir)
        async with self.database.reading() as tx:
            kept = await kept_file(tx, paper.subject, paper.kind)
        return await self._first(paper) if kept is None else kept

    async def _first(self, paper: Paper) -> bytes:
        """A file of a bulletin as it is drawn for the first time; that of an issue is kept."""
        async with self.database.reading() as tx:
            bulletin, earlier = await frozen_bulletin(tx, paper.subject)
            found = await gathered(tx, paper.subject)
            meeting_id = await meeting_of(tx, paper.subject)
            mark = await mark_of_bulletin(tx, paper.subject)
        if paper.kind == MEETING_LEDGER[0]:
            drawn = await draw_ledger(self.database, meeting_id)
        elif paper.kind == "bulletin_board":
            drawn = await asyncio.to_thread(lambda: first_page(on_one_page(board_of(bulletin, earlier)), self.font_dir))
        else:
            drawn = await asyncio.to_thread(draw_bulletin, paper.kind, bulletin, found, self.files, self.font_dir, mark)
        async with self.database.transaction() as tx:
            return await keep_file(tx, paper.subject, bulletin.edition, paper.kind, drawn)
