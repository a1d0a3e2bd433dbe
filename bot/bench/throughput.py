"""(a) bare aiogram echo and (b) durable `/report`, each bot in a process of its own, one after the other."""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from bot.bench.world import FIRST_OFFICIAL, build, resident_mb
from domain.demo import texts
from sandbox import Limits, Sandbox

OFFICIALS = 500
STALLED_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Updates a second from the first answer to the last, and MB resident after it."""

    rate: float
    resident: float

    def shown(self, name: str) -> str:
        return f"{name:<27}{self.rate:7.0f} updates/s  {self.resident:5.0f} MB"


async def compare(updates: int) -> str:
    echo = await _run("echo", updates)
    full = await _run("duban", updates)
    normal = await _run("normal", updates)
    return "\n".join(
        (
            echo.shown("(a) bare aiogram echo"),
            full.shown("(b) durable /report, FULL"),
            f"    ratio (b)/(a)         {full.rate / echo.rate:12.2f}            {full.resident / echo.resident:7.2f}",
            normal.shown("    the same with NORMAL"),
            f"    NORMAL / FULL         {normal.rate / full.rate:12.2f}",
            f"    commits with fsync here{_fsync_rate():11.0f} /s",
        )
    )


async def _run(kind: str, updates: int) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        await build(Path(folder), officials=OFFICIALS, items=OFFICIALS * 2, deadline=None)
        with closing(sqlite3.connect(Path(folder) / "duban.db")) as connection, connection:
            for table in ("item", "assignment"):
                connection.execute(f"UPDATE {table} SET state = 'in_progress'")
        async with Sandbox(limits=Limits.off()) as sandbox:
            for number in range(updates):
                phone = sandbox.phone(FIRST_OFFICIAL + number % OFFICIALS, texts.bench_official())
                item = number % OFFICIALS + 1
                await phone.send(f"/report {item} {texts.bench_progress(number)}")
            async with subject(kind, sandbox, folder) as child:
                run = Run(await _rate(sandbox, updates), resident_mb(child.pid))
        if kind != "echo":
            _check(Path(folder), updates)
        return run


@asynccontextmanager
async def subject(kind: str, sandbox: Sandbox, folder: str, days: int = 0) -> AsyncIterator[asyncio.subprocess.Process]:
    """A bot of this kind (bot/bench/subject.py) against the sandbox; stopped afterwards."""
    words = (sys.executable, "-m", "bot.bench.subject", kind, sandbox.url, sandbox.token, folder, str(days))
    quiet = asyncio.subprocess.DEVNULL
    errors = quiet if kind == "echo" else None
    child = await asyncio.create_subprocess_exec(*words, stdout=quiet, stderr=errors)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.terminate()
        await child.wait()


async def _rate(sandbox: Sandbox, updates: int) -> float:
    """From the first answer to the last: start-up is not throughput."""
    seen, since = 0, time.monotonic()
    while True:
        ticks = [call.tick for call in sandbox.calls if call.method == "sendMessage" and call.applied]
        if len(ticks) >= updates:
            return (len(ticks) - 1) / (ticks[-1] - ticks[0])
        if len(ticks) > seen:
            seen, since = len(ticks), time.monotonic()
        if time.monotonic() - since > STALLED_SECONDS:
            raise RuntimeError(f"only {len(ticks)} of {updates} answers, and none for {STALLED_SECONDS} s")
        await asyncio.sleep(0.1)


def _check(folder: Path, updates: int) -> None:
    with closing(sqlite3.connect(folder / "duban.db")) as connection:
        stored = connection.execute("SELECT count(*) FROM report").fetchone()[0]
    if stored != updates:
        raise RuntimeError(f"{stored} reports are stored, not {updates}")


def _fsync_rate(count: int = 500) -> float:
    """Small commits a second that this disk allows with synchronous=FULL."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "x.db", isolation_level=None)) as connection,
    ):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE t (n)")
        started = time.monotonic()
        for number in range(count):
            connection.execute("INSERT INTO t VALUES (?)", (number,))
        return count / (time.monotonic() - started)
