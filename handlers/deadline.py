"""A supervisor sets a deadline."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, first_word
from storage.tx import Tx
from usecases.deadline import confirm_deadline, set_deadline

router = Router(name="deadline")


@router.message(Said("due", "时限"))
async def give_deadline(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await set_deadline(tx, actor, *first_word(words))


@router.callback_query(Pressed.filter(F.verb == "due_yes"))
async def press_yes(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await confirm_deadline(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "due_no"))
async def press_no(press: CallbackQuery) -> Answer:
    return Answer("时限没有改动。", edit=True, toast="没有改动")
