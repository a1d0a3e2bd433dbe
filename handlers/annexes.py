"""A supervisor says which annexes the printed bulletins carry."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.bulletin.annexes import choose_annexes, switch_annex

router = Router(name="annexes")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("annex", "通报附件"))
async def annexes(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await choose_annexes(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "annexes"))
async def press_annexes(_press: CallbackQuery, tx: Tx, actor: Actor) -> Answer:
    return await choose_annexes(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "annex"))
async def press_annex(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await switch_annex(tx, actor, callback_data.extra, on=bool(callback_data.subject), edit=True)
