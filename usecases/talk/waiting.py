"""Words that wait for a button: which item, which question, whether they are meant. One row holds the last few."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.arrivals import MessageSource, SavedFile, Saying
from domain.hygiene import clean
from domain.items import cards_texts as texts
from domain.office.people import Action, Actor
from domain.refusals import TooLate
from storage.tx import Tx
from usecases.steps.asking import Question, drop, open_question, wait_for
from usecases.talk.repeats import refuse_repeats

# Messages whose buttons still work; who sends more without pressing has lost track of them.
PENDING = 5


@dataclass(frozen=True, slots=True)
class UnplacedMessage:
    """A message that waits for a button. `kind`, `fields` and `asked_for` are the question that it may answer.

    `prompt` is the key of the card with the buttons, `said_at` when the words were said, `listed` the
    numbers of the digest that they answer, in order.
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

    @property
    def saying(self) -> Saying:
        return Saying(self.text, MessageSource(self.chat_id, self.message_id), self.files, self.album)

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


async def take_words(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> UnplacedMessage:
    """The words that the pressed buttons belong to, which then wait no longer."""
    waiting = await waiting_words(tx, actor, chat_id)
    mine = [one for one in waiting if one.message_id == message_id]
    if not mine:
        await refuse_repeats(tx, MessageSource(chat_id, message_id))
        raise TooLate(texts.MATCH_GONE)
    await keep_words(tx, actor, chat_id, [one for one in waiting if one.message_id != message_id])
    return mine[0]


async def forget_words(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> None:
    """The words of a message wait for no button any more; those of others do."""
    waiting = await waiting_words(tx, actor, chat_id)
    await keep_words(tx, actor, chat_id, [one for one in waiting if one.message_id != message_id])
