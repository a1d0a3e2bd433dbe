"""Rows about sign-offs: a unit's own word, or its first report, which counts as one."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col

from domain.states import State
from storage.tables import Assignment, Person, Report, ReportKind, SignOff, Unit
from storage.talk.reports import NEWEST_FIRST
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Signature:
    unit_id: int
    unit: str
    person: str
    at: datetime
    by_report: bool


async def signed_for(tx: Tx, item_id: int) -> list[Signature]:
    """The units that have signed for what they have now; the newest word of each."""
    own = tx.select(Assignment.unit_id, Unit.name, Person.name, SignOff.signed_at)
    query = (
        own.join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .join(SignOff, col(SignOff.assignment_id) == col(Assignment.assignment_id))
        .join(Person, col(Person.person_id) == col(SignOff.person_id))
        .where(col(Assignment.item_id) == item_id, col(Assignment.state).not_in((State.ASSIGNED, State.CANCELLED)))
        .order_by(col(SignOff.sign_off_id))
    )
    newest = {row[0]: Signature(*row, by_report=False) for row in await tx.all(query)}
    reported = await _by_report(tx, item_id)
    return [newest.get(unit_id, signed) for unit_id, signed in reported.items()] + [
        signed for unit_id, signed in newest.items() if unit_id not in reported
    ]


async def _by_report(tx: Tx, item_id: int) -> dict[int, Signature]:
    """The first report of each unit that is still in charge."""
    query = (
        tx.select(Assignment.unit_id, Unit.name, Person.name, Report.reported_at)
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .join(
            Report, (col(Report.item_id) == col(Assignment.item_id)) & (col(Report.unit_id) == col(Assignment.unit_id))
        )
        .join(Person, col(Person.person_id) == col(Report.person_id))
        .where(
            col(Assignment.item_id) == item_id,
            col(Assignment.state).not_in((State.ASSIGNED, State.CANCELLED)),
            col(Report.kind) != ReportKind.IMPORTED,
        )
        .order_by(*NEWEST_FIRST)
    )
    return {row[0]: Signature(*row, by_report=True) for row in await tx.all(query)}
