"""Tx: one piece of work on the database, with its time, its office, its notes and its audit entries."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import insert, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from domain.notes import Note
from domain.office.profile import OfficeProfile
from storage.audit import Entry, chain
from storage.inline_sqlite import InlineConnection, InlineSession
from storage.tables import Outbox

_SAVE, _KEEP, _UNDO = (text(f"{words} piece") for words in ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO"))


@dataclass(slots=True)
class Tx:
    """`now` is read once per piece of work; `today` is the office's date.

    Notes and audit entries gather here and are written together by `seal`, so that the chain's head is
    locked for the shortest time and a group of updates costs one insert each.
    """

    session: AsyncSession
    now: datetime
    office_id: int
    profile: OfficeProfile
    update_id: int | None = None
    _notes: list[Note] = field(default_factory=list)
    _entries: list[Entry] = field(default_factory=list)
    _connection: AsyncConnection | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(self.profile.zone).date()

    async def connection(self) -> AsyncConnection:
        """For statements that need no rows as objects; the same one throughout the piece of work."""
        if self._connection is None:
            made = await self.session.connection()
            inline = isinstance(self.session, InlineSession)
            self._connection = cast("AsyncConnection", InlineConnection(made)) if inline else made
        return self._connection

    def put(self, note: Note) -> None:
        """Say `note` once this work is committed. A dedupe key that was used before makes it a no-op."""
        self._notes.append(note)

    @property
    def notes(self) -> Sequence[Note]:
        """What was put and is not written yet."""
        return tuple(self._notes)

    def take_back(self, note: Note) -> None:
        self._notes.remove(note)

    def record(
        self,
        action: str,
        subject: str = "",
        *,
        actor_id: int | None = None,
        telegram_id: int | None = None,
        before: Any = "",
        after: Any = "",
        result: str = "done",
    ) -> None:
        """Append to the audit chain. `subject` is a label such as "#37" or "R-1024"."""
        self._entries.append(
            Entry(self.now, actor_id, telegram_id, action, subject, result, before, after, self.update_id)
        )

    @asynccontextmanager
    async def part(self, update_id: int | None) -> AsyncIterator[None]:
        """A piece within a group commit: an exception undoes this piece alone, and passes on."""
        outer, notes, entries = self.update_id, len(self._notes), len(self._entries)
        self.update_id = update_id
        connection = await self.connection()
        # The words are always the same: the statement is compiled once.
        await connection.execute(_SAVE)
        try:
            yield
            if self.session.new or self.session.dirty or self.session.deleted:
                await self.session.flush()
        except BaseException:
            del self._notes[notes:], self._entries[entries:]
            # What the piece read or made must neither be believed nor written.
            self.session.expunge_all()
            await connection.execute(_UNDO)
            raise
        else:
            await connection.execute(_KEEP)
        finally:
            self.update_id = outer

    async def seal(self) -> None:
        """Write what was gathered; the caller commits."""
        await self.session.flush()
        if self._notes:
            await self._write_notes()
        if self._entries:
            await chain(self.session, self.office_id, self._entries)
        self._notes, self._entries = [], []

    async def _write_notes(self) -> None:
        rows = [self._outbox_row(note) for note in self._notes]
        keyed = [row for row in rows if row["dedupe_key"] is not None]
        free = [row for row in rows if row["dedupe_key"] is None]
        connection = await self.connection()
        if free:
            await connection.execute(insert(Outbox), free)
        if keyed:
            dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
            await connection.execute(dialect.insert(Outbox).on_conflict_do_nothing(), keyed)

    def _outbox_row(self, note: Note) -> dict[str, Any]:
        return {
            "office_id": self.office_id,
            "chat_id": note.chat_id,
            "person_id": note.person_id,
            "kind": note.kind,
            "priority": int(note.priority),
            "dedupe_key": note.dedupe_key,
            "item_id": note.item_id,
            "claim_id": note.claim_id,
            "note": note.to_json(),
            "put_at": self.now,
            "state": "due",
            "attempts": 0,
            "error": "",
        }
