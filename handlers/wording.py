"""Supervisors see, try out and save the words of the office's bulletins, and who these go to."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.bulletin import distribution, wording

router = Router(name="wording")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("wording", "通报用词"))
async def show(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    if words:
        return await distribution.set_distribution(tx, actor, words)
    return await wording.show_wording(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "wording"))
async def press_try(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await wording.show_wording(tx, actor, callback_data.extra, edit=True)


@router.callback_query(Pressed.filter(F.verb == "wording_field"))
async def press_field(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await wording.press_field(tx, actor, callback_data.subject, callback_data.extra)


@router.callback_query(Pressed.filter(F.verb == "wording_save"))
async def press_save(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await wording.save_wording(tx, actor, callback_data.extra, callback_data.version)
