"""What the bot costs people, never shown in a group."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.nudging.burden import show_burden

router = Router(name="burden")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("burden", "减负账"))
async def burden(_message: Message, tx: Tx, actor: Actor) -> Answer:
    return await show_burden(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "burden"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_burden(tx, actor, callback_data.subject, callback_data.version, edit=True)
