"""/audit: who did what when."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.office.audit_trail import show_trail

router = Router(name="audit")


@router.message(Said("audit", "操作记录"))
async def trail(_message: Message, words: str, tx: Tx, actor: Actor, is_private: bool) -> Answer:
    return await show_trail(tx, actor, words, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "audit"))
async def press_page(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_trail(tx, actor, callback_data.extra, callback_data.subject, edit=True)
