"""The head of a unit agrees to a request for completion before the supervisors see it, or sends it back."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.review import countersign

router = Router(name="countersign")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.callback_query(Pressed.filter(F.verb == "countersign"))
async def press_agree(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await countersign.agree(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "countersign_no"))
async def press_send_back(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await countersign.ask_reason(tx, actor, data.subject, data.version, press.from_user.id)


@router.message(Waiting(countersign.WAITING))
async def give_reason(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await countersign.take_reason(tx, actor, draft, message.text or message.caption or "")
