"""A person looks at one item."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.talk.gather import gather
from usecases.views.cards import nudge_from_card, show_history, show_item, show_known_item

router = Router(name="item")
router.message.filter(F.chat.type == "private")


@router.message(Said("item", "事项"))
async def look_at_item(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await show_item(tx, actor, split_label(words)[0])


@router.callback_query(Pressed.filter(F.verb == "item"))
async def press_item(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_known_item(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "history"))
async def press_history(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_history(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "nudge"))
async def press_nudge(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await nudge_from_card(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "gather"))
async def press_gather(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await gather(tx, actor, callback_data.subject, press.from_user.id)
