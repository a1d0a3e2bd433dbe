"""The real process against the sandbox Bot API over HTTP: start, stop, kill, look at what is stored."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import system_clock
from sandbox import Message, Phone, Sandbox
from tests.acceptance.forking import ROOT, Forked, ended, forked
from tests.feeding import by_number

_COMMAND = "from bot.cli import main; main()"
ADMIN = 1001
# Loading aiogram takes seconds, and minutes where several bots start on a busy machine.
START_SECONDS = 120


@dataclass
class BotProcess:
    """`duban run` as its own process with an SQLite file below `folder`."""

    sandbox: Sandbox
    folder: Path
    extra: dict[str, str] = field(default_factory=dict)
    # As `duban run` does it; tests that judge something else need not wait a second for each message.
    is_paced: bool = False
    child: Forked | None = None

    @property
    def env(self) -> dict[str, str]:
        return {
            **{name: os.environ[name] for name in ("PATH", "HOME", "KEEP_LOGS") if name in os.environ},
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": self.sandbox.token,
            "TELEGRAM_API_URL": self.sandbox.url,
            "DATA_DIR": str(self.folder),
            "ADMIN_IDS": str(ADMIN),
            "WORKING_HOURS": "00:00-24:00",
            "AGENCY_NAME": "云岭县人民政府督查室",
            # The process lives by the real clock: whatever day it is, no bulletin falls due meanwhile.
            "WEEKLY_BULLETIN": f"{system_clock() + timedelta(days=3):%a} 12:00".lower(),
            **self.extra,
        }

    async def start(self) -> None:
        """Started and polling: this process, not the one that was killed before it."""
        first = len(self.sandbox.calls)
        await self.launch()
        await until(lambda: any(call.method == "getUpdates" for call in self.sandbox.calls[first:]), START_SECONDS)
        await self.sandbox.until_polled(timeout=START_SECONDS)

    async def launch(self) -> None:
        """Started, without waiting for it."""
        self.child = forked(self.env, self.folder, is_paced=self.is_paced)

    async def stop(self, limit: float = 10.0) -> None:
        """SIGTERM, which must end it within `limit` seconds and with code 0."""
        assert self.child is not None
        self.child.send_signal(signal.SIGTERM)
        async with asyncio.timeout(limit):
            code = await self.child.wait()
        assert code == 0
        self.child = None

    async def kill(self) -> None:
        if self.child is not None:
            self.child.kill()
            await self.child.wait()
            self.child = None

    async def quick(self, *words: str) -> tuple[int, str, str]:
        """As `command`, from a process that has loaded everything."""
        return await ended(self.env, self.folder, *words)

    async def command(self, *words: str) -> tuple[int, str, str]:
        """`duban words…` with the same settings as its own process: (exit code, stdout, stderr)."""
        child = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", _COMMAND, *words),
            cwd=self.folder,
            env=self.env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await child.communicate()
        return child.returncode or 0, out.decode(), err.decode()

    async def stored(self) -> dict[str, list[dict[str, Any]]]:
        """`duban export --json`: the product's own account of what it holds."""
        code, out, err = await self.quick("export", "--json")
        assert code == 0, err
        tables: dict[str, list[dict[str, Any]]] = json.loads(out)
        return tables


async def until(condition: Callable[[], bool], timeout: float = 60.0, what: str = "") -> None:
    """Poll a condition of the sandbox's world; the sandbox wakes nobody for compound ones."""
    async with asyncio.timeout(timeout):
        while not condition():
            await asyncio.sleep(0.02)


def last_bot_message(phone: Phone) -> Message:
    return [message for message in phone.messages if message.from_bot][-1]


async def say(phone: Phone, words: str, answer: str, timeout: float = 60.0) -> Message:
    """Send words and wait for an answer that contains `answer`."""
    await phone.send(words)
    return await phone.wait(told(answer), timeout=timeout)


def told(words: str) -> Callable[[Message], bool]:
    """A message of the bot that says `words`, whatever stands behind the numbers in it."""
    return lambda one: one.from_bot and (words in one.text or words in by_number(one.text))


async def invited(admin: Phone, sandbox: Sandbox, user_id: int, name: str, words: str) -> Phone:
    """`/invite words` by the admin, and the invited person's joining from their own phone."""
    import re

    await admin.send(f"/invite {words}")
    message = await admin.wait(lambda one: "start=" in one.text or "新建单位" in str(one.labels))
    if "start=" not in message.text:
        await admin.press(message, "新建单位")
        message = await admin.wait("start=")
    code = re.search(r"start=([\w-]+)", message.text)
    assert code is not None
    phone = sandbox.phone(user_id, name)
    await phone.send(f"/start {code[1]}")
    await phone.wait(name)
    return phone
