"""A unit asks for a later deadline; a supervisor answers by button."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import Plain
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import extend

router = Router(name="extend")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("extend", "申请延期", "延期"))
async def ask_for_extension(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await extend.ask_extension(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "extend"))
async def press_extend(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await extend.ask_extension(tx, actor, callback_data.subject, "", press.from_user.id)


@router.message(Waiting("extend"), Plain())
async def answer_extend(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await extend.answer_extend(tx, actor, draft, message.text or "", message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "extend_day"))
async def press_day(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await extend.confirm_day(tx, actor, data.subject, data.extra, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "extend_none"))
async def press_not_that_day(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await extend.drop_day(tx, actor, callback_data.subject, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb.in_({"extend_yes", "extend_no"})))
async def press_extension(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    granted = data.verb == "extend_yes"
    return await extend.decide_extension(tx, actor, data.subject, data.version, granted=granted)


@router.callback_query(Pressed.filter(F.verb == "extend_other"))
async def press_other_day(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await extend.ask_other_day(tx, actor, data.subject, data.version, press.from_user.id)


@router.message(Waiting(extend.WAITING_OTHER), F.text, ~F.text.startswith("/"))
async def give_other_day(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await extend.take_other_day(tx, actor, draft, message.text or "")
