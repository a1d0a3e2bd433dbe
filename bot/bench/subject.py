"""What is measured, each in a process of its own: `python -m bot.bench.subject echo|duban URL TOKEN FOLDER`."""

import asyncio
import sys
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


def duban(url: str, token: str, folder: str, *, paced: bool) -> None:
    from bot.clock import system_clock
    from bot.logs import set_up
    from bot.pacing import UNLIMITED, Limits
    from bot.run import serve
    from bot.settings import load

    set_up("ERROR")
    settings = load(
        bot_token=token,
        telegram_api_url=url,
        data_dir=Path(folder),
        database_url="",
        working_hours="00:00-24:00" if paced else "00:00-00:01",
    )
    serve(settings, system_clock, Limits() if paced else UNLIMITED)


if __name__ == "__main__":
    kind, *arguments = sys.argv[1:]
    if kind == "echo":
        echo(*arguments[:2])
    else:
        duban(*arguments[:3], paced=kind == "paced")
