"""A unit tells when it plans to be done; supervisors answer a plan that is later than the limit."""

import re

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import Plain
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import plan

router = Router(name="plan")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")
_NUMBER_ALONE = re.compile(r"[#＃]?\s*\d{1,7}(?:\.\d{1,3})?(?:[\s　，,].*)?", re.DOTALL)


class NumberAlone(Filter):
    """Behind the Chinese word stands a number that is no date: "计划12月20日开工" stays a report."""

    async def __call__(self, message: Message, words: str) -> bool:
        return (message.text or "").startswith("/") or _NUMBER_ALONE.fullmatch(words) is not None


@router.message(Said("plan", "计划"), NumberAlone())
async def give_plan(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await plan.set_plan(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "plan"))
async def press_plan(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await plan.set_plan(tx, actor, callback_data.subject, "", press.from_user.id)


@router.message(Waiting(plan.WAITING), Plain())
async def answer_plan(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await plan.answer_plan(tx, actor, draft, message.text or "")


@router.callback_query(Pressed.filter(F.verb == "plan_yes"))
async def press_yes(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await plan.confirm_plan(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "plan_no"))
async def press_no(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await plan.leave_plan(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "plan_grant"))
async def press_grant(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await plan.grant_plan(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "plan_hold"))
async def press_hold(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await plan.hold_plan(tx, actor, data.subject, data.version, data.extra)
