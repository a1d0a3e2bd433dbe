"""(e) The papers of a bulletin of 400 items, from the snapshot to the bytes; how long the loop waits meanwhile."""

import asyncio
import gc
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bot.bench.world import build, database_at
from bot.clock import system_clock
from bot.draw import Drawing
from domain.demo import texts
from domain.notes import Paper
from domain.office.settings import ANNEXES
from storage.database import Database
from storage.office import settings
from usecases.bulletin.drafts import make_draft

ITEMS, UNITS, RUNS = 400, 30, 5
_FILES = {"bulletin": "docx", "bulletin_pdf": "PDF", "bulletin_board": "picture"}
_TICK_SECONDS = 0.005


async def measure() -> str:
    with tempfile.TemporaryDirectory() as folder:
        await build(Path(folder), officials=UNITS, items=ITEMS)
        _tell(Path(folder))
        database = database_at(Path(folder))
        drawing, bulletin_id = Drawing(database, files=Path(folder)), await _drafted(database)
        cold, _, _ = await _drawn(drawing, bulletin_id)
        # As the bot does once it has started.
        gc.collect()
        gc.freeze()
        runs = [await _drawn(drawing, bulletin_id) for _ in range(RUNS)]
        async with database.transaction() as tx:
            await settings.learn(tx, ANNEXES, {"traces": True})
        annexed, _, _ = await _drawn(drawing, bulletin_id)
        await database.close()
    seconds = statistics.median(run[0] for run in runs)
    parts = {name: statistics.median(run[1][kind] for run in runs) for kind, name in _FILES.items()}
    told = ", ".join(f"{name} {taken:.2f}" for name, taken in parts.items())
    return "\n".join(
        (
            f"(e) bulletin of {ITEMS} items    {seconds:7.2f} s once warm ({told}); first {cold:.2f} s",
            f"    the loop waits at most {max(run[2] for run in runs) * 1000:8.0f} ms; "
            f"with the annex of sources {annexed:.2f} s",
        )
    )


def _tell(folder: Path) -> None:
    """A report as long as clerks write them on each item."""
    row = (
        "INSERT INTO report (office_id, item_id, unit_id, kind, text, measure, reported_at, edition, is_current) "
        "VALUES (1, ?, ?, 'progress', ?, '', ?, 1, 1)"
    )
    at = system_clock().strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(folder / "duban.db")) as connection, connection:
        told = [(n + 1, n % UNITS + 1, texts.bench_long_report(n), at) for n in range(ITEMS)]
        connection.executemany(row, told)


async def _drafted(database: Database) -> int:
    async with database.transaction() as tx:
        return (await make_draft(tx, None)).bulletin_id


async def _drawn(drawing: Drawing, bulletin_id: int) -> tuple[float, dict[str, float], float]:
    """Seconds in all, by kind of file, and the longest that the event loop was kept from its work."""
    by_kind: dict[str, float] = {}
    lag = 0.0
    for kind in _FILES:
        started = time.perf_counter()
        task = asyncio.ensure_future(drawing.draw(Paper(kind, bulletin_id, kind)))
        while not task.done():
            before = time.perf_counter()
            await asyncio.wait({task}, timeout=_TICK_SECONDS)
            lag = max(lag, time.perf_counter() - before - _TICK_SECONDS)
        await task
        by_kind[kind] = time.perf_counter() - started
    return sum(by_kind.values()), by_kind, lag
