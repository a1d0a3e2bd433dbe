"""What happens, as server-sent events: `GET /sandbox/stream?after=<seq>`.

A browser's place is a number of the world's own bounded list of events, so nothing is queued per browser but
the latest clock, bot, faults and steps. One that stays behind while its line is stuck is cut; it comes back
with `Last-Event-ID` and gets what it missed, or `lost` when that is no longer kept.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.asking import masked
from sandbox.wire import dump
from sandbox.world import Event, World

HEARTBEAT = b": here\n\n"
HEADERS = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Accel-Buffering": "no",
}
RAW = frozenset({"call", "update"})
CHUNK_MOST = 128 << 10


def frame(kind: str, data: object, seq: int | None = None) -> bytes:
    """One server-sent event; only numbered ones can be resumed from."""
    head = f"event: {kind}\n" if seq is None else f"id: {seq}\nevent: {kind}\n"
    return head.encode() + b"data: " + dump(data) + b"\n\n"


@dataclass(eq=False, slots=True)
class Reader:
    """One browser: `at` is the last event it was given, `notes` the unnumbered frames it still gets."""

    transport: asyncio.BaseTransport | None
    at: int
    notes: dict[str, bytes] = field(default_factory=dict)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    writing: bool = False
    closed: bool = False

    def close(self) -> None:
        self.closed = True
        self.news.set()

    def cut(self) -> None:
        """Ends the connection although what was written is not read."""
        self.close()
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()


class Streams:
    """All browsers. `secrets` are never sent: they are masked in raw calls and updates."""

    def __init__(self, world: World, secrets: list[bytes]) -> None:
        self.world = world
        self.secrets = secrets
        self.heartbeat, self.write_most, self.behind_most = 10.0, 20.0, 2_000
        self.readers: set[Reader] = set()

    def on_event(self, event: Event) -> None:
        """A listener of the world."""
        for reader in list(self.readers):
            if reader.writing and event.seq - reader.at > self.behind_most:
                reader.cut()
            else:
                reader.news.set()

    def tell(self, kind: str, data: object, name: str = "") -> None:
        """An unnumbered event to all; a newer one of the same `name` (or kind) replaces an unread one."""
        note = frame(kind, data)
        for reader in self.readers:
            reader.notes[name or kind] = note
            reader.news.set()

    def close(self) -> None:
        for reader in self.readers:
            reader.close()

    async def serve(self, request: web.Request, after: int, greeting: bytes) -> web.StreamResponse:
        """Streams until the browser goes away, is cut, or the server stops."""
        response = web.StreamResponse(headers=HEADERS)
        reader = Reader(request.transport, after, {"": b"retry: 1000\n\n" + greeting})
        self.readers.add(reader)
        try:
            await response.prepare(request)
            await self._feed(reader, response)
        except (ConnectionError, TimeoutError):
            reader.cut()  # The browser went away or stopped reading; it resumes by itself.
        finally:
            self.readers.discard(reader)
        return response

    async def _feed(self, reader: Reader, response: web.StreamResponse) -> None:
        while not reader.closed:
            reader.news.clear()
            chunk = self._next(reader) or await self._pause(reader)
            if chunk and not reader.closed:
                reader.writing = True
                async with asyncio.timeout(self.write_most):
                    await response.write(chunk)
                reader.writing = False

    async def _pause(self, reader: Reader) -> bytes:
        """Waits for news; a heartbeat when there is none, which also finds out who is gone."""
        try:
            await asyncio.wait_for(reader.news.wait(), self.heartbeat)
        except TimeoutError:
            return HEARTBEAT
        return b""

    def _next(self, reader: Reader) -> bytes:
        """The frames due, about 128 KB at most; moves the reader on."""
        parts = list(reader.notes.values())
        reader.notes.clear()
        events, seq = self.world.events, self.world.seq
        first = seq - len(events) + 1
        if not first - 1 <= reader.at <= seq:
            parts.append(frame("lost", {"seq": seq}))
            reader.at = seq
        size = 0
        while reader.at < seq and size < CHUNK_MOST:
            part = self._framed(events[reader.at + 1 - first])
            parts.append(part)
            size += len(part)
            reader.at += 1
        return b"".join(parts)

    def _framed(self, event: Event) -> bytes:
        data = {"seq": event.seq, "kind": event.kind, "chat_id": event.chat_id, "detail": event.detail}
        made = frame(event.kind, data, event.seq)
        return masked(made, self.secrets) if event.kind in RAW else made


def resume_point(request: web.Request, latest: int) -> int:
    """The event after which to go on: `Last-Event-ID`, else `after`, else now. Raises ValueError."""
    asked: Any = request.headers.get("Last-Event-ID") or request.query.get("after") or latest
    try:
        return int(asked)
    except ValueError:
        raise ValueError("after must be the number of an event") from None
