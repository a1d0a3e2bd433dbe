"""Rows about reports: adding, amending, finding by the message they came with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_
from sqlmodel import col, func

from domain.items.standing import MeantFigure
from storage.fence import PreparedStatement, bare
from storage.rows import change
from storage.tables import Attachment, Item, Person, Report, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class ReportWithNames:
    """A report with the names a card shows."""

    report: Report
    unit: str
    person: str


# As they were said; an amendment stands where its first edition stood.
IN_ORDER = (col(Report.reported_at), func.coalesce(col(Report.first_id), col(Report.report_id)))
NEWEST_FIRST = tuple(one.desc() for one in IN_ORDER)


def newest_of_units(*where: Any) -> Any:
    """A SELECT of the report_id of each unit's newest current report on each item, out of items joined to reports."""
    whose = (col(Report.item_id), col(Report.unit_id))
    place = func.row_number().over(partition_by=whose, order_by=NEWEST_FIRST)
    ranked = (
        Tx.columns(col(Report.report_id).label("report_id"), place.label("place"))
        .select_from(Item)
        .join(Report, col(Report.item_id) == col(Item.item_id))
        .where(*where, col(Report.is_current).is_(True))
        .subquery()
    )
    return Tx.columns(ranked.c.report_id).where(ranked.c.place == 1)


async def newest_with_parts(tx: Tx, item_id: int) -> Sequence[int]:
    """Of each unit the newest current report on the item, and on each part of it."""
    mine = or_(col(Item.item_id) == item_id, col(Item.parent_id) == item_id)
    return [report_id for (report_id,) in await tx.rows(newest_of_units(mine))]


# Built once, as each report runs them.
_OF_MESSAGE = PreparedStatement(
    bare.select(Report)
    .where(col(Report.source_chat) == bindparam("chat_id"), col(Report.source_message) == bindparam("message_id"))
    .order_by(col(Report.report_id).desc())
)
_SAID_BEFORE = PreparedStatement(
    bare.select(col(Report.report_id), col(Report.item_id), col(Report.source_message), col(Report.text)).where(
        col(Report.source_chat) == bindparam("chat_id"),
        or_(
            col(Report.source_message) == bindparam("message_id"),
            (col(Report.item_id) == bindparam("item_id"))
            & (col(Report.reported_at) > bindparam("since"))
            & col(Report.is_current).is_(True),
        ),
    )
)


async def of_message(tx: Tx, chat_id: int, message_id: int) -> Sequence[Report]:
    """All editions made with one message, newest first."""
    return await tx.prepared(_OF_MESSAGE, chat_id=chat_id, message_id=message_id)


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What was reported from a chat on an item lately, or with one of its messages at any time."""

    report_id: int
    item_id: int
    message_id: int | None
    text: str


async def said_before(
    tx: Tx, chat_id: int, message_id: int, since: datetime, item_id: int | None
) -> Sequence[SaidBefore]:
    """Without an item only what was made with the message."""
    rows = await tx.rows(_SAID_BEFORE, chat_id=chat_id, message_id=message_id, since=since, item_id=item_id or 0)
    return [SaidBefore(*row) for row in rows]


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
        .order_by(*NEWEST_FIRST)
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


@dataclass(frozen=True, slots=True)
class Material:
    """A file that came with a report which counts, of an item or of one of its parts."""

    attachment: Attachment
    report: Report
    item: Item
    unit: str


def _of_item(item_ids: Sequence[int]) -> Any:
    counts = col(Report.is_current).is_(True)
    return counts & (col(Item.item_id).in_(item_ids) | col(Item.parent_id).in_(item_ids))


async def materials_of(tx: Tx, item_id: int, unit_id: int = 0) -> Sequence[Material]:
    """Of the newest report first; of one unit where one is named."""
    query = (
        tx.select(Attachment, Report, Item, Unit.name)
        .join(Report, col(Report.report_id) == col(Attachment.report_id))
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(_of_item([item_id]))
        .order_by(col(Report.report_id).desc(), col(Attachment.attachment_id))
    )
    if unit_id:
        query = query.where(col(Report.unit_id) == unit_id)
    return [Material(file, report, item, unit or "") for file, report, item, unit in await tx.all(query)]


async def materials_counted(tx: Tx, item_ids: Sequence[int]) -> Counter[tuple[int, int]]:
    """How many files each unit (0: all together) sent on each of these items, those of its parts included."""
    query = (
        tx.select(col(Report.item_id), col(Item.parent_id), col(Report.unit_id), func.count())
        .select_from(Attachment)
        .join(Report, col(Report.report_id) == col(Attachment.report_id))
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .where(_of_item(item_ids))
        .group_by(col(Report.item_id), col(Item.parent_id), col(Report.unit_id))
    )
    found: Counter[tuple[int, int]] = Counter()
    for item_id, parent_id, unit_id, count in await tx.all(query):
        for whole in filter(None, (item_id, parent_id)):
            found[whole, unit_id or 0] += count
            if unit_id:
                found[whole, 0] += count
    return found


async def carry_files(tx: Tx, old_id: int, report_id: int) -> None:
    """The files of a report go along with its new edition; the old one keeps its own."""
    kept = await attachments_of(tx, [old_id])
    copied = {"kind", "name", "path", "size", "sha256", "file_id"}
    await tx.add(*[Attachment(report_id=report_id, **one.model_dump(include=copied)) for one in kept])


async def add_words(tx: Tx, report_id: int, text: str, **figure: Any) -> None:
    """Said under a later photo of the album that made the report."""
    await change(tx, Report, col(Report.report_id) == report_id, text=text, **figure)


async def count_figure(tx: Tx, report_id: int, figure: MeantFigure, measure: str) -> bool:
    """Compare-and-set: the report counts towards the target. False when it did already or is current no more."""
    counts = (col(Report.is_current).is_(True), col(Report.quantity).is_(None))
    told = {"quantity": figure.amount, "measure": measure, "meaning": figure.meaning}
    return await change(tx, Report, col(Report.report_id) == report_id, *counts, **told) == 1


async def current_of_units(tx: Tx, item_id: int) -> Sequence[Report]:
    """What the units have reported on an item and stands, in the order of happening."""
    counts = (col(Report.item_id) == item_id, col(Report.is_current).is_(True), col(Report.unit_id).is_not(None))
    return await tx.all(tx.select(Report).where(*counts).order_by(*IN_ORDER))


async def count_of_unit(tx: Tx, item_id: int, unit_id: int) -> int:
    """How often the unit has reported on the item; a cooperating unit has no assignment that counts."""
    query = tx.select(func.count()).where(
        col(Report.item_id) == item_id, col(Report.unit_id) == unit_id, col(Report.is_current).is_(True)
    )
    return await tx.one(query)
