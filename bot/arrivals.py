"""What comes along with a message is fetched and read before its transaction opens.

Only people of the roster cause a download; only supervisors cause a paper to be read.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from aiogram.types import Message, Update

from bot.channels.api import ApiError, TelegramApi
from bot.evidence import EvidenceLook
from bot.photo_pages import PagesRead, PaperPhotos, photos_of_paper, source_of
from domain.arrivals import NOTHING, PHOTO_NAME, Arrival, SavedFile
from domain.bulletin.editions.draft_mark import read_mark
from domain.commands import BY_NAME
from domain.hygiene import safe_file_name
from domain.messages.kinds import EVIDENCE
from domain.messages.kinds_texts import FILE_NAMES
from domain.messages.short_papers import is_listed, is_short_paper
from domain.office.people import Actor
from domain.papers import incoming_texts as texts
from domain.papers.ledger_columns_texts import NO_ITEMS as NO_ITEMS_IN_BOOK
from domain.papers.reading import ReadPaper, Roster
from domain.papers.unreadable import NO_ITEMS, ClassifiedPaper, UnreadablePaper
from domain.refusals import BadInput, Refusal
from domain.typed import command_in, is_slashed
from handlers.route import for_calendar
from papers.child import (
    look_over_in_child,
    read_calendar_in_child,
    read_docx_in_child,
    read_in_child,
    read_photos_in_child,
)
from papers.files.grid import is_workbook
from papers.ledger.child import read_workbook_in_child
from storage.database import Database
from storage.delivery import outbox
from storage.office import people, units
from storage.papers import ledger
from storage.tables import Outbox
from storage.tx import Tx
from usecases.papers.import_paper import PaperToRead
from usecases.steps.asking import open_question

# Telegram's own cap for getFile.
FILE_LIMIT = 20 * 1024 * 1024
# Shorter words are talk, unless they are built like a paper.
PASTED_AT_LEAST = 200


@dataclass(frozen=True, slots=True)
class _MessageFile:
    kind: str
    file_id: str
    name: str
    size: int


def sent_file(message: Message) -> _MessageFile | None:
    """The file of a message; of a photo its largest size."""
    for kind in EVIDENCE:
        part: Any = getattr(message, kind)
        if part:
            return _of_photo(part) if kind == "photo" else _of_file(kind, part)
    return None


def _of_photo(sizes: Sequence[Any]) -> _MessageFile:
    return _MessageFile("photo", sizes[-1].file_id, PHOTO_NAME, sizes[-1].file_size or 0)


def _of_file(kind: str, part: Any) -> _MessageFile:
    if kind == "live_photo":
        # What moves in it can be shown again as a video only.
        return _of_photo(part.photo) if part.photo else _of_file("video", part)
    name = getattr(part, "file_name", None) or FILE_NAMES[kind]
    return _MessageFile(kind, part.file_id, safe_file_name(name), part.file_size or 0)


def needs_preparing(update: Update) -> bool:
    """Whether a message brings a file or text long enough to be a paper; an edit only brings text."""
    if update.edited_message is not None:
        return _is_pasted(update.edited_message)
    message = update.message
    if message is None:
        return False
    return sent_file(message) is not None or _is_pasted(message)


def _is_pasted(message: Message) -> bool:
    text = message.text or ""
    is_long = len(text) >= PASTED_AT_LEAST or is_listed(text)
    return is_long and (not is_slashed(text) or command_in(text)[0] is BY_NAME["import"])


def _is_paper(text: str, *, is_asked: bool) -> bool:
    return is_asked or len(text) >= PASTED_AT_LEAST or is_slashed(text) or is_short_paper(text)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Fetches into `folder` (DATA_DIR/files)."""

    database: Database
    api: TelegramApi
    folder: Path
    pages: PagesRead = field(default_factory=PagesRead)
    look: EvidenceLook = field(default_factory=EvidenceLook)

    async def prepare(self, update: Update) -> Arrival:
        """Raises Refusal with the one line that says what to do; other failures make the update retry."""
        message = update.message or update.edited_message
        assert message is not None
        assert message.from_user is not None
        async with self.database.reading() as tx:
            actor = await people.actor_of(tx, message.from_user.id)
            about = await _replied_to(tx, message)
            today = tx.today
            question = await open_question(tx, actor, message.chat.id) if actor is not None else None
            photos = await photos_of_paper(tx, actor, update, question) if actor is not None else None
        if actor is None or message.chat.type != "private":
            return NOTHING
        if not actor.is_supervisor:
            return await self._taken(actor, message)
        is_asked = question is not None and isinstance(question.question, PaperToRead)
        if sent_file(message) is None and not _is_paper(message.text or "", is_asked=is_asked):
            return NOTHING
        # A paper takes a while to read.
        typing = self.api.say_typing(message.chat.id)
        command, _ = command_in(message.caption or "")
        is_calendar = message.document is not None and for_calendar(message, command, about)
        if photos is not None:
            taken = self._photos(photos, message)
        else:
            taken = self._calendar(message, today) if is_calendar else self._taken(actor, message)
        arrival, _ = await asyncio.gather(taken, typing, return_exceptions=True)
        if isinstance(arrival, BaseException):
            raise arrival
        return arrival

    async def _photos(self, photos: PaperPhotos, message: Message) -> Arrival:
        """All that have come are read at once; nothing is on disk of what can be photographed again."""
        pages = self.pages.to_read(photos, message)
        sources = tuple(source_of(one) for one in pages or (message,))
        if not pages:
            return Arrival(pages_from=sources)
        try:
            files = [one for one in map(sent_file, pages) if one is not None]
            contents = [await self._download(one) for one in files]
            paper = await read_photos_in_child(PHOTO_NAME, contents, await self._known_units(), photos.before)
        except ClassifiedPaper as refusal:
            return Arrival(refusal=refusal, pages_from=sources, continues=photos.after)
        except Refusal as refusal:
            return Arrival(refusal=refusal, source_name=PHOTO_NAME, pages_from=sources)
        found = {"reading": paper} if paper.items else {"bare": paper, "refusal": UnreadablePaper(NO_ITEMS)}
        return Arrival(**found, source_name=PHOTO_NAME, continues=photos.after, pages_from=sources)

    async def _taken(self, actor: Actor, message: Message) -> Arrival:
        sent = sent_file(message)
        if sent is None:
            return await self._read_pasted(actor, message.text or "")
        is_read = actor.is_supervisor and sent.kind == "document"
        return await self._fetched(sent, self._paper if is_read else self.look)

    async def _paper(self, saved: SavedFile, content: bytes) -> Arrival:
        try:
            if is_workbook(saved.name, content):
                return await self._workbook(saved, content)
            docx = await read_docx_in_child(content) if saved.name.lower().endswith(".docx") else None
            if docx is not None and read_mark(docx.mark) is not None:
                return Arrival((saved,), source_name=saved.name, text_hash=saved.sha256, docx=docx)
            reading = await read_in_child(saved.name, content, await self._known_units())
        except ClassifiedPaper:
            raise
        except Refusal as refusal:
            bare = await _bare(saved.name, content, refusal)
            return Arrival((saved,), None, refusal, saved.name, saved.sha256, bare=bare)
        return Arrival((saved,), reading, None, saved.name, saved.sha256, docx=docx)

    async def _workbook(self, saved: SavedFile, content: bytes) -> Arrival:
        """Our own ledger come back, or another office's."""
        async with self.database.reading() as tx:
            remembered = await ledger.remembered_columns(tx)
            roster = await units.reader_roster(tx)
        book = await read_workbook_in_child(saved.name, content, remembered, roster)
        has_items = book.returned is not None or book.paper is not None
        return Arrival(
            files=(saved,),
            reading=book.paper,
            refusal=None if has_items else BadInput(NO_ITEMS_IN_BOOK),
            source_name=saved.name,
            text_hash=saved.sha256,
            ledger=book.returned,
            columns=book.columns,
        )

    async def _calendar(self, message: Message, today: date) -> Arrival:
        sent = sent_file(message)
        assert sent is not None

        async def read(saved: SavedFile, content: bytes) -> Arrival:
            paper = await read_calendar_in_child(saved.name, content, today)
            return Arrival((saved,), source_name=saved.name, text_hash=saved.sha256, calendar=paper)

        return await self._fetched(sent, read)

    async def _fetched(self, sent: _MessageFile, read: Callable[[SavedFile, bytes], Awaitable[Arrival]]) -> Arrival:
        """On disk only what was read or looked through: a classified paper has raised by then."""
        content = await self._download(sent)
        digest, path = hashlib.sha256(content).hexdigest(), secrets.token_hex(16)
        arrival = await read(SavedFile(sent.kind, sent.name, path, len(content), digest, sent.file_id), content)
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(content)
        return arrival

    async def _download(self, sent: _MessageFile) -> bytes:
        if sent.size > FILE_LIMIT:
            raise BadInput(texts.FILE_TOO_LARGE)
        try:
            told = await self.api.call("getFile", file_id=sent.file_id)
            return await self.api.download(told["file_path"])
        except ApiError as error:
            if "too big" in error.verdict.words:
                raise BadInput(texts.FILE_TOO_LARGE) from None
            raise BadInput(texts.FILE_NOT_FETCHED) from error

    async def _read_pasted(self, actor: Actor, text: str) -> Arrival:
        if not actor.is_supervisor:
            return NOTHING
        words = text.removeprefix("/import").strip()
        content = words.encode()
        digest = hashlib.sha256(content).hexdigest()
        try:
            reading = await read_in_child("pasted.txt", content, await self._known_units())
        except ClassifiedPaper:
            raise
        except Refusal as refusal:
            if len(text) < PASTED_AT_LEAST:
                return NOTHING
            bare = await _bare("pasted.txt", content, refusal)
            return Arrival(refusal=refusal, source_name=texts.PASTED, text_hash=digest, bare=bare)
        return Arrival((), reading, None, texts.PASTED, digest)

    async def _known_units(self) -> Roster | None:
        async with self.database.reading() as tx:
            return await units.reader_roster(tx)


async def _replied_to(tx: Tx, message: Message) -> Outbox | None:
    reply = message.reply_to_message
    return await outbox.of_message(tx, message.chat.id, reply.message_id) if reply else None


async def _bare(name: str, content: bytes, refusal: Refusal) -> ReadPaper | None:
    """A paper that lists no items can still be looked at: for its figures, and for what a person sees in it."""
    if refusal.sentence != NO_ITEMS:
        return None
    try:
        return await look_over_in_child(name, content)
    except UnreadablePaper:
        # A scan: its figures are not to be trusted, and it would be recognised once more.
        return None
