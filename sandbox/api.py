"""One Bot API call: recorded, met by a fault or by the limits, carried out, answered."""

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.asking import refusal
from sandbox.desk import Desk
from sandbox.errors import ApiError, too_many
from sandbox.faults import Fault, Faults
from sandbox.methods import METHODS, NAMES, WAITING
from sandbox.signal import Signal
from sandbox.wire import Json, Params, dump

log = logging.getLogger("sandbox")
GATEWAY_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(slots=True, eq=False)
class Call:
    """A call by the bot. `at` is the sandbox's clock, `tick` the monotonic one (seconds, both at arrival).

    `status` is the HTTP status the bot saw: 0 while unanswered or when a fault cut the line. `applied` says
    whether it took effect, which a fault may hide. `result` is what was (or would have been) under "result";
    it is not kept for getUpdates. `index` is its place in the list of calls, `files` the part, name and size of
    what was uploaded.
    """

    method: str
    params: Json
    at: float
    tick: float
    chat_id: int | None
    status: int = 0
    applied: bool = False
    result: Any = None
    description: str = ""
    fault: str = ""
    answered: bool = False
    index: int = 0
    files: list[Json] = field(default_factory=list)


class Api:
    """The methods behind faults; None instead of an answer means: cut the connection.

    `stopping` releases hanging answers when the server stops.
    `on_call` hears of each answered call.
    """

    def __init__(self, desk: Desk, faults: Faults) -> None:
        self.desk = desk
        self.faults = faults
        self.calls: list[Call] = []
        self.called = Signal()
        self.on_call: Callable[[Call], None] | None = None
        self.stopping = asyncio.Event()

    async def answer(self, method: str, p: Params) -> web.Response | None:
        """Carries out `method` (any case); 404 when it is unknown."""
        name = NAMES.get(method.lower(), method)
        chat_id = p.integer("chat_id")
        call = Call(name, p.values, self.desk.world.clock(), time.monotonic(), chat_id, index=len(self.calls))
        call.files = [
            {"part": part, "name": one.file_name, "size": len(one.content)} for part, one in p.uploads.items()
        ]
        self.calls.append(call)
        fault = self.faults.take(name, chat_id)
        answer: web.Response | None
        if fault is None:
            answer = await self._apply(call, p)
        else:
            call.fault = fault.kind
            answer = await self._meet(fault, call, p)
        call.status = answer.status if answer is not None else 0
        call.answered = True
        self.called.fire()
        if self.on_call is not None:
            self.on_call(call)
        return answer

    async def _apply(self, call: Call, p: Params) -> web.Response:
        try:
            if (method := METHODS.get(call.method)) is not None:
                call.result = method(self.desk, p)
            elif call.method in WAITING:
                result = await WAITING[call.method](self.desk, p)
                if isinstance(result, bytes):
                    call.applied = True
                    return _carried_out(result)
                call.result = result
            else:
                raise ApiError(404, "Not Found")  # noqa: TRY301 answered like every refusal
        except ApiError as error:
            call.description = error.description
            return refusal(error)
        except Exception:
            log.exception("sandbox: %s failed", call.method)
            call.description = "Internal Server Error"
            return refusal(ApiError(500, "Internal Server Error"))
        call.applied = True
        return _carried_out(b'{"ok":true,"result":' + dump(call.result) + b"}")

    async def _meet(self, fault: Fault, call: Call, p: Params) -> web.Response | None:
        """Plays the fault. Kinds: see `sandbox.faults.KINDS`."""
        if fault.kind == "migrate":
            self._upgrade(call.chat_id)
        elif fault.kind == "slow":
            await self._pause(fault.seconds)
        if fault.kind in {"ok", "slow", "migrate"}:
            return await self._apply(call, p)
        if fault.kind in {"5xx_after", "drop_after"} or fault.applied:
            await self._apply(call, p)
        if fault.kind == "hang":
            await self._pause(fault.seconds)
        if fault.kind in {"reset_before", "drop_after", "hang"}:
            return None
        if fault.kind == "html_502":
            return web.Response(body=GATEWAY_PAGE, status=502, content_type="text/html")
        error = _error(fault)
        call.description = error.description
        return refusal(error)

    def _upgrade(self, chat_id: int | None) -> None:
        chat = self.desk.world.chats.get(chat_id or 0)
        if chat is not None and chat.kind != "private" and chat.migrated_to is None:
            self.desk.people.upgrade(chat)

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.stopping.wait()


def _carried_out(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="application/json")


def _error(fault: Fault) -> ApiError:
    if fault.kind == "429":
        return too_many(fault.retry_after)
    if fault.kind == "4xx":
        return ApiError(fault.error_code or 400, fault.description or "Bad Request: scripted fault")
    return ApiError(fault.error_code or 502, fault.description or "Bad Gateway")
