"""Items of a year counted by meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func, select
from sqlmodel import col

from domain.states import State
from storage.tables import Item, Meeting
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Counted:
    """Whole items of a meeting ("" for none); `first` is when the first of them was registered."""

    title: str
    held_on: date | None
    first: datetime
    total: int
    closed: int


async def by_meeting(tx: Tx, since: datetime, until: datetime) -> list[Counted]:
    """The meetings in the order of their registration, then what was registered without one in this time."""
    whole = (
        col(Item.office_id) == tx.office_id,
        col(Item.parent_id).is_(None),
        col(Item.state) != State.CANCELLED,
    )
    counted = (
        func.count(),
        func.sum(case((col(Item.state) == State.CLOSED, 1), else_=0)),
        func.min(col(Item.registered_at)),
    )
    of_meetings = (
        select(col(Meeting.title), col(Meeting.held_on), *counted)
        .join(Item, col(Item.meeting_id) == col(Meeting.meeting_id))
        .where(*whole, col(Meeting.office_id) == tx.office_id)
        .group_by(col(Meeting.meeting_id), col(Meeting.title), col(Meeting.held_on))
        .order_by(col(Meeting.meeting_id))
    )
    loose = select(*counted).where(
        *whole,
        col(Item.meeting_id).is_(None),
        col(Item.registered_at) >= since,
        col(Item.registered_at) < until,
    )
    connection = await tx.connection()
    found = [
        Counted(title, held_on, first, total, int(closed))
        for title, held_on, total, closed, first in await connection.execute(of_meetings)
    ]
    total, closed, first = (await connection.execute(loose)).one()
    return [*found, Counted("", None, first, total, int(closed))] if total else found
