"""A unit flags a difficulty; a supervisor closes it with a word."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import NamesItem, Plain, text_of
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.talk import difficulty

router = Router(name="difficulty")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("difficulty", "报困难", "困难"), NamesItem())
async def flag(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await difficulty.flag_difficulty(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "difficulty"))
async def press_flag(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await difficulty.flag_difficulty(tx, actor, callback_data.subject, "", press.from_user.id)


@router.message(Waiting("difficulty"), Plain())
async def answer_flag(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await difficulty.answer_flag(tx, actor, draft, text_of(message))


@router.callback_query(Pressed.filter(F.verb == "settle"))
async def press_settle(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await difficulty.ask_outcome(tx, actor, callback_data.subject, press.from_user.id)


@router.message(Waiting("settle"), Plain())
async def answer_settle(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await difficulty.take_outcome(tx, actor, draft, text_of(message))
