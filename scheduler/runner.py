"""The runner: one transaction, one piece of due work, again until there is none.

What is due is decided by the database inside the transaction. So a missed tick, a second process or a
clock that jumps can neither lose nor double anything: the scheduler only wakes.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

T = TypeVar("T")


def _quietly() -> None:
    """Nobody waits for the pieces."""


async def run_until_none(
    open_transaction: Callable[[], AbstractAsyncContextManager[T]],
    piece: Callable[[T], Awaitable[bool]],
    after_each: Callable[[], None] = _quietly,
) -> int:
    """How many pieces were done. `piece` gives False when nothing was due; what it raises passes on."""
    done = 0
    while await _one(open_transaction, piece):
        done += 1
        after_each()
        # SQLite answers without ever yielding: a thousand nudges would keep everybody else waiting.
        await asyncio.sleep(0)
    return done


async def _one(
    open_transaction: Callable[[], AbstractAsyncContextManager[T]], piece: Callable[[T], Awaitable[bool]]
) -> bool:
    async with open_transaction() as tx:
        return await piece(tx)
