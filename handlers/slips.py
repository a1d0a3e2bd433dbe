"""A supervisor gives a formal slip to a unit."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.items import slips

router = Router(name="slips")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("slip", "督办单"))
async def ask_slip(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await slips.ask_named(tx, actor, split_label(words)[0])


@router.callback_query(Pressed.filter(F.verb == "slips"))
async def press_slips(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await slips.ask(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "slip"))
async def press_unit(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await slips.preview(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "slip_yes"))
async def press_issue(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await slips.issue(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "slip_off"))
async def press_withdraw(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await slips.withdraw(tx, actor, callback_data.subject)
