"""(a) bare aiogram echo and (b) durable `/report`, each bot in a process of its own, one after the other."""

import asyncio
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from bot.bench.world import FIRST_OFFICIAL, build, resident_mb
from sandbox import Limits, Sandbox

OFFICIALS = 500
DEADLINE_SECONDS = 60


async def compare(updates: int) -> str:
    echo_rate, echo_mb = await _run("echo", updates)
    rate, mb = await _run("duban", updates)
    return "\n".join(
        (
            f"(a) bare aiogram echo       {echo_rate:7.0f} updates/s  {echo_mb:5.0f} MB",
            f"(b) durable /report, FULL   {rate:7.0f} updates/s  {mb:5.0f} MB",
            f"    ratio (b)/(a)           {rate / echo_rate:7.2f}            {mb / echo_mb:5.2f}",
            f"    commits with fsync here {_fsync_rate():7.0f} /s",
        )
    )


async def _run(kind: str, updates: int) -> tuple[float, float]:
    """(updates/s from the first to the last answer, MB resident after it)."""
    with tempfile.TemporaryDirectory() as folder:
        await build(Path(folder), officials=OFFICIALS, items=OFFICIALS * 2, deadline=None)
        _open_all(Path(folder))
        async with Sandbox(limits=Limits.off()) as sandbox:
            for number in range(updates):
                phone = sandbox.phone(FIRST_OFFICIAL + number % OFFICIALS, "联络员")
                item = number % OFFICIALS + 1
                await phone.send(f"/report {item} 资金已拨付到位，完成第{number}步")
            child = await _spawn(kind, sandbox, folder)
            try:
                rate = await _rate(sandbox, updates)
                return rate, resident_mb(child.pid)
            finally:
                child.terminate()
                await child.wait()
                if kind == "duban":
                    _check(Path(folder), updates)


async def _spawn(kind: str, sandbox: Sandbox, folder: str) -> asyncio.subprocess.Process:
    words = (sys.executable, "-m", "bot.bench.subject", kind, sandbox.url, sandbox.token, folder)
    return await asyncio.create_subprocess_exec(*words, stdout=asyncio.subprocess.DEVNULL)


async def _rate(sandbox: Sandbox, updates: int) -> float:
    """From the first answer to the last: start-up is not throughput."""
    started = time.monotonic()
    while True:
        ticks = [call.tick for call in sandbox.calls if call.method == "sendMessage" and call.applied]
        if len(ticks) >= updates:
            return (len(ticks) - 1) / (ticks[-1] - ticks[0])
        if time.monotonic() - started > DEADLINE_SECONDS:
            raise RuntimeError(f"only {len(ticks)} of {updates} answers in {DEADLINE_SECONDS} s")
        await asyncio.sleep(0.1)


def _open_all(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "duban.db")) as connection, connection:
        for table in ("item", "assignment"):
            connection.execute(f"UPDATE {table} SET state = 'in_progress'")


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
