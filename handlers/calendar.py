"""Supervisors see the working calendar, paste notices into it, or send them as files."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tables import Outbox
from storage.tx import Tx
from usecases.office.calendar import QUESTION, show_calendar
from usecases.office.calendar_paper import bring_calendar, confirm_calendar, discard_calendar

router = Router(name="calendar")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")
# A file for the calendar is asked for first: it is no ledger and no paper.
files = Router(name="calendar_files")
files.message.filter(F.chat.type == "private")
SAID = Said("calendar", "工作日历")


class ForCalendar(Filter):
    """The message has the command as its caption, or replies to the answer of the command."""

    async def __call__(self, message: Message, bot_name: str = "", about: Outbox | None = None) -> bool:
        if about is not None and about.kind == QUESTION:
            return not (message.text or message.caption or "").startswith("/")
        return message.document is not None and await SAID(message, bot_name) is not False


@files.message(F.document, ForCalendar())
async def bring_file(_message: Message, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    return await bring_calendar(tx, actor, arrival)


@files.message(F.text, ForCalendar())
async def answer_calendar(message: Message, tx: Tx, actor: Actor) -> Answer:
    return await show_calendar(tx, actor, message.text or "")


@router.message(SAID)
async def calendar(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await show_calendar(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "calendar_yes"))
async def press_yes(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await confirm_calendar(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "calendar_no"))
async def press_no(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await discard_calendar(tx, actor, callback_data.subject, callback_data.version)
