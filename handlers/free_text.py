"""What no other router took: plain talk, forwarded words, old buttons, unknown commands. Asked last."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.people import Actor
from domain.refusals import BadInput, TooLate
from domain.texts import gate as texts
from handlers.report import source_of
from handlers.said import Pressed
from storage.tx import Tx
from usecases.free_text import ask_which, drop_match, store_match
from usecases.report import say_receipt

router = Router(name="free_text")


@router.callback_query(Pressed.filter(F.verb == "match"))
async def press_match(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return say_receipt(tx, await store_match(tx, actor, data.subject, press.from_user.id, data.version))


@router.callback_query(Pressed.filter(F.verb == "match_none"))
async def press_none(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await drop_match(tx, actor, press.from_user.id, callback_data.version)


@router.callback_query()
async def press_unknown(press: CallbackQuery) -> Answer:
    raise TooLate(texts.OLD_BUTTON)


@router.message(F.forward_origin)
async def forwarded(message: Message, is_private: bool) -> Answer | None:
    if not is_private:
        return None
    raise BadInput(texts.FORWARDED)


@router.message()
async def plain_talk(
    message: Message, tx: Tx, actor: Actor, arrival: Arrival, is_private: bool
) -> Answer | None:
    if not is_private:
        return None
    text = message.text or message.caption or ""
    if arrival.refusal is not None:
        raise arrival.refusal
    if text.startswith("/"):
        raise BadInput(texts.NOT_UNDERSTOOD)
    return await ask_which(tx, actor, text, source_of(message), arrival.files)
