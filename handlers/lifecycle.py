"""A supervisor changes the life of an item: ended, reopened, handed over, moved, split, merged."""

import re

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import lifecycle
from usecases.review.take_back import take_back_named, take_back_pressed

# Asked before the one that leaves a question at "/cancel".
ending = Router(name="ending")
ending.message.filter(F.chat.type == "private")
router = Router(name="lifecycle")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")

_NUMBER = re.compile(r"[#＃]?\d")


class Numbered(Filter):
    """`/cancel 37 reason` is about an item; a bare `/cancel` leaves the question."""

    async def __call__(self, _message: Message, words: str = "") -> bool:
        return bool(_NUMBER.match(words))


@ending.message(Said("cancel", "撤销"), Numbered())
async def cancel_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "cancel", *split_label(words), message.chat.id)


@router.message(Said("stop", "停办"))
async def stop_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "stop", *split_label(words), message.chat.id)


@router.message(Said("reopen", "重开"))
async def reopen_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "reopen", *split_label(words), message.chat.id)


@router.message(Said("handover", "移交"))
async def hand_over(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "hand", *split_label(words), message.chat.id)


@router.message(Said("move", "换会议"))
async def move_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "move", *split_label(words), message.chat.id)


@router.message(Said("split", "拆分"))
async def split_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "split", *split_label(words), message.chat.id)


@router.message(Said("merge", "合并"))
async def merge_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.start_named(tx, actor, "merge", *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "more"))
async def press_more(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.show_menu(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "life"))
async def press_act(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await lifecycle.start_pressed(tx, actor, data.extra, data.subject, press.from_user.id)


@router.message(Waiting(lifecycle.WAITING), F.text, ~F.text.startswith("/"))
async def give_words(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.take_words(tx, actor, draft, message.text or "")


@router.message(Waiting(lifecycle.WAITING_YES), F.text, ~F.text.startswith("/"))
async def type_yes(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await lifecycle.say_yes(tx, actor, draft, message.text or "")


@router.callback_query(Pressed.filter(F.verb == "life_yes"))
async def press_yes(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await lifecycle.confirm(tx, actor, data.subject, data.extra, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "life_no"))
async def press_no(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await lifecycle.drop(tx, actor, data.subject, data.extra, press.from_user.id)


@router.message(Said("retract", "撤回审核"))
async def take_back(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await take_back_named(tx, actor, split_label(words)[0])


@router.callback_query(Pressed.filter(F.verb == "retract"))
async def press_take_back(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await take_back_pressed(tx, actor, callback_data.subject)
