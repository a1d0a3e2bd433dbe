"""A person asks for completion: by command, button, or by answering the question."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.labels import DONE_WORDS, split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import NamesItem, Plain, evidence_of, source_of, text_of
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.talk import complete

router = Router(name="done")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("done", *DONE_WORDS), NamesItem())
async def ask_for_completion(message: Message, words: str, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    label, text = split_label(words)
    files, source = evidence_of(arrival), source_of(message)
    return await complete.ask_completion(tx, actor, label, text, source, files, message.media_group_id)


@router.callback_query(Pressed.filter(F.verb == "done"))
async def press_done(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await complete.ask_for_words(tx, actor, callback_data.subject, press.from_user.id)


@router.message(Waiting("done"), Plain())
async def answer_done(message: Message, draft: Draft, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    files, source = evidence_of(arrival), source_of(message)
    return await complete.answer_done(
        tx, actor, draft, text_of(message), source, files, message.media_group_id
    )
