"""A bulletin: draft, preview, publish, correct; and the cards about weeks and posts that wait for a word."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, number_in
from storage.tx import Tx
from usecases.bulletin.bulletin import (
    discard,
    draft_of_kind,
    draft_of_meeting,
    offer_kinds,
    show_bulletin,
    turn_bulletin,
)
from usecases.bulletin.correct_bulletin import draft_correction, publish_correction
from usecases.bulletin.held_posts import held_resend, held_there
from usecases.bulletin.publish import publish_pressed
from usecases.bulletin.weekly import publish_week_now, skip_week

router = Router(name="bulletin")


@router.message(Said("bulletin", "通报"))
async def bulletin(_message: Message, words: str, is_private: bool, tx: Tx, actor: Actor) -> Answer:
    return await show_bulletin(tx, actor, words, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "bulletin_of"))
async def of_meeting(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await draft_of_meeting(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "bulletin_kinds"))
async def kinds(_press: CallbackQuery, tx: Tx, actor: Actor) -> Answer:
    return await offer_kinds(tx, actor)


@router.callback_query(Pressed.filter(F.verb == "bulletin_kind"))
async def of_kind(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await draft_of_kind(tx, actor, callback_data.extra)


@router.callback_query(Pressed.filter(F.verb == "bulletin_page"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await turn_bulletin(tx, actor, callback_data.subject, number_in(callback_data.extra))


@router.callback_query(Pressed.filter(F.verb == "correct"))
async def press_correct(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await draft_correction(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "correct_publish"))
async def press_correct_publish(
    _press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor
) -> Answer:
    return await publish_correction(tx, actor, callback_data.subject, callback_data.version)


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
