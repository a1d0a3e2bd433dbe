"""The parts of a long paste become one message again before anything is made of them.

The parts are stored together where they come at once (bot/holding.py), and worked on one by one: each is heard with
the words before it, and its answer takes the place of theirs. What was said before is in the inbox; it is remembered
here, so that a message costs no statement for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from aiogram.types import Message, Update

from bot.dispatch import parse
from domain.messages.cut_texts import goes_on, joined, may_go_on
from domain.typed import command_in
from storage.delivery import inbox
from storage.tables import Inbox
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class CutPart:
    """Words that may go on: all so far, and the message and update that ended them."""

    update_id: int
    message: Message
    words: str


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was last heard in a chat: whether it may go on, and what it went on from."""

    inbox_id: int
    part: CutPart | None
    before: CutPart | None


@dataclass(slots=True)
class CutTexts:
    _last: dict[int, _Seen] = field(default_factory=dict)

    async def whole(self, tx: Tx, row: Inbox, update: Update) -> tuple[Update, CutPart | None]:
        """The update with the words before its own, and the part that they are from."""
        message = update.message
        if message is None or message.chat.type != "private":
            return update, None
        before = await self._before(tx, row)
        if before is not None and not _continues(before, message):
            before = None
        update, part = _joined(update, message, before)
        self._last[row.chat_id] = _Seen(row.inbox_id, part, before)
        return update, before

    def close(self, row: Inbox) -> None:
        """What was said has had its effect, and goes on no more."""
        seen = self._last.get(row.chat_id)
        if seen is not None and seen.inbox_id == row.inbox_id:
            self._last[row.chat_id] = _Seen(row.inbox_id, None, seen.before)

    async def _before(self, tx: Tx, row: Inbox) -> CutPart | None:
        seen = self._last.get(row.chat_id)
        if seen is not None and seen.inbox_id == row.inbox_id:
            return seen.before
        if seen is not None and seen.inbox_id < row.inbox_id:
            return seen.part
        return _folded(await inbox.lately(tx, row.chat_id, row.inbox_id))


def _folded(raws: Sequence[str]) -> CutPart | None:
    """After a start: what was said before is read again."""
    part: CutPart | None = None
    for raw in raws:
        update = _parsed(raw)
        if update is not None and update.message is not None:
            before = part if part and _continues(part, update.message) else None
            _, part = _joined(update, update.message, before)
    return part


def _parsed(raw: str) -> Update | None:
    try:
        return parse(raw)
    except ValueError:
        # It was set aside, and told of, when its turn came.
        return None


def _continues(before: CutPart, message: Message) -> bool:
    words, said = message.text or "", before.message
    is_like = (said.forward_origin is None) is (message.forward_origin is None)
    is_reply = message.reply_to_message is not None and said.reply_to_message is None
    if not words or not is_like or is_reply or command_in(words)[0] is not None:
        return False
    return goes_on(int(said.date.timestamp()), int(message.date.timestamp()), words)


def _joined(update: Update, message: Message, before: CutPart | None) -> tuple[Update, CutPart | None]:
    own = message.text or ""
    if before is not None:
        words = joined(before.words, own)
        more = {"text": words, "entities": None, "reply_to_message": before.message.reply_to_message}
        message = message.model_copy(update=more)
        update = update.model_copy(update={"message": message})
    else:
        words = own
    return update, CutPart(update.update_id, message, words) if may_go_on(own) else None
