"""Words that wait for a button: which item, which question, whether they are meant. One row holds the last few.

Words that were taken for no progress wait in the note that said so: they stand in no question's way.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.arrivals import MessageSource, SavedFile, Saying
from domain.hygiene import clean
from domain.items import cards_texts as texts
from domain.office.people import Action, Actor
from domain.refusals import TooLate
from domain.stored import plain, read_stored
from storage.delivery import outbox
from storage.tx import Tx
from usecases.steps.asking import Question, drop, open_question, wait_for
from usecases.talk.repeats import refuse_repeats

# Messages whose buttons still work; who sends more without pressing has lost track of them.
PENDING = 5


@dataclass(frozen=True, slots=True)
class UnplacedMessage:
    """A message that waits for a button. `kind`, `fields` and `asked_for` are the question that it may answer.

    `prompt` is the key of the card with the buttons, `said_at` when the words were said, `listed` the
    numbers of the digest that they answer, in order. `item_id` is the item that they, a piece of the message, are
    about, 0 where that is not known. `is_progress`: the person has pressed that they are.
    """

    message_id: int
    chat_id: int
    text: str
    files: tuple[SavedFile, ...] = ()
    album: str | None = None
    kind: str = ""
    fields: dict[str, object] = field(default_factory=dict)
    asked_for: str = ""
    prompt: str = ""
    said_at: datetime | None = None
    listed: tuple[str, ...] = ()
    item_id: int = 0
    for_all: bool = False
    is_progress: bool = False

    @property
    def saying(self) -> Saying:
        source = MessageSource(self.chat_id, self.message_id)
        return Saying(self.text, source, self.files, self.album, for_all=self.for_all)

    def replaces(self, other: "UnplacedMessage") -> bool:
        """Pieces of one message about several items wait beside each other."""
        return self.message_id == other.message_id and (self.item_id == other.item_id or not self.item_id)

    def joined_by(self, later: Saying) -> Saying:
        """A further photo of the album, and the words under it."""
        known = {file.file_id for file in self.files}
        files = (*self.files, *(file for file in later.files if file.file_id not in known))
        words = "\n".join(filter(None, (self.text, clean(later.text))))
        return replace(self.saying, text=words, files=files)


def begun_album(waiting: Sequence[UnplacedMessage], saying: Saying) -> UnplacedMessage | None:
    """What of the same album waits already."""
    is_same = saying.album is not None and bool(waiting) and waiting[-1].album == saying.album
    return waiting[-1] if is_same else None


def entry_of(tx: Tx, saying: Saying, **more: Any) -> UnplacedMessage:
    """What waits for the buttons that are about to be shown."""
    source = saying.source
    told = {"prompt": f"words:{source.chat_id}:{source.message_id}:{tx.update_id}", "said_at": tx.happened_at, **more}
    words = (source.message_id, source.chat_id, clean(saying.text), saying.files, saying.album)
    return UnplacedMessage(*words, for_all=saying.for_all, **told)


class ItemMeant(Question, kind="match", action=Action.REPORT, takes_words=False):
    """Which item, or which question, is what was said about? Buttons answer."""

    pending: tuple[UnplacedMessage, ...]


async def waiting_words(tx: Tx, actor: Actor, chat_id: int) -> tuple[UnplacedMessage, ...]:
    there = await open_question(tx, actor, chat_id)
    return there.question.pending if there and isinstance(there.question, ItemMeant) else ()


async def keep_words(tx: Tx, actor: Actor, chat_id: int, entries: Sequence[UnplacedMessage]) -> str:
    """What is to be said of a question that had to make way."""
    there = await open_question(tx, actor, chat_id)
    if there is not None and isinstance(there.question, ItemMeant):
        await drop(tx, there)
    if not entries:
        return ""
    _, dropped = await wait_for(tx, actor, chat_id, ItemMeant(tuple(entries)))
    return dropped


async def add_words(tx: Tx, actor: Actor, entry: UnplacedMessage) -> str:
    """They wait beside those of other messages and pieces; what is to be said of a question that had to make way."""
    waiting = await waiting_words(tx, actor, entry.chat_id)
    entries = [*(one for one in waiting if not entry.replaces(one)), entry]
    kept = list(dict.fromkeys(one.message_id for one in entries))[-PENDING:]
    return await keep_words(tx, actor, entry.chat_id, [one for one in entries if one.message_id in kept])


async def take_words(tx: Tx, actor: Actor, chat_id: int, message_id: int, *, item_id: int = 0) -> UnplacedMessage:
    """The words that the pressed buttons belong to, which then wait no longer."""
    waiting = await waiting_words(tx, actor, chat_id)
    mine = _pressed(waiting, message_id, item_id)
    if mine is not None:
        await keep_words(tx, actor, chat_id, [one for one in waiting if one is not mine])
        return mine
    noted = await noted_words(tx, chat_id, message_id)
    if noted is None or noted.item_id != item_id:
        await refuse_repeats(tx, MessageSource(chat_id, message_id))
        raise TooLate(texts.MATCH_GONE)
    return noted


def _pressed(waiting: Sequence[UnplacedMessage], message_id: int, item_id: int) -> UnplacedMessage | None:
    """The piece about the item; else the message whose item the button names, or that it needs none for."""
    mine = [one for one in waiting if one.message_id == message_id]
    piece = [one for one in mine if one.item_id == item_id] or [one for one in mine if not one.item_id]
    if not piece and not item_id and len(mine) == 1:
        piece = mine
    return piece[0] if piece else None


def note_key(chat_id: int, message_id: int) -> str:
    """Of the note in which the words of a message wait."""
    return f"said:{chat_id}:{message_id}"


def noted(entry: UnplacedMessage) -> str:
    """As the note keeps them."""
    return json.dumps(plain(entry), ensure_ascii=False)


async def noted_words(tx: Tx, chat_id: int, message_id: int) -> UnplacedMessage | None:
    """None where there are none, or where they were changed since."""
    key = note_key(chat_id, message_id)
    row = await outbox.of_key(tx, key)
    if row is None or not row.note.get("waits") or await outbox.known_keys(tx, [f"{key}:edited"]):
        return None
    return read_stored(UnplacedMessage, json.loads(str(row.note["waits"])))


async def forget_words(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> None:
    """The words of a message wait for no button any more; those of others do."""
    waiting = await waiting_words(tx, actor, chat_id)
    await keep_words(tx, actor, chat_id, [one for one in waiting if one.message_id != message_id])
