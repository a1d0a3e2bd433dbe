"""The bot's process as the page switches it: start, kill, restart, stop."""

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.clock import MovableClock

HOME = Path(__file__).parents[2]
STOP_SECONDS, MOVE_SECONDS = 5.0, 15.0

RUNNING, STARTING, STOPPED = "running", "starting", "stopped"


@dataclass(slots=True)
class BotProcess:
    """One child at a time. `spawn` takes the task that reads what the child says;"""

    api: str
    token: str
    folder: Path
    clock: MovableClock
    spawn: Callable[[Coroutine[Any, Any, None]], object]
    state: str = STOPPED
    _child: asyncio.subprocess.Process | None = None
    _moved: dict[str, asyncio.Event] = field(default_factory=dict)

    async def start(self) -> None:
        """Returns when the process exists; it serves once `state` is "running". Nothing when there is one."""
        if self.state != STOPPED:
            return
        self.state = STARTING
        try:
            words = ("--api", self.api, "--token", self.token, "--data", str(self.folder))
            self._child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.demo.child", *words, "--ahead", self._ahead()),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                cwd=HOME,
                env={**os.environ, "PYTHONIOENCODING": "utf-8"},
                # Ctrl-C is for the parent, which then ends the child.
                start_new_session=True,
            )
        except OSError:
            self.state = STOPPED
            raise
        self.spawn(self._watch(self._child))

    async def _watch(self, child: asyncio.subprocess.Process) -> None:
        """Until the child is gone, for whatever reason."""
        assert child.stdout is not None
        while line := await child.stdout.readline():
            words = line.decode().strip()
            if words == "ready" and self._child is child:
                self.state = RUNNING
            elif words.startswith("moved ") and (told := self._moved.pop(words[6:], None)):
                told.set()
        await child.wait()
        if self._child is child:
            self._gone()

    def _gone(self) -> None:
        self._child, self.state = None, STOPPED
        moved, self._moved = self._moved, {}
        for told in moved.values():
            told.set()

    def _ahead(self) -> str:
        return f"{self.clock.ahead.total_seconds():.6f}"

    async def look_at_clock(self) -> None:
        """Tell the child the time; returns when it has acted on it, is gone, or takes too long."""
        child = self._child
        if child is None or child.stdin is None:
            return
        ahead, told = self._ahead(), asyncio.Event()
        if self.state == RUNNING:
            self._moved[ahead] = told
        with suppress(ConnectionError):
            child.stdin.write(f"ahead {ahead}\n".encode())
            await child.stdin.drain()
        if ahead in self._moved:
            with suppress(TimeoutError):
                async with asyncio.timeout(MOVE_SECONDS):
                    await told.wait()

    async def kill(self) -> None:
        """SIGKILL: as in a power cut."""
        child = self._child
        if child is None:
            return
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()
        if self._child is child:
            self._gone()

    async def stop(self) -> None:
        """Ask it to end; who is still loading, or takes too long, is killed."""
        child = self._child
        if child is not None and child.stdin is not None and self.state == RUNNING:
            child.stdin.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(STOP_SECONDS):
                    await child.wait()
        await self.kill()
