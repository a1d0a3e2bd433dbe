"""A supervisor registers an item by hand."""

from aiogram import Router
from aiogram.types import Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.register import answer_question, register

router = Router(name="register")


@router.message(Said("new", "新建", "立项"))
async def register_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await register(tx, actor, message.chat.id, words)


@router.message(Waiting("new"))
async def give_piece(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await answer_question(tx, actor, draft, message.text or "")
