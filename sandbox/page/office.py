"""What the page shows and does beyond the world: roles, tour, clock, the bot's process, switches."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import asdict
from secrets import token_hex

from sandbox.api import Call
from sandbox.asking import secrets_of
from sandbox.clock import MovableClock
from sandbox.page.guide import Guide
from sandbox.page.pdf import Previews
from sandbox.page.stream import Streams, frame
from sandbox.page.switches import Switches
from sandbox.server import Server
from sandbox.stage import Controls, Role
from sandbox.wire import Json, picked
from sandbox.world import Chat, Event

log = logging.getLogger("sandbox")
PLAIN_MOVES = {"hour": ("前进 1 小时", 3_600.0), "day": ("前进 1 天", 86_400.0)}
LOOK_SECONDS = 1.0
DEBOUNCE_SECONDS = 0.1
# A difference of clocks below this is no travel in time.
DRIFT_SECONDS = 0.5


class Page:
    """The page's side of one sandbox. `open` and `close` go with the server's start and stop."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.epoch = ""
        self.guide = Guide(lambda key: self.streams.tell("step", {"key": key, "done": True}, f"step {key}"))
        self.switches = Switches(server.faults, server.cut_lines)
        self.streams = Streams(server.world, secrets_of(server.token))
        self.previews = Previews()
        self.acting = asyncio.Lock()
        self._stirred = asyncio.Event()
        self._watch: asyncio.Task[None] | None = None
        self._last: dict[str, object] = {}
        self._clock_ahead = 0.0
        server.world.listeners.append(self._on_event)

    # Life

    def open(self) -> None:
        """A new epoch: pages of an earlier one reload their state."""
        self.epoch = token_hex(8)
        if self.server.stage is not None:
            self.attend()

    def attend(self) -> None:
        """Somebody looks: raw traffic is told and the watch runs, until `close`."""
        self.server.api.on_call = self._tell_call
        self.server.updates.on_raw = self._tell_update
        if self._watch is None:
            self._note_clock()
            # `close` awaits it.
            self._watch = asyncio.get_running_loop().create_task(self._keep_watch())

    async def close(self) -> None:
        """Ends all streams and the watch."""
        self.streams.close()
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
            await asyncio.wait([watch])
            if not watch.cancelled():
                watch.result()

    def _on_event(self, event: Event) -> None:
        self.streams.on_event(event)
        self._stirred.set()

    def _tell_call(self, call: Call) -> None:
        # An endless row of long polls would push everything else out.
        if call.method == "getUpdates" and call.status == 200 and not call.fault:
            return
        self.server.world.record("call", self.server.world.chats.get(call.chat_id or 0), call_shown(call))

    def _tell_update(self, update: Json, chat_id: int) -> None:
        self.server.world.record("update", self.server.world.chats.get(chat_id), update)

    async def _keep_watch(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._stirred.wait()
            await asyncio.sleep(DEBOUNCE_SECONDS)
            self._stirred.clear()
            await self.look()

    async def look(self) -> None:
        """Ticks steps off and tells of the clock, the bot's process and the switches when they changed."""
        await self.guide.look(self.server.stage)
        try:
            if abs(self._clock_drift()) > DRIFT_SECONDS:
                self._note_clock()
                self.streams.tell("clock", {"now": self.server.clock()})
            states: list[tuple[str, object]] = [("bot", self.bot_state()), ("faults", self.switches.shown())]
            for kind, data in states:
                if self._last.get(kind) != data:
                    self._last[kind] = data
                    self.streams.tell(kind, data)
        except Exception:
            log.exception("sandbox: the state of the page cannot be told")

    def _note_clock(self) -> None:
        self._clock_ahead += self._clock_drift()

    def _clock_drift(self) -> float:
        """How far the clock moved on beyond the time that passed."""
        return self.server.clock() - asyncio.get_running_loop().time() - self._clock_ahead

    # What the page shows

    @property
    def controls(self) -> Controls | None:
        return self.server.stage.controls if self.server.stage else None

    def bot_state(self) -> Json:
        """`state` of the bot's process, and how many updates wait for it."""
        state = self.controls.bot() if self.controls else "none"
        return {"state": state, "waiting": len(self.server.updates.entries)}

    def moves(self) -> list[tuple[str, str]]:
        """The clock moves on offer: the stage's, else hours and days of a movable clock."""
        if self.controls is not None:
            return self.controls.moves()
        plain = isinstance(self.server.clock, MovableClock)
        return [(key, label) for key, (label, _) in PLAIN_MOVES.items()] if plain else []

    async def move(self, key: str) -> None:
        """Moves the clock. Raises ValueError when there is no such move or it cannot be done now."""
        if key not in dict(self.moves()):
            raise ValueError(f"no such move of the clock: {key!r}")
        async with self.acting:
            if self.controls is not None:
                await self.controls.move(key)
            elif isinstance(self.server.clock, MovableClock):
                self.server.clock.advance(PLAIN_MOVES[key][1])
        await self.look()

    async def turn_bot(self, what: str) -> None:
        """`kill` or `start`. Raises ValueError when the stage has no bot process."""
        if self.controls is None:
            raise ValueError("the bot's process is not run by this page")
        if what not in {"kill", "start"}:
            raise ValueError(f"the bot cannot {what!r}")
        async with self.acting:
            await (self.controls.kill_bot() if what == "kill" else self.controls.start_bot())
        await self.look()

    def greeting(self) -> bytes:
        """What a stream begins with: where we are, and all that has no event number."""
        now = self.server.clock()
        hello = {"epoch": self.epoch, "seq": self.server.world.seq, "now": now}
        frames = [frame("hello", hello), frame("bot", self.bot_state())]
        frames.append(frame("faults", self.switches.shown()))
        steps = self.guide.shown(self.server.stage)
        frames += [frame("step", {"key": step["key"], "done": step["done"]}) for step in steps]
        return b"".join(frames)

    def state(self) -> Json:
        """The first state of the page; its stream goes on from `seq`."""
        world, stage = self.server.world, self.server.stage
        bot = {name: world.bot_user[name] for name in ("id", "first_name", "username")}
        process = self.bot_state()
        return {
            "epoch": self.epoch, "seq": world.seq, "now": world.clock(), "bot": bot,
            "title": stage.title if stage else world.bot.first_name,
            "roles": [asdict(role) for role in (stage.roles if stage else self._everybody())],
            "groups": list(stage.groups) if stage else [c for c in world.chats if c < 0],
            "chats": [chat_state(chat) for chat in world.chats.values()],
            "people": [picked(one, "user_id", "first_name", "started", "blocked") for one in world.people.values()],
            "steps": self.guide.shown(stage),
            "files": [{"name": f.name, "size": len(f.content)} for f in (stage.files if stage else [])],
            "moves": self.moves(), "clock_movable": bool(self.moves()),
            "bot_process": process["state"], "updates_waiting": process["waiting"],
            "faults": self.switches.shown(),
        }  # fmt: skip

    def _everybody(self) -> list[Role]:
        return [Role(p.user_id, p.first_name, "", "official") for p in self.server.world.people.values()]


def call_shown(call: Call) -> Json:
    """A Bot API call for the inspector; `index` is its place in /sandbox/calls."""
    names = ("index", "method", "params", "files", "at", "chat_id", "status", "applied")
    return picked(call, *names, "result", "description", "fault")


def chat_state(chat: Chat) -> Json:
    """A chat as the page lists it."""
    told = picked(chat, "chat_id", "kind", "bot_status", "members", "last_id", "migrated_to", "deleted")
    return told | {"title": chat.head["first_name"] if chat.kind == "private" else chat.title}
