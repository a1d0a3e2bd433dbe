"""What a bulletin rests on, as it stood when it was drafted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, or_

from domain.papers.origin_texts import PAPER
from storage.tables import Item, Report, ReportKind, Unit
from storage.tx import Tx

# SQLite takes so many values in one statement.
_AT_ONCE = 500
_COLUMNS = (
    col(Report.report_id),
    col(Item.item_id),
    col(Item.parent_id),
    col(Item.directive),
    col(Unit.name),
    col(Report.reported_at),
    col(Report.first_id),
    col(Report.text),
    col(Report.quantity),
    col(Report.is_current),
    col(Report.amends_id),
    col(Report.speaks_for_all),
    col(Report.kind),
    col(Report.origin),
)


@dataclass(frozen=True, slots=True)
class AnnexReport:
    """A report of an item or (with `part`, its directive) of a sub-item of it."""

    report_id: int
    item_id: int
    part: str
    unit: str
    reported_at: datetime
    place: tuple[datetime, int]
    text: str
    has_quantity: bool
    is_current: bool
    amends_id: int | None
    speaks_for_all: bool
    paper: str


async def cited(tx: Tx, report_ids: Sequence[int]) -> list[tuple[int, int, str]]:
    """(report, its whole item, its words) of those that are there."""
    found: list[tuple[int, int, str]] = []
    for first in range(0, len(report_ids), _AT_ONCE):
        wanted = report_ids[first : first + _AT_ONCE]
        query = (
            tx.columns(col(Report.report_id), col(Item.item_id), col(Item.parent_id), col(Report.text))
            .join(Item, col(Item.item_id) == col(Report.item_id))
            .where(col(Report.report_id).in_(wanted))
        )
        found += [(row.report_id, row.parent_id or row.item_id, row.text) for row in await tx.rows(query)]
    return found


async def said_until(tx: Tx, item_ids: Sequence[int], until: datetime) -> list[AnnexReport]:
    """Every edition of every report on these items and their sub-items up to a moment, oldest first."""
    found: list[AnnexReport] = []
    for first in range(0, len(item_ids), _AT_ONCE):
        found += await _said(tx, item_ids[first : first + _AT_ONCE], until)
    return sorted(found, key=lambda one: one.place)


async def _said(tx: Tx, item_ids: Sequence[int], until: datetime) -> list[AnnexReport]:
    query = (
        tx.columns(*_COLUMNS)
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(or_(col(Item.item_id).in_(item_ids), col(Item.parent_id).in_(item_ids)), col(Report.known_at) <= until)
    )
    return [_as_said(row) for row in await tx.rows(query)]


def _as_said(row: Any) -> AnnexReport:
    return AnnexReport(
        row.report_id,
        row.parent_id or row.item_id,
        row.directive if row.parent_id else "",
        row.name or "",
        row.reported_at,
        (row.reported_at, row.first_id or row.report_id),
        row.text,
        row.quantity is not None,
        row.is_current,
        row.amends_id,
        row.speaks_for_all,
        (row.origin or PAPER) if row.kind is ReportKind.IMPORTED else "",
    )


async def amended_since(tx: Tx, report_ids: Collection[int], moment: datetime) -> set[int]:
    """Which of these reports got a later edition only after the moment."""
    query = tx.select(Report.amends_id).where(col(Report.known_at) > moment, col(Report.amends_id).is_not(None))
    found = await tx.all(query)
    return {one for one in found if one is not None and one in report_ids}
