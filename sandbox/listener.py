"""The listening socket, apart from the application, so that a fault can close and reopen it at will."""

import asyncio
import errno
import logging
import socket
import struct

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

PORTS_TRIED = 20
# What connections that do not end by themselves are given when the server stops.
LAST_SECONDS = 1.0
log = logging.getLogger("sandbox.http")


def _in_one_line(record: logging.LogRecord) -> bool:
    """What is no HTTP gets its 400; a traceback of it would tell nothing."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError):
        record.msg, record.args = "sandbox: refused what is no HTTP: %s", (" ".join(error.message.split()),)
        record.exc_info = None
    return True


log.addFilter(_in_one_line)


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Ends a connection with RST, so the other side sees "connection reset", not a clean end."""
    if not isinstance(transport, asyncio.Transport) or transport.is_closing():
        return
    raw = transport.get_extra_info("socket")
    if raw is not None:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


class Listener:
    """Serves one aiohttp application on host:port; port 0 takes a free one and keeps it.

    With `next_free` a taken port is passed over, up to `PORTS_TRIED` further ones.
    """

    def __init__(self, host: str, port: int, *, next_free: bool = False) -> None:
        self.host = host
        self.port = port
        self._next_free = next_free
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None
        self._reopening: asyncio.Task[None] | None = None

    async def open(self, app: web.Application) -> None:
        """Raises OSError when the port is taken."""
        runner = web.AppRunner(app, access_log=None, logger=log, shutdown_timeout=LAST_SECONDS)
        await runner.setup()
        self._runner = runner
        try:
            await self._find_port()
        except OSError:
            await self.close()
            raise
        self._next_free = False

    async def _find_port(self) -> None:
        last = min(self.port + PORTS_TRIED, 65_535) if self._next_free and self.port else self.port
        while True:
            try:
                return await self._listen()
            except OSError as error:
                if error.errno != errno.EADDRINUSE or self.port >= last:
                    raise
                self.port += 1

    async def _listen(self) -> None:
        if self._runner is None or self._runner.server is None:
            return
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._runner.server, self.host, self.port, backlog=1024)
        self.port = self._server.sockets[0].getsockname()[1]

    def refuse(self) -> None:
        """No new connection gets in, open ones are cut."""
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._runner is not None and self._runner.server is not None:
            for connection in list(self._runner.server.connections):
                reset(connection.transport)

    def accept(self) -> None:
        """Listens again (within a turn of the loop) after `refuse`."""
        if self._server is None and self._runner is not None and self._reopening is None:
            # Faults are lifted by plain code; `close` awaits this task, so its error is not lost.
            self._reopening = asyncio.get_running_loop().create_task(self._reopen())

    async def _reopen(self) -> None:
        await self._listen()
        self._reopening = None

    async def settled(self) -> None:
        """Returns when a reopening under way is over."""
        if self._reopening is not None:
            await self._reopening

    async def close(self) -> None:
        """Waits at most a second for answers under way."""
        await self.settled()
        if self._server is not None:
            self._server.close()
            self._server = None
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
