"""What no other router took: plain talk, forwarded words, old buttons, unknown commands. Asked last."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.commands import COMMANDS
from domain.notes import Answer
from domain.office import gate_texts as texts
from domain.office.people import Actor
from domain.refusals import BadInput, TooLate
from handlers.report import evidence_of, source_of, text_of
from handlers.said import Pressed
from storage.tables import Outbox
from storage.tx import Tx
from usecases.talk.free_text import ask_which, drop_match, store_match

router = Router(name="free_text")

_OURS = frozenset(command.name for command in COMMANDS)
_IS_PRIVATE = F.message.chat.type == "private"


@router.callback_query(Pressed.filter(F.verb == "match"), _IS_PRIVATE)
async def press_match(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await store_match(tx, actor, callback_data.subject, press.from_user.id, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "match_none"), _IS_PRIVATE)
async def press_none(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await drop_match(tx, actor, press.from_user.id, callback_data.version)


@router.callback_query()
async def press_unknown(_press: CallbackQuery, is_private: bool) -> Answer:
    raise TooLate(texts.OLD_BUTTON if is_private else texts.PRIVATE_ONLY)


@router.message(F.chat.type != "private")
async def talk_in_group(message: Message, bot_name: str) -> Answer | None:
    """A group's talk is not ours; a command that belongs into the private chat is told where to go."""
    head = (message.text or "").split(maxsplit=1)[0] if message.text else ""
    name, _, addressee = head.removeprefix("/").partition("@")
    is_ours = head.startswith("/") and name.lower() in _OURS and message.forward_origin is None
    if is_ours and addressee.lower() in ("", bot_name.lower()):
        raise BadInput(texts.PRIVATE_ONLY)
    return None


@router.message(F.forward_origin)
async def forwarded(_message: Message) -> Answer:
    raise BadInput(texts.FORWARDED)


@router.message()
async def plain_talk(
    message: Message, tx: Tx, actor: Actor, arrival: Arrival, about: Outbox | None = None
) -> Answer | None:
    if text_of(message).startswith("/"):
        raise BadInput(texts.NOT_UNDERSTOOD)
    files, album = evidence_of(arrival), message.media_group_id
    if arrival.refusal is not None and not arrival.files:
        raise arrival.refusal
    return await ask_which(tx, actor, text_of(message), source_of(message), files, album, about)
