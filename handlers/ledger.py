"""The ledger: out as a file, and back as one."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Actor
from handlers.intake import Brought
from handlers.said import Pressed, Said
from storage.tables import Draft, Outbox
from storage.tx import Tx
from usecases.papers import ledger, ledger_columns, ledger_return

router = Router(name="ledger")


class Returned(Filter):
    """The message brought our own ledger back; whatever it replies to, it is no evidence."""

    async def __call__(self, _message: Message, arrival: Arrival) -> bool:
        return arrival.ledger is not None


@router.message(Returned())
async def bring_back(_message: Message, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    return await ledger_return.bring_back(tx, actor, arrival)


class Foreign(Brought):
    """The message brought another office's ledger."""

    async def __call__(
        self,
        message: Message,
        arrival: Arrival,
        actor: Actor | None = None,
        draft: Draft | None = None,
        about: Outbox | None = None,
    ) -> bool:
        # Service messages come without a person; they pass this router on their way.
        if actor is None or arrival.columns is None:
            return False
        return await super().__call__(message, arrival, actor, draft, about)


@router.message(Foreign())
async def bring_foreign(
    _message: Message, tx: Tx, actor: Actor, arrival: Arrival, draft: Draft | None = None
) -> Answer:
    return await ledger_columns.bring_foreign(tx, actor, arrival, draft)


@router.message(Said("ledger", "台账"))
async def send_ledger(_message: Message, words: str, is_private: bool, tx: Tx, actor: Actor) -> Answer:
    return await ledger.send_ledger(tx, actor, words, is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "ledger_of"))
async def of_meeting(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await ledger.ledger_of_meeting(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "ledger_page"))
async def turn(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    page = int(callback_data.extra) if callback_data.extra.isdecimal() else 0
    return await ledger_return.turn(tx, actor, callback_data.subject, page)


@router.callback_query(Pressed.filter(F.verb.in_({"ledger_yes", "ledger_all"})))
async def confirm(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    over = data.verb == "ledger_all"
    return await ledger_return.confirm(tx, actor, data.subject, data.version, data.extra, over_conflicts=over)


@router.callback_query(Pressed.filter(F.verb == "ledger_no"))
async def discard(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await ledger_return.discard(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter((F.verb == "ledger_col") & F.extra.regexp(r"^\d{1,3}$")))
async def pick_column(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await ledger_columns.pick_column(tx, actor, data.subject, data.version, int(data.extra))


@router.callback_query(Pressed.filter((F.verb == "ledger_as") & F.extra.regexp(r"^\d{1,3}\.")))
async def take_column(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    place, _, kind = data.extra.partition(".")
    return await ledger_columns.take_column(tx, actor, data.subject, data.version, int(place), kind)
