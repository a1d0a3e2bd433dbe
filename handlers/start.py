"""First words, help, and the way out of a question."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.office.first_start import help_for, leave_question, start
from usecases.office.join import join

router = Router(name="start")


@router.message(Said("start", "开始"))
async def start_or_join(
    message: Message, words: str, tx: Tx, actor: Actor | None, is_private: bool
) -> Answer | None:
    sender = message.from_user
    assert sender is not None
    if words:
        return await join(tx, sender.id, words, is_private=is_private)
    return await start(tx, actor, sender.full_name) if actor else None


@router.message(Said("help", "帮助"))
async def say_help(_message: Message, actor: Actor, is_private: bool) -> Answer:
    return help_for(actor, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "help"))
async def say_all(_press: CallbackQuery, actor: Actor) -> Answer:
    return help_for(actor, whole=True)


@router.message(Said("cancel", "取消"))
async def cancel(message: Message, tx: Tx, actor: Actor) -> Answer:
    return await leave_question(tx, actor, message.chat.id)
