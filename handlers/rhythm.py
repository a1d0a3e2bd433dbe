"""A supervisor sets how often a long-term item is reported on, and takes yearly targets into the next year."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.items import rhythm, roll_over

router = Router(name="rhythm")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("rhythm", "报送周期"))
async def set_rhythm(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await rhythm.set_named(tx, actor, *split_label(words))


@router.callback_query(Pressed.filter(F.verb == "rhythm"))
async def press_rhythm(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await rhythm.press(tx, actor, data.subject, data.version, data.extra)


@router.message(Said("roll", "结转"))
async def roll(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await roll_over.preview(tx, actor, words, message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "roll_yes"))
async def press_roll(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await roll_over.confirm(tx, actor, data.subject, data.version, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "roll_no"))
async def press_no_roll(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await roll_over.drop(tx, actor, callback_data.version, press.from_user.id)
