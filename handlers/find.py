"""Items by words."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.views.find import find_items, turn_found

router = Router(name="find")


@router.message(Said("find", "查找"))
async def find(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await find_items(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "find"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await turn_found(tx, actor, callback_data.extra, callback_data.version)
