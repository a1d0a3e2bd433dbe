"""Supervisors look back at what was closed, judge what goes on, and set the deadlines that are missing."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import judgement, lookback, presets

router = Router(name="lookback")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("lookback", "回头看"))
async def set_look_back(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await lookback.set_named(tx, actor, *split_label(words))


@router.callback_query(Pressed.filter(F.verb == "look"))
async def press_look(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await lookback.press(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "look_yes"))
async def press_holds(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await lookback.confirm(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "look_no"))
async def press_reopen(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await lookback.ask_reason(tx, actor, data.subject, data.version, press.from_user.id)


@router.message(Waiting(lookback.WAITING), F.text, ~F.text.startswith("/"))
async def give_look_reason(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await lookback.take_reason(tx, actor, draft, message.text or "")


@router.message(Said("judge", "评判"))
async def judge(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await judgement.judge_named(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "judge"))
async def press_judge(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await judgement.press(tx, actor, data.subject, data.version, data.extra, press.from_user.id)


@router.message(Waiting(judgement.WAITING), F.text, ~F.text.startswith("/"))
async def give_judge_reason(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await judgement.take_reason(tx, actor, draft, message.text or "")


@router.callback_query(Pressed.filter(F.verb == "presets"))
async def press_presets(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await presets.offer(tx, actor, callback_data.subject)
