"""Rows about reports: adding, amending, finding by the message they came with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy import select as select_columns
from sqlmodel import col, func, select

from storage.tables import Attachment, Draft, Person, Report, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Told:
    """A report with the names a card shows."""

    report: Report
    unit: str
    person: str


# Built once, as each report runs them.
_OF_MESSAGE = (
    select(Report)
    .where(
        col(Report.office_id) == bindparam("office_id"),
        col(Report.source_chat) == bindparam("chat_id"),
        col(Report.source_message) == bindparam("message_id"),
    )
    .order_by(col(Report.report_id).desc())
)
_SAID_BEFORE = select_columns(col(Report.report_id), col(Report.item_id)).where(
    col(Report.office_id) == bindparam("office_id"),
    col(Report.source_chat) == bindparam("chat_id"),
    col(Report.source_message) == bindparam("message_id"),
)
_ADD = insert(Report).returning(col(Report.report_id))
_DROP_QUESTION = delete(Draft).where(
    col(Draft.office_id) == bindparam("office_id"),
    col(Draft.person_id) == bindparam("person_id"),
    col(Draft.chat_id) == bindparam("chat_id"),
    col(Draft.kind).in_(("report", "done")),
    col(Draft.payload)["item_id"].as_integer() == bindparam("item_id"),
)


async def of_message(tx: Tx, chat_id: int, message_id: int) -> Sequence[Report]:
    """All editions made with one message, newest first."""
    which = {"office_id": tx.office_id, "chat_id": chat_id, "message_id": message_id}
    return (await tx.session.exec(_OF_MESSAGE, params=which)).all()


async def made_with(tx: Tx, chat_id: int, message_id: int) -> Sequence[tuple[int, int]]:
    """(report_id, item_id) of what was reported with one message."""
    which = {"office_id": tx.office_id, "chat_id": chat_id, "message_id": message_id}
    return [(row[0] or 0, row[1]) for row in await (await tx.connection()).execute(_SAID_BEFORE, which)]


async def add(tx: Tx, **columns: Any) -> int:
    """A first edition; gives its report_id."""
    row = {"office_id": tx.office_id, "edition": 1, "is_current": True, **columns}
    return (await (await tx.connection()).execute(_ADD, row)).scalar_one() or 0


async def by_id(tx: Tx, report_id: int) -> Report | None:
    query = select(Report).where(col(Report.office_id) == tx.office_id, col(Report.report_id) == report_id)
    return (await tx.session.exec(query)).first()


async def latest(tx: Tx, item_id: int, limit: int = 3, unit_id: int | None = None) -> Sequence[Told]:
    """The newest current reports of an item (of one unit), newest first."""
    query = (
        select(Report, Unit.name, Person.name)
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .outerjoin(Person, col(Person.person_id) == col(Report.person_id))
        .where(
            col(Report.office_id) == tx.office_id,
            col(Report.item_id) == item_id,
            col(Report.is_current).is_(True),
        )
        .order_by(col(Report.report_id).desc())
        .limit(limit)
    )
    if unit_id is not None:
        query = query.where(col(Report.unit_id) == unit_id)
    rows = (await tx.session.exec(query)).all()
    return [Told(report, unit or "", name or "") for report, unit, name in rows]


async def attachments_of(tx: Tx, report_ids: Sequence[int]) -> Sequence[Attachment]:
    query = select(Attachment).where(
        col(Attachment.office_id) == tx.office_id, col(Attachment.report_id).in_(report_ids)
    )
    return (await tx.session.exec(query)).all()


async def amounts_by_unit(tx: Tx, item_id: int) -> Sequence[tuple[str, Decimal]]:
    """What each unit has reported in all towards the target, in the order of the units' first reports."""
    query = (
        select(Unit.name, func.sum(col(Report.quantity)))
        .join(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(
            col(Report.office_id) == tx.office_id,
            col(Report.item_id) == item_id,
            col(Report.is_current).is_(True),
            col(Report.quantity).is_not(None),
        )
        .group_by(Unit.name)
        .order_by(func.min(col(Report.report_id)))
    )
    return [(name, Decimal(amount or 0)) for name, amount in (await tx.session.exec(query)).all()]


async def count_quantity(tx: Tx, report_id: int, amount: Decimal, measure: str) -> bool:
    """Compare-and-set: the report counts towards the target. False when it did already or is current no more."""
    statement = (
        update(Report)
        .where(
            col(Report.office_id) == tx.office_id,
            col(Report.report_id) == report_id,
            col(Report.is_current).is_(True),
            col(Report.quantity).is_(None),
        )
        .values(quantity=amount, measure=measure)
    )
    return (await (await tx.connection()).execute(statement)).rowcount == 1


async def count_of_unit(tx: Tx, item_id: int, unit_id: int) -> int:
    """How often the unit has reported on the item; a cooperating unit has no assignment that counts."""
    query = select(func.count()).where(
        col(Report.office_id) == tx.office_id,
        col(Report.item_id) == item_id,
        col(Report.unit_id) == unit_id,
        col(Report.is_current).is_(True),
    )
    return (await tx.session.exec(query)).one()


async def drop_question(tx: Tx, person_id: int, chat_id: int, item_id: int) -> None:
    """A question about an item is answered by any way of reporting on it."""
    which = {"office_id": tx.office_id, "person_id": person_id, "chat_id": chat_id, "item_id": item_id}
    await (await tx.connection()).execute(_DROP_QUESTION, which)
