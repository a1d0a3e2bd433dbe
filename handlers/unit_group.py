"""A group of a unit: `/bind unit 县农林局` said in it."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from domain.notes import Answer
from domain.nudging.unit_group_texts import WORDS
from domain.office.people import Actor
from handlers.said import Said
from storage.tx import Tx
from usecases.office.bind_unit import bind_unit_group

router = Router(name="unit_group")


class NamesUnit(Filter):
    """After the command stands "unit" or 单位: a bare one means the leadership group."""

    async def __call__(self, message: Message, words: str) -> bool:
        return words.split(" ")[0].lower() in WORDS


@router.message(Said("bind", "绑定"), NamesUnit())
async def bind(message: Message, words: str, tx: Tx, actor: Actor, is_private: bool) -> Answer | None:
    title = message.chat.title or ""
    return await bind_unit_group(tx, actor, message.chat.id, title, words, is_private=is_private)
