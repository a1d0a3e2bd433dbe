"""核稿: a unit's answers to the sentences about it, and the supervisors' switch."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import Plain, evidence_of, source_of, text_of
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.bulletin import proof_answers, proof_office

router = Router(name="proof")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("proof", "核稿"))
async def show(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await proof_office.show_proofs(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "proof_switch"))
async def press_switch(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await proof_office.switch(tx, actor, on=callback_data.subject == 1)


@router.callback_query(Pressed.filter(F.verb == "proof_send"))
async def press_send(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await proof_office.send_draft(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "proof_ok"))
async def press_ok(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await proof_answers.confirm(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "proof_all"))
async def press_all(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await proof_answers.confirm_all(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "proof_fix"))
async def press_fix(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await proof_answers.ask_words(tx, actor, press.from_user.id, callback_data.subject)


@router.message(Waiting("proof"), Plain())
async def answer_with_words(message: Message, draft: Draft, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    files, source = evidence_of(arrival), source_of(message)
    return await proof_answers.take_words(tx, actor, draft, text_of(message), source, files)
