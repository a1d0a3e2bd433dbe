"""The comparison of units, in private and in the leadership group."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.bulletin.compare import compare_units, turn_comparison

router = Router(name="compare")


@router.message(Said("compare", "单位对比"))
async def compare(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await compare_units(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "compare"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await turn_comparison(tx, actor, callback_data.subject, callback_data.version)
