"""The clock of the demo's page: where a move lands, and what it passes on the way."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.demo.controls import DemoControls, next_friday, stops
from bot.demo.process import BotProcess
from domain.demo.texts import NO_NUDGE

BEIJING = timezone(timedelta(hours=8))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("now", "friday"),
    [
        (at(23, 8, 40), at(27, 17)),
        (at(27, 16, 59), at(27, 17)),
        (at(27, 17), at(27, 17) + timedelta(days=7)),
        (at(28, 0), at(27, 17) + timedelta(days=7)),
    ],
)
def test_the_weekly_moment_lies_ahead(now: datetime, friday: datetime) -> None:
    assert next_friday(now) == friday


@pytest.mark.parametrize(
    ("now", "target", "passed"),
    [
        (at(23, 8, 40), at(23, 8, 59), []),
        (at(23, 8, 40), at(23, 9), []),
        (at(23, 9), at(24, 9), []),
        (at(26, 18), at(27, 18), [at(27, 9), at(27, 17)]),
        (at(27, 16, 30), at(28, 16, 30), [at(27, 17), at(28, 9)]),
    ],
)
def test_a_move_passes_each_nine_and_each_weekly_moment(
    now: datetime, target: datetime, passed: list[datetime]
) -> None:
    assert stops(now, target) == [*passed, target]


async def test_nobody_to_urge_is_said(tmp_path: Path) -> None:
    """And a bot that is not there stops no move of the clock."""
    clock = MovableClock()
    spawned: list[object] = []
    process = BotProcess("http://127.0.0.1:1", "1:none", tmp_path, clock, spawned.append)
    controls = DemoControls(clock, process, tmp_path)
    before = clock()
    with pytest.raises(ValueError, match=NO_NUDGE):
        await controls.move("nudge")
    await controls.move("hour")
    assert timedelta(hours=1) <= clock() - before < timedelta(hours=1, minutes=1)
    assert not spawned
