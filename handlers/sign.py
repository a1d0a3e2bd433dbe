"""A unit signs for what it was given: by command or by the button of the card."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.items.sign import sign_off

router = Router(name="sign")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("sign", "签收"))
async def sign(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await sign_off(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "sign"))
async def press_sign(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await sign_off(tx, actor, callback_data.subject)
