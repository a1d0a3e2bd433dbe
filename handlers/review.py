"""A supervisor decides on completion: the queue, commands, buttons, and the reason of a return."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.review import review

router = Router(name="review")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("review", "待审核", "审核"))
async def show_queue(_message: Message, tx: Tx, actor: Actor) -> Answer:
    return await review.show_queue(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "review_item"))
async def turn_queue(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await review.show_queue(tx, actor, callback_data.subject, edit=True)


@router.message(Said("approve", "销号", "通过"))
async def approve(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await review.approve_named(tx, actor, split_label(words)[0])


@router.message(Said("return", "退回"))
async def send_back(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await review.send_back_named(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "approve"))
async def press_approve(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await review.approve_pressed(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "send_back"))
async def press_send_back(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await review.ask_reason(tx, actor, data.subject, data.version, press.from_user.id)


@router.message(Waiting("return_reason"))
async def give_reason(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await review.take_reason(tx, actor, draft, message.text or message.caption or "")
