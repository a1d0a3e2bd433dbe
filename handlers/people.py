"""Invitations and the roster."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said, Waiting
from storage.tx import Tx
from usecases.office.invite import WAITING_UNIT, WAITING_WORDS, choose_unit, drop_offer, invite
from usecases.office.people import ask_removal, remove_person, show_person, show_roster, show_section

router = Router(name="people")

# A pasted bulletin or a file is no name: it goes its own way although the question is open.
LONGEST_ANSWER = 70


@router.message(Said("invite", "邀请"))
async def invite_person(
    _message: Message, words: str, tx: Tx, actor: Actor, bot_name: str, is_private: bool
) -> Answer:
    return await invite(tx, actor, words, bot_name, is_private=is_private)


@router.message(Waiting(WAITING_WORDS, WAITING_UNIT), F.text.len() <= LONGEST_ANSWER)
async def answer_with_name(message: Message, tx: Tx, actor: Actor, bot_name: str, is_private: bool) -> Answer:
    return await invite(tx, actor, message.text or "", bot_name, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "invite_unit"))
async def press_unit(
    _press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor, bot_name: str
) -> Answer:
    return await choose_unit(tx, actor, callback_data.subject, callback_data.version, bot_name)


@router.callback_query(Pressed.filter(F.verb == "invite_drop"))
async def press_drop(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await drop_offer(tx, actor, callback_data.version)


@router.message(Said("people", "人员", "名册"))
async def people_pages(_message: Message, tx: Tx, actor: Actor, is_private: bool) -> Answer:
    return await show_roster(tx, actor, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "people"))
async def press_page(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_roster(tx, actor, callback_data.subject, edit=True)


@router.callback_query(Pressed.filter(F.verb == "people_of"))
async def press_section(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_section(tx, actor, callback_data.extra)


@router.callback_query(Pressed.filter(F.verb == "person"))
async def press_person(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await show_person(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "person_out"))
async def press_remove(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await ask_removal(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "person_out_yes"))
async def press_remove_yes(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await remove_person(tx, actor, callback_data.subject)
