"""A supervisor puts an item into the hands of units, or into other hands."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, Waiting, first_word
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import assign

router = Router(name="assign")


@router.message(Said("assign", "交办"), F.chat.type == "private")
async def assign_to_units(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await assign.assign(tx, actor, *first_word(words), message.chat.id)


@router.message(Said("reassign", "改派"), F.chat.type == "private")
async def hand_over(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    label, units = first_word(words)
    return await assign.assign(tx, actor, label, f"{assign.INSTEAD}{units}", message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "assign_ask"))
async def press_assign(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await assign.ask_units(tx, actor, callback_data.subject, press.from_user.id)


@router.message(Waiting(assign.WAITING_UNITS), F.text)
async def name_units(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await assign.take_units(tx, actor, draft, message.text or "")


@router.callback_query(Pressed.filter(F.verb == "assign_unit"))
async def choose_unit(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await assign.choose_unit(tx, actor, data.subject, data.version, data.extra, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "assign_only"))
async def press_only(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await assign.assign_only(tx, actor, data.subject, data.version, data.extra)
