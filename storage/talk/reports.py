"""Rows about reports: adding, amending, finding by the message they came with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, func

from storage.fence import PreparedStatement, bare
from storage.rows import change
from storage.tables import Attachment, Person, Report, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class ReportWithNames:
    """A report with the names a card shows."""

    report: Report
    unit: str
    person: str


# Built once, as each report runs them.
_OF_MESSAGE = PreparedStatement(
    bare.select(Report)
    .where(col(Report.source_chat) == bindparam("chat_id"), col(Report.source_message) == bindparam("message_id"))
    .order_by(col(Report.report_id).desc())
)
_SAID_BEFORE = PreparedStatement(
    bare.select(col(Report.report_id), col(Report.item_id)).where(
        col(Report.source_chat) == bindparam("chat_id"), col(Report.source_message) == bindparam("message_id")
    )
)


async def of_message(tx: Tx, chat_id: int, message_id: int) -> Sequence[Report]:
    """All editions made with one message, newest first."""
    return await tx.prepared(_OF_MESSAGE, chat_id=chat_id, message_id=message_id)


async def made_with(tx: Tx, chat_id: int, message_id: int) -> Sequence[tuple[int, int]]:
    """(report_id, item_id) of what was reported with one message."""
    rows = await tx.rows(_SAID_BEFORE, chat_id=chat_id, message_id=message_id)
    return [(report_id, item_id) for report_id, item_id in rows]


async def add(tx: Tx, **columns: Any) -> int:
    """A first edition; gives its report_id."""
    return await tx.insert_one(Report, {"edition": 1, "is_current": True, **columns})


async def by_id(tx: Tx, report_id: int) -> Report | None:
    return await tx.first(tx.select(Report).where(col(Report.report_id) == report_id))


async def latest(tx: Tx, item_id: int, limit: int = 3, unit_id: int | None = None) -> Sequence[ReportWithNames]:
    """The newest current reports of an item (of one unit), newest first."""
    query = (
        tx.select(Report, Unit.name, Person.name)
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .outerjoin(Person, col(Person.person_id) == col(Report.person_id))
        .where(col(Report.item_id) == item_id, col(Report.is_current).is_(True))
        .order_by(col(Report.report_id).desc())
        .limit(limit)
    )
    if unit_id is not None:
        query = query.where(col(Report.unit_id) == unit_id)
    return [ReportWithNames(report, unit or "", name or "") for report, unit, name in await tx.all(query)]


async def attachments_of(tx: Tx, report_ids: Sequence[int]) -> Sequence[Attachment]:
    """What was sent along with these reports, in the order in which it came."""
    return await tx.all(
        tx.select(Attachment).where(col(Attachment.report_id).in_(report_ids)).order_by(col(Attachment.attachment_id))
    )


async def amounts_by_unit(tx: Tx, item_id: int) -> Sequence[tuple[str, Decimal]]:
    """What each unit has reported in all towards the target, in the order of the units' first reports."""
    query = (
        tx.select(Unit.name, func.sum(col(Report.quantity)))
        .join(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(col(Report.item_id) == item_id, col(Report.is_current).is_(True), col(Report.quantity).is_not(None))
        .group_by(Unit.name)
        .order_by(func.min(col(Report.report_id)))
    )
    return [(name, Decimal(amount or 0)) for name, amount in await tx.all(query)]


async def count_quantity(tx: Tx, report_id: int, amount: Decimal, measure: str) -> bool:
    """Compare-and-set: the report counts towards the target. False when it did already or is current no more."""
    counts = (col(Report.is_current).is_(True), col(Report.quantity).is_(None))
    return await change(tx, Report, col(Report.report_id) == report_id, *counts, quantity=amount, measure=measure) == 1


async def count_of_unit(tx: Tx, item_id: int, unit_id: int) -> int:
    """How often the unit has reported on the item; a cooperating unit has no assignment that counts."""
    query = tx.select(func.count()).where(
        col(Report.item_id) == item_id, col(Report.unit_id) == unit_id, col(Report.is_current).is_(True)
    )
    return await tx.one(query)
