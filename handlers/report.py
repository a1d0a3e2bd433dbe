"""A person reports progress: by command, button, reply to a card, or by editing what was said."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival, Source
from domain.notes import Answer
from domain.people import Actor
from handlers.said import AboutItem, Pressed, Said, Waiting, first_word
from storage.tables import Draft
from storage.tx import Tx
from usecases.report import amend_report, ask_for_report, say_receipt, submit_report

router = Router(name="report")


def source_of(message: Message) -> Source:
    return Source(message.chat.id, message.message_id)


@router.message(Said("report", "进展", "反馈", "报进展"))
async def report_progress(message: Message, words: str, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    label, text = first_word(words)
    if not text and not arrival.files:
        return await ask_for_report(tx, actor, label, message.chat.id)
    return say_receipt(tx, await submit_report(tx, actor, label, text, source_of(message), arrival.files))


@router.callback_query(Pressed.filter(F.verb == "report"))
async def press_report(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await ask_for_report(tx, actor, callback_data.subject, press.from_user.id)


@router.message(AboutItem())
async def reply_to_card(message: Message, item_id: int, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    text = message.text or message.caption or ""
    return say_receipt(tx, await submit_report(tx, actor, item_id, text, source_of(message), arrival.files))


@router.message(Waiting("report"))
async def answer_with_report(
    message: Message, draft: Draft, tx: Tx, actor: Actor, arrival: Arrival
) -> Answer:
    text = message.text or message.caption or ""
    item_id = int(str(draft.payload["item_id"]))
    return say_receipt(tx, await submit_report(tx, actor, item_id, text, source_of(message), arrival.files))


@router.edited_message()
async def edit_report(message: Message, tx: Tx, actor: Actor) -> Answer | None:
    receipt = await amend_report(tx, actor, source_of(message), message.text or message.caption or "")
    return say_receipt(tx, receipt) if receipt else None
