"""Items of a year counted by meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import case, func
from sqlmodel import col

from domain.states import State
from storage.tables import Item, Meeting
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class MeetingItems:
    """Whole items of a meeting ("" for none); `first` is when the first of them was registered."""

    title: str
    held_on: date | None
    first: datetime
    total: int
    closed: int


async def by_meeting(tx: Tx, since: datetime, until: datetime) -> list[MeetingItems]:
    """The meetings in the order of their registration, then what was registered without one in this time."""
    whole = (col(Item.parent_id).is_(None), col(Item.state) != State.CANCELLED)
    counted = (
        func.count(),
        func.sum(case((col(Item.state) == State.CLOSED, 1), else_=0)),
        func.min(col(Item.registered_at)),
    )
    of_meetings = (
        tx.columns(col(Meeting.title), col(Meeting.held_on), *counted)
        .join(Item, col(Item.meeting_id) == col(Meeting.meeting_id))
        .where(*whole)
        .group_by(col(Meeting.meeting_id), col(Meeting.title), col(Meeting.held_on))
        .order_by(col(Meeting.meeting_id))
    )
    loose = tx.columns(*counted).where(
        *whole, col(Item.meeting_id).is_(None), col(Item.registered_at) >= since, col(Item.registered_at) < until
    )
    found = [
        MeetingItems(title, held_on, first, total, int(closed))
        for title, held_on, total, closed, first in await tx.rows(of_meetings)
    ]
    total, closed, first = (await tx.rows(loose))[0]
    return [*found, MeetingItems("", None, first, total, int(closed))] if total else found
