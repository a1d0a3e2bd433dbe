"""Rows as they were read, brought into the shape that is asked for; and changes that say in a line what they change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement

from storage.columns import OfficeTable
from storage.tx import Tx

T = TypeVar("T")
Key = TypeVar("Key")


def first_of(found: Sequence[T]) -> T | None:
    return found[0] if found else None


def grouped(pairs: Iterable[tuple[Key, T]]) -> dict[Key, list[T]]:
    """What belongs to each key, in the order of the rows; nothing of a key that has none."""
    groups: dict[Key, list[T]] = defaultdict(list)
    for key, one in pairs:
        groups[key].append(one)
    return groups


async def change(tx: Tx, table: type[OfficeTable], *where: ColumnElement[bool], **changes: Any) -> int:
    """How many rows were as `where` says, and are changed: a compare-and-set where it names a state."""
    return await tx.run(tx.update(table).where(*where).values(**changes))


async def drop(tx: Tx, table: type[OfficeTable], *where: ColumnElement[bool]) -> int:
    """How many rows were as `where` says, and are gone."""
    return await tx.run(tx.delete(table).where(*where))
