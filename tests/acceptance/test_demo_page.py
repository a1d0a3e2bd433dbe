"""`duban demo` with its page, driven over the page's own HTTP door, as the phones in a browser do."""

import asyncio
import json
import os
import re
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest

from tests.acceptance.harness import ROOT, until

SUPERVISOR, OFFICIAL, ROADS, LEADER, GROUP = 1001, 2001, 2002, 3001, -1002026112301
BEIJING = timezone(timedelta(hours=8))
WAIT_SECONDS = 60
State = dict[str, Any]
Found = TypeVar("Found")


@dataclass
class Demo:
    """A running `duban demo --no-open`, and a browser that looks at it."""

    process: asyncio.subprocess.Process
    url: str
    http: aiohttp.ClientSession
    rest: list[str] = field(default_factory=list)

    async def get(self, path: str) -> Any:
        async with self.http.get(f"{self.url}/sandbox/{path}") as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.url}/sandbox/{path}", json=body) as answer:
            told = await answer.json()
        assert told["ok"], told
        return told["result"]

    async def until(self, look: Callable[[], Awaitable[Found | None]]) -> Found:
        """What `look` finds; it looks again after each event of the stream."""
        async with (
            asyncio.timeout(WAIT_SECONDS),
            self.http.get(f"{self.url}/sandbox/stream", params={"after": 0}) as stream,
        ):
            async for line in stream.content:
                if line.startswith(b"event:") and (found := await look()) is not None:
                    return found
        raise AssertionError(f"the stream ended: {await self.get('page')}")

    async def runs(self) -> set[str]:
        """The bot serves; gives the steps that are done."""

        async def look() -> set[str] | None:
            state = await self.get("page")
            return done_steps(state) if state["bot_process"] == "running" else None

        return await self.until(look)

    async def ticked(self, *keys: str) -> None:
        """These steps and no others are done."""

        async def look() -> set[str] | None:
            done = done_steps(await self.get("page"))
            return done if done >= set(keys) else None

        assert await self.until(look) == set(keys)

    async def messages(self, chat_id: int) -> list[State]:
        found: list[State] = await self.get(f"chats/{chat_id}/messages")
        return found

    async def told(self, chat_id: int, words: str) -> State:
        """The newest message of the bot in a chat that holds these words."""

        async def look() -> State | None:
            found = [one for one in await self.messages(chat_id) if words in one.get("text", "")]
            return next((one for one in reversed(found) if one["by_bot"]), None)

        return await self.until(look)

    async def press(self, user_id: int, label: str) -> None:
        await self.post("press", user_id=user_id, label=label)

    async def step(self, key: str) -> State:
        return next(one for one in (await self.get("page"))["steps"] if one["key"] == key)

    async def end(self, sign: signal.Signals) -> None:
        """It ends at once, with one line, and takes its child along."""
        children = children_of(self.process.pid)
        self.process.send_signal(sign)
        async with asyncio.timeout(15):
            rest = (await self.process.stdout.read()).decode() if self.process.stdout else ""
            assert await self.process.wait() == 0, rest
        self.rest = rest.splitlines()
        assert not [child for child in children if is_alive(child)]


def done_steps(state: State) -> set[str]:
    return {step["key"] for step in state["steps"] if step["done"]}


