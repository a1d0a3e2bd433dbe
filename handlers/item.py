"""A person looks at one item."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, first_word
from storage.tx import Tx
from usecases.cards import show_history, show_item, show_known_item

router = Router(name="item")


@router.message(Said("item", "事项"))
async def look_at_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await show_item(tx, actor, first_word(words)[0])


@router.callback_query(Pressed.filter(F.verb == "item"))
async def press_item(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_known_item(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "history"))
async def press_history(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_history(tx, actor, callback_data.subject)
