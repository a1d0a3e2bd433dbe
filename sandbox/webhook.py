"""Delivery by webhook, as Telegram's server does it.

One lane per chat: a failing update holds back the later ones of its chat and no others. A failure is retried
at once, then after 2, 4, 8 ... seconds up to 60 (times `scale`), until the update expires; `Retry-After` is
obeyed up to 3,600 s; an answer must come within 60 s. The reply may itself be a method call.
"""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from sandbox.signal import Signal
from sandbox.updates import Entry, Updates
from sandbox.wire import Json

OnReply = Callable[[Json], Awaitable[object]]
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the header's name, not a secret


@dataclass(slots=True)
class Webhook:
    """What setWebhook set. An empty `url` means long polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    has_certificate: bool = False
    last_error: str = ""
    last_error_at: int = 0


class Courier:
    """Carries queued updates to the webhook while one is set."""

    def __init__(self, updates: Updates, on_reply: OnReply, scale: float) -> None:
        self.updates = updates
        self.hook = Webhook()
        self.scale = scale
        self.trouble = Signal()
        self._on_reply = on_reply
        self._lanes: dict[int, deque[Entry]] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._session: aiohttp.ClientSession | None = None
        self._slots = asyncio.Semaphore(40)
        updates.on_put = self._take

    async def set(self, hook: Webhook) -> None:
        """Starts delivering to `hook` (stops when its url is empty), from what is queued on."""
        await self.stop()
        self.hook = hook
        self.updates.webhook_active = bool(hook.url)
        self.start()

    def start(self) -> None:
        if self.hook.url and self._session is None:
            self._slots = asyncio.Semaphore(self.hook.max_connections)
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
            for entry in self.updates.entries.values():
                self._take(entry)

    async def stop(self) -> None:
        """Ends deliveries under way (they count as failed) and keeps the queue. Raises what broke a lane."""
        session, self._session = self._session, None
        tasks = list(self._tasks.values())
        self._tasks.clear()
        self._lanes.clear()
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        if session is not None:
            await session.close()
        for outcome in outcomes:
            if isinstance(outcome, Exception):
                raise outcome

    def _take(self, entry: Entry) -> None:
        if self._session is None:
            return
        self._lanes.setdefault(entry.lane, deque()).append(entry)
        if entry.lane not in self._tasks:
            # A lane outlives the call that filled it; `stop` awaits it and raises what broke it.
            lane = self._drive(entry.lane, self._session)
            self._tasks[entry.lane] = asyncio.get_running_loop().create_task(lane)

    async def _drive(self, lane: int, session: aiohttp.ClientSession) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._deliver(waiting[0], session)
            self.updates.forget(waiting.popleft())
        del self._lanes[lane], self._tasks[lane]

    async def _deliver(self, entry: Entry, session: aiohttp.ClientSession) -> None:
        failures = 0
        while entry.expires > self.updates.clock():
            async with self._slots:
                asked_wait = await self._post(entry, session)
            if asked_wait is None:
                return
            pause = max(asked_wait, min(2.0**failures, 60.0) if failures else 0.0)
            failures += 1
            await asyncio.sleep(pause * self.scale)

    async def _post(self, entry: Entry, session: aiohttp.ClientSession) -> float | None:
        """None when delivered, else the seconds the bot asked to wait (0 when it did not)."""
        headers = {"Content-Type": "application/json"}
        if self.hook.secret:
            headers[SECRET_HEADER] = self.hook.secret
        try:
            async with session.post(self.hook.url, data=entry.body, headers=headers) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:
                    await self._reply(body)
                    return None
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
                asked = answer.headers.get("Retry-After", "0")
                return min(float(asked), 3600.0) if asked.isdecimal() else 0.0
        except TimeoutError:
            self._failed("Read timeout expired")
        except aiohttp.ClientError as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            self._failed("Connection refused" if refused else "Connection closed")
        return 0.0

    def _failed(self, reason: str) -> None:
        self.hook.last_error = reason
        self.hook.last_error_at = int(self.updates.clock())
        self.trouble.fire()

    async def _reply(self, body: bytes) -> None:
        """A JSON object with "method" is a call the bot makes by its answer."""
        if not body.startswith(b"{"):
            return
        try:
            call = json.loads(body)
        except ValueError:
            return
        if isinstance(call, dict) and isinstance(call.get("method"), str):
            await self._on_reply(call)
