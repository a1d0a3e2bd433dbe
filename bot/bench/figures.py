"""(c) `/status` with 100, 10,000 and 100,000 items: the whole update, from its words to its commit."""

import json
import statistics
import tempfile
import time
from pathlib import Path

from bot.answers import say, spoken_of
from bot.bench.world import SUPERVISOR, build, database_at
from bot.dispatch import Dispatch, parse
from domain.arrivals import NOTHING
from domain.demo import texts

SIZES = (100, 10_000, 100_000)
RUNS = 30


async def compare() -> str:
    medians = {size: await _median_ms(size) for size in SIZES}
    lines = [f"(c) /status, {size:>7,} items {medians[size]:7.1f} ms" for size in SIZES]
    return "\n".join([*lines, f"    ratio largest/smallest  {medians[SIZES[-1]] / medians[SIZES[0]]:6.2f}"])


async def _median_ms(size: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        await build(Path(folder), officials=50, items=size)
        database = database_at(Path(folder))
        dispatch = Dispatch("duban_bot")
        taken = []
        for number in range(RUNS + 3):
            chat = {"id": SUPERVISOR, "type": "private", "first_name": texts.BENCH_SUPERVISOR}
            user = {"id": SUPERVISOR, "is_bot": False, "first_name": texts.BENCH_SUPERVISOR}
            message = {"message_id": number, "date": 1, "chat": chat, "from": user, "text": "/status"}
            update = parse(json.dumps({"update_id": number, "message": message}))
            started = time.perf_counter()
            async with database.transaction(update_id=number) as tx:
                answer = await dispatch.feed(update, tx, NOTHING)
                await say(tx, answer, spoken_of(update))
            taken.append((time.perf_counter() - started) * 1000)
        await database.close()
        # The first runs fill the caches.
        return statistics.median(taken[3:])
