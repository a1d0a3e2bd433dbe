"""A unit asks for a later deadline; a supervisor answers by button."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, first_word
from storage.tx import Tx
from usecases.extend import ask_extension, decide_extension

router = Router(name="extend")


@router.message(Said("extend", "申请延期", "延期"))
async def ask_for_extension(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await ask_extension(tx, actor, *first_word(words))


@router.callback_query(Pressed.filter(F.verb.in_({"extend_yes", "extend_no"})))
async def press_extension(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await decide_extension(
        tx, actor, callback_data.subject, granted=callback_data.verb == "extend_yes"
    )
