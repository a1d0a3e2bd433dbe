"""A supervisor sets a deadline."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, Waiting, first_word
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import deadline

router = Router(name="deadline")


@router.message(Said("due", "时限"), F.chat.type == "private")
async def give_deadline(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await deadline.set_deadline(tx, actor, *first_word(words), message.chat.id)


@router.message(Waiting(deadline.WAITING), F.text)
async def say_when(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await deadline.take_deadline(tx, actor, draft, message.text or "")


@router.callback_query(Pressed.filter(F.verb == "due_yes"))
async def press_yes(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await deadline.confirm_deadline(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "due_no"))
async def press_no(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await deadline.leave_deadline(tx, actor, callback_data.subject)
