"""A person looks at what is theirs."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.views.my import show_mine

router = Router(name="my")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("my", "我的事项", "我的"))
async def look_at_mine(_message: Message, tx: Tx, actor: Actor) -> Answer:
    return await show_mine(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "my"))
async def turn_page(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    page = int(callback_data.extra) if callback_data.extra.isdecimal() else 0
    return await show_mine(tx, actor, page, edit=True)
