"""(d) a nudge broadcast under Telegram's limits, with people asking meanwhile."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from bot.bench.throughput import subject
from bot.bench.world import FIRST_OFFICIAL, build
from bot.clock import MovableClock
from domain.dates.workdays import WorkCalendar
from domain.demo import texts
from sandbox import Limits, Phone, Sandbox

# People without an item, hence without a nudge: their chats need not rest.
ASKING = 20
# Answers leave under the same 30 a second, so what is asked must stay small beside the broadcast.
ASK_EVERY_SECONDS = 1.2
PER_SECOND = 30


async def measure(people: int) -> str:
    clock = MovableClock()
    days = _days_to_work(clock)
    clock.ahead = timedelta(days=days)
    with tempfile.TemporaryDirectory() as folder:
        await build(Path(folder), officials=people + ASKING, items=people, deadline=clock().date())
        async with Sandbox(limits=Limits(), clock=lambda: clock().timestamp()) as sandbox:
            phones = [
                sandbox.phone(FIRST_OFFICIAL + number, texts.bench_official()) for number in range(people + ASKING)
            ]
            for phone in phones:
                phone.person.started = True
            async with subject("paced", sandbox, folder, days):
                delays = await _watch(sandbox, people, phones[people:])
            return _told(sandbox, people, delays)


def _days_to_work(clock: MovableClock) -> int:
    """Nudges go out on working days only."""
    today, calendar = clock().date(), WorkCalendar()
    return next(days for days in range(30) if calendar.is_workday(today + timedelta(days=days)))


async def _watch(sandbox: Sandbox, people: int, phones: Sequence[Phone]) -> list[float]:
    """Somebody asks now and then, from the first nudge to the last; gives the seconds until each answer."""
    delays: list[float] = []
    deadline = time.monotonic() + people / PER_SECOND * 3 + 90
    asking = cycle(phones)
    while len(_ticks(sandbox)) < people:
        if time.monotonic() > deadline:
            raise RuntimeError(f"only {len(_ticks(sandbox))} of {people} nudges went out")
        if _ticks(sandbox):
            delays.append(await _asked(sandbox, next(asking)))
        await asyncio.sleep(ASK_EVERY_SECONDS)
    return delays


async def _asked(sandbox: Sandbox, phone: Phone) -> float:
    """Seconds from the question to the leaving of its answer."""
    phone.skip()
    start, asked = len(sandbox.calls), time.monotonic()
    await phone.send("/help")
    call = await sandbox.wait_call(
        lambda one: one.chat_id == phone.chat_id and "/my" in str(one.params.get("text")), 30, start
    )
    return call.tick - asked


def _ticks(sandbox: Sandbox) -> list[float]:
    return [
        call.tick
        for call in sandbox.calls
        if call.method == "sendMessage" and call.applied and texts.BENCH_NUDGE in str(call.params.get("text", ""))
    ]


def _told(sandbox: Sandbox, people: int, delays: list[float]) -> str:
    ticks = _ticks(sandbox)
    taken = ticks[-1] - ticks[0]
    refused = sum(call.status == 429 for call in sandbox.calls)
    p99 = statistics.quantiles(delays, n=100, method="inclusive")[98] if len(delays) > 1 else 0.0
    return "\n".join(
        (
            f"(d) {people} nudges            {taken:7.1f} s",
            f"    to N/30 s             {taken / (people / PER_SECOND):12.2f}   refused with 429: {refused}",
            f"    {len(delays)} answers meanwhile   p50 {statistics.median(delays):.3f} s, p99 {p99:.3f} s, "
            f"longest {max(delays):.3f} s",
        )
    )
