"""Supervisors see and change how people are nudged."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.office import policy

router = Router(name="policy")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("policy", "催办规则"))
async def show(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await policy.show_policy(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "policy_home"))
async def press_home(_press: CallbackQuery, tx: Tx, actor: Actor) -> Answer:
    return await policy.press_home(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "policy"))
async def press_knob(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await policy.press_knob(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "policy_set"))
async def press_value(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await policy.press_value(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "policy_item"))
async def press_item(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await policy.press_item_rule(tx, actor, callback_data.subject, callback_data.extra)
