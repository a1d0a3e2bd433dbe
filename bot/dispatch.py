"""aiogram as words-to-handlers only: a dispatcher without polling, states or a bot that could send."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from functools import cache
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message, TelegramObject, Update

from domain.arrivals import Arrival
from domain.notes import Answer
from handlers.gate import gate
from handlers.routers import routers
from handlers.said import Said, Waiting, command_of
from storage.tx import Tx


class NoSending(BaseSession):
    """Handlers return their answers; one that tries to send has lost the outbox's promises."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's signature
    ) -> TelegramType:
        raise RuntimeError(f"a handler tried to call {type(method).__name__}: return an Answer instead")

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        raise RuntimeError("a handler tried to download: files arrive with the update")
        yield b""

    async def close(self) -> None:
        """Nothing was opened."""


class Shelves(TelegramEventObserver):
    """Handlers of messages by the command that they wait for: the others are not asked.

    aiogram asks handler after handler in router after router, which cost a report more than storing it.
    """

    def __init__(self, router: Router, event_name: str, handlers: Sequence[HandlerObject]) -> None:
        super().__init__(router, event_name)
        self.handlers = list(handlers)
        commands = {command for one in handlers if (command := _awaited(one))}
        self._shelves = {command: self._shelf({command, ""}) for command in commands}
        self._unknown = self._shelf({""})

    def _shelf(self, commands: set[str]) -> TelegramEventObserver:
        shelf = TelegramEventObserver(self.router, self.event_name)
        shelf.handlers = [one for one in self.handlers if _awaited(one) in commands and not _waits(one)]
        return shelf

    async def trigger(self, event: TelegramObject, **kwargs: Any) -> Any:
        # A caption may answer an open question whatever it begins with; the gate shows a text none.
        command = command_of(event) if isinstance(event, Message) and event.text else None
        if command is None:
            return await super().trigger(event, **kwargs)
        return await self._shelves.get(command, self._unknown).trigger(event, **kwargs)


def _awaited(handler: HandlerObject) -> str:
    """The command without which the handler is never meant; empty when it takes other messages, too."""
    return next((one.callback.command for one in handler.filters or () if isinstance(one.callback, Said)), "")


def _waits(handler: HandlerObject) -> bool:
    """Whether it takes answers to open questions only, of which a command is none."""
    return any(isinstance(one.callback, Waiting) for one in handler.filters or ())


@cache
def _dispatcher() -> Dispatcher:
    """One per process: it keeps no state, and a router can hang on one dispatcher only."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(gate)
    dispatcher.include_router(_joined(routers()))
    return dispatcher


def _joined(parts: Sequence[Router]) -> Router:
    """One router with the handlers of all, in their order, each behind the filters of its own router."""
    whole = Router(name="all")
    for name, observer in list(whole.observers.items()):
        found = [
            HandlerObject(one.callback, [*(own._handler.filters or ()), *(one.filters or ())], one.flags)  # noqa: SLF001
            for own in (part.observers[name] for part in parts)
            for one in own.handlers
        ]
        _resolve_inline(found)
        if name == "message":
            whole.message = whole.observers[name] = Shelves(whole, name, found)
        else:
            observer.handlers = found
    return whole


def _resolve_inline(handlers: Sequence[HandlerObject]) -> None:
    """aiogram resolves each `F.…` in a thread of its own; the hops cost more than the rest of the routing."""
    for one in (found for handler in handlers for found in handler.filters or ()):
        if one.magic is not None and not one.awaitable:
            one.callback, one.awaitable = _inline(one.callback), True


def _inline(resolve: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
    async def resolved(*args: Any, **kwargs: Any) -> Any:
        return resolve(*args, **kwargs)

    return resolved


@cache
def _silent_bot() -> Bot:
    return Bot("1:none", session=NoSending())


class Dispatch:
    """Feeds one update through gate and routers inside its transaction."""

    def __init__(self, bot_name: str) -> None:
        self._bot_name = bot_name

    async def feed(self, update: Update, tx: Tx, arrival: Arrival) -> Answer | None:
        """The handler's answer; None when there is nothing to say. Raises what the handler raised."""
        answer = await _dispatcher().feed_update(
            _silent_bot(), update, tx=tx, arrival=arrival, bot_name=self._bot_name
        )
        if answer is UNHANDLED or answer is None:
            return None
        assert isinstance(answer, Answer), f"a handler returned {type(answer).__name__}"
        return answer


def parse(raw: str) -> Update:
    """ValueError (pydantic's) when Telegram's words do not fit the model."""
    # aiogram would build an update that came without its bot a second time.
    return Update.model_validate(json.loads(raw), context={"bot": _silent_bot()})
