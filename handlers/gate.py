"""The one door: a numeric id becomes a person of the roster, or the update ends here.

Faceless senders (channels, anonymous administrators, other bots) are never a person (docs/reliability.md, rule
10); strangers get one neutral line, in private only. A group that is not bound gets nothing.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.types import CallbackQuery, Message, TelegramObject, Update

from domain.arrivals import Arrival
from domain.commands import BY_NAME, START
from domain.deep_links import is_link
from domain.notes import Answer
from domain.office import gate_texts as texts
from domain.papers.unreadable import ClassifiedPaper
from domain.typed import command_in, is_slashed
from storage.delivery import groups, outbox
from storage.office import people
from storage.tx import Tx
from usecases.steps.asking import open_question

# GroupAnonymousBot, Channel_Bot, and Telegram's own service account.
FACELESS_IDS = frozenset({1087968824, 136817688, 777000})

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def gate(handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Outer middleware of all updates: adds `actor`, `question`, `about`, `is_private`."""
    assert isinstance(event, Update)
    if event.my_chat_member is not None or (event.message is not None and await migrates(event.message)):
        return await handler(event, data)
    spoken = event.message or event.edited_message or event.callback_query
    if spoken is None or _is_faceless(spoken):
        return None
    tx: Tx = data["tx"]
    assert spoken.from_user is not None
    message = spoken.message if isinstance(spoken, CallbackQuery) else spoken
    data["is_private"] = message is None or message.chat.type == "private"
    if not data["is_private"] and not await _group_is_heard(tx, message):
        return None
    data["actor"] = await people.actor_of(tx, spoken.from_user.id)
    if data["actor"] is None and not _is_joining(event):
        return _to_stranger(spoken, data["is_private"])
    _refuse_classified(event, data["arrival"])
    if isinstance(spoken, Message):
        tx.sources = ((spoken.chat.id, spoken.message_id, int(tx.happened_at.timestamp())),)
    if isinstance(spoken, Message) and data["actor"] is not None:
        await _add_context(tx, spoken, data)
    return await handler(event, data)


def _refuse_classified(event: Update, arrival: Arrival) -> None:
    """Words left at the door (bot/sifting.py), or a file that was looked through: whatever they were meant for."""
    mark = (event.model_extra or {}).get("classified")
    if mark is not None:
        raise ClassifiedPaper(mark)
    if isinstance(arrival.refusal, ClassifiedPaper):
        raise arrival.refusal


def _is_faceless(spoken: Message | CallbackQuery) -> bool:
    user = spoken.from_user
    if user is None or user.is_bot or user.id in FACELESS_IDS:
        return True
    return isinstance(spoken, Message) and (spoken.sender_chat is not None or spoken.via_bot is not None)


async def _group_is_heard(tx: Tx, message: Any) -> bool:
    text = getattr(message, "text", None) or ""
    is_binding = is_slashed(text) and command_in(text)[0] is BY_NAME["bind"]
    return is_binding or await groups.is_bound(tx, message.chat.id)


async def migrates(message: Message) -> bool:
    """The service message of an upgrade comes from an anonymous administrator as often as not."""
    return bool(message.migrate_to_chat_id or message.migrate_from_chat_id)


def _is_joining(event: Update) -> bool:
    text = (event.message.text or "") if event.message else ""
    is_private = event.message is not None and event.message.chat.type == "private"
    command, code = command_in(text) if is_slashed(text) else (None, "")
    return is_private and command is START and bool(code) and not is_link(code)


def _to_stranger(spoken: Message | CallbackQuery, is_private: bool) -> Answer | None:
    if isinstance(spoken, CallbackQuery):
        return Answer(toast=texts.STRANGER, alert=True)
    return Answer(texts.STRANGER) if is_private else None


async def _add_context(tx: Tx, message: Message, data: dict[str, Any]) -> None:
    if message.reply_to_message is not None:
        data["about"] = await outbox.of_message(tx, message.chat.id, message.reply_to_message.message_id)
    if not is_slashed(message.text or ""):
        data["question"] = await open_question(tx, data["actor"], message.chat.id)
