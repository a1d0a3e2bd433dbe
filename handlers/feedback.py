"""Anybody says what they think of the tool; an administrator answers."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import Plain, text_of
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.office import feedback

router = Router(name="feedback")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("feedback", "提意见"))
async def feed_back(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await feedback.feed_back(tx, actor, words, message.chat.id)


@router.message(Waiting(feedback.WAITING), Plain())
async def take_feedback(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await feedback.take_feedback(tx, actor, draft, text_of(message))


@router.callback_query(Pressed.filter(F.verb == "feedback_answer"))
async def press_answer(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await feedback.ask_answer(tx, actor, callback_data.subject, press.from_user.id)


@router.message(Waiting(feedback.WAITING_ANSWER), Plain())
async def take_answer(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await feedback.take_answer(tx, actor, draft, text_of(message))
