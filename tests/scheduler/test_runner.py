"""The runner: one piece a transaction, until none; and the lease that lets one process lead."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from scheduler.lease import lead
from scheduler.runner import run_until_none
from scheduler.timetable import wake


class Ledger:
    """Counts transactions and how each ended."""

    def __init__(self) -> None:
        self.ended: list[str] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Ledger"]:
        try:
            yield self
        except BaseException:
            self.ended.append("undone")
            raise
        self.ended.append("kept")


async def test_each_piece_has_its_own_transaction() -> None:
    ledger, left = Ledger(), [1, 2, 3]

    async def piece(_tx: Ledger) -> bool:
        return bool(left) and left.pop() > 0

    assert await run_until_none(ledger.open, piece) == 3
    assert ledger.ended == ["kept"] * 4


async def test_a_failing_piece_undoes_itself_alone_and_is_not_swallowed() -> None:
    ledger, calls = Ledger(), []

    async def piece(_tx: Ledger) -> bool:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the second one fails")
        return True

    with pytest.raises(RuntimeError, match="second"):
        await run_until_none(ledger.open, piece)
    assert ledger.ended == ["kept", "undone"]


async def test_waking_looks_for_every_kind_of_work_and_tells_the_pump_of_each_piece() -> None:
    ledger, told = Ledger(), []
    first, second = [1, 1], [1]

    async def one(_tx: Ledger) -> bool:
        return bool(first and first.pop())

    async def other(_tx: Ledger) -> bool:
        return bool(second and second.pop())

    assert await wake(ledger.open, (one, other), lambda: told.append("pump")) == 3
    assert told == ["pump"] * 3
    assert await wake(ledger.open, (one, other), lambda: told.append("pump")) == 0
    assert told == ["pump"] * 3


async def test_others_get_a_turn_between_two_pieces() -> None:
    ledger, left, turns = Ledger(), [1, 2, 3], []

    async def piece(_tx: Ledger) -> bool:
        turns.append("piece")
        return bool(left) and left.pop() > 0

    async def somebody_else() -> None:
        for _ in range(3):
            turns.append("other")
            await asyncio.sleep(0)

    await asyncio.gather(run_until_none(ledger.open, piece), somebody_else())
    assert turns[:4] == ["piece", "other", "piece", "other"]


class OneHolder:
    """A lock that others hold for the first `busy` tries."""

    def __init__(self, busy: int) -> None:
        self.busy = busy
        self.is_held = False

    async def try_take(self) -> bool:
        self.busy -= 1
        self.is_held = self.busy < 0
        return self.is_held

    async def release(self) -> None:
        self.is_held = False


async def test_a_second_process_waits_for_the_lock_and_gives_it_back_on_failure() -> None:
    lock, waited = OneHolder(busy=3), []

    async def sleep(seconds: float) -> None:
        assert not lock.is_held
        waited.append(seconds)

    async def lead_and_fail() -> None:
        async with lead(lock, sleep):
            assert lock.is_held
            raise RuntimeError("while leading")

    with pytest.raises(RuntimeError, match="while leading"):
        await lead_and_fail()
    assert waited == [1.0, 1.0, 1.0]
    assert not lock.is_held
