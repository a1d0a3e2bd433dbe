"""A supervisor brings a paper: a file or pasted text; looks at it, corrects it, confirms it."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.people import Actor
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases import import_paper

router = Router(name="intake")


class Brought(Filter):
    """The message brought a paper that was read, or that could not be."""

    async def __call__(self, message: Message, arrival: Arrival) -> bool:
        return arrival.reading is not None or (arrival.refusal is not None and bool(arrival.source_name))


@router.message(Brought())
async def bring_paper(message: Message, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    return await import_paper.preview(tx, actor, arrival)


@router.message(Said("import", "导入"))
async def ask_for_paper(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.ask_for_paper(tx, actor, message.chat.id, words)


@router.callback_query(Pressed.filter(F.verb == "paper_page"))
async def turn_page(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    page = int(callback_data.extra) if callback_data.extra.isdigit() else 0
    return await import_paper.turn_page(tx, actor, callback_data.subject, page)


@router.callback_query(Pressed.filter(F.verb == "paper_confirm"))
async def confirm(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.confirm(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "paper_cancel"))
async def cancel(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.discard(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "paper_fix"))
async def fix(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.ask_position(tx, actor, callback_data.subject, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "paper_field"))
async def fix_field(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await import_paper.ask_value(tx, actor, data.subject, data.version, data.extra, press.from_user.id)


@router.message(Waiting("fix_item"))
async def give_position(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.choose_field(tx, actor, draft, message.text or "")


@router.message(Waiting("fix_value"))
async def give_value(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.take_value(tx, actor, draft, message.text or "")


@router.message(Waiting("paper"))
async def not_a_paper(message: Message, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.ask_for_paper(tx, actor, message.chat.id, message.text or "?")
