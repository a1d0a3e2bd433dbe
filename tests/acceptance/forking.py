"""Processes of ours that share the loading of aiogram: one process has loaded it, and forks one for each start.

What comes of it is a process like any other, with settings, a folder and connections of its own, that is
stopped and killed by signals. Loading takes five seconds of processor time, a fork none.
"""

import asyncio
import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

ROOT = Path(__file__).parents[2]
REQUEST_MOST = 1 << 16
# Loading on a busy machine.
ANSWER_SECONDS = 120.0


@dataclass
class Forked:
    """A bot's process, with the part of asyncio's Process that tests use."""

    pid: int
    channel: socket.socket
    returncode: int | None = None

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        if self.returncode is None:
            self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """The exit code, or the number of the signal that ended it, negative."""
        if self.returncode is None:
            self.channel.setblocking(False)
            told = await asyncio.get_running_loop().sock_recv(self.channel, REQUEST_MOST)
            self.channel.close()
            self.returncode = int(told)
        return self.returncode


def forked(env: dict[str, str], folder: Path, *, is_paced: bool) -> Forked:
    """`duban run` in `folder`; without pacing when Telegram's limits are not what is judged."""
    with open(os.devnull, "wb") as nowhere:
        out = 1 if "KEEP_LOGS" in env else nowhere.fileno()
        return _started(env, folder, ["run"], (out, 2), is_paced=is_paced)


async def ended(env: dict[str, str], folder: Path, *words: str) -> tuple[int, str, str]:
    """`duban words…` in `folder`: exit code, stdout, stderr."""
    with TemporaryFile() as out, TemporaryFile() as err:
        code = await _started(env, folder, list(words), (out.fileno(), err.fileno())).wait()
        out.seek(0)
        err.seek(0)
        return code, out.read().decode(), err.read().decode()


def _started(
    env: dict[str, str], folder: Path, words: list[str], outputs: tuple[int, int], *, is_paced: bool = True
) -> Forked:
    """`outputs` become its stdout and stderr."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        request = json.dumps({"env": env, "folder": str(folder), "words": words, "is_paced": is_paced})
        socket.send_fds(_loaded(), [request.encode()], [theirs.fileno(), *outputs])
    ours.settimeout(ANSWER_SECONDS)
    return Forked(int(ours.recv(REQUEST_MOST)), ours)


@cache
def _loaded() -> socket.socket:
    """The line to the process that has loaded everything; it ends when the line does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        words = (sys.executable, "-m", __name__, str(theirs.fileno()))
        process = subprocess.Popen(words, cwd=ROOT, pass_fds=(theirs.fileno(),))

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def serve(line: socket.socket) -> None:
    """Fork for each request until the other side is gone."""
    import bot.cli.main
    import bot.run  # noqa: F401  what is to be loaded

    gc.collect()
    gc.freeze()
    # Keepers are nobody's concern.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        request, fds, _, _ = socket.recv_fds(line, REQUEST_MOST, 3)
        if not request:
            return
        if os.fork() == 0:
            line.close()
            for theirs, ours in enumerate(fds[1:], 1):
                os.dup2(ours, theirs)
            _keep(json.loads(request), socket.socket(fileno=fds[0]))
        for one in fds:
            os.close(one)


def _keep(request: dict[str, Any], channel: socket.socket) -> None:
    """Fork the bot, tell its process id, and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    child = os.fork()
    if child == 0:
        channel.close()
        _run(**request)
    try:
        channel.send(str(child).encode())
        _, status = os.waitpid(child, 0)
        channel.send(str(os.waitstatus_to_exitcode(status)).encode())
    finally:
        # The test may be gone by now.
        os._exit(0)


def _run(env: dict[str, str], folder: str, words: list[str], *, is_paced: bool) -> None:
    code: Any = 1
    try:
        os.environ.clear()
        os.environ.update(env)
        os.chdir(folder)
        code = _as_command(words) if is_paced else _unpaced()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001  told as the interpreter would
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0 if code is None else 1)


def _as_command(words: list[str]) -> int:
    from bot.cli import main

    sys.argv = ["duban", *words]
    main()
    return 0


def _unpaced() -> int:
    from bot.clock import system_clock
    from bot.logs import set_up
    from bot.pacing import UNLIMITED
    from bot.run import serve as run
    from bot.settings import load

    settings = load()
    set_up(settings.log_level)
    run(settings, system_clock, UNLIMITED)
    return 0


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
