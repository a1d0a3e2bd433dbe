"""(d) a nudge broadcast under Telegram's limits, with people asking meanwhile."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from bot.bench.throughput import _spawn as spawn
from bot.bench.world import FIRST_OFFICIAL, build
from bot.clock import system_clock
from sandbox import Limits, Sandbox

ASKING = 3
PAUSE_SECONDS = 1.5
PER_SECOND = 30


async def measure(people: int) -> str:
    """Only on a working day are nudges due; the bench says so instead of measuring nothing."""
    with tempfile.TemporaryDirectory() as folder:
        await build(Path(folder), officials=people, items=people, deadline=system_clock().date())
        async with Sandbox(limits=Limits()) as sandbox:
            phones = [sandbox.phone(FIRST_OFFICIAL + number, "联络员") for number in range(people)]
            for phone in phones:
                await phone.send("你好")
            child = await spawn("paced", sandbox, folder)
            try:
                delays = await _watch(sandbox, people, phones[:ASKING])
            finally:
                child.terminate()
                await child.wait()
            return _told(sandbox, people, delays)


async def _watch(sandbox: Sandbox, people: int, asking: list) -> list[float]:  # type: ignore[type-arg]
    delays: list[float] = []
    deadline = time.monotonic() + people / PER_SECOND * 3 + 90
    while _nudges(sandbox) < people:
        if time.monotonic() > deadline:
            raise RuntimeError(
                f"only {_nudges(sandbox)} of {people} nudges went out; is today a working day?"
            )
        if _nudges(sandbox) < 30:
            await asyncio.sleep(0.2)
            continue
        for phone in asking:
            phone.skip()
            started = time.monotonic()
            await phone.send("/my")
            await phone.wait("我的事项", timeout=30)
            delays.append(time.monotonic() - started)
            await asyncio.sleep(PAUSE_SECONDS / len(asking))
    return delays


def _nudges(sandbox: Sandbox) -> int:
    return sum(
        call.method == "sendMessage" and call.applied and "催办" in str(call.params.get("text", ""))
        for call in sandbox.calls
    )


def _told(sandbox: Sandbox, people: int, delays: list[float]) -> str:
    ticks = [
        call.tick
        for call in sandbox.calls
        if call.method == "sendMessage" and call.applied and "催办" in str(call.params.get("text", ""))
    ]
    taken = ticks[-1] - ticks[0]
    refused = sum(call.status == 429 for call in sandbox.calls)
    p99 = statistics.quantiles(delays, n=100)[98] if len(delays) > 1 else 0.0
    return "\n".join(
        (
            f"(d) {people} nudges            {taken:7.1f} s",
            f"    to N/30 s                  {taken / (people / PER_SECOND):7.2f}   refused with 429: {refused}",
            f"    {len(delays)} interactive answers   p50 {statistics.median(delays):.3f} s, p99 {p99:.3f} s",
        )
    )
