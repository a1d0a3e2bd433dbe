"""What is measured, each in a process of its own: `python -m bot.bench.subject KIND URL TOKEN FOLDER DAYS`.

KIND is `echo` (bare aiogram), `duban` (no pacing), `normal` (the same without waiting for the disk) or
`paced`. The clock is DAYS ahead, so that a measurement that needs a working day finds one.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path


def echo(url: str, token: str) -> None:
    """The reference: bare aiogram as its quick start shows it."""
    from aiogram import Bot, Dispatcher
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer
    from aiogram.types import Message

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(message.text or "")

    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    asyncio.run(dispatcher.start_polling(Bot(token, session=session)))


def duban(kind: str, url: str, token: str, folder: str, days: int) -> None:
    from bot.clock import MovableClock
    from bot.logs import set_up
    from bot.pacing import UNLIMITED, Limits
    from bot.run import serve
    from bot.settings import load

    set_up("ERROR")
    if kind == "normal":
        _wait_for_no_disk()
    is_paced = kind == "paced"
    settings = load(
        _env_file=None,
        bot_token=token,
        telegram_api_url=url,
        data_dir=Path(folder),
        database_url="",
        working_hours="00:00-24:00" if is_paced else "00:00-00:01",
    )
    clock = MovableClock()
    clock.ahead = timedelta(days=days)
    serve(settings, clock, Limits() if is_paced else UNLIMITED)


def _wait_for_no_disk() -> None:
    """synchronous=NORMAL, which the product never uses: it shows what durability costs."""
    from storage import database

    changed = tuple(pragma.replace("FULL", "NORMAL") for pragma in database._PRAGMAS)  # noqa: SLF001
    assert changed != database._PRAGMAS, "there is a FULL to be replaced"  # noqa: SLF001
    database._PRAGMAS = changed  # type: ignore[assignment]  # noqa: SLF001


if __name__ == "__main__":
    kind, url, token, folder, days = sys.argv[1:]
    if kind == "echo":
        echo(url, token)
    else:
        duban(kind, url, token, folder, int(days))
