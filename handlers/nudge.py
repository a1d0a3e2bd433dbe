"""A supervisor urges by hand."""

from aiogram import Router
from aiogram.types import Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Said
from storage.tx import Tx
from usecases.nudging.nudge import nudge_by_hand

router = Router(name="nudge")


@router.message(Said("nudge", "催办"))
async def nudge(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await nudge_by_hand(tx, actor, words)
