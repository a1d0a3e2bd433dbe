"""What followed from nudges: which were sent to whose unit, and which reports came after."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_

from domain.office.people import Role
from storage.rows import grouped
from storage.tables import Assignment, NudgeSent, Outbox, OutboxState, Report, ReportKind, Seat, Unit
from storage.talk.reports import IN_ORDER
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class NudgeMoment:
    """A unit was nudged about an item at a moment, however many of its people and stages."""

    unit_id: int
    unit: str
    item_id: int
    at: datetime


async def urged(tx: Tx, since: datetime) -> list[NudgeMoment]:
    """Nudges to officials about their own duties, without digests that never left."""
    query = (
        tx.select(NudgeSent, Assignment.unit_id, Unit.name)
        .join(Seat, col(Seat.person_id) == col(NudgeSent.person_id))
        .join(
            Assignment,
            (col(Assignment.item_id) == col(NudgeSent.item_id)) & (col(Assignment.unit_id) == col(Seat.unit_id)),
        )
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(
            col(NudgeSent.nudged_at) >= since,
            col(Seat.role) == Role.OFFICIAL,
            or_(col(NudgeSent.stage).startswith("day-"), col(NudgeSent.stage).startswith("hand-")),
        )
        .order_by(col(NudgeSent.nudge_id))
    )
    unsent = await _unsent(tx, since)
    found: dict[tuple[int, int, str], NudgeMoment] = {}
    for row, unit_id, unit in await tx.all(query):
        base, _, reader = row.round_key.partition("/")
        if f"nudge:{base}:{reader or row.person_id}" not in unsent:
            found.setdefault((unit_id, row.item_id, base), NudgeMoment(unit_id, unit, row.item_id, row.nudged_at))
    return list(found.values())


async def _unsent(tx: Tx, since: datetime) -> set[str]:
    query = tx.select(Outbox.dedupe_key).where(
        col(Outbox.kind) == "nudge",
        col(Outbox.put_at) >= since,
        col(Outbox.state).in_((OutboxState.CANCELLED, OutboxState.DEAD)),
    )
    return {key for key in await tx.all(query) if key}


async def reported(tx: Tx, since: datetime) -> dict[tuple[int, int], list[datetime]]:
    """(unit, item) -> when it reported, in order."""
    query = (
        tx.select(Report.unit_id, Report.item_id, Report.reported_at)
        .where(
            col(Report.reported_at) >= since, col(Report.kind) != ReportKind.IMPORTED, col(Report.unit_id).is_not(None)
        )
        .order_by(*IN_ORDER)
    )
    told = await tx.all(query)
    return grouped(((unit_id, item_id), at) for unit_id, item_id, at in told if unit_id is not None)
