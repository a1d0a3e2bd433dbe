"""A supervisor registers an item by hand."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office import gate_texts
from domain.office.people import Actor
from domain.refusals import BadInput
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.items import register

router = Router(name="register")


@router.message(F.chat.type != "private", F.text.regexp(r"^/(new|assign|reassign|due|import)\b"))
async def wrong_chat(_message: Message) -> Answer:
    """Questions with drafts belong into a private chat; this router is the first of those that ask them."""
    raise BadInput(gate_texts.PRIVATE_ONLY)


@router.message(Said("new", "新建", "立项"), F.chat.type == "private")
async def register_item(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await register.register(tx, actor, message.chat.id, words)


@router.message(Waiting(register.WAITING), F.text)
async def give_piece(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await register.answer_question(tx, actor, draft, message.text or "")


@router.message(Waiting(register.WAITING_YES), F.text)
async def say_yes(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await register.say_yes(tx, actor, draft, message.text or "")


@router.callback_query(Pressed.filter(F.verb == "new_swap"))
async def swap_unit(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data, chat_id = callback_data, press.from_user.id
    return await register.swap_unit(tx, actor, chat_id, data.version, data.subject, data.extra)


@router.callback_query(Pressed.filter(F.verb == "new_yes"))
async def press_yes(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await register.confirm_registration(tx, actor, press.from_user.id, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "new_no"))
async def press_no(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await register.drop_registration(tx, actor, press.from_user.id, callback_data.version)
