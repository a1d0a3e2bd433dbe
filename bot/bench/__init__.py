"""`duban bench`: throughput, figures at size, and pacing against the local Bot API as ratios; papers in seconds."""

import typer

from bot.bench import broadcast, figures, papers, throughput


async def measure(only: str, updates: int, people: int) -> int:
    """Print one block per part; absolute figures drift by 20 to 30 %, ratios of one run are what counts."""
    if only in ("", "a", "b"):
        typer.echo(await throughput.compare(updates))
    if only in ("", "c"):
        typer.echo(await figures.compare())
    if only in ("", "d"):
        typer.echo(await broadcast.measure(people))
    if only in ("", "e"):
        typer.echo(await papers.measure())
    return 0
