"""Figures and the overdue list, in private and in the leadership group; views turn by editing."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.items.missing import ask_deadline
from usecases.views.board import order_board, show_status_and_board
from usecases.views.status import show_overdue, turn_status

router = Router(name="status")


@router.message(Said("status", "状态", "情况"))
async def status(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await show_status_and_board(tx, actor, words)


@router.message(Said("overdue", "逾期"))
async def overdue(_message: Message, tx: Tx, actor: Actor) -> Answer:
    return await show_overdue(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "status"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await turn_status(tx, actor, callback_data.extra, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "due_ask"))
async def press_due(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await ask_deadline(tx, actor, callback_data.subject, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "board"))
async def press_board(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await order_board(tx, actor, callback_data.extra, callback_data.subject)
