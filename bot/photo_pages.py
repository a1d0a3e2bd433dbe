"""Photos of one paper: an album that was sent as a paper, or photos sent one after another, are its pages in order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aiogram.types import Message, Update

from bot.dispatch import parse
from domain.arrivals import MessageSource
from domain.commands import BY_NAME
from domain.office.people import Actor
from domain.papers.reading import ScannedText, paper_from_json
from domain.papers.shown import PAPER
from domain.typed import command_in
from papers.scans.recognise import can_recognise
from storage.delivery import inbox
from storage.papers import drafts
from storage.tables import PaperDraft
from storage.tx import Tx
from usecases.papers.import_paper import PaperToRead
from usecases.steps.asking import StandingQuestion

# Nobody takes longer to turn a page and photograph it.
_NEXT_PAGE_SECONDS = 180
_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class PaperPhotos:
    """`messages` are those to be read now, none where another one brings them along; `after` is a message of the pages
    before them, and `before` their words."""

    messages: tuple[Message, ...]
    before: ScannedText | None = None
    after: MessageSource | None = None


@dataclass(slots=True)
class PagesRead:
    """Which photos were read with which; without the `ocr` extra, when that was last said."""

    _with: dict[tuple[int, int], int] = field(default_factory=dict)
    _refused: dict[int, float] = field(default_factory=dict)

    def to_read(self, photos: PaperPhotos, message: Message) -> tuple[Message, ...]:
        """The photos that are read with this one; none where it was read with another, or it is said already."""
        mine = _key(message)
        if self._with.get(mine, message.message_id) != message.message_id or self._is_said(message):
            return ()
        for one in photos.messages:
            self._with.setdefault(_key(one), message.message_id)
        while len(self._with) > _REMEMBERED:
            del self._with[next(iter(self._with))]
        return tuple(one for one in photos.messages if self._with.get(_key(one)) == message.message_id)

    def _is_said(self, message: Message) -> bool:
        if can_recognise():
            return False
        at, before = message.date.timestamp(), self._refused.get(message.chat.id)
        self._refused[message.chat.id] = at
        return before is not None and 0 <= at - before <= _NEXT_PAGE_SECONDS and _is_bare(message)


def source_of(message: Message) -> MessageSource:
    return MessageSource(message.chat.id, message.message_id)


def _key(message: Message) -> tuple[int, int]:
    return message.chat.id, message.message_id


async def photos_of_paper(
    tx: Tx, actor: Actor, update: Update, question: StandingQuestion | None
) -> PaperPhotos | None:
    """None where the message is no photo of a paper; `question` is the one that is open in its chat."""
    message = update.message
    if message is None or not message.photo or not actor.is_supervisor:
        return None
    album = await _album(tx, update, message)
    is_asked = question is not None and isinstance(question.question, PaperToRead)
    is_told = is_asked or any(command_in(one.caption or "")[0] is BY_NAME["import"] for one in album)
    begun = await _begun(tx, actor, message, album)
    if begun is not None and _is_in(begun, message):
        return PaperPhotos(())
    is_of_album = begun is not None and any(_is_in(begun, one) for one in album)
    if begun is not None and (is_of_album or (not is_told and question is None and _is_bare(message))):
        chat_id, message_id = begun.sources[-1][:2]
        later = tuple(one for one in album if not _is_in(begun, one))
        return PaperPhotos(later, paper_from_json(begun.reading).scan, MessageSource(chat_id, message_id))
    return PaperPhotos(album) if is_told else None


async def _begun(tx: Tx, actor: Actor, message: Message, album: Sequence[Message]) -> PaperDraft | None:
    """The paper of photos that a further one may belong to."""
    draft = await drafts.newest_open(tx, PAPER.name, actor.person_id)
    if draft is None or not draft.sources or draft.reading.get("scan") is None:
        return None
    # What was mended of it would be lost.
    if draft.version > 1:
        return None
    if any(_is_in(draft, one) for one in album):
        return draft
    chat_id, _, said_at = draft.sources[-1]
    is_next = chat_id == message.chat.id and 0 <= message.date.timestamp() - said_at <= _NEXT_PAGE_SECONDS
    return draft if is_next else None


def _is_in(draft: PaperDraft, message: Message) -> bool:
    return any(one[:2] == [message.chat.id, message.message_id] for one in draft.sources)


def _is_bare(message: Message) -> bool:
    """Nothing says that it is anything else."""
    return not message.caption and message.reply_to_message is None and message.forward_origin is None


async def _album(tx: Tx, update: Update, message: Message) -> tuple[Message, ...]:
    """All photos of the message's album that have come, or itself."""
    if message.media_group_id is None:
        return (message,)
    found = {message.message_id: message}
    for raw in await inbox.around(tx, update.update_id):
        other: Any = _message(raw) if message.media_group_id in raw else None
        if other is not None and other.media_group_id == message.media_group_id and other.photo:
            found[other.message_id] = other
    return tuple(found[number] for number in sorted(found))


def _message(raw: str) -> Message | None:
    try:
        return parse(raw).message
    except ValueError:
        return None
