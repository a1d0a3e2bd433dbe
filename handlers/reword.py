"""A draft is reworded paragraph by paragraph."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Waiting, number_in
from storage.tables import Draft
from storage.tx import Tx
from usecases.bulletin import reword

router = Router(name="reword")


@router.callback_query(Pressed.filter(F.verb == "reword"))
async def show(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await reword.show_paragraph(tx, actor, data.subject, data.version, number_in(data.extra))


@router.callback_query(Pressed.filter(F.verb == "reword_ask"))
async def press_ask(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data, place = callback_data, number_in(callback_data.extra)
    return await reword.ask_words(tx, actor, press.from_user.id, data.subject, data.version, place)


@router.callback_query(Pressed.filter(F.verb == "reword_any"))
async def press_any(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await reword.ask_words(tx, actor, press.from_user.id, data.subject, data.version, None)


@router.callback_query(Pressed.filter(F.verb == "reword_undo"))
async def press_undo(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await reword.restore(tx, actor, data.subject, data.version, number_in(data.extra))


@router.message(Waiting("reword"))
async def answer_with_words(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await reword.reword(tx, actor, message.chat.id, draft, message.text or message.caption or "")
