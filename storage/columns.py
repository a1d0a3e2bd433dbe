"""Column kinds shared by all tables: UTC instants, office ownership, words with a CHECK."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, DateTime, Dialect, Index, MetaData, String, text
from sqlalchemy.orm import declared_attr
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

# Batch migrations on SQLite can only drop what has a name.
SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC instant on both databases; SQLite alone would hand back naive ones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored: take it from tx.now")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A StrEnum kept as its word. A native PostgreSQL enum would need a migration per new member."""

    impl = String(32)
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


def one_of(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """table=True models do not validate, so the database does."""
    words = ", ".join(f"'{member.value}'" for member in kind)
    return CheckConstraint(f"{column} IN ({words})", name=column)


def index_where(where: str, name: str, *columns: str) -> Index:
    """Of the few rows that are looked for again and again."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


def only_one_where(where: str, name: str, *columns: str) -> Index:
    """Unique among the rows of which `where` holds."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


class OfficeTable(SQLModel):
    """A table of one office's data: `Tx` fences whatever reads or changes it, and fills the office in.

    The column is not indexed by itself: with one office SQLite would prefer such an index and read whole tables.
    `known` names, by a column that says when something happened, the one that says when the office came to know;
    `Tx` fills the second in whenever the first is written. Of the columns that `kept` names `Tx` keeps what stood there
    before each change (tables.lifecycle.Former), so that figures of a day that is over stay what they were.
    """

    known: ClassVar[Mapping[str, str]] = {}
    kept: ClassVar[tuple[str, ...]] = ()
    office_id: int = Field(default=None, foreign_key="office.office_id")

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  SQLAlchemy gives the class
        """BulletinFile is bulletin_file."""
        return re.sub("(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()


def instant(**options: Any) -> Any:
    return Field(sa_type=UtcDateTime, **options)


def known_instant() -> Any:
    """The time of knowing; a row that is written past `Tx` was always known."""
    return instant(default=None, sa_column_kwargs={"server_default": "1970-01-01 00:00:00"})


def message_sources() -> Any:
    """The messages that something which waits came from, as `Tx.sources`: an edit of one reaches it."""
    return Column(JSON, nullable=False, server_default="[]")
