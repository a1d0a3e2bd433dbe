"""What stands behind the page: `duban demo` as a process, or a sandbox in which the test is the bot."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from sandbox import Group, Sandbox
from sandbox.stage import Role, Stage

ROOT = Path(__file__).parents[2]
COMMAND = "from bot.cli import main; main()"
SUPERVISOR, OFFICIAL, ROADS, TOWN, LEADER = 1001, 2001, 2002, 2003, 3001
GROUP = -1002026112301


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[str]:
    """The address of `duban demo --no-open --port 0`, run in `folder`."""
    passed = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", COMMAND, "demo", "--no-open", "--port", "0"),
        cwd=folder,
        env={**passed, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found is not None, line
        yield found[0]
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()


def county(sandbox: Sandbox) -> Group:
    """An official, a supervisor and a leader with their group, on the page's three phones."""
    roles = [
        Role(ROADS, "秦岚", "县交通局 联络员", "official"),
        Role(TOWN, "方小满", "石门镇 联络员", "official"),
        Role(SUPERVISOR, "苏文", "督查室", "supervisor"),
        Role(LEADER, "林望舒", "副县长", "leader"),
    ]
    phones = [sandbox.phone(role.user_id, role.name) for role in roles]
    for phone in phones:
        phone.person.started = True
    group = sandbox.group("云岭县领导群", phones[2:], GROUP)
    sandbox.stage = Stage("云岭县督办", roles, [GROUP], [], [])
    return group


class Bot:
    """The test in the bot's place."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.http = http
        self._offset = 0

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result of a Bot API method."""
        url = f"{self.sandbox.url}/bot{self.sandbox.token}/{method}"
        async with self.http.post(url, json=params) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def send_file(self, chat_id: int, name: str, content: bytes) -> Any:
        form = aiohttp.FormData({"chat_id": str(chat_id)}, quote_fields=False)
        form.add_field("document", content, filename=name)
        url = f"{self.sandbox.url}/bot{self.sandbox.token}/sendDocument"
        async with self.http.post(url, data=form) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def pressed(self) -> str:
        """The id of the next press of a button."""
        while True:
            for update in await self("getUpdates", timeout=20, offset=self._offset):
                self._offset = update["update_id"] + 1
                if "callback_query" in update:
                    return str(update["callback_query"]["id"])
