"""A supervisor brings a paper: a file or pasted text; looks at it, corrects it, confirms it."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Actor, Role
from handlers.said import Pressed, Said, Waiting
from storage.tables import Draft, Outbox
from storage.tx import Tx
from usecases.papers import correct_paper, import_paper

router = Router(name="intake")


class Brought(Filter):
    """The message brought a paper that was read, or that could not be.

    Who also answers for a unit may send a file as evidence: with a reply, a question or a command it is that.
    """

    async def __call__(
        self,
        message: Message,
        arrival: Arrival,
        actor: Actor,
        draft: Draft | None = None,
        about: Outbox | None = None,
    ) -> bool:
        if arrival.reading is None and (arrival.refusal is None or not arrival.source_name):
            return False
        caption = message.caption or ""
        if caption.startswith("/") and not caption.startswith("/import"):
            return False
        if Role.OFFICIAL not in actor.roles:
            return True
        is_evidence = (about is not None and about.item_id is not None) or (
            draft is not None and draft.kind != import_paper.WAITING_PAPER
        )
        is_talk = arrival.reading is None and message.document is None
        return not is_evidence and not is_talk


@router.message(Brought())
async def bring_paper(
    _message: Message, tx: Tx, actor: Actor, arrival: Arrival, draft: Draft | None = None
) -> Answer:
    return await import_paper.preview(tx, actor, arrival, draft)


@router.message(Said("import", "导入"), F.chat.type == "private")
async def ask_for_paper(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.ask_for_paper(tx, actor, message.chat.id, words)


@router.callback_query(Pressed.filter(F.verb == "paper_page"))
async def turn_page(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    page = int(callback_data.extra) if callback_data.extra.isdecimal() else 0
    return await import_paper.turn_page(tx, actor, callback_data.subject, page)


@router.callback_query(Pressed.filter(F.verb == "paper_confirm"))
async def confirm(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await import_paper.confirm(tx, actor, data.subject, data.version, data.extra)


@router.callback_query(Pressed.filter(F.verb == "paper_cancel"))
async def cancel(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.discard(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "paper_fix"))
async def fix(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await correct_paper.ask_position(tx, actor, data.subject, data.version, press.from_user.id)


@router.callback_query(Pressed.filter(F.verb == "paper_field"))
async def fix_field(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await correct_paper.ask_value(
        tx, actor, data.subject, data.version, data.extra, press.from_user.id
    )


@router.message(Waiting(correct_paper.WAITING_ITEM))
async def give_position(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await correct_paper.choose_field(tx, actor, draft, message.text or "")


@router.message(Waiting(correct_paper.WAITING_VALUE))
async def give_value(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await correct_paper.take_value(tx, actor, draft, message.text or "")


@router.message(Waiting(import_paper.WAITING_PAPER))
async def not_a_paper(message: Message, tx: Tx, actor: Actor) -> Answer:
    return await import_paper.ask_for_paper(tx, actor, message.chat.id, message.text or "?")
