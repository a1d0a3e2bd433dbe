"""Open items that are nearly due, and what units have in hand and have not told about since a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_
from sqlmodel import col

from domain.states import IN_HAND
from storage.tables import Assignment, Item, Unit
from storage.tx import Tx
from storage.views.figures import LINE, ItemLine, is_open, lines_of, whole


async def due_soon(tx: Tx, today: date, until: date, limit: int, offset: int = 0) -> list[ItemLine]:
    """The nearest first."""
    query = tx.columns(*LINE).where(*whole(), is_open(), col(Item.deadline).between(today, until))
    return await lines_of(tx, query.order_by(col(Item.deadline), col(Item.item_id)).limit(limit).offset(offset))


@dataclass(frozen=True, slots=True)
class Unreported:
    """A unit, one of its items, and when it last told about it."""

    unit_id: int
    unit: str
    item_id: int
    number: int
    sub: int
    directive: str
    last_report_on: date | None

    @property
    def label(self) -> str:
        return f"#{self.number}.{self.sub}" if self.sub else f"#{self.number}"


async def unreported(tx: Tx, since: date, today: date) -> list[Unreported]:
    """Long-term items report by a rhythm of their own; who was assigned something today has had no time."""
    query = (
        tx.columns(
            col(Unit.unit_id),
            col(Unit.name),
            col(Item.item_id),
            col(Item.number),
            col(Item.sub),
            col(Item.directive),
            col(Assignment.last_report_on),
        )
        .join(Assignment, col(Assignment.unit_id) == col(Unit.unit_id))
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .where(
            col(Assignment.state).in_(IN_HAND),
            col(Item.long_term).is_(False),
            col(Assignment.assigned_on) < today,
            or_(col(Assignment.last_report_on).is_(None), col(Assignment.last_report_on) < since),
        )
        .order_by(col(Unit.unit_id), col(Item.number), col(Item.sub))
    )
    return [Unreported(*row) for row in await tx.rows(query)]
