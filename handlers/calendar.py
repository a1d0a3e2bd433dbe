"""Supervisors see the working calendar and paste notices into it."""

from aiogram import F, Router
from aiogram.types import Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Said
from storage.tx import Tx
from usecases.calendar import show_calendar

router = Router(name="calendar")
router.message.filter(F.chat.type == "private")


@router.message(Said("calendar", "工作日历"))
async def calendar(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await show_calendar(tx, actor, words)
