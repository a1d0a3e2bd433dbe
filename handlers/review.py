"""A supervisor decides on completion: the queue, commands, buttons, and the reason of a return."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, Waiting, first_word
from storage.tables import Draft
from storage.tx import Tx
from usecases import review

router = Router(name="review")


@router.message(Said("review", "待审核", "审核"))
async def show_queue(message: Message, tx: Tx, actor: Actor) -> Answer:
    return await review.show_queue(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "review_item"))
async def press_queue(press: CallbackQuery, tx: Tx, actor: Actor) -> Answer:
    return await review.show_queue(tx, actor)


@router.message(Said("approve", "销号", "通过"))
async def approve(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await review.approve_named(tx, actor, first_word(words)[0])


@router.message(Said("return", "退回"))
async def send_back(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await review.send_back_named(tx, actor, *first_word(words))


@router.callback_query(Pressed.filter(F.verb == "approve"))
async def press_approve(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await review.approve(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "send_back"))
async def press_send_back(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await review.ask_reason(tx, actor, data.subject, data.version, press.from_user.id)


@router.message(Waiting("return_reason"))
async def give_reason(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await review.take_reason(tx, actor, draft, message.text or "")
