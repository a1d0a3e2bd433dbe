"""Items and hands as they stood when a period ended, whatever became of them since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.states import State
from storage.columns import OfficeTable
from storage.rows import grouped
from storage.tables import Assignment, Former, Item
from storage.tx import Tx

R = TypeVar("R", bound=OfficeTable)
_Stood = Mapping[str, Any]
_READ = {
    "state": State,
    "deadline": date.fromisoformat,
    "asked_on": date.fromisoformat,
    "assigned_on": date.fromisoformat,
    "closed_at": datetime.fromisoformat,
    "long_term": bool,
}


def changed_since(tx: Tx, table: type[OfficeTable], moment: datetime) -> Select[Any]:
    """The keys of the rows that changed at that moment or later."""
    return tx.columns(col(Former.row_id)).where(
        col(Former.row_table) == table.__tablename__, col(Former.until) >= moment
    )


async def stood(tx: Tx, table: type[OfficeTable], moment: datetime) -> dict[int, _Stood]:
    """By key what stood in rows of the table before the moment, where it was changed since.

    A change that was known later than another, and happened before the moment, holds.
    """
    newer = aliased(Former)
    held = tx.columns(col(newer.former_id)).where(
        col(newer.row_table) == col(Former.row_table),
        col(newer.row_id) == col(Former.row_id),
        col(newer.former_id) > col(Former.former_id),
        col(newer.until) < moment,
    )
    query = (
        tx.select(Former)
        .where(col(Former.row_table) == table.__tablename__, col(Former.until) >= moment, ~held.exists())
        .order_by(col(Former.former_id))
    )
    found: dict[int, _Stood] = {}
    for one in await tx.all(query):
        found.setdefault(one.row_id, _read(one.stood))
    for row in tx.formers.unwritten:
        if row["row_table"] == table.__tablename__ and row["until"] >= moment:
            found.setdefault(row["row_id"], _read(row["stood"]))
    return found


def _read(kept: _Stood) -> _Stood:
    return {name: None if value is None else _READ[name](value) for name, value in kept.items()}


@dataclass(frozen=True, slots=True)
class History:
    """What stood in a row until a moment."""

    until: datetime
    stood: _Stood


async def histories(tx: Tx, table: type[OfficeTable], since: datetime) -> dict[int, list[History]]:
    """By key the changes of rows since a moment, as they became known."""
    query = (
        tx.select(Former)
        .where(col(Former.row_table) == table.__tablename__, col(Former.until) >= since)
        .order_by(col(Former.former_id))
    )
    return grouped((one.row_id, History(one.until, _read(one.stood))) for one in await tx.all(query))


def stood_at(row: R, past: Sequence[History], moment: datetime) -> R:
    """The row as it stood before the moment, by its changes since."""
    return as_it_stood(row, next((one.stood for one in past if one.until >= moment), None))


def as_it_stood(row: R, kept: _Stood | None) -> R:
    """The row itself where nothing changed since, else a copy that nothing writes."""
    return row if kept is None else type(row)(**{**row.model_dump(), **kept})


async def items_then(tx: Tx, every: list[Item], moment: datetime) -> list[Item]:
    """As they stood; without those that had ended, or were not registered yet."""
    then = await stood(tx, Item, moment)
    found = [as_it_stood(one, then.get(one.item_id, _reopened(one, moment))) for one in every]
    found = [one for one in found if one.registered_at < moment]
    return [one for one in found if one.state is not State.CANCELLED]


def _reopened(item: Item, moment: datetime) -> _Stood | None:
    """What was closed since was open, in the days before former states were kept, too."""
    is_later = item.state is State.CLOSED and item.closed_at is not None and item.closed_at >= moment
    return {"state": State.IN_PROGRESS, "closed_at": None} if is_later and not item.came_in_closed else None


async def hands_then(tx: Tx, every: list[tuple[Assignment, str]], moment: datetime) -> list[tuple[Assignment, str]]:
    then, day = await stood(tx, Assignment, moment), tx.day(moment)
    found = [(as_it_stood(one, then.get(one.assignment_id)), name) for one, name in every]
    return [pair for pair in found if pair[0].assigned_on < day]
