"""Import and bulletin from the command line, by the same use cases as in chat."""

from pathlib import Path

import typer

from bot.draw import Drawing
from domain.bulletin.posts import bulletin_pages
from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Paper
from domain.papers.reading import ReadPaper
from domain.words import listed
from papers.checking.bulletin import check_bulletin
from papers.files.marks import refuse_marked
from papers.files.text import extract_text
from papers.understood import understand
from storage.database import Database
from storage.office import units
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.publish import publish
from usecases.bulletin.verify_bulletin import verify_bulletin
from usecases.papers.paper_pages import known_positions
from usecases.papers.write_import import import_reading


async def import_paper(database: Database, file: Path, *, confirmed: bool) -> None:
    """Show what was understood; with `confirmed` write what is not there yet."""
    async with database.reading() as tx:
        roster = await units.reader_roster(tx)
    paper = understand(_text(file), roster)
    _show(paper)
    async with database.transaction() as tx:
        known = await known_positions(tx, paper)
        if len(known) == len(paper.items):
            typer.echo("All items are there already; nothing to import.")
            return
        if not confirmed:
            typer.echo(f"{len(paper.items) - len(known)} items to import: say --yes to do it.")
            return
        done = await import_reading(tx, paper, skip=known)
    typer.echo(f"Imported {len(done.labels)} items: {done.labels[0]} to {done.labels[-1]}, {done.closed} closed.")


def _text(file: Path) -> str:
    content = file.read_bytes()
    refuse_marked(file.name, content)
    return extract_text(file.name, content)


def _show(paper: ReadPaper) -> None:
    typer.echo(paper.title or paper.meeting)
    for item in paper.items:
        units = listed(item.responsible_units) or "?"
        typer.echo(f"  {item.position:>3} [{item.state}] {units}: {item.directive[:40]}")
    for anomaly in paper.anomalies:
        typer.echo(f"  ! {anomaly.sentence}")
    for left in paper.left_out:
        typer.echo(f"  - line {left.lines[0]}, no item: {left.text[:60]}")


async def make_bulletin(
    database: Database, *, publish_it: bool, output: Path | None, font_dir: Path | None, files: Path
) -> None:
    """Print the bulletin of today's state; publishing puts it in the outbox of the running bot.

    `output` becomes a PDF when it is called so, else a docx.
    """
    async with database.transaction() as tx:
        row = await make_draft(tx, None)
        if publish_it:
            await publish(tx, row.bulletin_id, row.version, None)
            await tx.refresh(row)
    bulletin = bulletin_from_json(row.snapshot)
    typer.echo("\n".join(bulletin_pages(bulletin)))
    if output is not None:
        kind = "bulletin_pdf" if output.suffix.lower() == ".pdf" else "bulletin"
        paper = Paper(kind, row.bulletin_id, output.name)
        output.write_bytes(await Drawing(database, font_dir, files).draw(paper))
        typer.echo(f"Written: {output}")


async def find_mistakes(database: Database, year: int | None, issue_number: int) -> tuple[str, ...] | None:
    """What is wrong with an issue; None when there is none of this number."""
    async with database.reading() as tx:
        return await verify_bulletin(tx, year or tx.today.year, issue_number)


def show_findings(file: Path) -> int:
    """What does not add up in a bulletin of any office; gives how many places."""
    findings = check_bulletin(_text(file))
    for finding in findings:
        typer.echo(finding.sentence)
    return len(findings)
