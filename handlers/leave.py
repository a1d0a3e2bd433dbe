"""When a person wants to hear: away with a stand-in, put off until the morning, not before an hour."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.nudging.snooze import prefer_hour, snooze
from usecases.office.leave import end_leave, take_leave

router = Router(name="leave")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("leave", "请假", "代办"))
async def leave(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await take_leave(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "leave_end"))
async def press_end(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await end_leave(tx, actor, callback_data.subject)


@router.message(Said("hour", "提醒时间"))
async def hour(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await prefer_hour(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "snooze"))
async def press_snooze(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await snooze(tx, actor, callback_data.subject)
