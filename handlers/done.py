"""A person asks for completion: by command, button, or by answering the question."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.people import Actor
from handlers.report import source_of
from handlers.said import Pressed, Said, Waiting, first_word
from storage.tables import Draft
from storage.tx import Tx
from usecases.complete import ask_completion, ask_for_words

router = Router(name="done")


@router.message(Said("done", "申请办结", "办结"))
async def ask_for_completion(message: Message, words: str, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    label, text = first_word(words)
    if not text:
        return await ask_for_words(tx, actor, label, message.chat.id)
    return await ask_completion(tx, actor, label, text, source_of(message), arrival.files)


@router.callback_query(Pressed.filter(F.verb == "done"))
async def press_done(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await ask_for_words(tx, actor, callback_data.subject, press.from_user.id)


@router.message(Waiting("done"))
async def answer_done(message: Message, draft: Draft, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    text = message.text or message.caption or ""
    item_id = int(str(draft.payload["item_id"]))
    return await ask_completion(tx, actor, item_id, text, source_of(message), arrival.files)
