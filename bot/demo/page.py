"""The page of phones: the local Bot API and its page in this process, the bot beside it in its own."""

import asyncio
import errno
import os
import signal
import sys
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.clock import MovableClock
from bot.demo.controls import DemoControls
from bot.demo.keep import Unusable, folder, keep_moment, kept_moment
from bot.demo.process import BotProcess
from bot.demo.stage import ROLES, make_stage
from domain.demo import county, texts
from sandbox import Sandbox, keeping

PHONES = "phones"
SAVE_SECONDS = 3.0


def run(port: int, keep: Path | None, *, browse: bool) -> int:
    """Until Ctrl-C or SIGTERM; the exit status: 0, or 2 when the port or the folder cannot be used."""
    kept = ""
    try:
        with folder(keep) as place:
            kept = texts.kept_in(place) if keep else ""
            asyncio.run(_serve(place, port, is_kept=keep is not None, browse=browse))
    except Unusable as unusable:
        typer.echo(str(unusable), err=True)
        return 2
    except KeyboardInterrupt:
        # Before the loop listened to signals; the end is the same.
        kept = ""
    typer.echo(texts.ENDED + kept)
    return 0


async def _serve(place: Path, port: int, *, is_kept: bool, browse: bool) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    clock = MovableClock()
    sandbox = Sandbox(clock=lambda: clock().timestamp(), port=port, next_free=True)
    await _open_world(sandbox, place, clock)
    await _listen(sandbox, port)
    try:
        async with asyncio.TaskGroup() as group:
            process = BotProcess(sandbox.url, sandbox.token, place, clock, group.create_task)
            sandbox.stage = make_stage(sandbox, DemoControls(clock, process, place))
            typer.echo(texts.greeting(sandbox.url))
            if browse:
                open_browser(sandbox.url)
            diary = Diary(sandbox, place, clock) if is_kept else None
            await _until(stop, process, diary, group)
    except* Unusable as unusable:
        raise Unusable(str(unusable.exceptions[0])) from None
    finally:
        await sandbox.stop()


async def _until(stop: asyncio.Event, process: BotProcess, diary: "Diary | None", group: asyncio.TaskGroup) -> None:
    if diary is not None:
        diary.write()
        writing = group.create_task(diary.keep_writing())
    try:
        await process.start()
        await stop.wait()
    finally:
        await process.stop()
    if diary is not None:
        writing.cancel()
        diary.write()


async def _open_world(sandbox: Sandbox, place: Path, clock: MovableClock) -> None:
    """The story begins, or goes on at the moment at which it was left. Raises Unusable."""
    moment = kept_moment(place)
    clock.ahead = (moment or county.BEGIN) - clock()
    try:
        is_there = keeping.load(sandbox, place / PHONES) is not None
    except (OSError, ValueError) as error:
        raise Unusable(texts.phones_unread(place, error)) from None
    if moment is not None and not is_there:
        raise Unusable(texts.phones_gone(place))
    if not is_there:
        # The county's people and their group; those whose phones the page shows greet the bot.
        phones = {one.user_id: sandbox.phone(one.user_id, one.name) for one in county.RESIDENTS}
        for phone in phones.values():
            phone.person.started = True
        members = [phones[one.user_id] for one in (*county.SUPERVISORS, *county.LEADERS)]
        sandbox.group(county.GROUP, members, chat_id=county.GROUP_ID)
        for role in ROLES:
            await phones[role.user_id].send("/start")


async def _listen(sandbox: Sandbox, port: int) -> None:
    try:
        await sandbox.start()
    except (OSError, OverflowError) as error:
        taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        why = getattr(error, "strerror", None)
        raise Unusable(texts.port_unusable(port, is_taken=taken, why=why)) from None


@dataclass(frozen=True, slots=True)
class Diary:
    """The world and its time, never far behind the bot's database."""

    sandbox: Sandbox
    place: Path
    clock: MovableClock

    async def keep_writing(self) -> None:
        written = -1
        while True:
            if self.sandbox.world.seq != written:
                written = self.sandbox.world.seq
                self.write()
            await asyncio.sleep(SAVE_SECONDS)

    def write(self) -> None:
        """Raises Unusable when the folder takes no more."""
        try:
            keeping.save(self.sandbox, self.place / PHONES)
            keep_moment(self.place, self.clock())
        except OSError as error:
            raise Unusable(texts.folder_full(self.place, error.strerror)) from None


def open_browser(url: str) -> None:
    """In the background; nothing at all where there is no desktop to open it on."""
    has_desktop = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )
    if has_desktop:
        # A daemon: a browser that stays in the foreground must not hold up the end.
        threading.Thread(target=_open, args=(url,), daemon=True).start()


def _open(url: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(url)
