"""Tx: one piece of work on the database, with its time, its office, its notes and its audit entries.

Every statement of the program is made here, and so carries the fence of the office:

    query = tx.select(Item).join(Assignment, ...).where(col(Item.deadline) <= day)
    for item in await tx.all(query): ...
    await tx.add(Review(...))                          # its office is filled in, its id known afterwards
    if not await tx.move(item, deadline=day): ...      # False: a conflict, somebody changed the row first
    changed = await tx.run(tx.update(Outbox).where(...).values(...))
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, TypeVarTuple, cast, overload

import sqlmodel
from sqlalchemy import Delete, Executable, RowMapping, Select, Table, Update, and_, inspect, text
from sqlalchemy import delete as bare_delete
from sqlalchemy import insert as bare_insert
from sqlalchemy import select as bare_select
from sqlalchemy import update as bare_update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import SQLModel, col
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select as ModelSelect
from sqlmodel.sql.expression import SelectOfScalar

from domain.dates.happening import Happened
from domain.dates.words import say_moment
from domain.notes import Note
from domain.office.profile import OfficeProfile
from storage.chain import ChainEntry, chain
from storage.columns import OfficeTable
from storage.fence import FENCE, FENCED, OFFICE, UNSYNCED, PreparedStatement, check_fenced, moving
from storage.formers import Formers, check_kept
from storage.inline_sqlite import InlineConnection, InlineSession
from storage.matters import MetItems
from storage.outbox_rows import outbox_row
from storage.tables import Former, Item, Outbox

T = TypeVar("T")
R = TypeVar("R", bound=OfficeTable)
Ts = TypeVarTuple("Ts")

_SAVE, _KEEP, _UNDO = (text(f"{words} piece") for words in ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO"))


class Signer(Protocol):
    """Who stands in the audit chain for an entry."""

    @property
    def person_id(self) -> int: ...
    @property
    def telegram_id(self) -> int: ...


@cache
def _inserting(table: type[OfficeTable]) -> Any:
    return bare_insert(table)


@dataclass
class Tx:
    """`now` is read once per piece of work; `today` is the office's date. Both say when something is known.

    `happened_at` and `happened_on` say when it was said or pressed: figures and the days that words name follow these.
    `sources` are the messages that the work is about, as [chat, message, when it was said].
    Notes and audit entries gather here and are written together by `seal`, so that the chain's head is
    locked for the shortest time and a group of updates costs one insert each.
    """

    session: AsyncSession
    now: datetime
    office_id: int
    profile: OfficeProfile
    update_id: int | None = None
    by_clock: bool = False
    happening: Happened | None = None
    sources: tuple[Sequence[int], ...] = ()
    _notes: list[Note] = field(default_factory=list)
    _entries: list[ChainEntry] = field(default_factory=list)
    formers: Formers = field(default_factory=Formers)
    met: MetItems = field(default_factory=MetItems)
    _connection: AsyncConnection | None = None

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.profile.zone)

    def day(self, at: datetime) -> date:
        """The office's date at that moment."""
        return self.local(at).date()

    def when(self, at: datetime) -> str:
        """As people read it: "11月24日09:00"."""
        return say_moment(self.local(at))

    @property
    def today(self) -> date:
        return self.day(self.now)

    @property
    def happened_at(self) -> datetime:
        """By the clock, unless somebody said or pressed something."""
        return self.happening.at if self.happening else self.now

    @property
    def happened_on(self) -> date:
        return self.day(self.happened_at)

    @contextmanager
    def said_at(self, at: datetime | None) -> Iterator[None]:
        """Within it the work is about words that were said then, and waited for the press that it began with."""
        outer = self.happening
        self.happening = Happened(at) if at else outer
        try:
            yield
        finally:
            self.happening = outer

    if TYPE_CHECKING:

        def _typed(self) -> None:
            # Only so does mypy keep the overloads of a function that is no method.
            self.select = sqlmodel.select

    else:

        @staticmethod
        def select(*what: Any) -> Any:
            """SQLModel's `select` within the office; `all`, `first` and `one` read it."""
            return sqlmodel.select(*what).options(FENCE).execution_options(**FENCED)

    @staticmethod
    def columns(*what: Any) -> Select[Any]:
        """A SELECT of any number of columns within the office; `rows` reads it."""
        return bare_select(*what).options(FENCE).execution_options(**FENCED)

    @staticmethod
    def update(table: type[OfficeTable]) -> Update:
        return bare_update(table).options(FENCE).execution_options(**UNSYNCED)

    @staticmethod
    def delete(table: type[OfficeTable]) -> Delete:
        return bare_delete(table).options(FENCE).execution_options(**UNSYNCED)

    @overload
    async def all(self, query: SelectOfScalar[T], **named: Any) -> Sequence[T]: ...
    @overload
    async def all(self, query: ModelSelect[*Ts], **named: Any) -> Sequence[tuple[*Ts]]: ...
    async def all(self, query: Any, **named: Any) -> Any:
        return (await self._exec(query, named)).all()

    @overload
    async def first(self, query: SelectOfScalar[T], **named: Any) -> T | None: ...
    @overload
    async def first(self, query: ModelSelect[*Ts], **named: Any) -> tuple[*Ts] | None: ...
    async def first(self, query: Any, **named: Any) -> Any:
        return (await self._exec(query, named)).first()

    @overload
    async def one(self, query: SelectOfScalar[T], **named: Any) -> T: ...
    @overload
    async def one(self, query: ModelSelect[*Ts], **named: Any) -> tuple[*Ts]: ...
    async def one(self, query: Any, **named: Any) -> Any:
        """NoResultFound (SQLAlchemy's) when there is no row."""
        return (await self._exec(query, named)).one()

    async def rows(self, query: Executable | PreparedStatement, **named: Any) -> Sequence[Any]:
        if isinstance(query, PreparedStatement):
            found = await (await self.connection()).execute(query.statement, self._office(named))
        else:
            found = await self._exec(query, named)
        return cast("Sequence[Any]", found.all())

    async def prepared(self, query: PreparedStatement, **named: Any) -> Sequence[Any]:
        """Rows as objects."""
        return cast("Sequence[Any]", (await self.session.exec(query.statement, params=self._office(named))).all())

    async def of_table(self, table: Table) -> Sequence[RowMapping]:
        """All rows of the office in a table (of a table of no office all), in the order of their keys."""
        query = bare_select(table).order_by(*table.primary_key.columns)
        if "office_id" in table.columns:
            query = query.where(table.columns["office_id"] == self.office_id)
        return (await (await self.connection()).execute(query)).mappings().all()

    async def row(self, table: type[R], key: int) -> R | None:
        """A row of this office as it is now, by its key."""
        (column,) = inspect(table).primary_key
        query = self.select(table).where(column == key).execution_options(populate_existing=True)
        return cast("R | None", await self.first(query))

    async def get(self, table: type[T], key: Any) -> T | None:
        """A row of a table of no office, by its key."""
        if issubclass(table, OfficeTable):
            raise TypeError("a row of an office is read with tx.select")
        return await self.session.get(table, key)

    async def run(
        self,
        statement: Update | Delete | PreparedStatement,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] = (),
    ) -> int:
        """Execute a change (once, or for each of `values`); the number of rows it touched."""
        many = isinstance(values, Sequence) and bool(values)
        given: Any = [self._office(one) for one in values] if many else self._office(values or {})
        if isinstance(statement, PreparedStatement):
            done = await (await self.connection()).execute(statement.statement, given)
        else:
            check_fenced(statement)
            check_kept(statement, values if isinstance(values, Mapping) else {})
            done = cast("Any", await self.session.exec(statement, params=given))
        return int(done.rowcount)

    async def _exec(self, query: Any, named: Mapping[str, Any]) -> Any:
        check_fenced(query)
        return await self.session.exec(query, params=self._office(named))

    def _office(self, named: Any) -> dict[str, Any]:
        return {**named, OFFICE: self.office_id}

    async def add(self, *rows: SQLModel) -> None:
        """Store new rows of this office, or changed ones; their ids are known afterwards."""
        for row in rows:
            if isinstance(row, OfficeTable):
                row.office_id = self.office_id
                for told, known in row.known.items():
                    if getattr(row, told) is not None and getattr(row, known) is None:
                        setattr(row, known, self.now)
        self.session.add_all(rows)
        await self.session.flush()

    async def remove(self, row: SQLModel) -> None:
        await self.session.delete(row)
        await self.session.flush()

    async def refresh(self, row: SQLModel) -> None:
        await self.session.refresh(row)

    def detach(self, row: SQLModel) -> None:
        """A copy to keep beyond this piece of work: what is noted on it is not written."""
        self.session.expunge(row)

    async def insert_one(self, table: type[OfficeTable], row: Mapping[str, Any]) -> int:
        """The new row's key, without an object."""
        (key,) = inspect(table).primary_key
        statement = _inserting(table).returning(key)
        return int((await (await self.connection()).execute(statement, self._of_office(table, [row])[0])).scalar_one())

    async def insert(self, table: type[OfficeTable], *rows: Mapping[str, Any]) -> None:
        """Many rows by one statement, without objects."""
        if rows:
            await (await self.connection()).execute(_inserting(table), self._of_office(table, rows))

    async def insert_new(self, table: type[OfficeTable], *rows: Mapping[str, Any]) -> int:
        """The number of rows stored; one that meets an equal key is left out (only one row may be counted)."""
        statement = (await self._insert(table)).on_conflict_do_nothing()
        return int((await (await self.connection()).execute(statement, self._of_office(table, rows))).rowcount)

    async def claim(self, table: type[OfficeTable], row: Mapping[str, Any]) -> int | None:
        """The new row's key; None when an equal one stands there already."""
        statement = (await self._insert(table)).values(self._of_office(table, [row])[0]).on_conflict_do_nothing()
        (key,) = inspect(table).primary_key
        return cast(
            "int | None", (await (await self.connection()).execute(statement.returning(key))).scalar_one_or_none()
        )

    async def upsert(
        self, table: type[OfficeTable], keys: Mapping[str, Any], changes: Mapping[str, Any], *only_if: Any
    ) -> bool:
        """Store a row, or make the changes in the one of equal `keys`; False where that one is not as `only_if`."""
        keys = self._of_office(table, [keys])[0]
        statement = (await self._insert(table)).values(**keys, **changes)
        decided = statement.on_conflict_do_update(
            index_elements=list(keys), set_=dict(changes), where=and_(*only_if) if only_if else None
        )
        return bool((await (await self.connection()).execute(decided)).rowcount == 1)

    def _of_office(self, table: type[OfficeTable], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, **self._known(table, row), "office_id": self.office_id} for row in rows]

    def _known(self, table: type[OfficeTable], changes: Mapping[str, Any]) -> dict[str, datetime | None]:
        """The time of knowing beside each time of happening that is written."""
        told = {known: changes[at] for at, known in table.known.items() if at in changes}
        return {known: None if at is None else self.now for known, at in told.items()}

    async def _insert(self, table: type[OfficeTable]) -> Any:
        dialect = postgresql if (await self.connection()).dialect.name == "postgresql" else sqlite
        return dialect.insert(table)

    async def move(self, row: OfficeTable, **changes: Any) -> bool:
        """Compare-and-set on `row.version`: False on a conflict, when somebody changed the row first."""
        changes = {**changes, **self._known(type(row), changes), "version": row.version + 1}  # type: ignore[attr-defined]  # asked by `_moving`
        (key,) = inspect(type(row)).primary_key
        which = {"the_key": getattr(row, key.key), "the_version": row.version}  # type: ignore[attr-defined]
        if await self.run(moving(type(row)), [{**which, **changes}]) != 1:
            await self.session.refresh(row)
            return False
        self.formers.keep(row, changes, self.happened_at)
        for name, changed in changes.items():
            # The row in memory follows without being written a second time at flush.
            set_committed_value(row, name, changed)
        return True

    async def follow(self, row: OfficeTable, **changes: Any) -> None:
        """A change that is no decision on the row: its version stays."""
        (key,) = inspect(type(row)).primary_key
        await self._exec(self.update(type(row)).where(key == getattr(row, key.key)).values(**changes), {})
        self.formers.keep(row, changes, self.happened_at)
        for name, changed in changes.items():
            set_committed_value(row, name, changed)

    async def connection(self) -> AsyncConnection:
        """For statements that need no rows as objects; the same one throughout the piece of work."""
        if self._connection is None:
            made = await self.session.connection()
            inline = isinstance(self.session, InlineSession)
            self._connection = cast("AsyncConnection", InlineConnection(made)) if inline else made
        return self._connection

    def put(self, note: Note) -> None:
        """Say `note` once this work is committed. A dedupe key that was used before makes it a no-op."""
        self._notes.append(note.unasked() if self.by_clock else note)

    @property
    def notes(self) -> Sequence[Note]:
        """What was put and is not written yet."""
        return tuple(self._notes)

    def take_back(self, note: Note) -> None:
        self._notes.remove(note)

    async def _named_notes(self) -> list[Note]:
        if unknown := self.met.unknown(self._notes):
            for item in await self.all(self.select(Item).where(col(Item.item_id).in_(unknown))):
                self.met.add(item)
        return self.met.named_notes(self._notes)

    def record(
        self,
        action: str,
        subject: str = "",
        *,
        by: Signer | int | None = None,
        before: Any = "",
        after: Any = "",
        result: str = "done",
    ) -> None:
        """Append to the audit chain. `subject` is a label such as "#37" or "R-1024".

        `by` signs: a person, or the Telegram id of somebody whom the roster does not know.
        """
        actor_id, telegram_id = (None, by) if by is None or isinstance(by, int) else (by.person_id, by.telegram_id)
        self._entries.append(
            ChainEntry(self.now, actor_id, telegram_id, action, subject, result, before, after, self.update_id)
        )

    @asynccontextmanager
    async def part(self, update_id: int | None, happening: Happened | None = None) -> AsyncIterator[None]:
        """A piece within a group commit: an exception undoes this piece alone, and passes on."""
        outer, notes, entries = self.update_id, len(self._notes), len(self._entries)
        formers = len(self.formers.unwritten)
        self.update_id, self.happening, self.sources = update_id, happening, ()
        self.met.next_piece()
        connection = await self.connection()
        # The words are always the same: the statement is compiled once.
        await connection.execute(_SAVE)
        try:
            yield
            if self.session.new or self.session.dirty or self.session.deleted:
                await self.session.flush()
        except BaseException:
            del self._notes[notes:], self._entries[entries:], self.formers.unwritten[formers:]
            # What the piece read or made must neither be believed nor written.
            self.session.expunge_all()
            await connection.execute(_UNDO)
            raise
        else:
            await connection.execute(_KEEP)
        finally:
            self.update_id, self.happening, self.sources = outer, None, ()

    async def seal(self) -> None:
        """Write what was gathered; the caller commits."""
        await self.session.flush()
        if self._notes:
            rows = [outbox_row(note, self.now) for note in await self._named_notes()]
            await self.insert(Outbox, *(row for row in rows if row["dedupe_key"] is None))
            keyed = [row for row in rows if row["dedupe_key"] is not None]
            if keyed:
                await self.insert_new(Outbox, *keyed)
        await self.insert(Former, *self.formers.unwritten)
        if self._entries:
            await chain(await self.connection(), self.office_id, self._entries)
        self._notes, self._entries, self.formers = [], [], Formers()
