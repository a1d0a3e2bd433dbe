"""A supervisor puts an item into the hands of units."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, first_word
from storage.tx import Tx
from usecases import assign

router = Router(name="assign")


@router.message(Said("assign", "交办"))
async def assign_to_units(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await assign.assign(tx, actor, *first_word(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "assign_unit"))
async def choose_unit(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await assign.choose_unit(tx, actor, data.subject, data.version, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "assign_only"))
async def hand_over(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    unit_id = int(callback_data.extra) if callback_data.extra.isdigit() else 0
    return await assign.assign_only(tx, actor, callback_data.subject, callback_data.version, unit_id)
