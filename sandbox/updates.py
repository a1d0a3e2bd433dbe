"""The queue of updates and long polling, by the rules of Telegram's own server (tdlib/telegram-bot-api).

An update is forgotten once getUpdates asks for a higher offset; a negative offset keeps only that many from
the end; messages expire 24 h after their own date, callback queries after 150 s. A second getUpdates ends the
waiting one with 409. Updates are serialised once, when they are queued.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from sandbox.clock import Clock
from sandbox.errors import ApiError
from sandbox.signal import Signal
from sandbox.wire import Json, dump

DAY, PRESS_LIFE = 86_400, 150
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(slots=True)
class Entry:
    """A queued update. `fresh`: injected and not handed out yet, so no offset may forget it before."""

    serial: int
    update_id: int
    body: bytes
    lane: int
    expires: float
    fresh: bool = False


class Updates:
    """The queue. `on_put(entry)` is how the webhook courier hears of new ones, `on_raw(update, lane)` the page."""

    def __init__(self, clock: Clock, seed: str) -> None:
        self.clock = clock
        self.next_id = 100_000_000 + crc32(seed.encode()) % 400_000_000
        self.entries: OrderedDict[int, Entry] = OrderedDict()
        self.allowed: frozenset[str] | None = None
        self.webhook_active = False
        self.on_put: Callable[[Entry], None] | None = None
        self.on_raw: Callable[[Json, int], None] | None = None
        self.recent: deque[bytes] = deque(maxlen=1000)
        self.polling = Signal()
        self._serial = 0
        self._odd = False
        self._waiting: asyncio.Future[None] | None = None
        self._open = True

    def wants(self, kind: str) -> bool:
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def allow(self, raw: Any) -> None:
        """None leaves the setting as it was; an empty list means everything but the rare kinds."""
        if isinstance(raw, list):
            self.allowed = frozenset(str(kind) for kind in raw) or None

    def put(self, kind: str, payload: Json, lane: int, expires: float) -> int | None:
        """Queues `{update_id, kind: payload}`; None when the bot does not want this kind."""
        if not self.wants(kind):
            return None
        update_id = self.next_id
        self.next_id += 1
        raw = {"update_id": update_id, kind: payload}
        self._append(Entry(0, update_id, dump(raw), lane, expires), raw)
        return update_id

    def inject(self, raw: Json, lane: int) -> int:
        """Queues any raw update as it is (poison, or an `update_id` used before); returns its id."""
        update_id = raw.get("update_id")
        if type(update_id) is not int:
            update_id = self.next_id
            self.next_id += 1
            raw = {"update_id": update_id, **raw}
        self._odd = True
        self._append(Entry(0, update_id, dump(raw), lane, self.clock() + DAY, fresh=True), raw)
        return update_id

    def restore(self, next_id: int, entries: list[Entry], allowed: frozenset[str] | None) -> None:
        """Goes on with the queue of an earlier run."""
        self.next_id, self.allowed = next_id, allowed
        for entry in entries:
            self._serial += 1
            entry.serial = self._serial
            self.entries[entry.serial] = entry
        # Their ids may be in any order, which only the careful way of confirming can bear.
        self._odd = bool(entries)

    def _append(self, entry: Entry, raw: Json) -> None:
        self._serial += 1
        entry.serial = self._serial
        self.entries[entry.serial] = entry
        self.recent.append(entry.body)
        if self.on_raw is not None:
            self.on_raw(raw, entry.lane)
        if self.on_put is not None:
            self.on_put(entry)
        self.release()

    def release(self) -> None:
        """Ends the waiting long poll with what there is; with nothing when its line was cut."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def forget(self, entry: Entry) -> None:
        self.entries.pop(entry.serial, None)

    def drop_expired(self) -> None:
        now = self.clock()
        for entry in [e for e in self.entries.values() if e.expires <= now]:
            self.forget(entry)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            for entry in list(self.entries.values())[:offset]:
                self.forget(entry)
        elif self._odd:
            for entry in [e for e in self.entries.values() if e.update_id < offset and not e.fresh]:
                self.forget(entry)
            self._odd = bool(self.entries)
        else:
            while self.entries and next(iter(self.entries.values())).update_id < offset:
                self.entries.popitem(last=False)

    def _batch(self, limit: int) -> list[bytes]:
        now = self.clock()
        chosen: list[Entry] = []
        for entry in list(self.entries.values()) if self._odd else self.entries.values():
            if entry.expires > now:
                chosen.append(entry)
                if len(chosen) == limit:
                    break
        for entry in chosen:
            entry.fresh = False
        if self._odd:
            chosen.sort(key=lambda e: e.update_id)
        return [entry.body for entry in chosen]

    async def poll(self, offset: int, limit: int, seconds: float) -> list[bytes]:
        """One getUpdates: up to `limit` serialised updates, waiting at most `seconds` for the first.

        Raises ApiError 409 while a webhook is set, or when another getUpdates came meanwhile.
        """
        if self.webhook_active:
            raise ApiError(409, f"Conflict: {WEBHOOK_ACTIVE}")
        self.interrupt(OTHER_POLLER)
        self._confirm(offset)
        batch = self._batch(limit)
        if batch or seconds <= 0 or not self._open:
            return batch
        await self._wait(seconds)
        return self._batch(limit) if self._open else []

    async def _wait(self, seconds: float) -> None:
        self.drop_expired()
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        self.polling.fire()
        try:
            await asyncio.wait([waiting], timeout=seconds)
            if waiting.done():
                waiting.result()
        finally:
            if self._waiting is waiting:
                self._waiting = None

    @property
    def is_polled(self) -> bool:
        """A long poll is waiting right now."""
        return self._waiting is not None

    def interrupt(self, reason: str) -> None:
        """Ends the waiting long poll with 409."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ApiError(409, f"Conflict: {reason}"))
        self._waiting = None

    def close(self) -> None:
        """The server stops: a waiting poll is answered with nothing; the queue stays."""
        self._open = False
        self.release()

    def reopen(self) -> None:
        self._open = True
