"""aiogram as words-to-handlers only: a dispatcher without polling, states or a bot that could send."""

import json
from collections.abc import AsyncGenerator
from functools import cache
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Update

from domain.arrivals import Arrival
from domain.ideographs import folded
from domain.notes import Answer
from handlers import bulletin, desk, items, nudging, office, papers, review, speech, talk, views
from handlers.gate import gate
from handlers.route import complete, router_of
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


TABLE = complete(
    office.on, items.on, talk.on, speech.on, review.on, nudging.on, bulletin.on, papers.on, views.on, desk.on
)


@cache
def _dispatcher() -> Dispatcher:
    """One per process: it keeps no state, and a router can hang on one dispatcher only."""
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(gate)
    dispatcher.include_routers(office.chats, router_of(TABLE))
    return dispatcher


@cache
def _silent_bot() -> Bot:
    return Bot("1:none", session=NoSending())


class Dispatch:
    """Feeds one update through gate and routers inside its transaction."""

    def __init__(self, bot_name: str) -> None:
        self._bot_name = bot_name

    async def feed(self, update: Update, tx: Tx, arrival: Arrival) -> Answer | None:
        """The handler's answer; None when there is nothing to say. Raises what the handler raised."""
        answer = await _dispatcher().feed_update(_silent_bot(), update, tx=tx, arrival=arrival, bot_name=self._bot_name)
        if answer is UNHANDLED or answer is None:
            return None
        assert isinstance(answer, Answer), f"a handler returned {type(answer).__name__}"
        return answer


def _folded(part: dict[str, Any]) -> dict[str, Any]:
    """Words as they were meant, before anybody reads them."""
    for name in ("text", "caption"):
        if isinstance(part.get(name), str):
            part[name] = folded(part[name])
    return part


def parse(raw: str) -> Update:
    """ValueError (pydantic's) when Telegram's words do not fit the model."""
    # aiogram would build an update that came without its bot a second time.
    return Update.model_validate(json.loads(raw, object_hook=_folded), context={"bot": _silent_bot()})
