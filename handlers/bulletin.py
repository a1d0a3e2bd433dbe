"""A bulletin: draft, preview, reword, publish; and the cards about weeks and posts that wait for a word."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.bulletin import discard, draft_of_meeting, publish_pressed, show_bulletin, turn_bulletin
from usecases.held_posts import held_resend, held_there
from usecases.reword import ask_what_to_reword, reword
from usecases.weekly import publish_week_now, skip_week

router = Router(name="bulletin")


@router.message(Said("bulletin", "通报"))
async def bulletin(_message: Message, words: str, is_private: bool, tx: Tx, actor: Actor) -> Answer:
    return await show_bulletin(tx, actor, words, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "bulletin_of"))
async def of_meeting(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await draft_of_meeting(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "bulletin_page"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    # A forged page that is no number opens the first.
    page = int(callback_data.extra) if callback_data.extra.isdecimal() else 0
    return await turn_bulletin(tx, actor, callback_data.subject, page)


@router.callback_query(Pressed.filter(F.verb == "reword"))
async def press_reword(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    draft_id, version = callback_data.subject, callback_data.version
    return await ask_what_to_reword(tx, actor, press.from_user.id, draft_id, version)


@router.message(Waiting("reword"))
async def answer_with_words(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await reword(tx, actor, message.chat.id, draft, message.text or message.caption or "")


@router.callback_query(Pressed.filter(F.verb == "publish"))
async def press_publish(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await publish_pressed(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "discard"))
async def press_discard(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await discard(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "week_now"))
async def press_week_now(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await publish_week_now(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "week_skip"))
async def press_week_skip(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await skip_week(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "held_there"))
async def press_held_there(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await held_there(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "held_resend"))
async def press_held_resend(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await held_resend(tx, actor, callback_data.subject)
