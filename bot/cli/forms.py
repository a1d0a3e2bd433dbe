"""Slips and the table of a year from the command line, the same as in chat."""

from pathlib import Path

import typer

from bot.draw import Drawing
from domain.notes import Paper
from domain.refusals import NotFound
from domain.talk.report_texts import not_found
from storage.database import Database
from storage.office.settings import office_wording
from usecases.items.slip_papers import papers_of_label
from usecases.views.year_table import papers_of


async def write_slip(database: Database, label: str, output: Path | None, font_dir: Path | None) -> None:
    """The newest slip of an item, or the plain one."""
    async with database.reading() as tx:
        papers = await papers_of_label(tx, label)
    if not papers:
        raise NotFound(not_found(label))
    await _write(database, papers, output, font_dir)


async def write_year(database: Database, year: int | None, output: Path | None, font_dir: Path | None) -> None:
    async with database.reading() as tx:
        papers = papers_of(year or tx.today.year, (await office_wording(tx)).decided)
    await _write(database, papers, output, font_dir)


async def _write(database: Database, papers: tuple[Paper, ...], output: Path | None, font_dir: Path | None) -> None:
    """The docx when `output` ends so, else the PDF; without `output` both under their own names."""
    wanted = [one for one in papers if output is None or _suits(one, output)] or list(papers[:1])
    for paper in wanted:
        target = output or Path(paper.name)
        target.write_bytes(await Drawing(database, font_dir).draw(paper))
        typer.echo(f"Written: {target}")


def _suits(paper: Paper, output: Path) -> bool:
    return Path(paper.name).suffix == output.suffix.lower()
