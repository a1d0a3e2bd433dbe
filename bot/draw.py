"""Papers are drawn after the transaction that ordered them closed, in a thread, from what was frozen."""

import asyncio
from dataclasses import dataclass

from domain.bulletin import to_paper
from domain.notes import Paper
from domain.papers import PaperBulletin
from storage.database import Database
from usecases.delivery import frozen_bulletin


@dataclass(frozen=True, slots=True)
class Drawing:
    database: Database

    async def draw(self, paper: Paper) -> bytes:
        """The file's bytes. The library that draws loads with the first paper."""
        async with self.database.reading() as tx:
            bulletin = await frozen_bulletin(tx, paper.subject)
        return await asyncio.to_thread(_drawn, to_paper(bulletin))


def _drawn(paper: PaperBulletin) -> bytes:
    from papers.docx_bulletin import draw_bulletin_docx

    return draw_bulletin_docx(paper)
