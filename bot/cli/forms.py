"""The ledger, slips and the table of a year from the command line, the same as in chat."""

from dataclasses import dataclass
from pathlib import Path

import typer

from bot.draw import Drawing
from bot.draw_forms import draw_ledger
from domain.notes import Paper
from domain.papers import ledger_texts
from domain.refusals import BadInput, NotFound
from domain.talk.report_texts import not_found
from storage.bulletin import bulletins
from storage.database import Database
from storage.office.settings import office_wording
from usecases.items.slip_papers import papers_of_label
from usecases.views.year_table import papers_of


@dataclass(frozen=True, slots=True)
class Forms:
    """What is drawn at once; without `output` under its own name in the current folder."""

    database: Database
    output: Path | None
    font_dir: Path | None = None

    async def ledger(self) -> None:
        """The whole ledger, called by today's date."""
        async with self.database.reading() as tx:
            if not await bulletins.any_items(tx):
                raise BadInput(ledger_texts.NOTHING)
            own_name = ledger_texts.file_name("", tx.today)
        self._keep(own_name, await draw_ledger(self.database))

    async def slip(self, label: str) -> None:
        """The newest slip of an item, or the plain one."""
        async with self.database.reading() as tx:
            papers = await papers_of_label(tx, label)
        if not papers:
            raise NotFound(not_found(label))
        await self._draw(papers)

    async def year(self, year: int | None) -> None:
        async with self.database.reading() as tx:
            papers = papers_of(year or tx.today.year, (await office_wording(tx)).decided)
        await self._draw(papers)

    async def _draw(self, papers: tuple[Paper, ...]) -> None:
        """The docx when `output` ends so, else the PDF; without `output` both."""
        suited = [one for one in papers if self.output is None or Path(one.name).suffix == self.output.suffix.lower()]
        for paper in suited or papers[:1]:
            self._keep(paper.name, await Drawing(self.database, self.font_dir).draw(paper))

    def _keep(self, own_name: str, content: bytes) -> None:
        target = self.output or Path(own_name)
        target.write_bytes(content)
        typer.echo(f"Written: {target}")
