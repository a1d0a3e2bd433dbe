"""Questions and replies on an item, and "no change" in one press."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.instruct import RepliesTo
from handlers.report import NamesItem, Plain, text_of
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft, Outbox
from storage.tx import Tx
from usecases.talk import discuss

router = Router(name="discuss")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")
# Asked after all commands.
replies = Router(name="discuss_replies")
replies.message.filter(F.chat.type == "private")


@router.message(Said("ask", "追问"), NamesItem())
async def ask(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await discuss.ask(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "ask"))
async def press_ask(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await discuss.ask(tx, actor, callback_data.subject, "", press.from_user.id)


@router.message(Waiting("ask"), Plain())
async def answer_ask(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await discuss.answer_ask(tx, actor, draft, text_of(message))


@router.callback_query(Pressed.filter(F.verb == "no_change"))
async def press_no_change(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await discuss.press_no_change(tx, actor, data.subject, data.version, press.from_user.id)


@replies.message(RepliesTo("remark"), Plain())
async def reply(message: Message, about: Outbox, tx: Tx, actor: Actor) -> Answer:
    return await discuss.reply(tx, actor, about, text_of(message))
