"""The office's fence: what makes every statement read and change the rows of one office alone.

`storage.tx` makes statements of objects with it; `PreparedStatement` those of the hot paths, once at import.
"""

from functools import cache
from typing import Any

import sqlmodel
from sqlalchemy import BindParameter, Delete, Select, Update, bindparam, column, inspect, union_all
from sqlalchemy import delete as bare_delete
from sqlalchemy import insert as bare_insert
from sqlalchemy import update as bare_update
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.sql.selectable import FromClause, Join
from sqlalchemy.sql.visitors import iterate

from storage.columns import OfficeTable

# No column is called so: SQLAlchemy reserves the names of columns in an UPDATE.
OFFICE = "the_office"


def _fence_of(table: Any) -> Any:
    # SQLAlchemy looks at the base class once, which has no column.
    return getattr(table, "office_id", column("office_id")) == bindparam(OFFICE)


# Reaches joins (in their ON), aliases and subqueries, too.
FENCE = with_loader_criteria(OfficeTable, lambda table: _fence_of(table), include_aliases=True)
FENCED: dict[str, Any] = {"fenced": True}
UNSYNCED: dict[str, Any] = {"synchronize_session": False, **FENCED}


class PreparedStatement:
    """A statement of a hot path, made once of `bare.select`, `bare.update` or `bare.delete`.

    At import, or kept by `functools.cache`. It is fenced in its own WHERE, which SQLAlchemy runs in half the
    time of one with loader criteria; a SELECT inside another is a `PreparedStatement` itself, given as its
    `.statement`: TypeError where it is not.
    """

    def __init__(self, statement: Any) -> None:
        if any(
            isinstance(part, Select) and not _is_fenced(part) for part in iterate(statement) if part is not statement
        ):
            raise TypeError("a SELECT inside a prepared statement must be prepared, too")
        tables = (
            [statement.table]
            if isinstance(statement, Update | Delete)
            else [table for clause in statement.get_final_froms() for table in _inner_tables(clause)]
        )
        columns = [table.c.office_id for table in tables if "office_id" in table.c]
        if not columns:
            raise TypeError("a prepared statement reads no table of an office")
        self.statement = statement.where(*(one == bindparam(OFFICE) for one in columns))

    @classmethod
    def union(cls, *parts: "PreparedStatement") -> "PreparedStatement":
        made = cls.__new__(cls)
        made.statement = union_all(*(part.statement for part in parts))
        return made


class bare:  # noqa: N801  a namespace
    """Makers of statements without a fence, for `PreparedStatement` alone."""

    select: Any = staticmethod(sqlmodel.select)
    update = staticmethod(bare_update)
    delete = staticmethod(bare_delete)
    insert = staticmethod(bare_insert)


def _inner_tables(clause: FromClause) -> list[FromClause]:
    """Without those of the open side of an outer join, whose missing rows a WHERE would drop."""
    if not isinstance(clause, Join):
        return [clause]
    return [*_inner_tables(clause.left), *([] if clause.isouter else _inner_tables(clause.right))]


def _is_fenced(inner: Select[Any]) -> bool:
    return any(isinstance(part, BindParameter) and part.key == OFFICE for part in iterate(inner.whereclause))


@cache
def moving(table: type[OfficeTable]) -> PreparedStatement:
    """Compare-and-set by key and version; what is set follows from the names of the parameters."""
    (key,) = inspect(table).primary_key
    version = table.__table__.c.version  # type: ignore[attr-defined]  # SQLModel's tables have it
    return PreparedStatement(bare_update(table).where(key == bindparam("the_key"), version == bindparam("the_version")))


def check_fenced(statement: Any) -> None:
    """A statement that was not made here would read every office's rows."""
    if not statement.get_execution_options().get("fenced"):
        raise TypeError("make the statement with tx.select, tx.columns, tx.update or tx.delete")