def children_of(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


async def launched(folder: Path, *words: str) -> asyncio.subprocess.Process:
    passed = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", "from bot.cli import main; main()", "demo", "--no-open", *words),
        cwd=folder,
        env={**passed, "PYTHONPATH": str(ROOT), "AGENCY_NAME": "真实的督查室", "BULLETIN_MODE": "review"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


@asynccontextmanager
async def demo(folder: Path, *words: str) -> AsyncIterator[Demo]:
    process = await launched(folder, *words)
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    found = re.search(r"http://127\.0\.0\.1:\d+", line)
    try:
        assert found is not None, line + (await process.stdout.read()).decode()
        async with aiohttp.ClientSession() as http:
            yield Demo(process, found[0], http)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_the_guided_tour(tmp_path: Path) -> None:
    async with demo(tmp_path, "--port", "0") as shown:
        assert await shown.runs() == set()

        await shown.post("handy", user_id=SUPERVISOR, name=(await shown.step("paper"))["file"])
        await shown.ticked("paper")
        await shown.press(SUPERVISOR, (await shown.step("import"))["press"])
        await shown.ticked("paper", "import")

        await shown.told(OFFICIAL, "高山茶")
        report = await shown.step("report")
        await shown.press(OFFICIAL, report["press"])
        question = await shown.told(OFFICIAL, "最新进展")
        reply = {"user_id": OFFICIAL, "reply_to": question["message_id"]}
        await shown.post("send", **reply, text=report["text"])
        await shown.ticked("paper", "import", "report")

        await shown.press(OFFICIAL, "详情")
        await shown.told(OFFICIAL, "状态：")
        done = await shown.step("done")
        await shown.press(OFFICIAL, done["press"])
        question = await shown.told(OFFICIAL, "完成情况")
        await shown.post("send", user_id=OFFICIAL, reply_to=question["message_id"], text=done["text"])
        await shown.ticked("paper", "import", "report", "done")

        await shown.told(SUPERVISOR, "申请办结 #14")
        await shown.press(SUPERVISOR, (await shown.step("approve"))["press"])
        await shown.ticked("paper", "import", "report", "done", "approve")
        await shown.post("send", user_id=SUPERVISOR, text=(await shown.step("status"))["text"])
        main_job = ("paper", "import", "report", "done", "approve", "status")
        await shown.ticked(*main_job)

        await shown.post("move", key=(await shown.step("nudge"))["move"])
        await shown.ticked(*main_job, "nudge")
        assert (await now(shown)).strftime("%m-%d %H") == "11-23 09"
        await asleep_and_awake(shown, main_job)

        await shown.post("move", key=(await shown.step("friday"))["move"])
        await shown.ticked(*main_job, "nudge", "dark", "light", "friday")
        assert (await now(shown)).strftime("%m-%d %H:%M") == "11-27 17:00"
        posts = [one for one in await shown.messages(GROUP) if one["by_bot"]]
        texts = "\n".join(one.get("text") or one.get("caption", "") for one in posts)
        assert "共22件" in texts
        assert "路面已铺设3公里" in texts
        assert "真实的督查室" not in json.dumps(posts, ensure_ascii=False)
        assert sum("document" in one for one in posts) == 1

        await shown.end(signal.SIGINT)
        assert shown.rest == ["演示已结束。"]


async def asleep_and_awake(shown: Demo, main_job: tuple[str, ...]) -> None:
    """What is said to a dead bot is answered once when it lives again."""
    dead = (await shown.post("bot", do="kill"))["state"]
    assert dead == "stopped"
    sent = await shown.post("send", user_id=ROADS, text=(await shown.step("dark"))["text"])
    await shown.ticked(*main_job, "nudge", "dark")
    assert (await shown.get("page"))["updates_waiting"] >= 1
    assert (await shown.messages(ROADS))[-1]["message_id"] == sent["message_id"]
    await shown.post("bot", do="start")
    await shown.ticked(*main_job, "nudge", "dark", "light")
    told = [one for one in await shown.messages(ROADS) if "已记录 R-" in one.get("text", "")]
    assert len(told) == 1
    assert "#2" in told[0]["text"]


async def now(shown: Demo) -> datetime:
    return datetime.fromtimestamp((await shown.get("page"))["now"], BEIJING)


async def test_it_goes_on_where_it_was(tmp_path: Path) -> None:
    words = ("--port", "0", "--keep", "kept")
    async with demo(tmp_path, *words) as shown:
        await shown.runs()
        await shown.post("send", user_id=SUPERVISOR, text="/status")
        await shown.ticked("status")
        await shown.post("move", key="day")
        moved, before = await now(shown), await shown.messages(ROADS)
        await shown.end(signal.SIGTERM)
        assert len(shown.rest) == 1
        assert str(tmp_path / "kept") in shown.rest[0]
    # Nine o'clock of the Monday lay on the way.
    assert "催办" in before[-1]["text"]
    assert datetime.fromtimestamp(before[-1]["date"], BEIJING).strftime("%d %H") == "23 09"

    async with demo(tmp_path, *words) as shown:
        assert await shown.runs() == {"status", "nudge"}
        assert moved <= await now(shown) < moved + timedelta(minutes=5)
        assert [one["message_id"] for one in await shown.messages(ROADS)] == [one["message_id"] for one in before]
        await shown.post("send", user_id=ROADS, text="/report 2 标线已划完")
        assert "R-" in (await shown.told(ROADS, "已记录"))["text"]
        child = children_of(shown.process.pid)[0]
        shown.process.kill()
        await shown.process.wait()
        await until(lambda: not is_alive(child), what="the bot outlives its parent")


@pytest.mark.parametrize("imports", [2, pytest.param(1, marks=pytest.mark.full)], ids=["shared", "alone"])
async def test_cold_start(tmp_path: Path, imports: int) -> None:
    """From the command to a bot that serves: 2 s beyond `import aiogram`; two of three tries may be disturbed.

    Beside other tests the two processes of a demo wait for each other, too.
    """
    figures = []
    for turn in range(3):
        began = time.perf_counter()
        loading = await asyncio.create_subprocess_exec(sys.executable, "-c", "import aiogram")
        await loading.wait()
        aiogram, began = time.perf_counter() - began, time.perf_counter()
        async with demo(tmp_path, "--port", "0", "--keep", f"kept-{turn}") as shown:
            await shown.get("page")
            page = time.perf_counter() - began
            await shown.runs()
            figures.append((aiogram, page, time.perf_counter() - began))
            await shown.end(signal.SIGINT)
        print("import aiogram {:.2f} s, page {:.2f} s, bot serves {:.2f} s".format(*figures[-1]))
        if figures[-1][2] <= imports * figures[-1][0] + 2:
            return
    pytest.fail(f"(import aiogram, page, bot serves) in seconds: {figures}")


async def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with demo(tmp_path, "--port", str(port)) as shown:
            assert port < int(shown.url.rpartition(":")[2]) <= port + 20
            async with shown.http.get(shown.url) as page:
                assert page.status == 200
            # The bot is still loading: the end does not wait for it.
            await shown.end(signal.SIGTERM)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--port", "70000"), "70000"),
        (("--port", "-1"), "-1"),
        (("--keep", "a file"), "a file"),
        (("--keep", "an office"), "duban.db"),
        (("--keep", "damaged"), "demo.json"),
        (("--tour", "--keep", "an office"), "duban.db"),
    ],
)
async def test_what_cannot_be_used_is_one_line(tmp_path: Path, words: tuple[str, ...], named: str) -> None:
    (tmp_path / "a file").write_text("")
    (tmp_path / "an office").mkdir()
    (tmp_path / "an office" / "duban.db").write_bytes(b"somebody's")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / "demo.json").write_text("{}")
    process = await launched(tmp_path, *words)
    out, _ = await process.communicate()
    assert process.returncode == 2, out.decode()
    assert len(out.decode().splitlines()) == 1, out.decode()
    assert named in out.decode()
    assert (tmp_path / "an office" / "duban.db").read_bytes() == b"somebody's"
